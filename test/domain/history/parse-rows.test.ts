import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { historyFaults } from '../../../src/domain/history/faults.ts'
import { type HistoryKind, historyColumns, historyKinds } from '../../../src/domain/history/history.ts'
import { createRowParser } from '../../../src/domain/history/parse-rows.ts'
import { goodCells, parserOf, readWith } from './given-rows.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`).epochMilliseconds

test('given a good row of each file, every cell is read', () => {
  assert.deepEqual(readWith('calls'), {
    callId: 'C-1',
    direction: 'inbound',
    purpose: 'hotline',
    arrivedAt: at('2020-01-31T08:05:09'),
    queuedAt: at('2020-01-31T08:05:12'),
    answeredAt: at('2020-01-31T08:05:29'),
    endedAt: at('2020-01-31T08:07:09'),
    endCause: 'completed',
    rawNumber: '138 1234 5678',
    number: '+8613812345678',
    agentId: 'A017',
    caseNo: '20200131-00123',
    taskId: 'T-1',
  })
  assert.deepEqual(readWith('cases'), {
    caseNo: '20200131-00123',
    channel: 'wechat',
    class: 'help',
    acceptedAt: at('2020-01-31T08:05:09'),
    path: 'dispatched',
    tags: 'epidemic;masks',
    closedAt: at('2020-02-03T10:00:00'),
  })
  assert.deepEqual(readWith('dispatches'), {
    caseNo: '20200131-00123',
    round: 1,
    unit: '市卫生健康委',
    dispatchedAt: at('2020-01-31T08:10:00'),
    signedAt: at('2020-01-31T09:00:00'),
    dueAt: at('2020-02-06T00:00:00'),
    repliedAt: at('2020-02-03T09:00:00'),
    returned: false,
  })
  assert.deepEqual(readWith('callback_tasks'), {
    taskId: 'T-1',
    caseNo: '20200131-00123',
    createdAt: at('2020-02-03T10:00:00'),
    result: 'rated',
    closedAt: at('2020-02-03T15:00:00'),
  })
  assert.deepEqual(readWith('ratings'), {
    ratingId: 'R-1',
    caseNo: '20200131-00123',
    taskId: 'T-1',
    source: 'callback',
    ratedAt: at('2020-02-03T15:00:00'),
    score: 'satisfied',
    resolved: true,
    adjudication: 'kept',
    adjudicationReason: '已核实',
  })
  assert.deepEqual(readWith('staff'), {
    staffId: 'A017',
    name: '王芳',
    post: 'phone',
    takesRequests: true,
    from: '2019-03-01',
    to: '2020-12-31',
  })
  assert.deepEqual(readWith('regulations'), { name: '南通市12345政府公共服务平台管理办法' })
})

const mustBeThere: Readonly<Record<HistoryKind, readonly string[]>> = {
  calls: ['call_id', 'direction', 'purpose', 'arrived_at'],
  cases: ['case_no', 'accepted_at'],
  dispatches: ['case_no', 'round', 'unit', 'dispatched_at', 'returned'],
  callback_tasks: ['task_id', 'created_at'],
  ratings: ['rating_id', 'case_no', 'source', 'rated_at'],
  staff: ['staff_id', 'post', 'from'],
  regulations: ['name'],
}

for (const kind of historyKinds)
  test(`given a row of ${kind}.csv, each cell that is empty is unknown, or is missed where it must be there`, () => {
    const columns: readonly string[] = historyColumns[kind]
    const needed = mustBeThere[kind]
    for (const column of needed)
      for (const empty of ['', '  '])
        assert.deepEqual(readWith(kind, { [column]: empty }), { column, fault: 'value_missing' })
    const rest = columns.filter(column => !needed.includes(column))
    const row = readWith(kind, Object.fromEntries(rest.map(column => [column, ''])))
    const values = Object.values(row)
    assert.ok(!('fault' in row))
    // a telephone number is kept twice
    assert.equal(values.filter(value => value === null).length, rest.length + (kind === 'calls' ? 1 : 0))
  })

test('given a header in any order, with blanks, a byte order mark and further columns, its rows are read and what nobody reads is named', () => {
  const turned = [...historyColumns.calls].reverse()
  const header = ['\ufeff note', ...turned.map(column => ` ${column}\t`), 'x', '', '']
  const { parse, unknown } = parserOf('calls', header)
  assert.deepEqual(unknown, ['note', 'x'])
  assert.deepEqual(parse(['hm', ...turned.map(column => goodCells.calls[column] ?? ''), '', '', '']), readWith('calls'))
  assert.deepEqual(parserOf('regulations', ['\ufeffname']).unknown, [])
})

