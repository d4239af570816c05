import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking } from './given-case-talk.ts'
import { givenServer } from './given-server.ts'

const path = '/api/queues/hotline/kept-places'
const keepPlace = { afterMs: 60_000, forMs: 3_600_000 }

test('given an admin, when he sets that places are kept, then queue and store have it, and null takes it away', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  const admin = await server.signIn('admin')
  assert.deepEqual(await ask(admin, path, { keepPlace }, 'PUT'), { status: 200, body: { keepPlace } })
  assert.deepEqual((await server.store.read.queues())[0]?.keepPlace, keepPlace)
  assert.equal((await ask(admin, path, { keepPlace: null }, 'PUT')).status, 200)
  assert.equal((await server.store.read.queues())[0]?.keepPlace, null)
})

test('given options that are none, a queue that is not there, and others than admins, then nothing is changed', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  const admin = await server.signIn('admin')
  for (const wrong of [{ afterMs: -1, forMs: 60_000 }, { afterMs: 1, forMs: 59_999 }, { afterMs: 1 }, true, 'yes'])
    assert.equal((await ask(admin, path, { keepPlace: wrong }, 'PUT')).body.error.code, 'bad_request')
  assert.equal((await ask(admin, path, {}, 'PUT')).status, 400)
  assert.equal((await ask(admin, '/api/queues/none/kept-places', { keepPlace }, 'PUT')).status, 404)
  for (const name of ['1001', 'leader'])
    assert.equal((await ask(await server.signIn(name), path, { keepPlace }, 'PUT')).status, 403)
  assert.equal((await server.store.read.queues())[0]?.keepPlace ?? null, null)
})

test('given nobody who keeps a place, the list is empty, and giving one up is refused by name', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  const agent = await server.signIn('1001')
  assert.deepEqual((await ask(agent, '/api/kept-places')).body, { places: [] })
  const answer = await ask(agent, '/api/kept-places/c1-place', undefined, 'DELETE')
  assert.deepEqual([answer.status, answer.body.error.code], [404, 'no_such_place'])
})
