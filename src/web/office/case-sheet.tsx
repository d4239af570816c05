import { CaseDispatches } from '../case-life/case-dispatches.tsx'
import { CaseFacts, CaseMarks } from '../case-life/case-facts.tsx'
import { CaseHistory } from '../case-life/case-history.tsx'
import { resultTexts } from '../case-life/case-words.ts'
import { formatMoment } from '../case-life/due-words.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { CaseAttachments } from '../cases/case-attachments.tsx'
import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'

interface Props {
  readonly found: CaseDetail
  readonly now: number
  onOpen(caseNo: string): void
}

/** What waits to be decided: the return or the extension that was asked for, the ruling that is proposed, and the reply that is under review. */
const Asked = ({ found }: { readonly found: CaseDetail }) => {
  const { t } = useLanguage()
  const { extension, reply, history } = found
  const asked = history.findLast(({ event }) => event === 'request_return')
  // nothing else waits for a supervisor
  const proposed = found.case.owner === 'supervisor' && history.findLast(({ event }) => event === 'propose_ruling')
  return (
    <>
      {found.case.state === 'return_requested' && asked && (
        <section className="office-asked">
          <h3>{t('happened_request_return')}</h3>
          <CaseHistory rows={[asked]} />
        </section>
      )}
      {proposed && (
        <section className="office-asked">
          <h3>{t('happened_propose_ruling')}</h3>
          <CaseHistory rows={[proposed]} />
        </section>
      )}
      {extension && (
        <section className="office-asked">
          <h3>{t('happened_ask_extension')}</h3>
          <p>{t('extension_asked', { until: extension.until, at: formatMoment(extension.askedAt) })}</p>
          <p className="cases-text">{extension.reason}</p>
        </section>
      )}
      {reply && (
        <section className="office-asked">
          <h3>
            {t('happened_reply')} <span className="mark">{t(resultTexts[reply.result])}</span>
          </h3>
          <p className="cases-text">{reply.text}</p>
          {reply.attachments.length > 0 && <p>{t('detail_attachments', { n: reply.attachments.length })}</p>}
        </section>
      )}
    </>
  )
}

/** What the case is about; it stands above the form of a step too, so that nobody decides without it. */
export const CaseHead = ({ of }: { readonly of: CaseDetail['case'] }) => {
  const { t } = useLanguage()
  return (
    <div className="office-head">
      <header>
        <p className="cases-number digits">{readableNumber(of.caseNo)}</p>
        <CaseMarks of={of} />
      </header>
      <h2>{of.title ?? t('case_confidential')}</h2>
      {of.text !== null && <p className="cases-text">{of.text}</p>}
    </div>
  )
}

/** The rest of a case: what waits to be decided, where it stands, to whom it was given, what has happened. */
export const CaseSheet = ({ found, now, onOpen }: Props) => {
  const { t } = useLanguage()
  const { case: of, dispatches, calls, members, history } = found
  return (
    <article className="office-sheet">
      {of.answer !== null && of.answer !== '' && found.reply === null && (
        <section className="office-asked">
          <h3>{t('case_answer')}</h3>
          <p className="cases-text">{of.answer}</p>
        </section>
      )}
      <Asked found={found} />
      <CaseAttachments caseNo={of.caseNo} />
      <CaseFacts of={of} />
      {of.masterNo !== null && (
        <p>
          {t('detail_master')}{' '}
          <button type="button" className="link digits" onClick={() => onOpen(of.masterNo ?? '')}>
            {readableNumber(of.masterNo)}
          </button>
        </p>
      )}
      {members.length > 0 && (
        <>
          <h3>{t('case_members', { n: members.length })}</h3>
          <ul>
            {members.map(member => (
              <li key={member}>
                <button type="button" className="link digits" onClick={() => onOpen(member)}>
                  {readableNumber(member)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {dispatches.length > 0 && (
        <>
          <h3>{t('case_dispatches')}</h3>
          <CaseDispatches of={dispatches} now={now} />
        </>
      )}
      {calls.length > 0 && (
        <>
          <h3>{t('case_calls')}</h3>
          <ul>
            {calls.map(call => (
              <li key={`${call.at} ${call.callId}`}>
                <span className="digits">{formatMoment(call.at)}</span>{' '}
                {t(call.as === 'origin' ? 'call_origin' : 'call_follow_up')} {call.agentId} {call.note}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('case_history')}</h3>
      <CaseHistory rows={history} newestFirst />
    </article>
  )
}