test('given a header that lacks columns, or has one twice, they are named', () => {
  const lacking = createRowParser('staff', ['staff_id', 'Name', 'post', 'from'], '0513')
  assert.deepEqual(lacking, { missing: ['name', 'takes_requests', 'to'] })
  assert.deepEqual(createRowParser('regulations', [], '0513'), { missing: ['name'] })
  assert.deepEqual(createRowParser('regulations', ['name', ' name'], '0513'), { column: 'name', fault: 'column_twice' })
})

test('given a row with more or fewer fields than the header, the row as a whole is wrong', () => {
  const { parse } = parserOf('regulations')
  for (const fields of [[], ['a', 'b']]) assert.deepEqual(parse(fields), { column: '', fault: 'row_width' })
})

const faults: readonly (readonly [HistoryKind, string, string, string])[] = [
  ['calls', 'call_id', '1.38E+10', 'number_of_spreadsheet'],
  ['calls', 'call_id', '13812345678.0', 'number_of_spreadsheet'],
  ['calls', 'case_no', '2.02001E+13', 'number_of_spreadsheet'],
  ['calls', 'number', '1.38E+10', 'number_of_spreadsheet'],
  ['calls', 'number', '13812345678.0', 'number_of_spreadsheet'],
  ['calls', 'call_id', 'C\u00001', 'id_invalid'],
  ['calls', 'agent_id', 'A\u001b[2J', 'id_invalid'],
  ['calls', 'agent_id', 'A\n1', 'id_invalid'],
  ['calls', 'task_id', 'x'.repeat(101), 'id_invalid'],
  ['calls', 'direction', 'in', 'value_unknown'],
  ['calls', 'direction', 'Inbound', 'value_unknown'],
  ['calls', 'purpose', '__proto__', 'value_unknown'],
  ['calls', 'end_cause', '正常', 'value_unknown'],
  ['calls', 'arrived_at', '2020-01-31T08:05:09', 'time_without_offset'],
  ['calls', 'arrived_at', '2020/1/31 8:05', 'time_of_spreadsheet'],
  ['calls', 'ended_at', '2020-02-30T08:05:09+08:00', 'time_invalid'],
  ['calls', 'queued_at', '2020-01-31T08:05:08+08:00', 'time_before'],
  ['calls', 'answered_at', '2020-01-31T08:05:08+08:00', 'time_before'],
  ['calls', 'answered_at', '2020-01-31T08:05:11+08:00', 'time_before'],
  ['calls', 'ended_at', '2020-01-31T08:05:28+08:00', 'time_before'],
  ['cases', 'closed_at', '2020-01-31T08:05:08+08:00', 'time_before'],
  ['cases', 'tags', 'x'.repeat(1_001), 'text_too_long'],
  ['cases', 'channel', 'fax', 'value_unknown'],
  ['dispatches', 'round', '1.0', 'number_with_fraction'],
  ['dispatches', 'round', '1e0', 'number_with_fraction'],
  ['dispatches', 'round', '1.5', 'number_with_fraction'],
  ['dispatches', 'round', '0', 'number_invalid'],
  ['dispatches', 'round', '100', 'number_invalid'],
  ['dispatches', 'round', '-1', 'number_invalid'],
  ['dispatches', 'round', '01', 'number_invalid'],
  ['dispatches', 'round', '一', 'number_invalid'],
  ['dispatches', 'unit', '局'.repeat(201), 'text_too_long'],
  ['dispatches', 'unit', '\u0000', 'value_missing'],
  ['dispatches', 'signed_at', '2020-01-31T08:09:59+08:00', 'time_before'],
  ['dispatches', 'due_at', '2020-01-31T08:09:59+08:00', 'time_before'],
  ['dispatches', 'replied_at', '2020-01-31T08:09:59+08:00', 'time_before'],
  ['dispatches', 'returned', 'yes', 'value_unknown'],
  ['dispatches', 'returned', 'True', 'value_unknown'],
  ['callback_tasks', 'closed_at', '2020-02-03T09:59:59+08:00', 'time_before'],
  ['ratings', 'resolved', 'true', 'value_unknown'],
  ['ratings', 'resolved', 'TRUE', 'value_unknown'],
  ['ratings', 'source', 'fax', 'value_unknown'],
  ['ratings', 'adjudication_reason', 'x'.repeat(1_001), 'text_too_long'],
  ['staff', 'name', 'x'.repeat(201), 'text_too_long'],
  ['staff', 'from', '2020-02-30', 'date_invalid'],
  ['staff', 'from', '2020/1/1', 'time_of_spreadsheet'],
  ['staff', 'from', '2020-01-31T08:05:09', 'time_without_offset'],
  ['staff', 'to', '2019-02-28', 'time_before'],
  ['regulations', 'name', 'x'.repeat(201), 'text_too_long'],
]

