import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { type TestContext, test } from 'node:test'
import { freeUdpPort } from '../../scripts/asterisk/ports.ts'
import type { City } from '../../scripts/city/city.ts'
import type { Console } from '../../scripts/city/console.ts'
import { need, readTools } from '../../scripts/setup/tools.ts'
import { createAmiClient } from '../../src/adapters/asterisk/ami/ami-client.ts'
import type { LiveCommand } from '../../src/wire/live.ts'
import { asLeader, givenAgent, givenCity, givenHotline, type Hotline, leaderCookie } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

const { connect } = createRequire(import.meta.url)('ari-client') as typeof import('ari-client')

interface CallDetail {
  readonly call: { readonly id: string; readonly endCause: string | null; readonly endedBy: string | null }
  readonly legs: readonly { readonly agentId: string; readonly talkMs: number | null }[]
  readonly parties: readonly {
    readonly kind: string
    readonly how: string | null
    readonly talkMs: number | null
  }[]
  readonly ratings: readonly { readonly agentId: string; readonly result: string; readonly score: number | null }[]
}

/** Somebody outside the house who answers every call at once. */
const givenDepartment = async (t: TestContext): Promise<number> => {
  const port = await freeUdpPort('127.0.0.1')
  const tool = need(readTools().sipp)
  const [program = 'sipp', ...before] = tool.command
  const sipp = spawn(program, [...before, '-sn', 'uas', '-i', '127.0.0.1', '-p', String(port), '-nostdin'], {
    env: { ...process.env, ...tool.env, TERM: 'dumb' },
    stdio: 'ignore',
  })
  t.after(() => sipp.kill('SIGKILL'))
  return port
}

/** A hotline with agents 1001 and 1002, whom nobody else can reach, and a way to see who is joined with whom. */
const given = async (t: TestContext) => {
  const department = await givenDepartment(t)
  const hotline = await givenHotline(
    t,
    { YIHAO_DEMO_WRAP_UP_MS: '60000', YIHAO_DEMO_NOTICE: '0' },
    { values: { TRUNK_CONTACT: `sip:127.0.0.1:${department}` } },
  )
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const first = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 50 })
  const second = await givenAgent(t, hotline, city, '1002', { answerAfterMs: 50 }, { willing: false })
  const { ari } = hotline.asterisk
  const observer = await connect(ari.url, ari.user, ari.password)
  const call = city.citizens.call({ number: '13812340001', patienceMs: 30_000 })
  const together = async (): Promise<readonly string[]> =>
    (await observer.bridges.list()).flatMap(({ channels }) => channels).map(who)
  const joined = (...expected: string[]) =>
    until(`${expected.join(' and ')} are joined`, async () => {
      const now = [...(await together())].sort().join()
      return now === [...expected].sort().join()
    }).catch(async error => {
      throw new Error(
        `${error.message}; in Asterisk: ${(await observer.bridges.list()).map(({ channels }) => channels.join()).join(' | ')}`,
      )
    })
  await joined('caller', 'agent 1001')
  const id = await until('the call is known', async () => {
    const { calls } = await asLeader<{ calls: { id: string }[] }>(hotline, '/api/calls?limit=1')
    return calls[0]?.id
  })
  await until('the second is ready', async () => (await second.desk.command({ name: 'ready' })).ok)
  return { hotline, city, call, first: first.desk, second: second.desk, joined, id }
}

interface TownChannel {
  readonly id: string
  readonly name: string
  readonly dialplan: { readonly exten: string }
}

