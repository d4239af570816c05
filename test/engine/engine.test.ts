import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Effect } from '../../src/domain/effect.ts'
import type { Fact } from '../../src/domain/fact.ts'
import { normaliseCaller } from '../../src/domain/number/normalise.ts'
import { size } from '../../src/domain/sorted.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import type { ChannelSeen, EffectResult, Telephony } from '../../src/engine/ports.ts'
import { givenQueue } from '../domain/given-line.ts'
import { virtualClock } from './simulation/virtual-clock.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))

/** An engine whose ledger, telephony and clock the test holds in its hands. */
const givenEngine = () => {
  const happened: string[] = []
  const commits: { facts: readonly Fact[]; durable(): void; refuse(error: Error): void }[] = []
  const clock = virtualClock(1_000_000)
  const logged: string[] = []
  const note = (_: object, message: string) => void logged.push(message)
  let automatic = true
  let answer: (effect: Effect) => EffectResult = () => ({ kind: 'done' })
  let seen: readonly ChannelSeen[] | null | Promise<readonly ChannelSeen[]> = []
  let listed = 0
  const engine: Engine = createEngine({
    ledger: {
      append: facts =>
        new Promise((resolve, reject) => {
          const durable = () => {
            happened.push(`durable ${facts.map(fact => fact.kind).join(' ')}`)
            resolve()
          }
          commits.push({ facts, durable, refuse: reject })
          if (automatic) durable()
        }),
    },
    live: { publish: ({ facts }) => happened.push(`pages ${facts.map(fact => fact.kind).join(' ')}`) },
    clock,
    log: { info: note, warn: note, error: note },
  })
  const telephony: Telephony = {
    up: true,
    startedAt: null,
    run: async effect => {
      happened.push(`effect ${effect.do}`)
      return answer(effect)
    },
    channels: async () => {
      listed += 1
      return seen
    },
  }
  void engine.hotline.tell({ type: 'queue_set', at: clock.now(), queue: givenQueue() })
  engine.attach(telephony)
  const arrive = (callId: string) =>
    engine.telephonyEvents.event({
      type: 'call_arrived',
      at: clock.now(),
      callId,
      dialled: '12345',
      caller: normaliseCaller('13812345678', '0513'),
      wants: [],
      adopted: false,
    })
  return {
    engine,
    clock,
    happened,
    commits,
    logged,
    arrive,
    listed: () => listed,
    holdCommits: () => {
      automatic = false
    },
    answerWith: (to: typeof answer) => {
      answer = to
    },
    asteriskHas: (channels: typeof seen) => {
      seen = channels
    },
    ready: async (agentId: string) => {
      const at = clock.now()
      const { tell, command } = engine.hotline
      const agent = {
        id: agentId,
        name: agentId,
        extension: agentId,
        group: 'phone',
        skills: [],
        wantsStandingLeg: false,
        autoAccept: false,
      }
      await tell({ type: 'agent_set', at, agent })
      await tell({ type: 'agent_signed_in', at, agentId })
      await tell({ type: 'phone_up', at, agentId, device: 'desk' })
      await tell({ type: 'console_up', at, agentId })
      await command(agentId, { name: 'ready' })
    },
  }
}

const inbound = (id: string, createdAt: number): ChannelSeen => ({
  id,
  role: 'inbound',
  createdAt,
  dialled: '12345',
  caller: normaliseCaller('', '0513'),
  inStasis: true,
  inFallback: false,
  answered: true,
  extension: null,
  bridge: 'none',
  companions: [],
})

test('given an arrival, the phone is rung and the page told beside the commit; all else waits until the facts are durable', async () => {
  const { ready, arrive, happened, commits, holdCommits, clock } = givenEngine()
  await ready('1001')
  happened.length = 0
  holdCommits()
  arrive('c1')
  await turn()
  const facts = 'call_arrived offer_made agent_state notice_started'
  assert.deepEqual(happened, ['effect ring', `pages ${facts}`])
  clock.next()
  commits.at(-1)?.durable()
  await turn()
  assert.deepEqual(happened.slice(2), [`durable ${facts}`, 'effect answer', 'effect play'])
})

test('given two events whose commits end in one go, their effects run in the order of the events', async () => {
  const { arrive, happened, commits, holdCommits, engine, clock } = givenEngine()
  await turn()
  happened.length = 0
  holdCommits()
  arrive('c1')
  engine.telephonyEvents.event({ type: 'sound_ended', at: clock.now(), callId: 'c1', sound: null })
  const [first, second] = commits.slice(-2)
  second?.durable()
  await turn()
  assert.ok(!happened.some(what => what.startsWith('effect')))
  first?.durable()
  await turn()
  assert.deepEqual(
    happened.filter(what => what.startsWith('effect')),
    ['effect answer', 'effect play', 'effect music'],
  )
})

test('given a store that refuses facts for good, the calls go on and the loss is logged', async () => {
  const { arrive, happened, commits, holdCommits, logged } = givenEngine()
  await turn()
  happened.length = 0
  holdCommits()
  arrive('c1')
  commits.at(-1)?.refuse(new Error('stopped'))
  await turn()
  assert.ok(happened.includes('effect answer'))
  assert.ok(logged.includes('facts could not be stored'))
})

