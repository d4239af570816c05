import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AmiFields, AmiResult } from '../../../../src/adapters/asterisk/ami/ami-client.ts'
import { until } from '../../../helpers/until.ts'
import { givenClient, givenConnected } from './given-client.ts'
import { type Knobs, message, type Peer, startPeer, success } from './misbehaving-peer.ts'

async function givenPeer(t: TestContext, wrong: Partial<Knobs> = {}): Promise<Peer> {
  const peer = await startPeer(wrong)
  t.after(() => peer.close())
  return peer
}

const event = (name: string, ...more: [string, string][]) => message(['Event', name], ...more)
const names = (events: AmiFields[]) => events.map(fields => fields.Event)
const fieldOf = (result: AmiResult, name: string) => (result.kind === 'ok' ? result.fields[name] : result.kind)

/** A list of `count` items with an event of somebody else's between each two. */
function listAnswer(id: string | undefined, count: number): string {
  const item = (index: number) => event('Item', ['ActionID', id ?? ''], ['No', String(index)]) + event('Other')
  const end = event('ItemsComplete', ['EventList', 'Complete'], ['ListItems', String(count)], ['ActionID', id ?? ''])
  return success(id, ['EventList', 'start']) + Array.from({ length: count }, (_, index) => item(index)).join('') + end
}

test('given a login, then the event mask goes with it and no event is lost that comes with its answer', async t => {
  const early = Array.from({ length: 100 }, (_, index) => event(`Early${index}`)).join('')
  const peer = await givenPeer(t, { afterLogin: early })
  const { events } = await givenConnected(t, { port: peer.port, events: 'call,user' })
  await until('all events', () => events.length === 100)
  const { ActionID: _id, ...login } = peer.actions[0] ?? {}
  assert.deepEqual(login, { Action: 'Login', Username: 'tester', Secret: 'geheim', Events: 'call,user' })
})

test('given a wrong secret, then the reason is told once and it keeps trying', async t => {
  const peer = await givenPeer(t, { login: 'wrong password' })
  const { client, downs } = givenClient(t, { port: peer.port })
  await until('four attempts', () => peer.accepted() >= 4)
  assert.deepEqual(downs, ['wrong_password'])
  peer.knobs.login = 'accepted'
  await until('it is logged in', () => client.up)
})

test('given a login that is never answered, then it is given up and tried again', async t => {
  const peer = await givenPeer(t, { login: 'nothing' })
  const { client, downs } = givenClient(t, { port: peer.port, connectTimeoutMs: 50 })
  await until('the reason', () => downs.includes('no_answer'))
  peer.knobs.login = 'accepted'
  await until('it is logged in', () => client.up)
  assert.equal(peer.mostAtOnce(), 1)
})

test('given nothing listens, then the reason is unreachable', async t => {
  const peer = await startPeer()
  await peer.close()
  const { downs } = givenClient(t, { port: peer.port })
  await until('the reason', () => downs.includes('unreachable'))
})

test('given two hundred actions at once, answered in the wrong order, then each gets its own reply', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { port: peer.port, actionTimeoutMs: 5000 })
  let kept: string[] = []
  peer.answer = action => {
    kept.push(success(action.ActionID, ['Echo', action.Variable ?? '']))
    if (kept.length < 200) return ''
    const all = kept.reverse().join('')
    kept = []
    return all
  }
  const results = await Promise.all(
    Array.from({ length: 200 }, (_, index) => client.action('Getvar', { Variable: `v${index}` })),
  )
  assert.deepEqual(
    results.map(result => fieldOf(result, 'Echo')),
    results.map((_, index) => `v${index}`),
  )
})

test('given a list with other events between its items, cut into single bytes, then list and events are apart', async t => {
  const peer = await givenPeer(t, { bytesAtOnce: 1 })
  const { client, events } = await givenConnected(t, { port: peer.port, listTimeoutMs: 5000 })
  peer.answer = action => listAnswer(action.ActionID, 3)
  const result = await client.list('DBGetTree', { Family: 'journal' })
  assert.ok(result.kind === 'ok')
  assert.deepEqual(
    result.events.map(item => item.No),
    ['0', '1', '2'],
  )
  assert.deepEqual(names(events), ['Other', 'Other', 'Other'])
})

test('given a list that is refused, or no list at all, then it ends with the reply', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { port: peer.port })
  peer.answer = action =>
    message(['Response', 'Error'], ['ActionID', action.ActionID ?? ''], ['Message', 'Permission denied'])
  assert.deepEqual(await client.list('QueueStatus'), { kind: 'refused', message: 'Permission denied' })
  peer.answer = action => success(action.ActionID, ['Ping', 'Pong'])
  const result = await client.list('Ping')
  assert.deepEqual(result.kind === 'ok' && result.events, [])
})

test('given a list that never completes, then it times out and its late items are nobody’s events', async t => {
  const peer = await givenPeer(t)
  const { client, events } = await givenConnected(t, { port: peer.port, listTimeoutMs: 40 })
  let id: string | undefined
  peer.answer = action => {
    id = action.ActionID
    return success(id, ['EventList', 'start']) + event('Item', ['ActionID', id ?? ''])
  }
  assert.deepEqual(await client.list('QueueStatus'), { kind: 'timeout' })
  await peer.send(
    event('Item', ['ActionID', id ?? '']) + event('ItemsComplete', ['ActionID', id ?? ''], ['EventList', 'Complete']),
  )
  await peer.send(event('After'))
  await until('the next event', () => events.length === 1)
  assert.deepEqual(names(events), ['After'])
  assert.equal(client.stats().lateReplies, 2)
})

