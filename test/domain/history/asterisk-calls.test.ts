import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert, idAt, lineAt } from './given-books.ts'

const a = idAt(0)
const entry = lineAt(3, a, 'ENTERQUEUE', '|13812345678|1')
const answer = lineAt(9, a, 'CONNECT', '6|1588730406.1|5', 'PJSIP/1001')
const channels = { [a]: [0, 80] } as const

test('given an answered call, then its arrival is that of the CDR, its entry, answer, end, number and agent those of the log', () => {
  const { calls, faults, counts } = convert(
    [
      entry,
      lineAt(4, a, 'RINGNOANSWER', '1000', 'PJSIP/1002'),
      answer,
      lineAt(69, a, 'COMPLETEAGENT', '6|60|1', 'PJSIP/1001'),
    ],
    channels,
  )
  assert.deepEqual(calls, [
    { id: `asterisk-${a}`, times: [0, 3, 9, 69], cause: 'completed', number: '13812345678', agent: '1001' },
  ])
  assert.deepEqual(faults, [])
  assert.deepEqual([counts.calls, counts.answered, counts.otherEvents.get('RINGNOANSWER')], [1, 1, 1])
})

for (const [event, data, cause] of [
  ['ABANDON', '1|1|4', 'abandoned'],
  ['EXITWITHTIMEOUT', '1|1|4', 'overflow'],
  ['EXITEMPTY', '1|1|4', 'overflow'],
  ['EXITWITHKEY', '1|1|1|4', 'overflow'],
  ['WITHDRAW', '1|1|4|', 'overflow'],
  ['SYSCOMPAT', '', 'failed'],
] as const)
  test(`given a caller who leaves the queue by ${event}, then he was not answered and the call is ${cause}`, () => {
    const { calls } = convert([entry, lineAt(7, a, event, data)], channels)
    assert.deepEqual(
      calls.map(call => [call.times, call.cause, call.agent]),
      [[[0, 3, null, 7], cause, null]],
    )
  })

for (const event of ['FULL', 'JOINEMPTY', 'JOINUNAVAIL'])
  test(`given a caller who may not enter the queue (${event}), then he overflowed and was never in it`, () => {
    const { calls } = convert([lineAt(3, a, event)], channels)
    assert.deepEqual(
      calls.map(call => [call.times, call.cause]),
      [[[0, null, null, 3], 'overflow']],
    )
  })

for (const [event, data] of [
  ['COMPLETECALLER', '6|60|1'],
  ['COMPLETEAGENT', '6|60|1'],
] as const)
  test(`given ${event}, then the call ends there`, () => {
    const { calls } = convert([entry, answer, lineAt(69, a, event, data)], channels)
    assert.deepEqual([calls[0]?.times[3], calls[0]?.cause], [69, 'completed'])
  })

for (const [event, data] of [
  ['BLINDTRANSFER', '8001|in|6|60|1'],
  ['ATTENDEDTRANSFER', 'BRIDGE|b-1|6|60|1'],
  ['TRANSFER', '8001|in|6|60|1'],
] as const)
  test(`given ${event}, then the call is completed with the end of its channel, which is unknown without a CDR`, () => {
    const log = [entry, answer, lineAt(69, a, event, data, 'PJSIP/1001')]
    const end = (given: Parameters<typeof convert>[1]) => {
      const { calls, counts } = convert(log, given)
      return [calls[0]?.times[3], calls[0]?.cause, counts.withoutEnd]
    }
    assert.deepEqual(end(channels), [80, 'completed', 0])
    assert.deepEqual(end(null), [null, 'completed', 1])
  })

test('given a call that Asterisk dropped and wrote down as abandoned behind it, then it failed', () => {
  const { calls } = convert([entry, lineAt(7, a, 'SYSCOMPAT'), lineAt(7, a, 'ABANDON', '1|1|4')], channels)
  assert.equal(calls[0]?.cause, 'failed')
})

test('given a call that enters again, then it is one call with the first entry, the first answer and the last end', () => {
  const again = [
    entry,
    lineAt(20, a, 'EXITWITHTIMEOUT', '1|1|17'),
    lineAt(21, a, 'ENTERQUEUE', '|13812345678|1'),
    lineAt(29, a, 'CONNECT', '8|1588730424.2|5', 'PJSIP/1002'),
    lineAt(40, a, 'BLINDTRANSFER', '8001|in|8|11|1', 'PJSIP/1002'),
    lineAt(41, a, 'ENTERQUEUE', '|13812345678|1'),
    lineAt(45, a, 'CONNECT', '4|1588730443.3|2', 'PJSIP/1003'),
    lineAt(60, a, 'COMPLETECALLER', '4|15|1', 'PJSIP/1003'),
  ]
  const { calls, counts } = convert(again, channels)
  assert.deepEqual(calls, [
    { id: `asterisk-${a}`, times: [0, 3, 29, 60], cause: 'completed', number: '13812345678', agent: '1002' },
  ])
  assert.deepEqual([counts.answered, counts.overflow], [1, 0])
})

test('given a caller who was answered, entered again and gave up then, then he was answered', () => {
  const { calls, counts } = convert(
    [
      entry,
      answer,
      lineAt(40, a, 'BLINDTRANSFER', '8001|in|6|31|1'),
      lineAt(41, a, 'ENTERQUEUE', '|1|1'),
      lineAt(50, a, 'ABANDON', '1|1|9'),
    ],
    channels,
  )
  assert.deepEqual([calls[0]?.times, calls[0]?.cause, counts.abandoned], [[0, 3, 9, 50], 'completed', 0])
})

