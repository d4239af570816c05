import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenView } from '../live/given-page.ts'
import { type Cleanup, type GivenServer, givenServer } from './given-server.ts'

/** An agent who talks: his cookie, and the call's id as it stands in an address. */
const givenTalk = async (t: Cleanup, server: GivenServer) => {
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  const desk = await givenView(t, host, cookie, 'desk')
  await server.phoneUp('1001')
  await server.engine.hotline.command('1001', { name: 'ready' })
  await server.arrives('call-1')
  const { pop } = await desk.change('pop')
  await server.engine.hotline.tell({ type: 'leg_answered', at: server.clock.now(), leg: pop.offerId })
  return { host, cookie, desk }
}

const ask = async (server: GivenServer, cookie: string, body?: object, call = 'call-1') => {
  const reply = await server.app.inject({
    method: body === undefined ? 'GET' : 'PUT',
    url: `/api/calls/${call}/draft`,
    headers: { cookie, origin: 'http://localhost:80' },
    ...(body !== undefined && { payload: body }),
  })
  return { status: reply.statusCode, body: reply.json() }
}

test('given a talk, when its agent writes, then it is kept, and only what was based on the saved version takes its place', async t => {
  const server = await givenServer(t)
  const { cookie } = await givenTalk(t, server)
  assert.deepEqual((await ask(server, cookie)).body, { fields: {}, updatedAt: null })
  const first = await ask(server, cookie, { fields: { text: '路灯' }, basedOn: null })
  assert.equal(first.status, 200)
  const second = await ask(server, cookie, { fields: { text: '路灯不亮' }, basedOn: first.body.updatedAt })
  assert.ok(second.body.updatedAt > first.body.updatedAt)

  for (const basedOn of [null, first.body.updatedAt, second.body.updatedAt + 1]) {
    const late = await ask(server, cookie, { fields: { text: '别的内容' }, basedOn })
    assert.deepEqual([late.status, late.body.error.code], [409, 'draft_changed'])
  }
  assert.deepEqual((await ask(server, cookie)).body, { fields: { text: '路灯不亮' }, updatedAt: second.body.updatedAt })
})

test('given a server whose clock was put back, when a draft is saved again, then its version is later all the same', async t => {
  const server = await givenServer(t)
  const { cookie } = await givenTalk(t, server)
  const first = await ask(server, cookie, { fields: { text: 'a' }, basedOn: null })
  server.clock.forward(-60_000)
  const second = await ask(server, cookie, { fields: { text: 'ab' }, basedOn: first.body.updatedAt })
  assert.equal(second.body.updatedAt, first.body.updatedAt + 1)
})

test('given two pages of the agent, when one saves, then both are told which version is saved', async t => {
  const server = await givenServer(t)
  const { cookie, host, desk } = await givenTalk(t, server)
  const other = await givenView(t, host, cookie, 'desk')
  const { updatedAt } = (await ask(server, cookie, { fields: { text: 'a' }, basedOn: null })).body
  for (const page of [desk, other])
    assert.deepEqual(await page.change('draft'), { name: 'draft', callId: 'call-1', updatedAt })
})

test('given a call of another, when somebody reads or writes a draft about it, then he is refused and nothing is kept', async t => {
  const server = await givenServer(t)
  const { cookie } = await givenTalk(t, server)
  await ask(server, cookie, { fields: { text: 'mine' }, basedOn: null })
  const colleague = await server.signIn('1002')
  const leader = await server.signIn('leader')
  for (const body of [undefined, { fields: { text: 'not mine' }, basedOn: null }]) {
    assert.equal((await ask(server, colleague, body)).status, 404)
    assert.equal((await ask(server, leader, body)).status, 403)
    assert.equal((await ask(server, 'yihao=forged', body)).status, 401)
    assert.equal((await ask(server, cookie, body, 'call-none')).status, 404)
  }
  assert.equal(await server.store.read.draft('call-1', '1002'), null)
})

test('given the wrap-up and the time after it, when the agent writes, then it is kept as well', async t => {
  const server = await givenServer(t)
  const { cookie } = await givenTalk(t, server)
  await server.engine.hotline.tell({ type: 'caller_left', at: server.clock.now(), callId: 'call-1', how: 'normal' })
  const { updatedAt } = (await ask(server, cookie, { fields: { text: 'a' }, basedOn: null })).body
  const leg = server.effects.find(effect => effect.do === 'ring')?.leg ?? ''
  await server.engine.hotline.tell({ type: 'leg_ended', at: server.clock.now(), leg, how: 'normal' })
  await server.engine.hotline.command('1001', { name: 'ready' })
  await server.engine.settled()
  assert.equal((await ask(server, cookie, { fields: { text: 'ab' }, basedOn: updatedAt })).status, 200)
})

test('given bodies that are no draft, or longer than 20,000 characters, when they come, then they are refused and nothing changes', async t => {
  const server = await givenServer(t)
  const { cookie } = await givenTalk(t, server)
  const longest = '诉'.repeat(20_000)
  const bodies = [
    {},
    { text: 'a' },
    { fields: { text: 1 }, basedOn: null },
    { fields: { text: 'a' }, basedOn: '1' },
    { fields: { text: 'a' }, basedOn: -1 },
    { fields: { text: 'a' }, basedOn: 1.5 },
    { fields: { text: 'a' }, basedOn: null, agentId: '1002' },
    { fields: { text: `${longest}a` }, basedOn: null },
  ]
  for (const body of bodies)
    assert.equal((await ask(server, cookie, body)).status, 400, JSON.stringify(body).slice(0, 80))
  assert.equal((await ask(server, cookie, { fields: { text: 'x'.repeat(300_000) }, basedOn: null })).status, 413)
  assert.equal((await ask(server, cookie)).body.updatedAt, null)
  assert.equal((await ask(server, cookie, { fields: { text: longest }, basedOn: null })).status, 200)
  assert.equal((await ask(server, cookie)).body.fields.text, longest)
})