/** Asks the Asterisk of the city; the observer's library knows one password at a time. */
const inTown = async (city: City, method: string, path: string): Promise<readonly TownChannel[]> => {
  const { ari } = city.asterisk
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`
  const answer = await fetch(`${ari.url}/ari/${path}`, { method, headers: { authorization } })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return answer.status === 204 ? [] : ((await answer.json()) as TownChannel[])
}

/** What a channel is, by the id that the domain chose for it; agents' legs are told apart by their order. */
const who = (channel: string): string => {
  if (/-party-\d+$/.test(channel)) return 'department'
  if (channel.startsWith('watch-')) return 'snoop'
  const offer = /-offer-(\d+)$/.exec(channel)?.[1]
  return offer === undefined ? 'caller' : `agent ${offer === '1' ? '1001' : '1002'}`
}

const done = async (desk: Console, command: LiveCommand) => assert.deepEqual(await desk.command(command), { ok: true })
const detail = (hotline: Hotline, id: string) => asLeader<CallDetail>(hotline, `/api/calls/${id}`)

test('given a talk, when the agent holds, consults a colleague and hands over, each is joined with whom he should be, and each has his own talk', async t => {
  const { hotline, call, first, second, joined, id } = await given(t)
  await done(first, { name: 'hold' })
  await joined('agent 1001')
  await done(first, { name: 'resume' })
  await joined('caller', 'agent 1001')
  assert.deepEqual(await first.command({ name: 'hand_over' }), { ok: false, error: 'nobody_joined' })
  assert.deepEqual(await first.command({ name: 'transfer', target: { kind: 'number', number: '12345' } }), {
    ok: false,
    error: 'own_number',
  })
  await done(first, { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'consult' })
  await joined('agent 1001', 'agent 1002')
  await done(first, { name: 'resume' })
  await joined('caller', 'agent 1001', 'agent 1002')
  await done(first, { name: 'hand_over' })
  await joined('caller', 'agent 1002')
  await until('the first is in wrap-up', () => first.agent?.state === 'wrap_up')
  await done(second, { name: 'hang_up' })
  await call.ended
  countCalls(1)
  const {
    call: booked,
    legs,
    parties,
  } = await until('both talks are booked', async () => {
    const found = await detail(hotline, id)
    return found.legs.every(leg => leg.talkMs !== null) && found.call.endCause !== null && found
  })
  assert.deepEqual([booked.endCause, booked.endedBy], ['completed', 'agent'])
  assert.deepEqual(
    legs.map(leg => leg.agentId),
    ['1001', '1002'],
  )
  assert.deepEqual(
    parties.map(party => party.kind),
    ['agent'],
  )
})

test('given a department on the trunk, it is called into the talk with the caller kept on, sent away, and had the caller passed on to it', async t => {
  const { hotline, call, first, joined, id } = await given(t)
  await done(first, { name: 'bring_in', target: { kind: 'contact', contactId: '110' }, mode: 'join' })
  await joined('caller', 'agent 1001', 'department')
  const [party] = (await detail(hotline, id)).parties
  assert.equal(party?.kind, 'emergency')
  await done(first, { name: 'transfer', target: { kind: 'contact', contactId: 'housing' } })
  await joined('caller', 'department')
  await until('the agent is in wrap-up', () => first.agent?.state === 'wrap_up')
  call.hangUp()
  await call.ended
  countCalls(1)
  await joined()
  const { parties } = await detail(hotline, id)
  assert.deepEqual(
    parties.map(({ kind, how }) => [kind, how]),
    [
      ['emergency', 'normal'],
      ['department', 'normal'],
    ],
  )
})

test('given a caller who is passed on to the queue, the next agent has him, and after his talk he rates by key', async t => {
  const { hotline, city, call, first, second, joined, id } = await given(t)
  await done(first, { name: 'transfer', target: { kind: 'queue', queueId: 'hotline' } })
  await joined('caller', 'agent 1002')
  await done(second, { name: 'rate' })
  await until('the second is in wrap-up', () => second.agent?.state === 'wrap_up')
  await joined()
  const citizen = await until('the citizen is alone on his phone', async () => {
    const channels = await inTown(city, 'GET', 'channels')
    return channels.length === 1 && channels[0]
  })
  await inTown(city, 'POST', `channels/${citizen.id}/dtmf?dtmf=2`)
  await call.ended
  countCalls(1)
  // how the city calls that depends on what it had heard before; it was not the citizen
  assert.ok(call.how === 'agent_hung_up' || call.how === 'sent_away', call.how ?? '')
  const { ratings } = await detail(hotline, id)
  assert.deepEqual(
    ratings.map(({ agentId, result, score }) => [agentId, result, score]),
    [['1002', 'valid', 2]],
  )
})

test('given a shift leader, he listens beside the talk, comes into it, and takes the caller over; nobody is left behind', async t => {
  const { hotline, city, call, first, joined, id } = await given(t)
  const leader = await givenAgent(
    t,
    hotline,
    city,
    'leader',
    { answerAfterMs: 20 },
    { willing: false, extension: '2001' },
  )
  const ask = async (name: string) => {
    const answer = await fetch(new URL('/api/agents/1001/lead', hotline.server.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: await leaderCookie(hotline),
        origin: new URL(hotline.server.url).origin,
      },
      body: JSON.stringify({ name }),
    })
    return answer.status
  }
  await until('the leader can be rung', () => leader.desk.agent?.state === 'paused')
  assert.equal(await ask('listen'), 204)
  await joined('caller', 'agent 1001', 'agent 1002', 'snoop')
  assert.equal(await ask('take_over'), 204)
  await joined('caller', 'agent 1002')
  await until('the agent is in wrap-up', () => first.agent?.state === 'wrap_up')
  call.hangUp()
  await call.ended
  countCalls(1)
  await joined()
  const { parties } = await detail(hotline, id)
  assert.deepEqual(
    parties.map(party => party.kind),
    ['agent'],
  )
})

test('given a desk phone with a transfer key of its own, the caller is passed on by the hotline, not by Asterisk', async t => {
  const { hotline, city, call, first, joined, id } = await given(t)
  const phone = (await inTown(city, 'GET', 'channels')).find(({ dialplan }) => dialplan.exten === '1001')
  assert.ok(phone)
  // ARI's own way would wait until the phone has finished speaking
  const manager = createAmiClient(
    { ...city.asterisk.ami, events: 'off', log: { info: () => {}, warn: () => {}, error: () => {} } },
    { onEvent: () => {}, onUp: () => {}, onDown: () => {} },
  )
  t.after(() => manager.close())
  await until('the manager is there', () => manager.up)
  await manager.action('Redirect', { Channel: phone.name, Context: 'refer', Exten: '1002', Priority: '1' })
  await joined('caller', 'agent 1002')
  await until('the agent is in wrap-up', () => first.agent?.state === 'wrap_up')
  call.hangUp()
  await call.ended
  countCalls(1)
  const { legs } = await until('both talks are booked', async () => {
    const found = await detail(hotline, id)
    return found.legs.every(leg => leg.talkMs !== null) && found
  })
  assert.deepEqual(
    legs.map(leg => leg.agentId),
    ['1001', '1002'],
  )
})
