import type { AgentView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { reasonText, stateText } from '../shared/agent-texts.ts'
import { formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { countStates, orderAgents, stateOrder } from './agent-order.ts'
import { isOverLong } from './over-long.ts'

const AgentTile = ({ agent }: { readonly agent: AgentView }) => {
  const { t } = useLanguage()
  const now = useNow()
  const long = isOverLong(agent, now)
  return (
    <li className={`agent state-${agent.state}`} data-over-long={long}>
      <span className="agent-name">{agent.name}</span>
      <span className="agent-time">{formatDuration(now - agent.since)}</span>
      <span className="agent-state">{t(reasonText(agent.reason) ?? stateText[agent.state])}</span>
      {long && <span className="agent-long">{t('over_long')}</span>}
    </li>
  )
}

/** Everybody who is signed in: how many in each state, then each by name with the time in it. */
export const AgentBoard = ({ agents }: { readonly agents: readonly AgentView[] }) => {
  const { t } = useLanguage()
  const counts = countStates(agents)
  const present = orderAgents(agents)
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
            <AgentTile key={agent.id} agent={agent} />
          ))}
        </ul>
      )}
    </section>
  )
}
