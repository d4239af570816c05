import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallerRecord, PhoneRecord } from '../../scripts/chaos/records.ts'
import { recordsFromTrace } from '../../scripts/chaos/sipp.ts'
import { truthOf } from '../../scripts/chaos/truth.ts'

const message = (at: number, way: 'S' | 'R', call: number, method: string, first: string): string =>
  `2026-11-24\t04:26:03.8\t${at.toFixed(6)}\t${way}\t${call}-8041@127.0.0.1\tCSeq:1 ${method}\t${first}`

const trace = [
  message(10.0014, 'S', 1, 'INVITE', 'INVITE sip:12345@127.0.0.1:5060 SIP/2.0'),
  message(10.5014, 'S', 1, 'INVITE', 'INVITE sip:12345@127.0.0.1:5060 SIP/2.0'),
  message(10.51, 'R', 1, 'INVITE', 'SIP/2.0 100 Trying'),
  message(10.52, 'R', 1, 'INVITE', 'SIP/2.0 200 OK'),
  message(11, 'S', 2, 'INVITE', 'INVITE sip:12345@127.0.0.1:5060 SIP/2.0'),
  message(11.1, 'R', 2, 'INVITE', 'SIP/2.0 503 Service Unavailable'),
  message(14, 'R', 1, 'BYE', 'BYE sip:13990009999@127.0.0.1:5070 SIP/2.0'),
  message(14.1, 'S', 1, 'BYE', 'SIP/2.0 200 OK'),
  message(15, 'S', 3, 'INVITE', 'INVITE sip:12345@127.0.0.1:5060 SIP/2.0'),
  'half a line',
].join('\n')

test('given the trace of sipp, each call has its first INVITE, its 200 OK, and its end with whose it was', () => {
  const records = recordsFromTrace(trace, ['13990009999', '13990009998', '13990009997'], () => [])
  const seen = records.map(({ number, invitedAt, takenAt, endedAt, endedBy }) => [
    number,
    invitedAt,
    takenAt,
    endedAt,
    endedBy,
  ])
  assert.deepEqual(seen, [
    ['+8613990009999', 10_001, 10_520, 14_000, 'hotline'],
    ['+8613990009998', 11_000, null, 11_100, 'hotline'],
    ['+8613990009997', 15_000, null, null, null],
  ])
})

test('given a caller without sound, a phone that was told to end alone was no talk, one that hung up was', () => {
  const phone: PhoneRecord = {
    extension: '1001',
    ringsAt: 1_000,
    answeredAt: 2_000,
    heardAt: null,
    endedAt: 4_000,
    how: 'far_end_hung_up',
  }
  const given = (own: Partial<PhoneRecord>): CallerRecord => ({
    source: 'sipp',
    number: '+8613990009999',
    dialled: '12345',
    invitedAt: 0,
    takenAt: 10,
    heardAt: null,
    endedAt: 9_000,
    endedBy: 'himself',
    phones: [{ ...phone, ...own }],
  })
  assert.equal(truthOf(given({}), []).kind, 'given_up')
  assert.equal(truthOf(given({ how: 'hung_up' }), []).kind, 'answered')
  assert.equal(truthOf(given({ endedAt: 9_020 }), []).kind, 'answered')
})
