import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, type DifferenceKind } from '../../scripts/chaos/compare.ts'
import type { CallerRecord, LedgerBooks, LedgerCall, PhoneRecord } from '../../scripts/chaos/records.ts'

const number = '+8613812340001'

/** A talk: rang after 3 s, answered after 4 s, both heard each other, the caller hung up after 9 s. */
const phone = (own: Partial<PhoneRecord> = {}): PhoneRecord => ({
  extension: '1001',
  ringsAt: 3_000,
  answeredAt: 4_000,
  heardAt: 4_300,
  endedAt: 9_010,
  how: 'far_end_hung_up',
  ...own,
})
const caller = (own: Partial<CallerRecord> = {}): CallerRecord => ({
  source: 'city',
  number,
  dialled: '12345',
  invitedAt: 0,
  takenAt: 20,
  heardAt: 4_120,
  endedAt: 9_000,
  endedBy: 'himself',
  phones: [phone()],
  ...own,
})
const row = (own: Partial<LedgerCall> = {}): LedgerCall => ({
  id: 'y1-1.1',
  number,
  arrivedAt: 5,
  answeredAt: 4_010,
  endedAt: 9_005,
  agentId: '1001',
  waitMs: 4_005,
  talkMs: 4_995,
  endCause: 'completed',
  endedBy: 'caller',
  fallback: false,
  toFallbackAt: null,
  ...own,
})
const gaveUp: Partial<CallerRecord> = { heardAt: null, phones: [] }
const abandoned: Partial<LedgerCall> = {
  answeredAt: null,
  agentId: null,
  waitMs: 8_990,
  talkMs: null,
  endCause: 'abandoned',
}
const books = (calls: readonly LedgerCall[], ringBack: readonly string[] = []): LedgerBooks => ({
  calls,
  ringBack: new Set(ringBack),
})
const kinds = (callers: readonly CallerRecord[], rows: readonly LedgerCall[]): readonly DifferenceKind[] =>
  compare(callers, books(rows)).found.map(({ kind }) => kind)

test('given a talk that both sides tell alike, nothing is found and the deviations are told', () => {
  const verdict = compare([caller()], books([row()]))
  assert.deepEqual(verdict.found, [])
  assert.deepEqual(verdict.wait, { p50: 5, p99: 5, max: 5 })
  assert.deepEqual(verdict.talk, { p50: 5, p99: 5, max: 5 })
  assert.equal(verdict.ends.answered, 1)
})

test('given a caller who gave up and is so booked, nothing is found', () => {
  assert.deepEqual(kinds([caller(gaveUp)], [row(abandoned)]), [])
})

test('given wait or talk that are more than 100 ms apart, each is a difference', () => {
  assert.deepEqual(kinds([caller()], [row({ waitMs: 4_101 })]), ['wait'])
  assert.deepEqual(kinds([caller()], [row({ talkMs: 4_899 })]), ['talk'])
  assert.deepEqual(kinds([caller(gaveUp)], [row({ ...abandoned, waitMs: 8_000 })]), ['wait'])
  assert.deepEqual(kinds([caller()], [row({ talkMs: null })]), ['talk'])
})

test('given another agent, cause or end in the ledger, each is a difference', () => {
  assert.deepEqual(kinds([caller()], [row({ agentId: '1002' })]), ['agent'])
  assert.deepEqual(kinds([caller()], [row({ endCause: 'failed' })]), ['cause'])
  assert.deepEqual(kinds([caller()], [row({ endedBy: 'agent' })]), ['ended_by'])
  assert.deepEqual(kinds([caller()], [row({ endedBy: 'unknown' })]), [])
  assert.deepEqual(kinds([caller()], [row(abandoned)]), ['answer'])
  assert.deepEqual(kinds([caller(gaveUp)], [row()]), ['cause'])
})

test('given a call that the ledger does not know or that has no end there, it is missing', () => {
  assert.equal(compare([caller()], books([])).missing, 1)
  const open = compare([caller()], books([row({ endedAt: null, talkMs: null })]))
  assert.equal(open.missing, 1)
  assert.equal(open.differences, 0)
})

