import { useState } from 'react'
import type { AgentView, OverLongView, WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { reasonText, stateText } from '../shared/agent-texts.ts'
import { formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { countStates, orderAgents, stateOrder } from './agent-order.ts'
import { AgentPanel } from './lead/agent-panel.tsx'
import { useOverLong } from './use-over-long.ts'

interface TileProps {
  readonly agent: AgentView
  readonly limits: OverLongView | undefined
  readonly chosen: boolean
  onChoose(agentId: string): void
}

const AgentTile = ({ agent, limits, chosen, onChoose }: TileProps) => {
  const { t } = useLanguage()
  const now = useNow()
  const long = useOverLong(agent, limits, now)
  return (
    <li className={`agent state-${agent.state}`} data-over-long={long !== null} data-chosen={chosen}>
      <button type="button" title={long ?? undefined} aria-pressed={chosen} onClick={() => onChoose(agent.id)}>
        <span className="agent-name">{agent.name}</span>
        <span className="agent-time">{formatDuration(now - agent.since)}</span>
        <span className="agent-state">{t(reasonText(agent.reason) ?? stateText[agent.state])}</span>
        {long !== null && <span className="agent-long">{t('over_long')}</span>}
      </button>
    </li>
  )
}

/** Everybody who is signed in: how many in each state, then each by name with the time in it. */
export const AgentBoard = ({
  wall: { agents, overLong },
}: {
  readonly wall: Pick<WallState, 'agents' | 'overLong'>
}) => {
  const { t } = useLanguage()
  const counts = countStates(agents)
  const present = orderAgents(agents)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = present.find(({ id }) => id === chosenId)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className="agents" tabIndex={0} aria-label={t('agents')}>
      <div className="agents-head">
        <h2>{t('agents')}</h2>
        <ul className="state-counts">
          {stateOrder.map(state => (
            <li key={state} className={`state-${state}`}>
              <span>{t(stateText[state])}</span>
              <strong className="state-count">{counts[state]}</strong>
            </li>
          ))}
        </ul>
      </div>
      {present.length === 0 ? (
        <p className="empty">{t('no_agents')}</p>
      ) : (
        <ul className="agent-tiles">
          {present.map(agent => (
            <AgentTile
              key={agent.id}
              agent={agent}
              limits={overLong}
              chosen={agent.id === chosenId}
              onChoose={id => setChosenId(id === chosenId ? null : id)}
            />
          ))}
        </ul>
      )}
      {chosen && <AgentPanel key={chosen.id} agent={chosen} limits={overLong} onClose={() => setChosenId(null)} />}
    </section>
  )
}
