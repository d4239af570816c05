import type { CaseClassWord } from '../../wire/case-views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { ageOf, classTexts, readableNumber } from './case-texts.ts'

interface Line {
  readonly caseNo: string
  readonly class: CaseClassWord
  readonly title: string | null
  readonly acceptedAt: number
  readonly closedAt: number | null
}

/** A case in two lines: what it is about, then how long it has been open, its class and number. */
export const CaseLineText = ({ of }: { readonly of: Line }) => {
  const { t } = useLanguage()
  const now = useNow()
  const age = ageOf(of.acceptedAt, now)
  return (
    <span className="matter-text">
      <span className="matter-title" data-secret={of.title === null}>
        {of.title ?? t('case_confidential')}
      </span>
      <span className="matter-about">
        {of.closedAt === null
          ? t('matter_open', { age: t(age.text, { n: age.n }) })
          : `${t('closed_matters')} ${formatInstant(of.closedAt, now)}`}{' '}
        · {t(classTexts[of.class])} · <span className="digits">{readableNumber(of.caseNo)}</span>
      </span>
    </span>
  )
}
