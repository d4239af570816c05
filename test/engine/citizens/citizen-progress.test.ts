import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseKey, CitizenRating } from '../../../src/engine/citizens/citizen-service.ts'
import { asker, givenCitizenCases } from './given-citizen-cases.ts'

type Given = Awaited<ReturnType<typeof givenCitizenCases>>

const seen = async ({ service }: Given, key: CaseKey) => {
  const found = await service.progress(asker, key)
  if (typeof found === 'string') throw new Error(found)
  return found
}
const codes = async (given: Given, key: CaseKey) => (await seen(given, key)).steps.map(({ code }) => code)
const rating = (change: Partial<CitizenRating> = {}): CitizenRating => ({
  requestId: 'r1',
  satisfaction: 'satisfied',
  resolved: true,
  text: '很快',
  ...change,
})

test('given a case that the house handles, then its requester sees its steps and the unit, the date and the answer, and nobody and nothing else', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  const { act, officer, ofUnit } = given
  const note = 'INTERNAL note'
  await act(officer('reviewer'), key.caseNo, { event: 'pass_review', suggestedUnit: 'water', note })
  await act(officer('dispatcher'), key.caseNo, { event: 'dispatch', unit: 'water', coUnits: [], note })
  await act(ofUnit, key.caseNo, { event: 'request_return', reason: note, clause: note, suggestedUnit: null })
  await act(officer('dispatcher'), key.caseNo, { event: 'refuse_return', reason: note })
  await act(officer('dispatcher'), key.caseNo, {
    event: 'suspend',
    reason: 'waiting_for_citizen',
    note,
    until: given.clock.now() + 3_600_000,
  })
  assert.equal((await seen(given, key)).promisedAt, null)
  await act(officer('dispatcher'), key.caseNo, { event: 'resume', note })
  await act(ofUnit, key.caseNo, { event: 'log_contact', contact: 'phone', note })
  const before = await seen(given, key)
  assert.equal(before.answer, null)
  assert.ok(before.promisedAt !== null && before.promisedAt > given.clock.now())
  await act(ofUnit, key.caseNo, { event: 'reply', text: '已修好', result: 'resolved', attachments: [] })
  await act(officer('reviewer'), key.caseNo, { event: 'review_reply' })
  assert.equal((await seen(given, key)).answer, null, 'a reply that nobody has accepted is no answer')
  await act(officer('reviewer'), key.caseNo, { event: 'accept_reply', note })
  const after = await seen(given, key)
  assert.deepEqual(
    after.steps.map(({ code }) => code),
    ['accepted', 'in_review', 'dispatched', 'waiting_for_you', 'resumed', 'contacted', 'answered'],
  )
  assert.deepEqual(after.steps[2]?.text, { zh: '已交办：water', en: 'Handed to the unit in charge: water' })
  assert.equal(after.answer, '已修好')
  assert.doesNotMatch(JSON.stringify(after), /INTERNAL|zhang|li"|138/)
})

test('given a confidential case, then no unit is named', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted({ confidential: true })
  await given.answered(key.caseNo)
  assert.doesNotMatch(JSON.stringify(await seen(given, key)), /water/)
  assert.equal((await seen(given, key)).isConfidential, true)
})

test('given a due date in a year whose calendar is not known, then none is promised', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  const { act, officer, clock } = given
  clock.forward(2 * 365 * 86_400_000)
  await act(officer('reviewer'), key.caseNo, { event: 'pass_review', suggestedUnit: null, note: '' })
  await act(officer('dispatcher'), key.caseNo, { event: 'dispatch', unit: 'water', coUnits: [], note: '' })
  assert.equal((await seen(given, key)).promisedAt, null)
})

test('given an open case, when it is urged, then that counts once a day by the city’s calendar, and the same wish twice is one', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  const { service, clock } = given
  assert.equal(await service.urge(asker, key, 'u1'), 'done')
  assert.equal(await service.urge(asker, key, 'u1'), 'done')
  assert.equal(await service.urge(asker, key, 'u2'), 'not_now')
  assert.equal((await seen(given, key)).mayUrge, false)
  clock.forward(12 * 3_600_000)
  assert.equal(await service.urge(asker, key, 'u3'), 'done')
  assert.deepEqual(await codes(given, key), ['accepted', 'in_review', 'urged', 'urged'])
})

test('given an open case, when something is added twice with one wish, then it is there once; a wish that says nothing adds nothing', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  const add = (requestId: string, text: string) =>
    given.service.add(asker, key, { requestId, text, photos: [], attachments: ['f1'] })
  assert.deepEqual(await Promise.all([add('a1', '又坏了\u0007'), add('a1', '又坏了')]), ['done', 'done'])
  const added = given.facts.filter(fact => fact.kind === 'case_moved' && fact.wish.event === 'supplement')
  assert.equal(added.length, 1)
  assert.match(JSON.stringify(added), /"text":"又坏了","attachments":\["f1"\]/)
  const nothing = await given.service.add(asker, key, { requestId: 'a2', text: ' ', photos: [] })
  assert.equal(nothing, 'not_now')
})

test('given an answered case, when its requester rates it, then that is the rating of the result, by his own will and by this way', async () => {
  const given = await givenCitizenCases()
  const { service, answered, facts } = given
  const key = await given.submitted()
  assert.equal(await service.rate(asker, key, rating()), 'not_now')
  await answered(key.caseNo)
  assert.equal((await seen(given, key)).mayRate, true)
  assert.equal(await service.rate(asker, key, rating({ satisfaction: 'fairly_satisfied', resolved: false })), 'done')
  const last = facts.at(-1)
  assert.ok(last?.kind === 'case_moved' && last.wish.event === 'visit')
  assert.deepEqual(last.wish, {
    event: 'visit',
    result: 'rated',
    source: 'web',
    score: 'basically_satisfied',
    solved: false,
    contacted: null,
    reason: '很快',
    ownNumber: null,
  })
  assert.equal(last.standing.state, 'closed')
  assert.equal(await service.rate(asker, key, rating({ requestId: 'r2' })), 'done')
  given.clock.forward(7 * 86_400_000)
  assert.equal(await service.rate(asker, key, rating({ requestId: 'r3' })), 'not_now')
  assert.equal((await seen(given, key)).mayRate, false)
})

test('given a dissatisfied rating, then the case stays open for the house to decide', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  await given.answered(key.caseNo)
  assert.equal(await given.service.rate(asker, key, rating({ satisfaction: 'dissatisfied' })), 'done')
  assert.equal((await seen(given, key)).isOpen, true)
})

test('given a case that is taken back, then it is over, and nothing more can be asked of it', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  assert.equal(await given.service.withdraw(asker, key, 'w1'), 'done')
  assert.equal(await given.service.withdraw(asker, key, 'w1'), 'done')
  assert.equal(await given.service.urge(asker, key, 'u1'), 'not_now')
  const { mayAdd, mayUrge, mayRate, mayWithdraw, isOpen } = await seen(given, key)
  assert.deepEqual([mayAdd, mayUrge, mayRate, mayWithdraw, isOpen], [false, false, false, false, false])
})

test('given a case that is not taken, then its requester reads why and where to go', async () => {
  const given = await givenCitizenCases()
  const key = await given.submitted()
  const reject = { event: 'reject', reason: 'arbitration', whereTo: '劳动仲裁院' } as const
  await given.act(given.officer('reviewer'), key.caseNo, reject)
  const { steps, answer } = await seen(given, key)
  assert.equal(steps.at(-1)?.text.zh, '不在热线受理范围：应当通过仲裁解决')
  assert.equal(answer, '劳动仲裁院')
})
