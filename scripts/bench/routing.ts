import type { LineEvent } from '../../src/domain/event.ts'
import { emptyLine, type Line } from '../../src/domain/line/line.ts'
import { type Step, step } from '../../src/domain/line/step.ts'
import type { LadderRung, Queue, SkillLevel } from '../../src/domain/queue/queue.ts'
import { allWaiting } from '../../src/domain/routing/waiting.ts'
import { size, values } from '../../src/domain/sorted.ts'
import { percentile } from './percentiles.ts'

/** How long the domain takes for one decision, in µs. */
export interface RoutingResult {
  readonly agents: number
  readonly profiles: number
  readonly waiting: number
  readonly decisions: number
  /** An agent becomes ready and is offered the caller who is next. */
  readonly agentReady: { readonly p50: number; readonly p99: number }
  /** A call comes in and an agent is chosen for it. */
  readonly callArrived: { readonly p50: number; readonly p99: number }
  /** The worse p99 of the two. */
  readonly p99: number
  readonly perSecond: number
}

const now = 1_700_000_000_000
const groups = [
  'phone',
  'leader',
  'reserve',
  'night',
  'districts',
  'network',
  'enterprise',
  'policy',
  'school',
  'elders',
]
/** What every agent can, then the one thing that only some can. */
const skillSets: readonly (readonly SkillLevel[])[] = [
  [],
  [{ skill: 'enterprise', level: 3 }],
  [{ skill: 'english', level: 5 }],
  [{ skill: 'cantonese', level: 7 }],
  [
    { skill: 'policy', level: 4 },
    { skill: 'english', level: 2 },
  ],
  [{ skill: 'sign', level: 9 }],
]
const queueSkills: readonly (readonly SkillLevel[])[] = [
  [],
  [{ skill: 'enterprise', level: 2 }],
  [{ skill: 'english', level: 2 }],
  [{ skill: 'cantonese', level: 2 }],
  [{ skill: 'policy', level: 2 }],
  [{ skill: 'sign', level: 2 }],
]

/** The number of queue `n`. */
const numberOf = (n: number): string => `1234${n}`

const queueOf = (n: number): Queue => ({
  id: `queue-${n}`,
  name: { zh: numberOf(n), en: numberOf(n) },
  dialledNumbers: [numberOf(n)],
  priority: 5,
  skills: queueSkills[n] ?? [],
  groups,
  prefer: n % 2 === 0 ? 'idle' : 'level',
  ladder: [20, 40, 60].map((seconds): LadderRung => ({ afterMs: seconds * 1000, groups: [], anySkill: false })),
  notice: null,
  noticeMaxMs: 8_000,
  ringMs: 15_000,
  wrapUpMs: 0,
  maxWaitMs: null,
  capacity: { atLeast: 100_000, perAgent: 3 },
  missLimit: 1,
  overflowOpen: false,
  announcement: null,
})

const profileOf = (n: number) => ({
  group: groups[n % groups.length] ?? 'phone',
  skills: skillSets[Math.floor(n / groups.length) % skillSets.length] ?? [],
})
const idOf = (n: number): string => `agent-${String(n).padStart(4, '0')}`

/** One event, which must be legal; gives the step. */
const take = (line: Line, event: LineEvent, at = now): Step => {
  const done = step(line, event, at)
  if (done.complaints.length > 0 || done.refusal) throw new Error(`the line refused ${event.type}`)
  return done
}

const arrival = (n: number, queue: number, at: number): LineEvent => {
  const number = `+86138${String(n).padStart(8, '0')}`
  const caller = { raw: number, number, withheld: false }
  return { type: 'call_arrived', at, callId: `call-${n}`, dialled: numberOf(queue), caller, wants: [], adopted: false }
}

/** A line with all agents present but paused. */
const staffed = (agents: number): Line => {
  let line = emptyLine()
  queueSkills.forEach((_, n) => {
    line = take(line, { type: 'queue_set', at: now, queue: queueOf(n) }).line
  })
  for (let n = 0; n < agents; n += 1) {
    const id = idOf(n)
    const agent = {
      id,
      name: id,
      extension: String(10_000 + n),
      ...profileOf(n),
      wantsStandingLeg: false,
      autoAccept: false,
    }
    line = take(line, { type: 'agent_set', at: now, agent }).line
    line = take(line, { type: 'agent_signed_in', at: now, agentId: id }).line
    line = take(line, { type: 'console_up', at: now, agentId: id }).line
    line = take(line, { type: 'phone_up', at: now, agentId: id, device: 'desk' }).line
  }
  return line
}

const ready = (n: number): LineEvent => ({
  type: 'agent_command',
  at: now,
  agentId: idOf(n),
  command: { name: 'ready' },
})

/** `count` callers wait, in queues that `queueAt` names, over a quarter of an hour, so that all rungs of the ladder are there. */
const withCallers = (line: Line, count: number, queueAt: (n: number) => number): Line => {
  let filled = line
  for (let n = 0; n < count; n += 1) {
    const at = now - 120_000 + Math.floor((n * 120_000) / count)
    filled = take(filled, arrival(n, queueAt(n), at), at).line
  }
  return take(filled, { type: 'time', at: now }).line
}

/** Times `count` single decisions, each of which must end in an offer. */
const timed = (count: number, decide: (n: number) => Step): number[] => {
  const took: number[] = []
  for (let n = -Math.floor(count / 5); n < count; n += 1) {
    const from = process.hrtime.bigint()
    const done = decide(Math.abs(n))
    const ns = Number(process.hrtime.bigint() - from)
    if (!done.facts.some(({ kind }) => kind === 'offer_made')) throw new Error('a decision made no offer')
    // the first ones only warm up the compiler
    if (n >= 0) took.push(ns / 1000)
  }
  return took
}

const summary = (took: readonly number[]) => ({ p50: percentile(took, 0.5) ?? 0, p99: percentile(took, 0.99) ?? 0 })

/**
 * Measures `step` itself, facts and effects included, on a line with this many agents and waiting callers. Each decision starts
 * from the same full line: a line is a value, so none has to be undone.
 */
export const measureRouting = (agents = 2_000, waiting = 5_000, decisions = 20_000): RoutingResult => {
  const paused = staffed(agents)

  const crowded = withCallers(paused, waiting, n => n % queueSkills.length)
  const freed = timed(decisions, n => take(crowded, ready((n * 7) % agents)))

  // callers wait for a skill whose agents are all away, every other agent is ready: calls of the open queue still find one
  const rare = queueSkills.length - 1
  let half = withCallers(paused, waiting, () => rare)
  for (let n = 0; n < agents; n += 1) {
    const canHelp = profileOf(n).skills.some(({ skill }) => skill === 'sign')
    if (!canHelp) half = take(half, ready(n)).line
  }
  const arrived = timed(decisions, n => take(half, arrival(waiting + n, n % rare, now)))

  for (const line of [crowded, half]) {
    const there = allWaiting(line.waiting).length
    if (there !== waiting || size(line.agents) !== agents) throw new Error(`the line holds ${there} callers`)
  }
  const profiles = new Set([...values(paused.agents)].map(({ profileKey }) => profileKey)).size
  const agentReady = summary(freed)
  const callArrived = summary(arrived)
  const seconds = [...freed, ...arrived].reduce((sum, us) => sum + us, 0) / 1e6
  return {
    agents,
    profiles,
    waiting,
    decisions: freed.length + arrived.length,
    agentReady,
    callArrived,
    p99: Math.max(agentReady.p99, callArrived.p99),
    perSecond: (freed.length + arrived.length) / seconds,
  }
}
