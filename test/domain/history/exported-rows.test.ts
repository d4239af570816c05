import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { columnsOf } from '../../../src/domain/history/columns.ts'
import { csvCell } from '../../../src/domain/history/csv-cell.ts'
import { exportedNumber, maskNumbersIn } from '../../../src/domain/history/exported-number.ts'
import { type HistoryKind, historyColumns, historyKinds } from '../../../src/domain/history/history.ts'
import { parseInstant } from '../../../src/domain/history/instant.ts'
import { createLocalTime } from '../../../src/domain/history/local-time.ts'
import { createRowParser } from '../../../src/domain/history/parse-rows.ts'
import { plainText } from '../../../src/domain/history/plain-text.ts'
import { call } from '../../../src/domain/kpi/example-rows.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import { completeRows } from '../../../src/domain/text/csv-rows.ts'
import { anyText, hostileTexts } from './given-texts.ts'

const zones = ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kathmandu']

test('given any instant and zone, then it is written as the zone’s clock shows it, to the millisecond, and read back as the same', () => {
  const instant = fc.integer({ min: Date.parse('1990-01-02T00:00:00Z'), max: Date.parse('2199-12-30T00:00:00Z') })
  const clocks = new Map(zones.map(zone => [zone, createLocalTime(zone)]))
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
      const text = clocks.get(zone)?.text(at) ?? ''
      const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
      assert.equal(text.slice(0, 10), new Temporal.PlainDate(year, month, day).toString())
      assert.match(text, /T\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
      assert.equal(parseInstant(text), at)
    }),
    { numRuns: 3_000 },
  )
  assert.equal(
    createLocalTime('Asia/Shanghai').text(Date.parse('2020-01-31T00:05:09.007Z')),
    '2020-01-31T08:05:09.007+08:00',
  )
})

test('given the hour in which clocks are put back, then its two halves are told apart by their offsets', () => {
  const { text } = createLocalTime('Europe/Berlin')
  assert.deepEqual(
    ['2020-10-25T00:30:00Z', '2020-10-25T01:30:00Z'].map(each => text(Date.parse(each))),
    ['2020-10-25T02:30:00.000+02:00', '2020-10-25T02:30:00.000+01:00'],
  )
})

test('given a text that a spreadsheet would reckon with, then a tab stands before it, which the importer leaves out; a number stays one', () => {
  for (const text of ['=1+1', '+cmd|x', '-2', '@sum', '＝１＋１', '=HYPERLINK("http://x")'])
    assert.match(csvCell(text), /^"\t/, text)
  assert.equal(csvCell('=HYPERLINK("http://x")'), '"\t=HYPERLINK(""http://x"")"')
  assert.equal(csvCell('+8613812345678'), '+8613812345678')
  assert.equal(csvCell('a, "b"'), '"a, ""b"""')
  assert.equal(csvCell('派单规范'), '派单规范')
})

test('given control characters, halves of characters and what was lost before, then a text is in one line and is all characters', () => {
  assert.equal(plainText(' a\r\n\0b\tc '), 'a b c')
  assert.equal(plainText('x\ud83dy\ufffd'), 'x?y?')
  assert.equal(plainText('😀'), '😀')
  assert.equal(plainText('\u0000\n'), null)
})

describe('a number that leaves the house', () => {
  const of = (rawNumber: string | null, form: 'masked' | 'full') =>
    exportedNumber(call({ rawNumber, number: rawNumber && normaliseCaller(rawNumber, '0513').number }), form)

  test('given that it is known, then its middle is hidden unless whole ones are asked for', () => {
    assert.equal(of('138 1234 5678', 'masked'), '138****5678')
    assert.equal(of('138 1234 5678', 'full'), '+8613812345678')
    assert.equal(of('82345678', 'full'), '+8651382345678')
    assert.equal(of('10086', 'masked'), '10086')
  })

  test('given that nobody could normalise it, then masked it is told only where it is like a number or withheld', () => {
    assert.deepEqual(
      ['138****5678', '1234567890123456', 'anonymous', 'wang.fang', '张三 13812345678', null].map(raw =>
        of(raw, 'masked'),
      ),
      ['138****5678', '123*********3456', 'anonymous', null, null, null],
    )
    assert.equal(of('wang.fang', 'full'), 'wang.fang')
    // the importer would refuse the row
    assert.equal(of('1.38E+10', 'full'), null)
  })

  test('given one in the midst of a text, then its middle is hidden; longer digits are no number', () => {
    assert.equal(
      maskNumbersIn('请致电+8613812345678或13912345678，工单2020131234567890'),
      '请致电138****5678或139****5678，工单2020131234567890',
    )
  })

  test('given whatever it is, then the importer takes its file back, and has the same number again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^\+?[\d*.E]{1,16}$/)), fc.boolean(), (raw, whole) => {
        const { number } = normaliseCaller(raw, '0513')
        const kept = exportedNumber(call({ rawNumber: raw.slice(0, 64), number }), whole ? 'full' : 'masked')
        if (kept === null) return
        const read = readBack('calls', { ...sample.calls, rawNumber: kept, number: null })
        assert.ok(!('fault' in read), JSON.stringify(read))
        if (whole && number !== null) assert.equal('number' in read ? read.number : null, number)
      }),
    )
  })
})

