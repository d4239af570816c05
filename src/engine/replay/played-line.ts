import type { Effect } from '../../domain/effect.ts'
import type { LineEvent } from '../../domain/event.ts'
import type { Fact } from '../../domain/fact.ts'
import { emptyLine, nextDeadline } from '../../domain/line/line.ts'
import { step } from '../../domain/line/step.ts'
import type { CallerNumber } from '../../domain/number/normalise.ts'
import type { Queue } from '../../domain/queue/queue.ts'
import { get, values } from '../../domain/sorted.ts'
import { virtualClock } from './virtual-clock.ts'

/** A caller who is played. Instants in UTC ms; `patienceMs`: how long he waits from his arrival before he gives up, Infinity: for ever. */
export interface PlayedCall {
  readonly at: number
  readonly patienceMs: number
  readonly talkMs: number
}

/** From this instant on so many agents are at work. */
export interface AgentsFrom {
  readonly at: number
  readonly agents: number
}

/** What the calls are played through. `answerMs`: how long an agent's phone rings before he takes it. `noticeMs`: how long the queue's notice plays, where it has one. */
export interface PlayedHouse {
  readonly queue: Queue
  readonly staff: readonly AgentsFrom[]
  readonly answerMs: number
  readonly noticeMs: number
}

const withheld: CallerNumber = { raw: 'anonymous', number: null, withheld: true }

/**
 * Plays callers through the real line (`step`) on a clock of its own, with phones that never fail: nothing is random in it. Every fact is told to `heard`, with its instant. Agents are alike: whoever is to go while he talks goes after his
 * wrap-up. Ends when all callers have left and the last wrap-up is over. Throws an Error where the line complains of an event, which is a fault of this program.
 */
export const playLine = (
  calls: readonly PlayedCall[],
  { queue, staff, answerMs, noticeMs }: PlayedHouse,
  heard: (fact: Fact, at: number) => void,
): void => {
  const begin = Math.min(...calls.map(({ at }) => at), ...staff.map(({ at }) => at))
  if (begin === Number.POSITIVE_INFINITY) return
  const clock = virtualClock(begin)
  let line = emptyLine()
  let alarmAt: number | null = null
  let cancelAlarm = () => {}
  let left = calls.length
  /** What each caller who is there does next. */
  const plans = new Map<string, { readonly talkMs: number; cancel: () => void }>()
  const later = (ms: number, job: () => void) => clock.at(clock.now() + ms, job)

  const tell = (event: LineEvent): void => {
    const done = step(line, event, clock.now())
    line = done.line
    const [complaint] = done.complaints
    if (complaint) throw new Error(`illegal event: ${JSON.stringify(complaint)}`)
    for (const fact of done.facts) {
      if (fact.kind === 'call_ended') {
        left -= 1
        plans.get(fact.callId)?.cancel()
        plans.delete(fact.callId)
      }
      heard(fact, clock.now())
    }
    setAlarm()
    for (const effect of done.effects) carryOut(effect)
  }
  const setAlarm = () => {
    const due = nextDeadline(line)
    if (due === alarmAt) return
    cancelAlarm()
    alarmAt = due
    cancelAlarm =
      due === null
        ? () => {}
        : clock.at(due, () => {
            alarmAt = null
            tell({ type: 'time', at: clock.now() })
          })
  }
  const leaves = (callId: string) => () => tell({ type: 'caller_left', at: clock.now(), callId, how: 'normal' })

  const carryOut = (effect: Effect): void => {
    switch (effect.do) {
      case 'ring':
        return void later(answerMs, () => tell({ type: 'leg_answered', at: clock.now(), leg: effect.leg }))
      case 'connect': {
        const plan = plans.get(effect.callId)
        plan?.cancel()
        if (plan) plan.cancel = later(plan.talkMs, leaves(effect.callId))
        return
      }
      case 'play': {
        const { callId, sound } = effect
        return void later(effect.last ? 0 : noticeMs, () =>
          tell({ type: 'sound_ended', at: clock.now(), callId, sound }),
        )
      }
      case 'hang_up':
        // a leg's end is told; of a caller who was hung up on the line knows
        if (get(line.legs, effect.channel) !== undefined)
          later(0, () => tell({ type: 'leg_ended', at: clock.now(), leg: effect.channel, how: 'normal' }))
    }
  }

  const dial = ({ at, patienceMs, talkMs }: PlayedCall, n: number) => {
    const callId = `played-${n}`
    clock.at(at, () => {
      const cancel = patienceMs === Number.POSITIVE_INFINITY ? () => {} : later(patienceMs, leaves(callId))
      plans.set(callId, { talkMs, cancel })
      const dialled = queue.dialledNumbers[0] ?? ''
      tell({ type: 'call_arrived', at, callId, dialled, caller: withheld, wants: [], adopted: false })
    })
  }

  const most = Math.max(0, ...staff.map(({ agents }) => agents))
  const idOf = (n: number) => String(1_001 + n)
  const setStaff = (agents: number) => {
    for (let n = 0; n < most; n += 1) {
      const [agentId, at] = [idOf(n), clock.now()]
      const agent = get(line.agents, agentId)
      const stays = agent?.signedIn === true && agent.next === null
      if (n < agents === stays) continue
      if (n >= agents) tell({ type: 'agent_command', at, agentId, command: { name: 'sign_out' } })
      else {
        if (agent?.signedIn !== true) tell({ type: 'agent_signed_in', at, agentId })
        tell({ type: 'agent_command', at, agentId, command: { name: 'ready' } })
      }
    }
  }

  /** Whether somebody is still at a caller who has left, or at his wrap-up. */
  const isBusy = (): boolean => {
    for (const { state } of values(line.agents))
      if (state === 'reserved' || state === 'talking' || state === 'wrap_up') return true
    return false
  }

  tell({ type: 'queue_set', at: begin, queue: { ...queue, keepPlace: null, record: false } })
  for (let n = 0; n < most; n += 1) {
    const [id, at] = [idOf(n), begin]
    const profile = {
      group: queue.groups[0] ?? 'phone',
      skills: queue.skills,
      wantsStandingLeg: false,
      autoAccept: false,
    }
    tell({ type: 'agent_set', at, agent: { id, name: id, extension: id, ...profile } })
    tell({ type: 'console_up', at, agentId: id })
    tell({ type: 'phone_up', at, agentId: id, device: 'desk' })
  }
  for (const { at, agents } of staff) clock.at(at, () => setStaff(agents))
  for (const [n, call] of calls.entries()) dial(call, n)
  while ((left > 0 || isBusy()) && clock.next());
}