test('given a call that is there twice or that nobody made, that is a difference', () => {
  assert.deepEqual(kinds([caller()], [row(), row({ id: 'y1-1.2' })]), ['twice_in_ledger'])
  assert.deepEqual(kinds([caller()], [row(), row({ id: 'y1-1.2', number: null })]), ['nobody_called'])
})

test('given a talk that ended at both ends by a BYE nobody wanted, it is dropped', () => {
  const dropped = compare([caller({ endedBy: 'hotline' })], books([row()]))
  assert.equal(dropped.talksDropped, 1)
  const alone = caller({ phones: [phone({ endedAt: 6_000 })] })
  assert.equal(compare([alone], books([row({ talkMs: 2_000 })])).talksDropped, 1)
})

test('given an agent who hung up, his BYE ends the talk', () => {
  const one = caller({ endedBy: 'hotline', endedAt: 8_020, phones: [phone({ how: 'hung_up', endedAt: 8_000 })] })
  assert.deepEqual(kinds([one], [row({ endedBy: 'agent', talkMs: 3_990 })]), [])
  assert.deepEqual(kinds([one], [row({ endedBy: 'caller', talkMs: 3_990 })]), ['ended_by'])
})

test('given two who hang up in the same moment, the ledger may call either the first', () => {
  const both = (agentAt: number) => caller({ phones: [phone({ how: 'hung_up', endedAt: agentAt })] })
  assert.deepEqual(kinds([both(8_991)], [row({ endedBy: 'agent' })]), [])
  assert.deepEqual(kinds([both(9_010)], [row({ endedBy: 'agent' })]), [])
  assert.deepEqual(kinds([both(9_200)], [row({ endedBy: 'agent' })]), ['ended_by'])
})

test('given a waiting caller on whom the hotline hung up, he is lost unless a rule of the queue turned him away', () => {
  const one = caller({ ...gaveUp, endedBy: 'hotline' })
  assert.equal(compare([one], books([row({ ...abandoned, endCause: 'failed' })])).waitingLost, 1)
  const turned = compare([one], books([row({ ...abandoned, endCause: 'overflow' })]))
  assert.equal(turned.waitingLost, 0)
  assert.equal(turned.overflowed, 1)
})

test('given a caller who gave up after long silence while a later one was answered, he was lost', () => {
  const patient = caller({ ...gaveUp, endedAt: 30_000 })
  const later = caller({
    number: '+8613812340002',
    invitedAt: 10_000,
    phones: [phone({ answeredAt: 14_000, heardAt: 14_200 })],
  })
  const verdict = compare([patient, later], books([row({ ...abandoned, waitMs: 30_000 })]))
  assert.equal(verdict.waitingLost, 1)
  const rung = { ...patient, phones: [phone({ answeredAt: null, heardAt: null, ringsAt: 22_000, endedAt: 29_000 })] }
  assert.equal(compare([rung, later], books([row({ ...abandoned, waitMs: 30_000 })])).waitingLost, 0)
})

test('given an answer in the moment the caller hung up, the ledger may call it either', () => {
  const one = caller({ heardAt: null, endedAt: 4_050, phones: [phone({ heardAt: null, endedAt: 4_060 })] })
  assert.deepEqual(kinds([one], [row({ ...abandoned, waitMs: 4_050 })]), [])
  assert.deepEqual(kinds([one], [row({ talkMs: 45 })]), [])
})

test('given a phone that was answered with nobody there, the talk is with the agent who was heard', () => {
  const silent = phone({ extension: '1002', heardAt: null, answeredAt: 1_000, endedAt: 2_000 })
  assert.deepEqual(kinds([caller({ phones: [silent, phone()] })], [row()]), [])
})

test('given a phone that found nobody and a caller who gave up soon after, he gave up', () => {
  const orphan = phone({ answeredAt: 8_300, heardAt: null, endedAt: 8_304 })
  assert.deepEqual(kinds([caller({ heardAt: null, phones: [orphan] })], [row(abandoned)]), [])
})

