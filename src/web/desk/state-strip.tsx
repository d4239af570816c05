import type { ReactNode } from 'react'
import type { DeskState, DeskTaskView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { PhoneLine } from '../phone/phone-line.tsx'
import { nextText, reasonText, stateText } from '../shared/agent-texts.ts'
import type { TextKey } from '../texts.ts'
import { formatDuration, formatLeft } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { type StateTimer, stateTimer } from './state-timer.ts'

/** While a task engages him the strip says so, whatever his state is called for others. */
const taskText: Readonly<Record<DeskTaskView['state'], TextKey>> = {
  previewed: 'state_visit_previewed',
  summoned: 'state_visit_ringing',
  dialled: 'state_visit_ringing',
  talking: 'state_visit_talking',
  concluded: 'state_visit_concluded',
}

const stateWord = ({ agent, chat, task }: DeskState): TextKey => {
  if (task) return taskText[task.state]
  return agent.state === 'talking' && chat ? 'state_writing' : stateText[agent.state]
}

const timerText: Readonly<Record<StateTimer['kind'], TextKey>> = { gone: 'since_hint', left: 'left', over: 'overrun' }

interface Props {
  readonly desk: DeskState
  /** False: the state is as it was when the connection was lost. */
  readonly live: boolean
  readonly children: ReactNode
}

/** The agent's state as colour, word and running timer; the commands stand at its right. */
export const StateStrip = ({ desk, live, children }: Props) => {
  const { t } = useLanguage()
  const { agent } = desk
  const timer = stateTimer(desk, useNow())
  const reason = reasonText(agent.reason)
  const next = nextText(agent.next)
  return (
    <section className={`strip state-${agent.state}`} data-timer={timer.kind}>
      <div className="strip-state" role="status">
        <strong>{t(stateWord(desk))}</strong>
        <span className="strip-detail">
          {!live && <span>{t('state_before_cut')}</span>}
          {live && reason && <span>{t(reason)}</span>}
          {live && next && <span className="strip-next">{t('next_state', { state: t(next) })}</span>}
        </span>
      </div>
      <div className="strip-middle">
        <div className="strip-timer" role="timer">
          <span className="strip-time">{timer.kind === 'left' ? formatLeft(timer.ms) : formatDuration(timer.ms)}</span>
          <span className="strip-hint">{t(timerText[timer.kind])}</span>
        </div>
        <PhoneLine desk={desk} live={live} />
      </div>
      {children}
      <div className="strip-bar" aria-hidden="true">
        {timer.share !== null && <div style={{ transform: `scaleX(${timer.share})` }} />}
      </div>
    </section>
  )
}