test('given a phone that cannot be rung, the caller goes on to the next agent', async () => {
  const { ready, arrive, happened, answerWith, engine } = givenEngine()
  await ready('1001')
  await ready('1002')
  answerWith(effect =>
    effect.do === 'ring' && effect.agentId === '1001' ? { kind: 'failed', why: 'x' } : { kind: 'done' },
  )
  arrive('c1')
  await turn()
  await turn()
  assert.equal(happened.filter(what => what === 'effect ring').length, 2)
  assert.equal(size(engine.hotline.line().calls), 1)
})

test('given callers who wait in Asterisk when the server connects, they are adopted in the order of their arrival, once', async () => {
  const { engine, asteriskHas, commits, clock } = givenEngine()
  const now = clock.now()
  asteriskHas([
    inbound('late', now - 5_000),
    inbound('early', now - 60_000),
    { ...inbound('talks', now), bridge: 'joined' },
  ])
  engine.telephonyEvents.up()
  await turn()
  assert.equal(size(engine.hotline.line().calls), 2)
  engine.telephonyEvents.up()
  await turn()
  const arrived = commits.flatMap(({ facts }) =>
    facts.flatMap(fact => (fact.kind === 'call_arrived' ? [fact.callId] : [])),
  )
  assert.deepEqual(arrived, ['early', 'late'])
})

test('given a call whose channel Asterisk no longer has, the sweep ends it and says so', async () => {
  const { engine, arrive, clock, asteriskHas, logged } = givenEngine()
  arrive('c1')
  asteriskHas([])
  await turn()
  while (size(engine.hotline.line().calls) > 0 && clock.next()) await turn()
  assert.ok(logged.includes('found by comparing with Asterisk'))
  engine.stop()
})

/** A caller whom an agent takes, and for whom Asterisk says that he or the agent is gone. */
const givenGone = async (channels: readonly ChannelSeen[]) => {
  const given = givenEngine()
  const { engine, ready, arrive, clock, answerWith, asteriskHas, commits } = given
  await ready('1001')
  await ready('1002')
  answerWith(effect => (effect.do === 'connect' ? { kind: 'gone' } : { kind: 'done' }))
  asteriskHas(channels)
  arrive('c1')
  await turn()
  engine.telephonyEvents.event({ type: 'leg_answered', at: clock.now(), leg: 'c1-offer-1' })
  const facts = () => commits.flatMap(commit => commit.facts)
  const upTo = async (isOver: () => boolean) => {
    for (let jobs = 0; jobs < 50 && !isOver(); jobs += 1) {
      clock.next()
      await turn()
    }
    assert.ok(
      isOver(),
      facts()
        .map(({ kind }) => kind)
        .join(' '),
    )
    engine.stop()
  }
  return { ...given, upTo, facts, count: (kind: Fact['kind']) => facts().filter(fact => fact.kind === kind).length }
}

test('given an answer for a caller who is gone and whose end was never told, he is offered to nobody else, and the comparison ends him', async () => {
  const { upTo, count } = await givenGone([])
  await upTo(() => count('call_ended') === 1)
  assert.deepEqual([count('offer_made'), count('stuck_freed')], [1, 0])
})

test('given an answer for a caller who is there and whom Asterisk calls gone, he waits again in the end', async () => {
  const there: ChannelSeen = { ...inbound('c1', 1_000_000), bridge: 'alone' }
  const leg: ChannelSeen = { ...inbound('c1-offer-1', 1_000_000), role: 'agent' }
  const { upTo, count } = await givenGone([there, leg])
  await upTo(() => count('stuck_freed') === 1 && count('offer_made') === 2)
})

test('given a leg in Asterisk that nobody knows, it is hung up', async () => {
  const { engine, asteriskHas, happened, clock } = givenEngine()
  asteriskHas([{ ...inbound('x-offer-1', clock.now() - 60_000), role: 'agent' }])
  engine.telephonyEvents.up()
  await turn()
  assert.ok(happened.includes('effect hang_up'))
})

test('given an arrival that is told again after the caller has left, the call does not live again', async () => {
  const { engine, arrive, clock } = givenEngine()
  arrive('c1')
  engine.telephonyEvents.event({ type: 'caller_left', at: clock.now(), callId: 'c1', how: 'normal' })
  arrive('c1')
  assert.equal(size(engine.hotline.line().calls), 0)
})

test('given a connection that is being compared, nothing compares the line beside it, and what is told waits until it is done', async () => {
  const { engine, clock, arrive, asteriskHas, listed } = givenEngine()
  await turn()
  engine.telephonyEvents.down('cut')
  const list = Promise.withResolvers<readonly ChannelSeen[]>()
  asteriskHas(list.promise)
  const before = listed()
  engine.telephonyEvents.up()
  engine.telephonyEvents.unsure()
  clock.next()
  arrive('c1')
  await turn()
  assert.equal(listed(), before + 1)
  assert.equal(size(engine.hotline.line().calls), 0)
  list.resolve([])
  await turn()
  assert.equal(size(engine.hotline.line().calls), 1)
})
