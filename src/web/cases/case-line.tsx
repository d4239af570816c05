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

interface Props {
  readonly of: Line
  /** Shows the whole case. */
  onRead(caseNo: string): void
}

/** A case in two lines: what it is about, which opens it, then how long it has been open, its class and number. */
export const CaseLineText = ({ of, onRead }: Props) => {
  const { t } = useLanguage()
  const now = useNow()
  const age = ageOf(of.acceptedAt, now)
  return (
    <span className="matter-text">
      <button type="button" className="matter-title" data-secret={of.title === null} onClick={() => onRead(of.caseNo)}>
        {of.title ?? t('case_confidential')}
      </button>
      <span className="matter-about">
        {of.closedAt === null
          ? t('matter_open', { age: t(age.text, { n: age.n }) })
          : `${t('closed_matters')} ${formatInstant(of.closedAt, now)}`}{' '}
        · {t(classTexts[of.class])} · <span className="digits">{readableNumber(of.caseNo)}</span>
      </span>
    </span>
  )
}