/** A row of each file; its texts are planted. */
const sample: Readonly<Record<HistoryKind, Readonly<Record<string, unknown>>>> = {
  calls: { ...call({ callId: 'a', answered: 3, ended: 9 }) },
  cases: { caseNo: 'a', channel: 'phone', class: 'help', acceptedAt: 1.6e12, path: null, tags: null, closedAt: null },
  dispatches: {
    ...{ caseNo: 'a', round: 1, unit: 'water', dispatchedAt: 1.6e12, signedAt: null, dueAt: null, repliedAt: null },
    returned: true,
  },
  callback_tasks: { taskId: 'a', caseNo: null, createdAt: 1.6e12, result: 'open', closedAt: null },
  ratings: {
    ...{ ratingId: 'a', caseNo: 'b', taskId: null, source: 'callback', ratedAt: 1.6e12, score: 'satisfied' },
    ...{ resolved: false, adjudication: null, adjudicationReason: null },
  },
  staff: { staffId: 'a', name: null, post: 'phone', takesRequests: null, from: '2020-01-01', to: null },
  regulations: { name: 'a' },
}

const time = createLocalTime('Asia/Shanghai')
const words = { true: ['false', 'true'], yes: ['no', 'yes'] }

/** A row through CSV, as the writer makes it and the importer reads it. */
const readBack = (kind: HistoryKind, row: unknown) => {
  const cells = columnsOf(kind, 'full').map(({ of, type }) => {
    const value = of(row as never)
    if (value === null) return ''
    if (type === 'instant') return time.text(Number(value))
    if (type === 'true' || type === 'yes') return words[type][Number(value)]
    return type === 'text' ? csvCell(String(value)) : String(value)
  })
  const bytes = Buffer.from(`${cells.join(',')}\r\n`)
  const { rows } = completeRows(bytes.toString('utf8'), 2)
  assert.equal(rows.length, 1)
  assert.ok(rows[0] && 'fields' in rows[0], JSON.stringify(rows))
  const parser = createRowParser(kind, historyColumns[kind], '0513')
  assert.ok('parse' in parser)
  return parser.parse(rows[0].fields)
}

/** Which fields of a row hold what people or other systems wrote. */
const planted: Readonly<Record<HistoryKind, readonly string[]>> = {
  calls: ['callId', 'agentId', 'caseNo', 'taskId'],
  cases: ['caseNo', 'tags'],
  dispatches: ['caseNo', 'unit'],
  callback_tasks: ['taskId', 'caseNo'],
  ratings: ['ratingId', 'caseNo', 'taskId', 'adjudicationReason'],
  staff: ['staffId', 'name'],
  regulations: ['name'],
}

test('given texts of any kind in any file, then the importer reads back exactly what the file says', () => {
  const some = fc.oneof(anyText, fc.constantFrom(...hostileTexts))
  fc.assert(
    fc.property(fc.constantFrom(...historyKinds), fc.array(some, { minLength: 4, maxLength: 4 }), (kind, texts) => {
      const changes = Object.fromEntries(planted[kind].map((field, index) => [field, texts[index] ?? '']))
      const row: Record<string, unknown> = { ...sample[kind], ...changes }
      // a key that holds nothing that can be written is no row of any file
      const [key = ''] = planted[kind]
      const needed = [key, ...(kind === 'dispatches' ? ['unit'] : kind === 'ratings' ? ['caseNo'] : [])]
      for (const field of needed) row[field] = plainText(String(row[field])) ?? 'x'
      const read = readBack(kind, row)
      assert.ok(!('fault' in read), JSON.stringify(read))
      for (const { name, of } of columnsOf(kind, 'full')) assert.equal(of(read as never), of(row as never), name)
    }),
    { numRuns: 2_000 },
  )
})

test('given the columns of each file, then they are those of its header', () => {
  for (const kind of historyKinds)
    assert.deepEqual(
      columnsOf(kind, 'masked').map(({ name }) => name),
      historyColumns[kind],
    )
})