test('given a join long after the 200 OK, the ledger may tell either instant', () => {
  const one = caller({ heardAt: 7_000, phones: [phone({ heardAt: 7_300 })] })
  assert.deepEqual(kinds([one], [row()]), [])
  assert.deepEqual(kinds([one], [row({ waitMs: 6_950, talkMs: 2_050 })]), [])
  assert.deepEqual(kinds([one], [row({ waitMs: 5_500, talkMs: 3_500 })]), ['wait', 'talk'])
})

test('given an answer while the server was away, the talk may be booked from the join, which a silent caller cannot tell exactly', () => {
  const away = [{ from: 3_900, until: 4_200 }]
  const found = (one: CallerRecord, said: LedgerCall) => compare([one], books([said]), { away }).found.length
  const heard = caller({ heardAt: 4_350 })
  assert.equal(found(heard, row({ waitMs: 4_330, talkMs: 4_670 })), 0)
  assert.equal(found(heard, row({ waitMs: 5_000, talkMs: 4_000 })), 2)
  const silent = caller({ source: 'sipp', heardAt: null, phones: [phone({ heardAt: null })] })
  assert.equal(found(silent, row({ waitMs: 4_600, talkMs: 4_400 })), 0)
  assert.equal(found(silent, row({ waitMs: 6_000, talkMs: 3_000 })), 2)
  assert.equal(found({ ...silent, source: 'city', phones: [phone()] }, row({ waitMs: 4_600, talkMs: 4_400 })), 2)
  assert.equal(compare([heard], books([row({ waitMs: 4_330, talkMs: 4_670 })])).found.length, 2)
})

test('given calls that Asterisk died under, they must end then in the ledger and stand on the ring-back list', () => {
  const dead = [{ from: 6_000, until: 8_000 }]
  const cutRow = row({ endedAt: 6_300, talkMs: 2_290, endedBy: 'system' })
  assert.deepEqual(compare([caller()], books([cutRow], [number]), { dead }).found, [])
  const found = compare([caller()], books([row()]), { dead }).found.map(({ kind }) => kind)
  assert.deepEqual(found, ['cut_end', 'not_on_ring_back_list'])
  const unanswered = books([row({ ...abandoned, endedAt: 6_300, endCause: 'failed' })], [number])
  const kindsOf = (one: CallerRecord) => compare([one], unanswered, { dead }).found.map(({ kind }) => kind)
  assert.deepEqual(kindsOf(caller()), ['answer'])
  assert.deepEqual(kindsOf(caller({ heardAt: null, phones: [phone({ heardAt: null })] })), [])
})

test('given a caller who dialled a dead Asterisk, nobody misses him', () => {
  const verdict = compare([caller({ invitedAt: 7_000 })], books([]), { dead: [{ from: 6_000, until: 8_000 }] })
  assert.deepEqual(verdict.found, [])
  assert.equal(verdict.ends.unreached, 1)
})

test('given a caller who never came to an end, that is told', () => {
  const one = caller({ ...gaveUp, endedAt: null, endedBy: null })
  assert.deepEqual(kinds([one], [row(abandoned)]), ['no_end_for_caller'])
})

test('given a silent caller whose agent answered and hung up while there was no server, no talk is asked of the ledger', () => {
  const early = phone({ how: 'hung_up', answeredAt: 4_000, endedAt: 6_000, heardAt: null })
  const one = caller({ source: 'sipp', heardAt: null, phones: [early] })
  const found = (away: { from: number; until: number }) =>
    compare([one], books([row({ ...abandoned, waitMs: 9_000 })]), { away: [away] }).found.map(({ kind }) => kind)
  assert.deepEqual(found({ from: 3_950, until: 5_900 }), [])
  assert.deepEqual(found({ from: 3_950, until: 5_400 }), ['answer'])
  assert.deepEqual(found({ from: 4_200, until: 5_900 }), ['answer'])
})
