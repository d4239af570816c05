import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { signInMs } from '../../../src/adapters/http/sign-in.ts'
import { givenView } from '../live/given-page.ts'
import { givenServer } from './given-server.ts'

/** A server whose store can be away, or say nothing at all, when it is asked who somebody is. */
const givenStoreInTrouble = async (t: TestContext) => {
  const server = await givenServer(t)
  const { read } = server.store
  const session = read.session
  let state: 'up' | 'away' | 'mute' = 'up'
  t.mock.method(read, 'session', (hash: string) => {
    if (state === 'away') return Promise.reject(new Error('the store is away'))
    return state === 'mute' ? new Promise<never>(() => {}) : session(hash)
  })
  const ask = async (cookie: string, method: 'GET' | 'DELETE' = 'GET') => {
    const headers = { cookie, origin: 'http://localhost:80' }
    return (await server.app.inject({ method, url: '/api/session', headers })).statusCode
  }
  return {
    server,
    ask,
    become: (next: typeof state) => {
      state = next
    },
  }
}

test('given somebody who was let in, when the store is away or says nothing, then his desk comes back until his sign-in is over', async t => {
  const { server, ask, become } = await givenStoreInTrouble(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  assert.equal(await ask(cookie), 200)
  for (const state of ['away', 'mute'] as const) {
    become(state)
    assert.equal(await ask(cookie), 200, state)
    await givenView(t, host, cookie, 'desk')
  }
  server.clock.forward(signInMs)
  assert.equal(await ask(cookie), 401)
})

test('given somebody who was not let in before, when the store is away, then he is not let in', async t => {
  const { server, ask, become } = await givenStoreInTrouble(t)
  const cookie = await server.signIn('1001')
  become('away')
  assert.equal(await ask(cookie), 500)
})

test('given a sign-in that was ended elsewhere, when the store goes away after it was asked, then it is not good again', async t => {
  const { server, ask, become } = await givenStoreInTrouble(t)
  const cookie = await server.signIn('1001')
  assert.equal(await ask(cookie), 200)
  server.clock.forward(signInMs)
  await server.signIn('1002')
  server.clock.forward(-signInMs)
  assert.equal(await ask(cookie), 401)
  become('away')
  assert.equal(await ask(cookie), 500)
})

test('given somebody who signs out, when the store goes away right after, then his token is good no more', async t => {
  const { server, ask, become } = await givenStoreInTrouble(t)
  const cookie = await server.signIn('1001')
  assert.equal(await ask(cookie), 200)
  assert.equal(await ask(cookie, 'DELETE'), 204)
  become('away')
  assert.equal(await ask(cookie), 500)
})
