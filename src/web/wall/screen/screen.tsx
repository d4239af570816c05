import './screen.css'
import type { WallState } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { connectionOf } from '../../live/connection-of.ts'
import { useLive } from '../../live/use-live.tsx'
import { stateText } from '../../shared/agent-texts.ts'
import { formatDuration, formatRate } from '../../time/format.ts'
import { useNow } from '../../time/use-now.ts'
import { stateOrder } from '../agent-order.ts'
import { AlarmBanner } from '../alarm-banner.tsx'
import { Curve } from '../curve/curve-panel.tsx'
import { rollingLevel, useMargin } from '../rolling-panel.tsx'
import { waitLevel } from '../wait-level.ts'
import { longestWait, waitingNow } from '../waiting-sums.ts'
import { WallClock } from '../wall-clock.tsx'
import { ScreenAgents } from './screen-agents.tsx'
import { useNewest } from './use-newest.ts'

interface BigProps {
  readonly word: string
  readonly value: string | number
  readonly level?: string | undefined
}

const Big = ({ word, value, level }: BigProps) => (
  <div className="screen-big" data-level={level}>
    <span className="screen-word">{word}</span>
    <strong className="screen-value">{value}</strong>
  </div>
)

/**
 * The screen of the hall: read from across the room, nothing to press, nobody named unless the server sends names. It is dark, and it creeps by a few pixels, so that
 * nothing burns in. A lost connection is said in the corner and made anew by itself, for ever.
 */
export const Screen = ({ wall }: { readonly wall: WallState }) => {
  useNewest()
  const { t } = useLanguage()
  const now = useNow()
  const margin = useMargin(wall.rolling)
  const connection = connectionOf(useLive(state => state))
  const longest = longestWait(wall.queues, now)
  return (
    <main className="screen" data-live={connection.level === 'good'}>
      <div className="screen-creep">
        <header className="screen-head">
          <h1>{t('hotline')}</h1>
          {connection.level !== 'good' && <span className="screen-link">{t(connection.text)}</span>}
          <WallClock />
        </header>
        <div className="screen-alarm">
          <AlarmBanner alarms={wall.alarms} waiting={wall.waiting} />
        </div>
        <section className="screen-row">
          <Big word={t('waiting_now')} value={waitingNow(wall.queues)} level={waitLevel(longest)} />
          <Big
            word={t('longest_wait')}
            value={longest === null ? '—' : formatDuration(longest)}
            level={waitLevel(longest)}
          />
          <Big word={t('answer_rate')} value={formatRate(wall.today.answerRate)} />
          <Big word={t('service_level', { seconds: 15 })} value={formatRate(wall.today.sl15)} />
        </section>
        {wall.agents.length > 0 ? (
          <ScreenAgents agents={wall.agents} states={wall.states} />
        ) : (
          <ul className="screen-states">
            {stateOrder
              .filter(state => state !== 'offline')
              .map(state => (
                <li key={state} className={`state-${state}`}>
                  <span>{t(stateText[state])}</span>
                  <strong className="screen-count">{wall.states[state]}</strong>
                </li>
              ))}
          </ul>
        )}
        <section className="screen-rest">
          <div className="screen-rolling" data-level={rollingLevel(wall.rolling)}>
            <span className="screen-word">{t('rolling_rate')}</span>
            <strong className="screen-value">{formatRate(wall.rolling.rate)}</strong>
            <span className="screen-word">
              {t('rolling_base', { answered: wall.rolling.answered, decided: wall.rolling.decided })}
            </span>
            <p className="screen-margin">{margin}</p>
          </div>
          <div className="screen-curve">
            <Curve curve={wall.curve} />
          </div>
        </section>
      </div>
    </main>
  )
}
