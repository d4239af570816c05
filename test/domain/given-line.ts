import { type Effect, standingLegOf } from '../../src/domain/effect.ts'
import type { DeskCommand, LineEvent } from '../../src/domain/event.ts'
import type { Fact, FactKind } from '../../src/domain/fact.ts'
import { emptyLine, type Line } from '../../src/domain/line/line.ts'
import { type Step, step } from '../../src/domain/line/step.ts'
import { normaliseCaller } from '../../src/domain/number/normalise.ts'
import type { Queue } from '../../src/domain/queue/queue.ts'
import { get } from '../../src/domain/sorted.ts'

/** A queue with the house's usual rules; `but` changes some. */
export const givenQueue = (but: Partial<Queue> = {}): Queue => ({
  id: 'hotline',
  name: { zh: '热线', en: 'hotline' },
  dialledNumbers: ['12345', '*'],
  priority: 5,
  skills: [],
  groups: ['phone'],
  prefer: 'idle',
  ladder: [],
  notice: 'recording-notice',
  noticeMaxMs: 6_000,
  ringMs: 15_000,
  wrapUpMs: 10_000,
  maxWaitMs: null,
  capacity: { atLeast: 100, perAgent: 3 },
  missLimit: 1,
  overflowOpen: false,
  announcement: null,
  // recordings have tests of their own
  record: false,
  ...but,
})

/** A line that keeps all that happened to it, and whose clock the test moves. */
export interface LineUnderTest {
  readonly line: Line
  now: number
  readonly facts: Fact[]
  readonly effects: Effect[]
  readonly last: Step
  tell(event: LineEvent): Step
  /** Moves the clock by `ms` and lets the deadlines pass one after the other. */
  pass(ms: number): void
  command(agentId: string, command: DeskCommand): Step
  call(callId: string, but?: { dialled?: string; number?: string; wants?: Queue['skills']; adopted?: boolean }): Step
  /** Signs an agent in with console and phone and makes him ready. */
  ready(
    agentId: string,
    but?: { group?: string; skills?: Queue['skills']; stands?: boolean; autoAccept?: boolean },
  ): void
  factsOf<K extends FactKind>(kind: K): Extract<Fact, { kind: K }>[]
  stateOf(agentId: string): string | undefined
  callState(callId: string): string | undefined
}

/** An empty line at second 0 with these queues. */
export const givenLine = (...queues: Queue[]): LineUnderTest => {
  let line = emptyLine()
  const under: LineUnderTest = {
    get line() {
      return line
    },
    now: 1_000_000,
    facts: [],
    effects: [],
    last: { line, facts: [], effects: [], refusal: null, complaints: [] },
    tell: event => {
      const done = step(line, event, under.now)
      line = done.line
      under.facts.push(...done.facts)
      under.effects.push(...done.effects)
      return done
    },
    pass: ms => {
      const end = under.now + ms
      while (under.now < end) {
        under.now = Math.min(end, under.now + 250)
        under.tell({ type: 'time', at: under.now })
      }
    },
    command: (agentId, command) => under.tell({ type: 'agent_command', at: under.now, agentId, command }),
    call: (callId, but = {}) =>
      under.tell({
        type: 'call_arrived',
        at: under.now,
        callId,
        dialled: but.dialled ?? '12345',
        caller: normaliseCaller(but.number ?? '13812345678', '0513'),
        wants: but.wants ?? [],
        adopted: but.adopted ?? false,
      }),
    ready: (agentId, but = {}) => {
      const at = under.now
      const profile = {
        id: agentId,
        name: agentId,
        extension: agentId,
        group: but.group ?? 'phone',
        skills: but.skills ?? [],
        wantsStandingLeg: but.stands ?? false,
        autoAccept: but.autoAccept ?? false,
      }
      under.tell({ type: 'agent_set', at, agent: profile })
      under.tell({ type: 'agent_signed_in', at, agentId })
      under.tell({ type: 'console_up', at, agentId })
      under.tell({ type: 'phone_up', at, agentId, device: but.stands ? 'browser' : 'desk' })
      if (but.stands) under.tell({ type: 'leg_answered', at, leg: standingLegOf(agentId, at) })
      under.command(agentId, { name: 'ready' })
    },
    factsOf: <K extends FactKind>(kind: K) =>
      under.facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind),
    stateOf: agentId => get(line.agents, agentId)?.state,
    callState: callId => get(line.calls, callId)?.state,
  }
  for (const queue of queues.length > 0 ? queues : [givenQueue()])
    under.tell({ type: 'queue_set', at: under.now, queue })
  return under
}
