import type { Agent } from '../../domain/agent/agent.ts'
import type { Fact } from '../../domain/fact.ts'
import { type Line, queueOf } from '../../domain/line/line.ts'
import type { Refusal } from '../../domain/line/turn.ts'
import { outboundIdOf, type TaskOrder } from '../../domain/outbound/outbound.ts'
import { demandOf, type Profile, rankOf } from '../../domain/routing/demand.ts'
import { profileOf } from '../../domain/routing/ready.ts'
import { get, values } from '../../domain/sorted.ts'
import type { Clock, Happening, Hotline, Log } from '../ports.ts'

/** A task that may be rung now. It is nobody else's until one of the two has been called. */
export interface NextTask {
  readonly order: TaskOrder
  /** It was not taken: why. Nothing where the line has it; what becomes of it then is told by facts. */
  refused(why: Refusal): void
}

export interface TaskHandParts {
  readonly hotline: Pick<Hotline, 'tell' | 'line'>
  /** The next task that may be rung now by somebody whom these queues may give to; null: none. `busy`: numbers that are in a call. */
  next(queueIds: readonly string[], busy: ReadonlySet<string>): Promise<NextTask | null>
  readonly clock: Clock
  readonly log: Log
  /** Makes the id of each attempt the only one. */
  newToken(): string
  /** How often it is looked whether a task's time has come while agents are ready, in ms. */
  readonly everyMs?: number
}

/** Gives tasks to agents who are ready and whom no caller needs. */
export interface TaskHand {
  /** Something happened in the line. Returns at once. */
  publish(happening: Happening): void
  /** Tasks may have become due. */
  look(): void
  stop(): void
}

/** The queues for outbound calls whose tasks this agent may have. */
const queuesOf = (line: Line, profile: Profile): readonly string[] =>
  line.queues
    .filter(queue => queue.medium === 'outbound' && rankOf(demandOf(queue, 0, queue.skills), profile) !== null)
    .map(({ id }) => id)

const numbersInCall = (line: Line): ReadonlySet<string> => {
  const numbers = new Set<string>()
  for (const { caller, state } of values(line.calls))
    if (caller.number !== null && state !== 'concluded') numbers.add(caller.number)
  // the line rings them itself, in their turn
  for (const { number } of values(line.places)) numbers.add(number)
  return numbers
}

/**
 * One agent at a time is asked for, the longest idle first: so each dial has one agent who waits for it (DOMAIN.md 4.5), and no two
 * get the same task. The line has the last word: whoever is needed by a caller in that moment is not given one.
 */
export const createTaskHand = (parts: TaskHandParts): TaskHand => {
  const { hotline, clock, log } = parts
  let giving = false
  let again = false
  let stopped = false
  let cancel = () => {}

  const idle = (line: Line): readonly Agent[] =>
    [...values(line.agents)]
      .filter(({ state, next }) => state === 'ready' && next === null)
      .sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1))

  const give = async (agentId: string): Promise<boolean> => {
    const line = hotline.line()
    const agent = get(line.agents, agentId)
    if (agent?.state !== 'ready') return false
    const queueIds = queuesOf(line, profileOf(agent))
    if (queueIds.length === 0) return false
    const task = await parts.next(queueIds, numbersInCall(line))
    if (!task || stopped) return false
    const { order } = task
    if (!queueOf(hotline.line(), order.queueId)) {
      task.refused('no_such_target')
      return false
    }
    const callId = outboundIdOf(parts.newToken())
    const refusal = await hotline.tell({ type: 'task_given', at: clock.now(), callId, agentId, order })
    if (refusal === null) return true
    task.refused(refusal)
    return false
  }

  const giveAll = async () => {
    do {
      again = false
      for (const { id } of idle(hotline.line())) await give(id)
    } while (again && !stopped)
  }

  const look = () => {
    if (stopped) return
    again = true
    if (giving) return
    giving = true
    void giveAll()
      .catch(error => log.error({ err: error }, 'tasks could not be given out'))
      .finally(() => {
        giving = false
      })
  }

  const beat = () => {
    cancel = clock.at(clock.now() + (parts.everyMs ?? 1_000), () => {
      if (stopped) return
      if (idle(hotline.line()).length > 0) look()
      beat()
    })
  }
  beat()

  const frees = (fact: Fact): boolean => fact.kind === 'agent_state' && fact.to === 'ready'

  return {
    publish: ({ facts }) => {
      if (facts.some(frees)) look()
    },
    look,
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
