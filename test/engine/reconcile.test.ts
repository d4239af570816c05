import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JournalEntry } from '../../src/domain/call/from-journal.ts'
import type { LineEvent } from '../../src/domain/event.ts'
import { normaliseCaller } from '../../src/domain/number/normalise.ts'
import type { Booked } from '../../src/engine/journal.ts'
import type { ChannelSeen } from '../../src/engine/ports.ts'
import { reconcile } from '../../src/engine/reconcile.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../domain/given-line.ts'

const caller = normaliseCaller('13812345678', '0513')

const channel = (id: string, but: Partial<ChannelSeen> = {}): ChannelSeen => ({
  id,
  role: 'inbound',
  createdAt: 1_000_000,
  dialled: '12345',
  caller,
  inStasis: true,
  inFallback: false,
  answered: true,
  extension: null,
  bridge: 'none',
  companions: [],
  ...but,
})
const leg = (id: string, but: Partial<ChannelSeen> = {}) => channel(id, { role: 'agent', extension: '1001', ...but })
const entry = (callId: string, but: Partial<JournalEntry> = {}): JournalEntry => ({
  callId,
  arrived: { at: 1_000_000, dialled: '12345', caller },
  fallback: null,
  answered: null,
  legs: new Map(),
  missedAt: null,
  endedAt: null,
  joinedWith: null,
  cause: null,
  how: 'unseen',
  wasUp: false,
  ...but,
})

interface Asterisk {
  readonly channels?: readonly ChannelSeen[]
  readonly journal?: readonly JournalEntry[] | null
  readonly booked?: Readonly<Record<string, Partial<Booked>>>
  readonly startedAt?: number
  readonly downAt?: number
  readonly first?: boolean
  /** How long it takes to list its channels, ms. */
  readonly slowMs?: number
}

/** Compares the line with an Asterisk, connected a minute after all that is in it. */
const compare = (line: LineUnderTest, asterisk: Asterisk) =>
  reconcile({
    telephony: {
      up: true,
      startedAt: asterisk.startedAt ?? 0,
      run: async () => ({ kind: 'done' }),
      channels: async () => {
        line.now += asterisk.slowMs ?? 0
        return asterisk.channels ?? []
      },
    },
    line: () => line.line,
    clock: { now: () => line.now, at: () => () => {} },
    ended: new Map(),
    books: {
      journal: { read: async () => (asterisk.journal === undefined ? [] : asterisk.journal) },
      booked: async id => (asterisk.booked?.[id] as Booked | undefined) ?? null,
    },
    connectedAt: line.now,
    downAt: asterisk.downAt ?? null,
    unreadableSince: null,
    first: asterisk.first ?? true,
  })

const talking = () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.now += 60_000
  return line
}
const waiting = () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  line.now += 60_000
  return line
}
const kinds = (events: readonly LineEvent[]) => events.map(event => event.type)

test('given a talk that is joined and a caller who waits, nothing is found but what may have been lost on the way is asked for again', async () => {
  const line = talking()
  line.call('c2')
  const joined = { bridge: 'joined' } as const
  const channels = [
    channel('c1', { ...joined, companions: ['c1-offer-1'] }),
    leg('c1-offer-1', { ...joined, companions: ['c1'] }),
    channel('c2'),
  ]
  const askedFor = async (c2: ChannelSeen) => {
    const { events, effects } = await compare(line, { channels: [...channels.slice(0, 2), c2] })
    assert.deepEqual(events, [])
    return effects.map(effect => effect.do)
  }
  assert.deepEqual(await askedFor(channel('c2')), ['music'])
  assert.deepEqual(await askedFor(channel('c2', { answered: false })), ['answer', 'music'])
  const sweep = await compare(line, { channels, first: false })
  assert.deepEqual([sweep.events, sweep.effects], [[], []])
})

test('given a caller who is gone, his end is the one Asterisk wrote down', async () => {
  const line = waiting()
  const { events } = await compare(line, { journal: [entry('c1', { endedAt: line.now - 20_000 })] })
  assert.deepEqual(events, [{ type: 'caller_left', at: line.now - 20_000, callId: 'c1', how: 'unseen' }])
})

