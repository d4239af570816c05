import { Alert } from 'antd'
import type { DeskCallView, PopView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { ringsHere } from '../phone/phone-state.ts'
import { usePhone } from '../phone/use-phone.tsx'
import { CallerNumber } from './caller-number.tsx'
import { CallerTags } from './caller-tags.tsx'
import { CallerTimes } from './caller-times.tsx'
import { PersonHint, SharedMarks } from './case/person-hint.tsx'
import type { CaseWork } from './case/use-case-work.ts'
import { EarlierCalls } from './earlier-calls.tsx'
import { OpenMatters } from './open-matters.tsx'

interface Props {
  readonly call: PopView | DeskCallView
  /** The form beside it; null while it rings. */
  readonly work: CaseWork | null
  /** Shows a case of this number whole; while it rings there is no place for it. */
  onRead(caseNo: string): void
}

/** An answered call that failed: telephony cut the talk off. */
const wasCutOff = (call: PopView | DeskCallView): boolean =>
  'endCause' in call && call.endCause === 'failed' && call.answeredAt !== null

/**
 * All that is known of the caller. The same places hold the same things while it rings, in the talk and in the wrap-up,
 * so that nothing moves under the agent's eyes.
 */
export const CallerPanel = ({ call, work, onRead }: Props) => {
  const { t } = useLanguage()
  const ringing = 'ringUntil' in call
  const phoneRings = usePhone(ringsHere)
  const { history } = call
  const none = call.withheld ? t('no_history_withheld') : t('looking_up')
  return (
    <section className="caller" data-ringing={ringing} aria-label={t('caller')}>
      <div className="caller-head">
        <CallerNumber call={call} />
        <div className="caller-tags">
          <CallerTags history={history} skillsAsked={call.skillsAsked} />
        </div>
        <div className="caller-hint">
          {ringing && <strong>{t(call.acceptBy === 'desk' || phoneRings ? 'answer_here' : 'answer_on_phone')}</strong>}
          {ringing && call.calledInBy !== null && <span>{t('called_in_by', { name: call.calledInBy })}</span>}
          {!ringing && call.rating && <span>{t('talk_rating')}</span>}
          {ringing && call.noticePlays && <span>{t('notice_plays')}</span>}
        </div>
      </div>
      <CallerTimes call={call} />
      <div className="caller-banner">
        {wasCutOff(call) && <Alert type="error" showIcon title={t(call.withheld ? 'cut_off_withheld' : 'cut_off')} />}
        {call.withheld && <Alert type="warning" showIcon title={t('withheld_banner')} />}
      </div>
      {history && <PersonHint history={history} work={work} />}
      <div className="caller-lists">
        <section>
          <h2>{t('open_matters')}</h2>
          {history ? (
            <OpenMatters
              open={history.openMatters}
              closed={history.closedMatters}
              onRead={onRead}
              onFollowUp={work?.view === 'form' ? work.followUp : null}
            />
          ) : (
            <p className="empty">{none}</p>
          )}
        </section>
        <section>
          <h2>{t('earlier_calls')}</h2>
          {history ? <EarlierCalls calls={history.earlier} /> : <p className="empty">{none}</p>}
        </section>
        {work && history && <SharedMarks key={call.callId} shared={history.shared} callId={call.callId} />}
      </div>
    </section>
  )
}
