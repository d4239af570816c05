import './screen-agents.css'
import type { WallState } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { stateText } from '../../shared/agent-texts.ts'
import { orderAgents, stateOrder } from '../agent-order.ts'

/** At most so many names of one state: the screen does not scroll. */
const mostNames = 24

/** Who is in each state, by name, where the house wishes it so. */
export const ScreenAgents = ({ agents, states }: Pick<WallState, 'agents' | 'states'>) => {
  const { t } = useLanguage()
  const present = orderAgents(agents)
  return (
    <ul className="screen-agents">
      {stateOrder
        .filter(state => state !== 'offline')
        .map(state => {
          const these = present.filter(agent => agent.state === state)
          return (
            <li key={state} className={`state-${state}`}>
              <span className="screen-agents-state">
                <span>{t(stateText[state])}</span>
                <strong>{states[state]}</strong>
              </span>
              <span className="screen-agents-names">
                {these.slice(0, mostNames).map(({ id, name }) => (
                  <span key={id}>{name}</span>
                ))}
                {these.length > mostNames && <span>{t('screen_more', { count: these.length - mostNames })}</span>}
              </span>
            </li>
          )
        })}
    </ul>
  )
}