test('given a call over midnight, and one whose log has ended, then the one is whole, and the other has no end and is counted', () => {
  const midnight = 14 * 3_600
  const [b, c] = [idAt(midnight - 5), idAt(midnight + 5)]
  const { calls, counts } = convert(
    [
      lineAt(midnight - 2, b, 'ENTERQUEUE', '|1|1'),
      lineAt(midnight + 6, c, 'ENTERQUEUE', '||1'),
      lineAt(midnight + 8, b, 'CONNECT', '10|x|9', 'PJSIP/1001'),
      lineAt(midnight + 60, b, 'COMPLETECALLER', '10|52|1'),
    ],
    { [b]: [midnight - 5, midnight + 60], [c]: [midnight + 5, midnight + 90] },
  )
  assert.deepEqual(
    calls.map(call => [call.times, call.cause, call.number]),
    [
      [[midnight + 5, midnight + 6, null, null], null, null],
      [[midnight - 5, midnight - 2, midnight + 8, midnight + 60], 'completed', '1'],
    ],
  )
  assert.equal(counts.withoutEnd, 1)
})

test('given a log that is a day past a call, then that call is handed over before the log has ended, and no other', () => {
  const b = idAt(90_000)
  const { early, calls } = convert(
    [entry, lineAt(7, a, 'ABANDON', '1|1|4'), lineAt(90_003, b, 'ENTERQUEUE', '|2|1')],
    null,
  )
  assert.deepEqual(early, [`asterisk-${a}`])
  assert.equal(calls.length, 2)
})

test('given queues that were not asked for, or a beginning that is not in the log, then their events are counted and not converted', () => {
  const { calls, counts, unseen } = convert(
    [
      lineAt(1, idAt(1), 'ENTERQUEUE', '|1|1', 'NONE', 'sales'),
      lineAt(5, idAt(1), 'CONNECT', '4|x|3', 'PJSIP/1', 'sales'),
      lineAt(6, 'NONE', 'QUEUESTART', '', 'NONE', 'NONE'),
      lineAt(7, 'MANAGER', 'ADDMEMBER', '', 'PJSIP/1001'),
      lineAt(9, idAt(2), 'COMPLETEAGENT', '6|60|1', 'PJSIP/1001'),
    ],
    null,
    { queues: new Set(['hotline', 'Hotline']) },
  )
  assert.deepEqual(calls, [])
  assert.deepEqual([...counts.otherQueues], [['sales', 1]])
  assert.deepEqual([...counts.otherEvents], [['ADDMEMBER', 1]])
  assert.equal(counts.withoutEntry, 1)
  assert.deepEqual(unseen, ['Hotline'])
})

test('given a call that the CDR lacks, then that is a fault at its entry, or with leave its entry is its arrival and is counted', () => {
  const log = [lineAt(1, idAt(1), 'ENTERQUEUE', '|1|1', 'NONE', 'sales'), entry]
  assert.deepEqual(convert(log, {}).faults, [[2, 'cdr_missing']])
  const { calls, counts } = convert(log, {}, { arrivalUnknown: true })
  assert.deepEqual([calls[0]?.times, counts.arrivalIsEntry], [[3, 3, null, null], 1])
})

test('given a CDR of another clock, then the second in the id of the call tells, and else the order of its times', () => {
  const eight = 8 * 3_600
  assert.deepEqual(convert([entry], { [a]: [-eight, 80 - eight] }).faults, [[1, 'cdr_clock']])
  assert.deepEqual(convert([entry], { [a]: [599, 700] }).faults, [[1, 'times_order']])
  assert.deepEqual(convert([entry], { [a]: [601, 700] }).faults, [[1, 'cdr_clock']])
})

test('given lines out of order, then seconds are borne and hours are a fault of that line', () => {
  const early = lineAt(-3_600, idAt(-3_600), 'ENTERQUEUE', '|2|1')
  const late = lineAt(-3_597, idAt(-3_597), 'ENTERQUEUE', '|2|1')
  assert.deepEqual(convert([entry, early], null).faults, [[2, 'log_order']])
  assert.deepEqual(convert([entry, late], null).faults, [])
  assert.deepEqual(convert([entry, lineAt(1, a, 'ABANDON', '1|1|0')], null).faults, [[1, 'times_order']])
})

test('given an id or an agent that the import would refuse, then it is a fault of that line', () => {
  for (const id of ['', 'x'.repeat(81), 'a\u0007b'])
    assert.deepEqual(convert([lineAt(1, id, 'ENTERQUEUE', '|1|1')], null).faults, [[1, 'call_id']])
  for (const agent of ['x'.repeat(101), 'a\u0007b', 'SIP/1E+5', '1001.0'])
    assert.deepEqual(convert([entry, lineAt(9, a, 'CONNECT', '6|x|5', agent)], channels).faults, [[2, 'agent']])
})

test('given many names of queues, then the first fifty are counted one by one and the others as one', () => {
  const { counts } = convert(
    Array.from({ length: 60 }, (_, n) => lineAt(n, idAt(n), 'ENTERQUEUE', '|1|1', 'NONE', `q${n}`)),
    null,
  )
  assert.equal(counts.otherQueues.size, 51)
  assert.equal(counts.otherQueues.get('…'), 10)
})
