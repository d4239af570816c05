import { Alert } from 'antd'
import type { DeskCallView, PopView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { ringsHere } from '../phone/phone-state.ts'
import { usePhone } from '../phone/use-phone.tsx'
import { CallerNumber } from './caller-number.tsx'
import { CallerTags } from './caller-tags.tsx'
import { CallerTimes } from './caller-times.tsx'
import { NoteField, NotePlace } from './draft/note-field.tsx'
import { EarlierCalls } from './earlier-calls.tsx'
import { OpenMatters } from './open-matters.tsx'

interface Props {
  readonly call: PopView | DeskCallView
  readonly agentId: string
}

/** An answered call that failed: telephony cut the talk off. */
const wasCutOff = (call: PopView | DeskCallView): boolean =>
  'endCause' in call && call.endCause === 'failed' && call.answeredAt !== null

/**
 * All that is known of the caller. The same places hold the same things while it rings, in the talk and in the wrap-up,
 * so that nothing moves under the agent's eyes.
 */
export const CallerPanel = ({ call, agentId }: Props) => {
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
          <CallerTags history={history} />
        </div>
        <div className="caller-hint">
          {ringing && <strong>{t(call.acceptBy === 'desk' || phoneRings ? 'answer_here' : 'answer_on_phone')}</strong>}
          {ringing && call.noticePlays && <span>{t('notice_plays')}</span>}
        </div>
      </div>
      <CallerTimes call={call} />
      <div className="caller-banner">
        {wasCutOff(call) && <Alert type="error" showIcon title={t(call.withheld ? 'cut_off_withheld' : 'cut_off')} />}
        {call.withheld && <Alert type="warning" showIcon title={t('withheld_banner')} />}
      </div>
      <div className="caller-work">
        <div className="caller-lists">
          <section>
            <h2>{t('open_matters')}</h2>
            {history ? <OpenMatters matters={history.openMatters} /> : <p className="empty">{none}</p>}
          </section>
          <section>
            <h2>{t('earlier_calls')}</h2>
            {history ? <EarlierCalls calls={history.earlier} /> : <p className="empty">{none}</p>}
          </section>
        </div>
        {ringing ? <NotePlace /> : <NoteField key={call.callId} agentId={agentId} callId={call.callId} />}
      </div>
    </section>
  )
}
