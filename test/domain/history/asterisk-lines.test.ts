import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createCallsOfBooks } from '../../../src/domain/history/asterisk/calls.ts'
import { createCdrTimes, parseCdrRow } from '../../../src/domain/history/asterisk/cdr.ts'
import { bookFaults } from '../../../src/domain/history/asterisk/faults.ts'
import { agentOf, callerOf, parseQueueLogLine } from '../../../src/domain/history/asterisk/queue-log.ts'
import { createLocalTime } from '../../../src/domain/history/local-time.ts'
import { anyText, hostileTexts } from './given-texts.ts'

const isFault = (answer: unknown): boolean => typeof answer === 'string' && answer in bookFaults

test('given a line of a queue_log, then its fields are read, and what stands behind the event as it is', () => {
  assert.deepEqual(parseQueueLogLine('1588732805|y1-1588732800.0|热线|NONE|ENTERQUEUE||138|1'), {
    ...{ at: 1_588_732_805_000, callId: 'y1-1588732800.0', queue: '热线', agent: 'NONE', event: 'ENTERQUEUE' },
    data: ['', '138', '1'],
  })
})

test('given what is no line of a queue_log, then it is a named fault', () => {
  for (const line of [
    'x',
    '1588732805|1588732800.0|hotline|NONE',
    '1588732805|1588732800.0|hotline|NONE|',
    '1588732805.5|1|hotline|NONE|ABANDON|',
    '-1588732805|1|hotline|NONE|ABANDON|',
    '2020-05-06 10:40:05|1|hotline|NONE|ABANDON|',
    '100000000|1|hotline|NONE|ABANDON|',
    '9999999999|1|hotline|NONE|ABANDON|',
    '\0\0\0\0',
  ])
    assert.equal(parseQueueLogLine(line), 'log_line', line)
})

test('given an agent, then he is the interface without its technology, or a name as it stands; NONE is nobody', () => {
  const named = (agent: string) => agentOf(agent)
  assert.deepEqual(
    ['PJSIP/1001', 'SIP/1001', 'Agent/1001', 'Local/1001@agents/n', '张三', 'a1001', 'DAHDI/g1/1001'].map(named),
    ['1001', '1001', '1001', '1001', '张三', 'a1001', 'g1/1001'].map(id => ({ id })),
  )
  assert.deepEqual(['NONE', '', ' ', 'Local/@x'].map(named), Array(4).fill({ id: null }))
})

test('given ENTERQUEUE with or without a name behind the position, then its second field is the number, raw; a bar before it leaves that open', () => {
  const clear = true
  assert.deepEqual(callerOf(['', '+86 138 1234 5678', '1']), { number: '+86 138 1234 5678', clear })
  assert.deepEqual(callerOf(['http://x', '138', '2', 'a|b']), { number: '138', clear })
  assert.deepEqual(callerOf(['', 'anonymous', '1']), { number: 'anonymous', clear })
  assert.deepEqual(callerOf(['', '', '1']), { number: null, clear })
  assert.deepEqual(callerOf([]), { number: null, clear })
  assert.deepEqual(callerOf(['', '13', '8', '1'].toSpliced(1, 1, 'a', 'b')), { number: null, clear: false })
  assert.equal(callerOf(['', 'x'.repeat(3_000), '1']).number?.length, 64)
})

const cdrRow = (start: string, end: string, ...more: readonly string[]): readonly string[] => [
  ...['', '138', '12345', 'in', '"A" <138>', 'PJSIP/t-1', 'PJSIP/1001-2', 'Queue', 'hotline'],
  ...[start, start, end, '89', '88', 'ANSWERED', 'DOCUMENTATION', ...more],
]
const id = '1588732800.0'
const shanghai = createLocalTime('Asia/Shanghai')
const berlin = createLocalTime('Europe/Berlin')
const utc = (text: string) => Date.parse(`${text}Z`)

test('given a row of a CDR, then its times are those of the zone, or GMT', () => {
  const row = cdrRow('2020-05-06 10:40:00', '2020-05-06 10:41:29', id, '')
  const uniqueId = id
  assert.deepEqual(parseCdrRow(row, shanghai), {
    ...{ uniqueId, start: utc('2020-05-06T02:40:00'), end: utc('2020-05-06T02:41:29') },
  })
  assert.deepEqual(parseCdrRow(row, null), {
    ...{ uniqueId, start: utc('2020-05-06T10:40:00'), end: utc('2020-05-06T10:41:29') },
  })
  assert.deepEqual(parseCdrRow(cdrRow('2020-05-06 10:40:00', '', id), null), {
    ...{ uniqueId, start: utc('2020-05-06T10:40:00'), end: null },
  })
})

test('given a local time that a change of clocks makes come twice or leaves out, then it is named and not guessed; beside it all is read', () => {
  const at = (start: string, zone = berlin) => {
    const row = parseCdrRow(cdrRow(start, '', id), zone)
    return typeof row === 'string' ? row : row.start
  }
  assert.equal(at('2020-10-25 02:30:00'), 'cdr_time_twice')
  assert.equal(at('2020-10-25 02:00:00'), 'cdr_time_twice')
  assert.equal(at('2020-10-25 01:59:59'), utc('2020-10-24T23:59:59'))
  assert.equal(at('2020-10-25 03:00:00'), utc('2020-10-25T02:00:00'))
  assert.equal(at('2020-03-29 02:30:00'), 'cdr_time_never')
  assert.equal(at('2020-03-29 01:59:59'), utc('2020-03-29T00:59:59'))
  assert.equal(at('2020-03-29 03:00:00'), utc('2020-03-29T01:00:00'))
  assert.equal(at('2020-10-25 02:30:00', shanghai), utc('2020-10-24T18:30:00'))
})

