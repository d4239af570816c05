import type { AgentView, OverLongView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { reasonText, stateText } from '../shared/agent-texts.ts'
import { formatDuration } from '../time/format.ts'
import { overLimit } from './over-long.ts'

/** The sentence that says which limit an agent is over; null: none. */
export const useOverLong = (agent: AgentView, limits: OverLongView | undefined, now: number): string | null => {
  const { t } = useLanguage()
  const over = overLimit(agent, limits, now)
  if (!over) return null
  const what = t(reasonText(agent.reason) ?? stateText[agent.state])
  return t(over.planned ? 'over_long_planned' : 'over_long_limit', { what, limit: formatDuration(over.limitMs) })
}