for (const [kind, column, text, fault] of faults)
  test(`given ${JSON.stringify(text.slice(0, 30))} as ${column} of ${kind}.csv, it is refused: ${fault}`, () => {
    assert.deepEqual(readWith(kind, { [column]: text }), { column, fault })
  })

test('given an answer before the arrival or an end before it, where nothing between is known, the later column is named', () => {
  const early = '2020-01-31T08:05:08+08:00'
  const unknown = { queued_at: '', answered_at: '' }
  assert.deepEqual(readWith('calls', { ...unknown, answered_at: early }), {
    column: 'answered_at',
    fault: 'time_before',
  })
  assert.deepEqual(readWith('calls', { ...unknown, ended_at: early }), { column: 'ended_at', fault: 'time_before' })
  const same = '2020-01-31T08:05:09+08:00'
  assert.ok('callId' in readWith('calls', { queued_at: same, answered_at: same, ended_at: same }))
})

const taken: readonly (readonly [HistoryKind, string, string, string, unknown])[] = [
  ['calls', 'call_id', ' C 1\t', 'callId', 'C 1'],
  ['calls', 'call_id', '12E4', 'callId', '12E4'],
  ['calls', 'call_id', 'x'.repeat(100), 'callId', 'x'.repeat(100)],
  ['calls', 'number', 'anonymous', 'number', null],
  ['calls', 'number', 'anonymous', 'rawNumber', 'anonymous'],
  ['calls', 'number', '83512345', 'number', '+8651383512345'],
  ['cases', 'tags', 'a\u0000b\u001b[2J;c', 'tags', 'ab[2J;c'],
  ['cases', 'tags', '𠮷'.repeat(1_000), 'tags', '𠮷'.repeat(1_000)],
  ['dispatches', 'round', '99', 'round', 99],
  ['dispatches', 'returned', 'TRUE', 'returned', true],
  ['dispatches', 'returned', 'FALSE', 'returned', false],
  ['ratings', 'resolved', 'no', 'resolved', false],
  ['staff', 'takes_requests', 'FALSE', 'takesRequests', false],
  ['staff', 'from', '2019-03-01T00:00:00+08:00', 'from', '2019-03-01'],
  ['regulations', 'name', '办\u0007法 ', 'name', '办法'],
]

for (const [kind, column, text, key, value] of taken)
  test(`given ${JSON.stringify(text.slice(0, 30))} as ${column} of ${kind}.csv, its ${key} is ${JSON.stringify(value)?.slice(0, 30)}`, () => {
    assert.deepEqual(new Map<string, unknown>(Object.entries(readWith(kind, { [column]: text }))).get(key), value)
  })

test('given a row that is wrong, the next one is read as if nothing had been', () => {
  const { parse } = parserOf('staff')
  const good = historyColumns.staff.map(column => goodCells.staff[column] ?? '')
  assert.ok('fault' in parse(good.with(2, 'chief')))
  assert.deepEqual(parse(good), readWith('staff'))
})

test('given whatever stands in the cells, a row is read or a column and a word of the catalogue name what is wrong', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', '1', '2020-01-31', 'phone'))
  for (const kind of historyKinds) {
    const columns: readonly string[] = historyColumns[kind]
    const change = fc.dictionary(fc.constantFrom(...columns), cell)
    fc.assert(
      fc.property(change, changes => {
        const row = readWith(kind, { ...changes })
        if (!('fault' in row)) return
        assert.ok(row.column in changes || row.fault === 'time_before')
        assert.ok(historyFaults[row.fault])
      }),
    )
  }
})