test('given a row without a uniqueid, of another width or with times that are none, then it is a named fault', () => {
  const [start, end] = ['2020-05-06 10:40:00', '2020-05-06 10:41:29']
  assert.equal(parseCdrRow(cdrRow(start, end), null), 'cdr_without_uniqueid')
  // loguserfield without loguniqueid
  assert.equal(parseCdrRow(cdrRow(start, end, 'VIP'), null), 'cdr_without_uniqueid')
  assert.equal(parseCdrRow(cdrRow(start, end, '', 'peer', id, '1'), null), 'cdr_without_uniqueid')
  assert.equal(parseCdrRow(['a', 'b'], null), 'cdr_width')
  assert.equal(parseCdrRow(cdrRow(start, end, id, '', '', '', '', ''), null), 'cdr_width')
  assert.equal(parseCdrRow(cdrRow('', end, id), null), 'cdr_time')
  assert.equal(parseCdrRow(cdrRow('2020-02-30 10:00:00', '', id), null), 'cdr_time')
  assert.equal(parseCdrRow(cdrRow('2020-05-06T10:00:00', '', id), null), 'cdr_time')
  assert.equal(parseCdrRow(cdrRow(end, start, id), null), 'cdr_time')
})

test('given several rows of one channel, then it began with the first and ended with the last, by any form of its id', () => {
  const ids = fc.oneof(
    fc.constantFrom('1588732800.0', 'y1-1588732800.0', '1588732800.00', '1588732800.4194304', 'a-b-1588732800.7'),
    fc.tuple(fc.integer({ min: 1_588_732_800, max: 1_588_732_803 }), fc.nat(3)).map(parts => parts.join('.')),
  )
  const spans = fc.tuple(ids, fc.integer({ min: 1_588_732_800, max: 1_588_832_800 }), fc.option(fc.nat(900_000)))
  fc.assert(
    fc.property(fc.array(spans, { maxLength: 12 }), rows => {
      const times = createCdrTimes()
      const wanted = new Map<string, { start: number; end: number | null }>()
      for (const [uniqueId, second, duration] of rows) {
        const start = second * 1000
        const end = duration === null ? null : start + duration * 1000
        times.add({ uniqueId, start, end })
        const known = wanted.get(uniqueId)
        wanted.set(uniqueId, {
          start: Math.min(start, known?.start ?? start),
          end: end === null && !known?.end ? null : Math.max(end ?? 0, known?.end ?? 0),
        })
      }
      for (const [uniqueId, { start, end }] of wanted) {
        assert.deepEqual(times.get(uniqueId), { start, end })
      }
      assert.equal(times.get('1588732899.0'), null)
    }),
  )
})

test('given a channel that is said to have lasted for twelve days or more, then its end is unknown', () => {
  const times = createCdrTimes()
  times.add({ uniqueId: id, start: 0, end: 1_048_574_000 })
  assert.deepEqual(times.get(id), { start: 0, end: 1_048_574_000 })
  times.add({ uniqueId: id, start: 0, end: 1_048_575_000 })
  assert.deepEqual(times.get(id), { start: 0, end: null })
})

test('given any text, then no reader of the books throws, and what it does not take it names', () => {
  const cell = fc.oneof(anyText, fc.constantFrom(...hostileTexts, 'NONE', '1588732805', id, '2020-10-25 02:30:00'))
  fc.assert(
    fc.property(anyText, fc.array(cell, { maxLength: 22 }), (text, cells) => {
      for (const line of [text, cells.join('|'), `1588732805|${cells.join('|')}`]) {
        const event = parseQueueLogLine(line)
        assert.ok(typeof event === 'object' || isFault(event))
      }
      const row = parseCdrRow(cells, berlin)
      assert.ok(typeof row === 'object' || isFault(row))
      const named = agentOf(text)
      assert.ok('id' in named || isFault(named.fault))
      callerOf(cells)
    }),
  )
})

test('given any lines of the queue, then calls and faults come out and nothing is thrown, times of a call in their order', () => {
  const events = fc.constantFrom(
    ...['ENTERQUEUE', 'CONNECT', 'ABANDON', 'COMPLETECALLER', 'BLINDTRANSFER', 'EXITWITHTIMEOUT', 'SYSCOMPAT', 'FULL'],
    ...['RINGNOANSWER', '__proto__', 'constructor'],
  )
  const lines = fc.array(
    fc.tuple(fc.nat(100_000), fc.constantFrom('a', 'b', '', id), events, anyText, fc.constantFrom('hotline', 'x')),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(lines, fc.boolean(), (given, arrivalUnknown) => {
      const books = createCallsOfBooks({ queues: new Set(['hotline']), cdr: null, arrivalUnknown })
      for (const [n, [after, callId, event, text, queue]] of given.entries()) {
        books.add(
          { at: 1_588_732_800_000 + after * 1000, callId, queue, agent: text, event, data: text.split('|') },
          { file: 0, line: n + 1 },
        )
      }
      const { calls, faults } = books.take(true)
      for (const { fault } of faults) assert.ok(isFault(fault))
      for (const { arrivedAt, queuedAt, answeredAt, endedAt } of calls) {
        const known = [arrivedAt, queuedAt, answeredAt, endedAt].filter(at => at !== null)
        assert.deepEqual(
          known,
          known.toSorted((one, other) => one - other),
        )
      }
      assert.equal(books.counts.calls, calls.length)
    }),
  )
})
