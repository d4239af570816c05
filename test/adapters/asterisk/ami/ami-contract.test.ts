import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { type TestContext, test } from 'node:test'
import { givenAsterisk } from '../../../helpers/asterisk.ts'
import { until } from '../../../helpers/until.ts'
import { givenClient, givenConnected } from './given-client.ts'
import { message, startPeer, success } from './misbehaving-peer.ts'

interface Server {
  port: number
  user: string
  secret: string
}

async function givenStandIn(t: TestContext): Promise<Server> {
  const peer = await startPeer()
  t.after(() => peer.close())
  const values = new Map<string, string>()
  peer.answer = ({ Action: action = '', ActionID: id = '', Family: family = '', Key: key = '', Val: value = '' }) => {
    const fail = (why: string) => message(['Response', 'Error'], ['ActionID', id], ['Message', why])
    const path = `/${family}/${key}`
    const item = (name: string) =>
      message(['Event', 'DBGetTreeResponse'], ['Key', name], ['Val', values.get(name) ?? ''], ['ActionID', id])
    switch (action) {
      case 'DBPut':
        values.set(path, value)
        return success(id, ['Message', 'Updated database successfully'])
      case 'DBDel':
        return values.delete(path) ? success(id) : fail('Database entry could not be deleted')
      case 'DBGetTree': {
        const found = [...values.keys()].filter(name => name.startsWith(`/${family}/`))
        const end = message(
          ['Event', 'DBGetTreeComplete'],
          ['ActionID', id],
          ['EventList', 'Complete'],
          ['ListItems', '0'],
        )
        return success(id, ['EventList', 'start']) + found.map(item).join('') + end
      }
      case 'Setvar':
        return success(id)
      default:
        return fail('Invalid/unknown command')
    }
  }
  return { port: peer.port, user: 'tester', secret: 'geheim' }
}

/** The same test for the real Asterisk and for the stand-in, so that the stand-in's other tests mean something. */
const servers = [
  { name: 'the stand-in', given: givenStandIn },
  { name: 'Asterisk', given: async (t: TestContext) => (await givenAsterisk(t, { profile: 'hotline' })).ami },
]

for (const { name, given } of servers) {
  test(`given ${name}, then what is put into its database is listed unchanged, and deleted once`, async t => {
    const server = await given(t)
    const { client } = await givenConnected(t, { ...server, actionTimeoutMs: 5000, listTimeoutMs: 20_000 })
    const value = '1769817600123|中文 é🙂|a: b|  two  |'
    const keys = Array.from({ length: 300 }, (_, index) => `y1-${index}/arrived`)
    const put = await Promise.all(keys.map(Key => client.action('DBPut', { Family: 'journal', Key, Val: value })))
    assert.deepEqual(new Set(put.map(result => result.kind)), new Set(['ok']))

    const [tree, empty] = await Promise.all([
      client.list('DBGetTree', { Family: 'journal' }),
      client.list('DBGetTree', { Family: 'nothing' }),
    ])
    assert.ok(tree.kind === 'ok')
    assert.deepEqual(tree.events.map(item => item.Key).toSorted(), keys.map(key => `/journal/${key}`).toSorted())
    assert.deepEqual(new Set(tree.events.map(item => item.Val?.trim())), new Set([value]))
    assert.deepEqual(empty.kind === 'ok' && empty.events, [])

    const key = { Family: 'journal', Key: keys[0] ?? '' }
    assert.equal((await client.action('DBDel', key)).kind, 'ok')
    assert.deepEqual(await client.action('DBDel', key), {
      kind: 'refused',
      message: 'Database entry could not be deleted',
    })
    assert.equal((await client.action('NoSuchAction')).kind, 'refused')
    const longest = 'x'.repeat(1024 - 'Value: \r\n'.length)
    assert.equal((await client.action('Setvar', { Variable: 'LONG', Value: longest })).kind, 'ok')
    assert.deepEqual(await client.action('Setvar', { Value: `${longest}x` }), { kind: 'bad_value', field: 'Value' })
    const { lateReplies, brokenFrames, timeouts, pending } = client.stats()
    assert.deepEqual(
      { lateReplies, brokenFrames, timeouts, pending },
      { lateReplies: 0, brokenFrames: 0, timeouts: 0, pending: 0 },
    )
  })
}

test('given a wrong secret, then Asterisk’s refusal is told as such', async t => {
  const { ami } = await givenAsterisk(t, { profile: 'hotline' })
  // Asterisk takes a second before it says no.
  const { downs } = givenClient(t, { ...ami, secret: 'wrong', connectTimeoutMs: 5000 })
  await until('the reason', () => downs.includes('wrong_password'))
})

test('given the frozen and the killed Asterisk, then the loss is told each time and lists end as down', async t => {
  const asterisk = await givenAsterisk(t, { profile: 'hotline' })
  const watched = await givenConnected(t, {
    ...asterisk.ami,
    pingEveryMs: 100,
    pongWithinMs: 400,
    listTimeoutMs: 20_000,
  })
  process.kill(asterisk.pid, 'SIGSTOP')
  const listed = watched.client.list('QueueStatus')
  await until('the loss is told', () => watched.downs.includes('no_pong'))
  assert.ok(['down', 'ok'].includes((await listed).kind))
  process.kill(asterisk.pid, 'SIGCONT')
  await until('it is logged in again', () => watched.client.up)
  const before = watched.downs.length
  asterisk.kill()
  await until('the loss is told again', () => watched.downs.length > before)
  assert.equal(watched.client.up, false)
  assert.deepEqual(await watched.client.action('Ping'), { kind: 'down' })
})

/** The part of the package `asterisk-ami-client` that the test uses. */
interface OtherClient {
  connect(user: string, secret: string, address: { host: string; port: number }): Promise<unknown>
  on(event: 'event', listener: (fields: Record<string, string>) => void): this
  action(fields: Record<string, string>): this
  disconnect(): this
}

test('given another client at the same Asterisk, then it reads what ours has written', async t => {
  const { ami } = await givenAsterisk(t, { profile: 'hotline' })
  const { client } = await givenConnected(t, ami)
  await client.action('DBPut', { Family: 'journal', Key: 'x/arrived', Val: '1|中文|2' })

  const Other = createRequire(import.meta.url)('asterisk-ami-client') as new (options: object) => OtherClient
  const other = new Other({ reconnect: false })
  t.after(() => other.disconnect())
  const seen: Record<string, string>[] = []
  other.on('event', fields => seen.push(fields))
  await other.connect(ami.user, ami.secret, ami)
  other.action({ Action: 'DBGet', Family: 'journal', Key: 'x/arrived', ActionID: 'other-1' })
  const found = await until('the other client has it', () => seen.find(fields => fields.ActionID === 'other-1'))
  assert.equal(found.Val, '1|中文|2')
})