test('given a caller who is gone and a journal that cannot be read yet, nothing is decided and it is asked again', async () => {
  const { events, again } = await compare(waiting(), { journal: null })
  assert.deepEqual([events, again], [[], true])
})

test('given a caller whom the watchdog moved and a member answered, both are told with their instants, once', async () => {
  const line = waiting()
  const answeredAt = line.now - 30_000
  line.tell({
    type: 'agent_set',
    at: line.now,
    agent: {
      id: 'a1',
      name: 'a1',
      extension: '1001',
      group: 'phone',
      skills: [],
      wantsStandingLeg: false,
      autoAccept: false,
    },
  })
  const moved = entry('c1', {
    fallback: { at: answeredAt - 5_000, why: 'WATCHDOG' },
    answered: { at: answeredAt, extension: '1001' },
  })
  const there = channel('c1', { role: null, inStasis: false, inFallback: true, bridge: 'joined', companions: ['n1'] })
  const channels = [there, channel('n1', { role: null, inStasis: false, extension: '1001', bridge: 'joined' })]
  const { events } = await compare(line, { channels, journal: [moved] })
  assert.deepEqual(events, [
    { type: 'to_fallback', at: answeredAt - 5_000, callId: 'c1', why: 'WATCHDOG' },
    { type: 'fallback_answered', at: answeredAt, callId: 'c1', agentId: 'a1', leg: 'n1' },
  ])
  for (const event of events) line.tell(event)
  assert.equal(line.stateOf('a1'), 'talking')
  assert.deepEqual((await compare(line, { channels, journal: [moved] })).events, [])
})

test('given callers of the native queue whom nobody knows, they are found in the order of their arrival', async () => {
  const line = givenLine()
  const inQueue = (id: string, at: number) =>
    entry(id, { arrived: { at, dialled: '12345', caller }, fallback: { at: at + 10, why: 'FAILED' } })
  const there = { role: null, inStasis: false, inFallback: true } as const
  const { events } = await compare(line, {
    channels: [channel('c2', there), channel('c1', there)],
    journal: [inQueue('c2', line.now - 1_000), inQueue('c1', line.now - 2_000)],
  })
  assert.deepEqual(
    events.map(event => event.type === 'found_in_fallback' && [event.callId, event.at]),
    [
      ['c1', line.now - 2_000],
      ['c2', line.now - 1_000],
    ],
  )
})

test('given a caller in our hands whose call the ledger has closed, he is hung up and not served twice', async () => {
  const { events, effects } = await compare(givenLine(), {
    channels: [channel('c1')],
    booked: { c1: { ended: true } },
  })
  assert.deepEqual(events, [])
  assert.deepEqual(effects, [{ do: 'hang_up', channel: 'c1', why: 'its call has ended' }])
})

test('given a talk that was booked but never joined, it is joined now; without the leg the caller waits again', async () => {
  const line = talking()
  const joinable = await compare(line, { channels: [channel('c1'), leg('c1-offer-1')] })
  assert.deepEqual(joinable.effects, [{ do: 'connect', callId: 'c1', leg: 'c1-offer-1', bridge: 'c1-bridge' }])
  const alone = await compare(line, { channels: [channel('c1')] })
  assert.deepEqual(kinds(alone.events), ['connect_failed', 'leg_ended'])
})

test('given an agent who left the talk unseen, it ended when Asterisk says that his leg did', async () => {
  const line = talking()
  const at = line.now - 7_000
  const legs = new Map([['c1-offer-1', { at, how: 'normal' as const }]])
  const there = await compare(line, {
    channels: [channel('c1', { bridge: 'alone' })],
    journal: [entry('c1', { legs })],
  })
  assert.deepEqual(there.events, [{ type: 'leg_ended', leg: 'c1-offer-1', at, how: 'normal' }])
  const { events } = await compare(line, { journal: [entry('c1', { legs, endedAt: line.now - 1_000 })] })
  for (const event of events) line.tell(event)
  const ended = line.factsOf('call_ended')[0]
  assert.deepEqual([ended?.at, ended?.by], [at, 'agent'])
})

