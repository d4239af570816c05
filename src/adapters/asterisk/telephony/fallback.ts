import type { FallbackMember, FallbackMembers } from '../../../engine/fallback-members.ts'
import type { FallbackQueue, Log } from '../../../engine/ports.ts'
import type { AmiClient, AmiFields, AmiResult } from '../ami/ami-client.ts'
import { phoneName } from './phones.ts'

/** Name of the native queue in dialplan/hotline/queues.conf. */
const queue = 'fallback'

/** Changes of this long go together, in ms: a call's changes must not compete with its own INVITE. */
const gatherMs = 50

/** Device states in which a member is rung, or is just being rung: not in use, unknown, ringing. */
const canBeRung = new Set(['0', '1', '6', '7'])

/** A member as Asterisk has it, by interface. `agentId`: its name there. */
interface Present {
  readonly agentId: string
  readonly penalty: number
  readonly paused: boolean
}

export interface FallbackOptions {
  readonly ami: Pick<AmiClient, 'action' | 'list' | 'up'>
  readonly log: Log
  /** Who shall be a member now. */
  members(): FallbackMembers
  /**
   * A server that has just started knows of nobody yet that he is on duty, and the queue still serves callers with those whom the server
   * before it left there: for so long, in ms, only those are taken out whom it has known on duty itself.
   */
  readonly keepAllMs?: number
}

/** The native queue's members, kept equal to what `members` says. */
export interface AsteriskFallback extends FallbackQueue {
  /** Asks Asterisk who is a member and makes it equal: at each connection, and now and then. */
  compare(): void
  /** Whether one of its members could be rung now, or rings; true also when Asterisk does not say. */
  canRing(): Promise<boolean>
  close(): void
}

interface Action {
  readonly name: 'QueueAdd' | 'QueueRemove' | 'QueuePenalty' | 'QueuePause'
  readonly interface: string
  readonly fields: AmiFields
  /** The member once it is done; null: none. */
  readonly then: Present | null
}

/** The actions that make `present` equal to `wanted`, at most one for a member: what is left is done in the next round. */
const differences = (
  wanted: FallbackMembers,
  present: ReadonlyMap<string, Present>,
  mayRemove: (name: string) => boolean,
): readonly Action[] => {
  const actions: Action[] = []
  const act = (name: Action['name'], to: string, fields: AmiFields, then: Present | null) =>
    actions.push({ name, interface: to, fields: { Queue: queue, Interface: to, ...fields }, then })
  const interfaces = new Set<string>()
  for (const [extension, member] of wanted) {
    const name = `PJSIP/${phoneName(extension, member.device)}`
    interfaces.add(name)
    const now = present.get(name)
    if (now === undefined) act('QueueAdd', name, added(name, member), { ...member, paused: false })
    else if (now.agentId !== member.agentId) act('QueueRemove', name, {}, null)
    else if (now.penalty !== member.penalty)
      act('QueuePenalty', name, { Penalty: String(member.penalty) }, { ...now, penalty: member.penalty })
    else if (now.paused) act('QueuePause', name, { Paused: 'false' }, { ...now, paused: false })
  }
  for (const name of present.keys()) if (!interfaces.has(name) && mayRemove(name)) act('QueueRemove', name, {}, null)
  return actions
}

const added = (name: string, { agentId, penalty }: FallbackMember): AmiFields => ({
  Penalty: String(penalty),
  Paused: 'false',
  MemberName: agentId,
  StateInterface: name,
})

const presentMembers = (events: readonly AmiFields[]): Map<string, Present> =>
  new Map(
    events.flatMap(({ Event, Queue, Location, Name, Penalty, Paused }): [string, Present][] =>
      Event === 'QueueMember' && Queue === queue && Location
        ? [[Location, { agentId: Name ?? '', penalty: Number(Penalty ?? 0), paused: Paused !== '0' }]]
        : [],
    ),
  )

/** Keeps the members of the native queue. Only differences are sent, and one action at most is on its way for a member. */
export const fallbackQueue = ({ ami, log, members, keepAllMs = 20_000 }: FallbackOptions): AsteriskFallback => {
  const keepAllUntil = Date.now() + keepAllMs
  const onceOnDuty = new Set<string>()
  /** What Asterisk has; null when that is not known, and must be asked first. */
  let present: Map<string, Present> | null = null
  let gathering: NodeJS.Timeout | null = null
  let busy = false
  let again = false
  let closed = false

  const settle = ({ name, interface: to, then }: Action, answer: AmiResult): boolean => {
    if (answer.kind !== 'ok') {
      log.warn({ action: name, interface: to, answer }, 'a member of the fallback queue could not be changed')
      return false
    }
    if (then === null) present?.delete(to)
    else present?.set(to, then)
    return true
  }

  const ask = async (): Promise<Map<string, Present> | null> => {
    const answer = await ami.list('QueueStatus', { Queue: queue })
    return answer.kind === 'ok' ? presentMembers(answer.events) : null
  }

  /** Rounds of differences until there is none; stops where something was refused, which the next comparison tries again. */
  const equalise = async (): Promise<void> => {
    present ??= await ask()
    while (present !== null && !closed) {
      const wanted = members()
      for (const extension of wanted.keys())
        for (const device of ['browser', 'desk'] as const) onceOnDuty.add(`PJSIP/${phoneName(extension, device)}`)
      const actions = differences(wanted, present, name => onceOnDuty.has(name) || Date.now() >= keepAllUntil)
      if (actions.length === 0) return
      const answers = await Promise.all(
        actions.map(async action => settle(action, await ami.action(action.name, action.fields))),
      )
      if (answers.includes(false)) return
    }
  }

  const work = async (): Promise<void> => {
    gathering = null
    again = busy
    if (busy || closed || !ami.up) return
    busy = true
    await equalise()
    busy = false
    if (again) void work()
  }

  const soon = (): void => {
    if (!closed) gathering ??= setTimeout(() => void work(), gatherMs)
  }

  return {
    changed: soon,
    canRing: async () => {
      const answer = await ami.list('QueueStatus', { Queue: queue })
      if (answer.kind !== 'ok') return true
      return answer.events.some(
        ({ Event, Paused, Status }) => Event === 'QueueMember' && Paused === '0' && canBeRung.has(Status ?? ''),
      )
    },
    compare: () => {
      present = null
      soon()
    },
    close: () => {
      closed = true
      if (gathering) clearTimeout(gathering)
    },
  }
}
