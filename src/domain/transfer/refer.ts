import type { LineEvent } from '../event.ts'
import type { Line } from '../line/line.ts'
import type { Turn } from '../line/turn.ts'
import type { CallerNumber } from '../number/normalise.ts'
import { get, values } from '../sorted.ts'
import { transfer } from './commands.ts'
import { outsideTarget, type Target } from './party.ts'

/** Whom a dialled number means: a colleague's extension, a queue by one of its numbers, somebody outside; null: nobody. */
const targetOf = (line: Line, { raw, number }: CallerNumber): Target | null => {
  for (const agent of values(line.agents)) if (agent.extension === raw) return { kind: 'agent', agentId: agent.id }
  const queue = line.queues.find(({ dialledNumbers }) => raw !== '*' && dialledNumbers.includes(raw))
  if (queue) return { kind: 'queue', queueId: queue.id }
  return outsideTarget(number)
}

/** A desk phone's own transfer key does what the desk's command does, or is declined and changes nothing. */
export const refer = (turn: Turn, { at, leg, to }: Extract<LineEvent, { type: 'leg_refers' }>): void => {
  const agent = get(turn.line.agents, get(turn.line.legs, leg) ?? '')
  if (!agent) return
  const target = targetOf(turn.line, to)
  if (target === null || agent.state !== 'talking') turn.refusal = 'no_such_target'
  else transfer(turn, agent, { name: 'transfer', target }, at)
  const accepted = turn.refusal === null
  // the phone hears it before its leg is told to end
  turn.effects.unshift({ do: 'answer_refer', leg, accepted })
}
