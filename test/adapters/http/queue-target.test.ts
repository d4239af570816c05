import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking } from './given-case-talk.ts'
import { givenServer } from './given-server.ts'

const path = '/api/queues/hotline/answer-target'

test('given an admin, when he sets the target of a queue, then queue, store and rate have it, and null is the hotline again', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  const admin = await server.signIn('admin')
  const shown = async () => (await ask(admin, '/api/queues')).body.queues[0].answerTarget
  assert.equal(await shown(), null)
  assert.deepEqual(await ask(admin, path, { answerTarget: 96.5 }, 'PUT'), {
    status: 200,
    body: { answerTarget: 96.5 },
  })
  assert.equal(await shown(), 96.5)
  assert.equal((await server.store.read.queues())[0]?.answerTarget, 9_650)
  assert.equal((await ask(admin, path, { answerTarget: null }, 'PUT')).status, 200)
  assert.equal(await shown(), null)
  assert.equal((await server.store.read.queues())[0]?.answerTarget, null)
})

test('given a target and then a switch of the same queue, then neither loses the other', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  await ask(await server.signIn('admin'), path, { answerTarget: 97 }, 'PUT')
  const leader = await server.signIn('leader')
  await ask(leader, '/api/queues/hotline/switches', { overflow: true, announce: false }, 'PUT')
  const [queue] = await server.store.read.queues()
  assert.deepEqual([queue?.answerTarget, queue?.overflowOpen], [9_700, true])
})

test('given targets that are none, a queue that is not there, and others than admins, then nothing is changed', async t => {
  const server = await givenServer(t)
  const ask = asking(server)
  const admin = await server.signIn('admin')
  for (const answerTarget of [49.99, 100.01, 96.555, 0, -1, '96', true, {}]) {
    const { body } = await ask(admin, path, { answerTarget }, 'PUT')
    assert.equal(body.error.code, 'bad_request', String(answerTarget))
  }
  assert.equal((await ask(admin, path, {}, 'PUT')).status, 400)
  assert.equal((await ask(admin, '/api/queues/none/answer-target', { answerTarget: 96 }, 'PUT')).status, 404)
  for (const name of ['1001', 'leader'])
    assert.equal((await ask(await server.signIn(name), path, { answerTarget: 96 }, 'PUT')).status, 403)
  assert.equal((await ask(admin, '/api/queues')).body.queues[0].answerTarget, null)
})