test('given an agent who left the talk, it ended; given one who answered unheard, he is joined', async () => {
  const left = await compare(talking(), { channels: [channel('c1', { bridge: 'alone' })] })
  assert.deepEqual(kinds(left.events), ['leg_ended'])

  // he is leaving just now: the bridges were listed before the channels
  const leaving = [channel('c1', { bridge: 'alone' }), leg('c1-offer-1')]
  const early = await compare(talking(), { channels: leaving })
  assert.deepEqual([early.events, early.effects, early.again], [[], [], true])
  const later = await compare(talking(), { channels: leaving, first: false, journal: null })
  assert.deepEqual(
    later.effects.map(effect => effect.do),
    ['connect'],
  )

  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.now += 5_000
  const answered = await compare(line, { channels: [channel('c1'), leg('c1-offer-1')], slowMs: 200 })
  assert.deepEqual(answered.events, [{ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' }])
})

test('given an Asterisk that was started anew, its calls ended when the old one was lost', async () => {
  const line = talking()
  const { events } = await compare(line, { startedAt: line.now - 2_000, downAt: line.now - 9_000 })
  assert.deepEqual(events, [
    { type: 'caller_left', at: line.now - 9_000, callId: 'c1', how: 'died' },
    { type: 'leg_ended', at: line.now - 9_000, leg: 'c1-offer-1', how: 'died' },
  ])
})

test('given a leg nobody knows it is hung up; channels and bridges of others are left alone', async () => {
  const foreign = channel('x1', { role: null, inStasis: false, bridge: 'alone' })
  const { events, effects } = await compare(givenLine(), {
    channels: [foreign, leg('c9-offer-1', { createdAt: 0 })],
    journal: [entry('x9', { arrived: null, endedAt: null }), entry('x8', { arrived: null, endedAt: 5 })],
  })
  assert.deepEqual(events, [])
  assert.deepEqual(effects, [{ do: 'hang_up', channel: 'c9-offer-1', why: 'nobody knows this leg' }])
})

test('given a caller and a standing leg that are joined although nobody wrote so, their talk is told once the connection is there', async () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  line.ready('1001')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'declined' })
  const stands = '1001-stand-5'
  const together = { bridge: 'joined' } as const
  const channels = [
    channel('c1', { ...together, companions: [stands] }),
    channel('c9', { ...together, companions: ['1002-stand-5'] }),
    leg(stands, { ...together, companions: ['c1'] }),
  ]
  line.ready('1002')
  const { events, effects } = await compare(line, { channels })
  assert.deepEqual(
    events.map(event => [
      event.type,
      'callId' in event ? event.callId : event.type === 'standing_leg_found' && event.leg,
    ]),
    [
      ['standing_leg_found', stands],
      ['found_joined', 'c1'],
      ['call_arrived', 'c9'],
      ['standing_leg_found', '1002-stand-5'],
      ['found_joined', 'c9'],
    ],
  )
  assert.deepEqual(effects, [])
  const sweep = await compare(line, { channels, first: false })
  assert.ok(!kinds(sweep.events).includes('found_joined'))
})

test('given such a caller has hung up meanwhile, Asterisk’s own book tells that he was joined, and that he has gone', async () => {
  const line = waiting()
  const stands = '1001-stand-5'
  line.tell({ type: 'telephony_down', at: line.now })
  line.ready('1001', { stands: true })
  const endedAt = line.now - 5_000
  const asterisk = { channels: [leg(stands)], journal: [entry('c1', { endedAt, joinedWith: stands })] }
  const { events } = await compare(line, asterisk)
  assert.deepEqual(kinds(events).slice(0, 3), ['standing_leg_found', 'found_joined', 'caller_left'])
  assert.ok(events.slice(0, 3).every(({ at }) => at === endedAt))
})

test('given a caller who was answered before and waited for somebody else, a leg that the book names proves no second talk', async () => {
  const line = talking()
  const target = { kind: 'queue', queueId: 'hotline' } as const
  line.command('1001', { name: 'transfer', target })
  assert.equal(line.callState('c1'), 'queued')
  line.ready('1002')
  line.now += 60_000
  const stands = '1001-stand-5'
  const journal = [entry('c1', { endedAt: line.now - 5_000, joinedWith: stands })]
  const { events } = await compare(line, { channels: [leg(stands)], journal })
  assert.ok(!kinds(events).includes('found_joined'))
  assert.ok(kinds(events).includes('caller_left'))
})
