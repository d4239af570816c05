import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { get } from '../../../src/domain/sorted.ts'
import { emergencyServices } from '../../../src/seed.ts'
import type { LiveCommand } from '../../../src/wire/live.ts'
import { givenView } from '../live/given-page.ts'
import { asking, givenCaseTalk } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer
let admin: string
let ask: ReturnType<typeof asking>

const specialist = {
  kind: 'specialist',
  name: { zh: '税务 陈专员', en: 'Tax 1' },
  number: '13812345678',
  unit: 'tax',
  topics: ['税收优惠'],
  hours: [],
  position: 1,
}
const department = { ...specialist, kind: 'department', name: { zh: '住建局', en: 'Housing' }, topics: [] }
const emergency = (number: string) => ({
  ...department,
  kind: 'emergency',
  name: { zh: number, en: number },
  number,
  unit: null,
})

before(async () => {
  server = await givenServer(cleanup)
  admin = await server.signIn('admin')
  ask = asking(server)
  for (const { id, number } of emergencyServices) await put(id, emergency(number))
})

const put = (id: string, entry: object) => ask(admin, `/api/directory/${id}`, entry, 'PUT')
const remove = (id: string) => ask(admin, `/api/directory/${id}`, undefined, 'DELETE')
const idsOf = async () => {
  const { body } = await ask(admin, '/api/directory')
  return body.entries.map(({ id }: { id: string }) => id)
}
const stored = async () => (await server.store.read.directory()).map(({ id }) => id)

test('given an entry in the words of the city, then it is kept as it is', async () => {
  const entry = { ...department, name: { zh: '住建局（Phase C）', en: 'Housing {C} & “parks”, p. 1' } }
  assert.deepEqual((await put('odd', entry)).body.name, entry.name)
  assert.equal((await remove('odd')).status, 204)
})

test('given an admin, when he puts, changes and takes out an entry, then it is stored, holds at once, and is booked with his name', async () => {
  const { status, body } = await put('tax-1', specialist)
  assert.equal(status, 200)
  assert.deepEqual(body, { ...specialist, id: 'tax-1', number: '+8613812345678' })
  assert.deepEqual(await idsOf(), ['110', '119', '120', '122', 'tax-1'])
  assert.deepEqual(await stored(), await idsOf())
  assert.equal((await put('tax-1', { ...specialist, position: 7 })).body.position, 7)
  assert.equal((await idsOf()).length, 5)
  assert.equal((await remove('tax-1')).status, 204)
  assert.deepEqual(await idsOf(), ['110', '119', '120', '122'])
  assert.deepEqual(await stored(), await idsOf())
  assert.equal((await remove('tax-1')).body.error.code, 'not_found')
})

test('given changes of the directory, then the ledger has each with the name of the admin', async t => {
  const own = await givenServer(t)
  const cookie = await own.signIn('admin')
  const before = (await own.store.read.tip())?.seq ?? 0
  const published = t.mock.method(own.hub, 'publish')
  await asking(own)(cookie, '/api/directory/housing', department, 'PUT')
  await asking(own)(cookie, '/api/directory/housing', undefined, 'DELETE')
  const facts = published.mock.calls.flatMap(({ arguments: [happening] }) => happening?.facts ?? [])
  assert.deepEqual(
    facts.map(({ at: _, received: __, ...fact }) => fact),
    [
      { kind: 'directory_set', by: 'admin', entry: { ...department, id: 'housing', number: '+8613812345678' } },
      { kind: 'directory_removed', by: 'admin', entryId: 'housing' },
    ],
  )
  assert.equal((await own.store.read.tip())?.seq, before + 2)
  assert.equal(await own.store.read.verifyChain(1), null)
})

test('given agents and shift leaders, then none of them may see or change the directory', async () => {
  for (const name of ['1001', 'leader']) {
    const cookie = await server.signIn(name)
    assert.equal((await ask(cookie, '/api/directory')).status, 403)
    assert.equal((await ask(cookie, '/api/directory/housing', department, 'PUT')).status, 403)
    assert.equal((await ask(cookie, '/api/directory/110', undefined, 'DELETE')).status, 403)
  }
  assert.equal((await ask('', '/api/directory')).status, 401)
})