test('given replies that are late, doubled, unasked or without an id, then they reach nobody', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { port: peer.port, actionTimeoutMs: 40 })
  peer.answer = () => ''
  assert.deepEqual(await client.action('CoreStatus'), { kind: 'timeout' })
  await peer.send(success(peer.actions[1]?.ActionID))
  peer.answer = action => success(action.ActionID, ['No', '1']) + success(action.ActionID, ['No', '2'])
  assert.equal(fieldOf(await client.action('CoreStatus'), 'No'), '1')
  await peer.send(success('never-asked') + message(['Response', 'Success']) + message(['Foo', 'bar']))
  await until('all are counted', () => client.stats().lateReplies === 4 && client.stats().brokenFrames === 1)
})

test('given an event with the id of a finished action, then it is an event', async t => {
  const peer = await givenPeer(t)
  const { client, events } = await givenConnected(t, { port: peer.port })
  peer.answer = action => success(action.ActionID) + event('OriginateResponse', ['ActionID', action.ActionID ?? ''])
  await client.action('Originate', { Async: 'true' })
  await until('the event', () => events.length === 1)
  assert.deepEqual(names(events), ['OriginateResponse'])
})

test('given a value with a line break, then the action is not sent', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { port: peer.port })
  const result = await client.action('Setvar', {
    Variable: 'x',
    Value: 'a\r\nAction: Command\r\nCommand: core stop now',
  })
  assert.deepEqual(result, { kind: 'bad_value', field: 'Value' })
  assert.equal(peer.actions.length, 1)
  assert.throws(() => givenClient(t, { port: peer.port, secret: 'x\r\nEvents: on' }), { code: 'ami_bad_login' })
})

test('given actions on their way, when the connection breaks, then all end at once as down and it comes back', async t => {
  const peer = await givenPeer(t)
  const watched = await givenConnected(t, { port: peer.port, actionTimeoutMs: 60_000, listTimeoutMs: 60_000 })
  peer.answer = () => ''
  const results = Promise.all([watched.client.action('A'), watched.client.list('B')])
  await until('the peer has them', () => peer.actions.length === 3)
  for (const socket of peer.sockets) socket.destroy()
  assert.deepEqual(await results, [{ kind: 'down' }, { kind: 'down' }])
  await until('it is logged in again', () => watched.ups === 2)
  assert.equal(watched.client.stats().pending, 0)
})

test('given a peer that no longer answers pings, then it is cut and connected anew', async t => {
  const peer = await givenPeer(t)
  const watched = await givenConnected(t, { port: peer.port, pongWithinMs: 60 })
  peer.knobs.pong = false
  await until('the loss', () => watched.downs.includes('no_pong'))
  peer.knobs.pong = true
  await until('it is logged in again', () => watched.client.up && watched.ups >= 2)
})

test('given a peer that stops reading, when more than the bound waits to be sent, then it is cut', async t => {
  const peer = await givenPeer(t)
  const patient = { pingEveryMs: 60_000, actionTimeoutMs: 60_000, maxPending: 1_000_000, maxBufferedBytes: 100_000 }
  const { client, downs } = await givenConnected(t, { port: peer.port, ...patient })
  for (const socket of peer.sockets) socket.pause()
  const results: Promise<AmiResult>[] = []
  await until(
    'it is cut',
    () => {
      for (let more = 0; more < 100 && downs.length === 0; more += 1) {
        results.push(client.action('Setvar', { Value: 'x'.repeat(1000) }))
      }
      return downs.length > 0
    },
    { everyMs: 0 },
  )
  assert.deepEqual(downs, ['slow_peer'])
  assert.ok((await Promise.all(results)).every(result => result.kind === 'down'))
})

test('given a message without end, then the connection is given up and made anew', async t => {
  const peer = await givenPeer(t)
  const watched = await givenConnected(t, { port: peer.port })
  void peer.send('x'.repeat(2 * 1024 * 1024))
  await until('the loss', () => watched.downs.includes('broken_peer'))
  await until('it is logged in again', () => watched.ups >= 2)
  assert.equal(peer.mostAtOnce(), 1)
})

test('given handlers that throw and reject, then they are logged and the connection goes on', async t => {
  const peer = await givenPeer(t)
  const fail = () => {
    throw new Error('in a handler')
  }
  const { client, events, logged } = await givenConnected(
    t,
    { port: peer.port },
    { onEvent: fail, onUp: () => Promise.reject(new Error('in onUp')) },
  )
  await peer.send(event('One') + event('Two'))
  await until('both events', () => events.length === 2)
  await until('three errors are logged', () => logged.filter(entry => entry.level === 'error').length === 3)
  assert.equal((await client.action('CoreStatus')).kind, 'ok')
})

test('given close, then what waits ends as down, nothing more is told and no socket is left', async t => {
  const peer = await givenPeer(t)
  const { client, downs } = await givenConnected(t, { port: peer.port, actionTimeoutMs: 60_000 })
  peer.answer = () => ''
  const waiting = client.action('CoreStatus')
  await client.close()
  assert.deepEqual([await waiting, await client.action('Ping')], [{ kind: 'down' }, { kind: 'down' }])
  await until('the socket is gone', () => peer.sockets.size === 0)
  assert.deepEqual([downs, peer.accepted()], [[], 1])
})
