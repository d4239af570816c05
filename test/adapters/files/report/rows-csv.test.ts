import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRowLines, rowColumns } from '../../../../src/adapters/files/report/rows-csv.ts'
import { at } from '../../../../src/domain/kpi/example-rows.ts'

const call = {
  direction: 'inbound',
  purpose: 'hotline',
  arrivedAt: at('05-06 10:00'),
  answeredAt: at('05-06 10:00:09'),
  endedAt: null,
  endCause: null,
} as const

test('given a call, then its row has times by the clocks of the city and no full telephone number, not in its id either', () => {
  const { header, line } = createRowLines('calls', 'Asia/Shanghai')
  assert.equal(header, `${rowColumns.calls.join()},counts\r\n`)
  assert.equal(
    line(call, { call_id: '1588-13812345678', number: '+8613812345678' }, 'numerator'),
    '1588-138****5678,inbound,hotline,2020-05-06T10:00:00.000+08:00,2020-05-06T10:00:09.000+08:00,,,138****5678,numerator\r\n',
  )
  assert.doesNotMatch(line(call, { call_id: 'c', number: '051312345678' }, 'base'), /12345678/)
  assert.match(line(call, { call_id: 'c', number: null }, 'base'), /,,base\r\n$/)
})

test('given clocks that are put back, then each time has its own offset', () => {
  const { line } = createRowLines('tasks', 'Europe/Berlin')
  const of = (text: string) => line({ createdAt: Date.parse(text), reached: true, rated: false }, {}, 'base')
  assert.match(of('2020-10-25T00:59:59Z'), /2020-10-25T02:59:59\.000\+02:00/)
  assert.match(of('2020-10-25T01:00:00Z'), /2020-10-25T02:00:00\.000\+01:00/)
})

test('given hostile words, then they are fields of CSV and no formula', () => {
  const { line } = createRowLines('dues', 'Asia/Shanghai')
  const row = { dueAt: at('05-12 00:00'), repliedAt: null, returned: false }
  assert.equal(
    line(row, { case_no: '=1+1', round: -1, unit: 'a,"b"\n' }, 'base'),
    `'=1+1,-1,"a,""b""\n",2020-05-12T00:00:00.000+08:00,,false,base\r\n`,
  )
})