test('given an emergency number, then nobody can take it away, by no way, and moving it to another entry is allowed', async () => {
  const refused = async (answer: ReturnType<typeof put>) => {
    const { status, body } = await answer
    assert.deepEqual([status, body.error.code], [409, 'emergency_needed'])
  }
  await refused(remove('110'))
  await refused(put('110', emergency('119')))
  await refused(put('110', { ...department, number: '110' }))
  assert.equal((await put('police', emergency('110'))).status, 200)
  const [one, other] = await Promise.all([remove('110'), remove('police')])
  assert.deepEqual([one.status, other.status], [204, 409], 'of two at the same time only one')
  assert.equal((await put('110', emergency('110'))).status, 200)
  assert.equal((await remove('police')).status, 204)
  assert.deepEqual(await stored(), ['110', '119', '120', '122'])
})

for (const [what, entry, code] of [
  ['no number', { ...department, number: 'call me' }, 'number_not_callable'],
  ['a number abroad', { ...department, number: '+4930123456' }, 'number_not_callable'],
  ['the hotline itself', { ...department, number: '12345' }, 'own_number'],
  ['no name', { ...department, name: { zh: ' ', en: 'x' } }, 'bad_request'],
  ['a name in one language', { ...department, name: { zh: '局' } }, 'bad_request'],
  ['a name that hides something', { ...department, name: { zh: '局\u202e', en: 'x' } }, 'bad_request'],
  ['an endless name', { ...department, name: { zh: '局'.repeat(61), en: 'x' } }, 'bad_request'],
  ['a kind nobody knows', { ...department, kind: 'agent' }, 'bad_request'],
  ['a specialist without a topic', { ...specialist, topics: [] }, 'bad_request'],
  ['a department with a topic', { ...department, topics: ['x'] }, 'bad_request'],
  ['the same topic twice', { ...specialist, topics: ['x', 'x'] }, 'bad_request'],
  ['hours that end before they begin', { ...specialist, hours: [{ from: 600, to: 540 }] }, 'bad_request'],
  ['hours beyond the week', { ...specialist, hours: [{ from: 0, to: 10_081 }] }, 'bad_request'],
  ['a place that is no number', { ...department, position: 1.5 }, 'bad_request'],
  ['a field too many', { ...department, password: 'x' }, 'bad_request'],
] as const)
  test(`given an entry with ${what}, then it is refused with ${code} and nothing is changed`, async () => {
    const before = await stored()
    assert.equal((await put('odd', entry)).body.error.code, code)
    assert.deepEqual(await stored(), before)
  })

test('given ids that are none, then they are refused', async () => {
  for (const id of ['..', '%2e%2e%2fx', 'a%20b', 'x'.repeat(65), '%E5%B1%80'])
    assert.ok([400, 404].includes((await put(id, department)).status), id)
  assert.deepEqual(await stored(), ['110', '119', '120', '122'])
})

test('given a store that takes nothing now, then the change is refused and stands in no ledger', async t => {
  const own = await givenServer(t)
  const cookie = await own.signIn('admin')
  const before = await own.store.read.tip()
  t.mock.getter(own.store, 'healthy', () => false)
  const { body } = await asking(own)(cookie, '/api/directory/housing', department, 'PUT')
  assert.equal(body.error.code, 'store_down')
  assert.deepEqual(await own.store.read.tip(), before)
  assert.deepEqual(await own.store.read.directory(), [])
})

test('given an agent in a talk, when an admin puts a department there, then he can call it in at once, and no more once it is taken out', async t => {
  const { server: own, cookie, talk } = await givenCaseTalk(t)
  const adminOf = await own.signIn('admin')
  const change = asking(own)
  const desk = await givenView(t, await own.listen(), cookie, 'desk')
  await talk('call-1')
  let asked = 0
  const command = async (contactId: string) => {
    asked += 1
    const id = `c${asked}`
    const wish: LiveCommand = { name: 'bring_in', mode: 'join', target: { kind: 'contact', contactId } }
    desk.send({ type: 'command', id, command: wish })
    return (await desk.frame('answer', frame => frame.id === id)).error ?? 'done'
  }
  const partyNumbers = () =>
    get(own.engine.hotline.line().calls, 'call-1')?.parties.map(({ contact }) => contact?.number)
  assert.equal(await command('housing'), 'no_such_target')
  await change(adminOf, '/api/directory/housing', { ...department, number: '051383456789' }, 'PUT')
  const { body } = await change(cookie, '/api/call-targets')
  assert.deepEqual(body.contacts, [{ id: 'housing', kind: 'department', name: department.name, unit: 'tax' }])
  assert.equal(await command('housing'), 'done')
  assert.deepEqual(partyNumbers(), ['+8651383456789'])
  await change(adminOf, '/api/directory/housing', undefined, 'DELETE')
  assert.equal(await command('housing'), 'no_such_target')
  assert.deepEqual(partyNumbers(), ['+8651383456789'], 'who is called already is called on')
})
