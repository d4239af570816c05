import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jpegOf } from '../../domain/attachments/given-files.ts'
import { form, givenCaseTalk } from './given-case-talk.ts'
import type { GivenServer } from './given-server.ts'

const casesOf = (call: string) => `/api/calls/${call}/cases`
const more = {
  topic: 'water-cut',
  danger: 'supply',
  coordinates: [31.87, 121.17],
  suggestedUnit: 'water',
  reviewNote: '建议并单：20261125-00043-8',
}

const uploaded = async (server: GivenServer, cookie: string): Promise<string> => {
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/attachments',
    headers: {
      cookie,
      origin: 'http://localhost:80',
      'content-type': 'application/octet-stream',
      'x-file-name': 'a.jpg',
    },
    payload: jpegOf(),
  })
  assert.equal(reply.statusCode, 201)
  return reply.json().attachment.id
}

type Ask = Awaited<ReturnType<typeof givenCaseTalk>>['ask']

/** The house has this topic and this unit. */
const givenNames = async (server: GivenServer, ask: Ask) => {
  const admin = await server.signIn('admin')
  const topic = { id: 'water-cut', name: { zh: '停水与水压', en: 'No water' }, parent: null }
  const unit = { id: 'water', name: { zh: '水务集团', en: 'Water' }, parent: null, tier: 1, signsOff: false }
  const documents = { 'topic/water-cut': topic, 'unit/water': { ...unit, mobile: '', email: '', active: true } }
  for (const [key, document] of Object.entries(documents)) {
    const set = await ask(admin, `/api/settings/${key}`, { document, seen: 0 }, 'PUT')
    assert.equal(set.status, 200, JSON.stringify(set.body))
  }
}

test('given topic, danger, coordinates and a suggested unit, when a case is registered, then it has them and the review is told', async t => {
  const { server, cookie, talk, ask } = await givenCaseTalk(t)
  await givenNames(server, ask)
  await talk('c1')
  const { status, body } = await ask(cookie, casesOf('c1'), { ...form, ...more })
  assert.equal(status, 200)
  const { case: found, history } = (await ask(cookie, `/api/cases/${body.caseNo}`)).body
  const { topic, danger, coordinates, suggestedUnit, state } = found
  assert.deepEqual(
    { topic, danger, coordinates, suggestedUnit, state },
    {
      topic: 'water-cut',
      danger: 'supply',
      coordinates: [31.87, 121.17],
      suggestedUnit: 'water',
      state: 'pending_review',
    },
  )
  assert.equal(history[1].details.note, more.reviewNote)
})

test('given coordinates outside the country, a topic or unit that the house does not have, or an answer that is also awaited, then nothing is registered', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const broken = [
    { coordinates: [121.17, 31.87] },
    { coordinates: [31.87] },
    { coordinates: ['31.87', '121.17'] },
    { topic: 'no-such-topic' },
    { suggestedUnit: 'no-such-unit' },
    { danger: 'other' },
    { awaitsAnswer: true, answer: '已告知' },
    { attachments: ['a', 'a'] },
  ]
  for (const change of broken) {
    const { status, body } = await ask(cookie, casesOf('c1'), { ...form, ...change })
    assert.deepEqual([status, body.error.code], [400, 'bad_request'], JSON.stringify(change))
  }
  assert.equal((await ask(cookie, '/api/cases')).body.cases.length, 0)
})

test('given that a specialist is to answer, when the case is registered, then it waits for him with a deadline and is not yet reviewed', async t => {
  const { server, cookie, talk, ask } = await givenCaseTalk(t)
  await givenNames(server, ask)
  await talk('c1')
  const { status, body } = await ask(cookie, casesOf('c1'), { ...form, awaitsAnswer: true, suggestedUnit: 'water' })
  assert.equal(status, 200, JSON.stringify(body))
  const { case: found, history } = (await ask(cookie, `/api/cases/${body.caseNo}`)).body
  assert.equal(found.state, 'registered')
  assert.ok(found.deadline > found.acceptedAt)
  assert.equal(history[1].event, 'await_answer')
  assert.equal(found.suggestedUnit, 'water', 'whose it may be is not forgotten meanwhile')
})

test('given uploads, when a case is registered with them and asked for again, then it has them once; those of another are refused before', async t => {
  const { server, cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const others = await uploaded(server, await server.signIn('1002'))
  const refused = await ask(cookie, casesOf('c1'), { ...form, attachments: [others] })
  assert.notEqual(refused.status, 200)
  assert.equal((await ask(cookie, '/api/cases')).body.cases.length, 0)
  const attachments = [await uploaded(server, cookie)]
  const made = await ask(cookie, casesOf('c1'), { ...form, attachments })
  assert.deepEqual(made.body.unattached, null)
  const again = await ask(cookie, casesOf('c1'), { ...form, attachments })
  assert.deepEqual(again.body, made.body)
  const kept = (await ask(cookie, `/api/cases/${made.body.caseNo}/attachments`)).body.attachments
  assert.deepEqual(
    kept.map(({ id }: { id: string }) => id),
    attachments,
  )
})

test('given a draft of before and one with all fields, then both are taken and come back as they were', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const draft = '/api/calls/c1/draft'
  const old = await ask(cookie, draft, { fields: { text: '旧稿', class: 'help' }, basedOn: null }, 'PUT')
  assert.equal(old.status, 200)
  const fields = {
    ...{ text: '旧稿', topic: 'water-cut', suggestedUnit: 'water', danger: 'supply', coordinates: '31.87,1' },
    ...{ reviewNote: '并单', awaitsAnswer: '1', attachments: '[{"id":"a"}]' },
  }
  assert.equal((await ask(cookie, draft, { fields, basedOn: old.body.updatedAt }, 'PUT')).status, 200)
  assert.deepEqual((await ask(cookie, draft)).body.fields, fields)
})
