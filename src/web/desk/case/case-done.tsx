import { Button } from 'antd'
import { readableNumber } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { noCaseTexts } from './no-case-chooser.tsx'
import type { CaseWork } from './use-case-work.ts'

const registeredText = (state: string | undefined): TextKey => {
  if (state === 'answered_online') return 'outcome_answered'
  return state === 'registered' ? 'outcome_awaits' : 'outcome_new_case'
}

/** What the call came to, large enough to be read out to the citizen. */
export const CaseDone = ({ work }: { readonly work: CaseWork }) => {
  const { t } = useLanguage()
  const { decision, failure } = work
  const decided = decision?.decided
  if (!decision || !decided) return null
  const found = decision.cases.find(each => each.caseNo === decided.caseNo)
  const made = decision.cases.filter(each => each.as === 'origin' && each.caseNo !== decided.caseNo)
  const word: Readonly<Record<typeof decided.outcome, TextKey>> = {
    new_case: registeredText(found?.state),
    follow_up: 'outcome_follow_up',
    no_case: 'outcome_no_case',
  }
  const reason = noCaseTexts.find(([each]) => each === decided.reason)?.[1]
  return (
    <div className="case-done" role="status">
      <p className="case-done-word">{t(word[decided.outcome], reason ? { reason: t(reason) } : {})}</p>
      {decided.caseNo !== null && <p className="case-done-number">{readableNumber(decided.caseNo)}</p>}
      {found && <p className="case-done-title">{found.title ?? t('case_confidential')}</p>}
      {decided.outcome === 'new_case' && <p className="case-done-hint">{t('outcome_read_out')}</p>}
      {made.length > 0 && (
        <p className="case-done-hint">
          {t('outcome_also', { cases: made.map(({ caseNo }) => readableNumber(caseNo)).join(' ') })}
        </p>
      )}
      <p className="case-word" data-failed={failure !== null}>
        {failure}
      </p>
      {decided.outcome === 'new_case' ? (
        <Button onClick={work.another}>{t('outcome_another')}</Button>
      ) : (
        <Button onClick={work.change} disabled={work.busy}>
          {t('outcome_change')}
        </Button>
      )}
    </div>
  )
}
