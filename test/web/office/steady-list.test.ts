import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOutOfOrder, nextAfter, steadyList, stepFrom } from '../../../src/web/office/steady-list.ts'

const rows = (...numbers: string[]) => numbers.map(caseNo => ({ caseNo }))
const shown = (...numbers: string[]) => rows(...numbers).map(row => ({ row, gone: false }))

test('given a list that is read anew, when one was done and another is new, then nobody moves, and the new one comes last', () => {
  const list = steadyList(shown('a', 'b', 'c'), rows('d', 'a', 'c'), true)
  assert.deepEqual(
    list.map(({ row, gone }) => [row.caseNo, gone]),
    [
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', false],
    ],
  )
  assert.ok(isOutOfOrder(list, rows('d', 'a', 'c')))
  assert.ok(!isOutOfOrder(shown('a', 'c'), rows('a', 'c')))
})

test('given only the beginning of a long list, then who is not in it does not count as done', () => {
  assert.deepEqual(steadyList(shown('a', 'b'), rows('x', 'a'), false)[1], { row: { caseNo: 'b' }, gone: false })
})

test('given a case that was done, then the next one below that is not gone opens, at the end the one above, and none where none is left', () => {
  const list = [...shown('a', 'b'), { row: { caseNo: 'c' }, gone: true }, ...shown('d')]
  assert.equal(nextAfter(list, 'b'), 'd')
  assert.equal(nextAfter(list, 'd'), 'b')
  assert.equal(nextAfter(shown('a'), 'a'), null)
})

test('given arrows, then they go one down or up and stop at the ends', () => {
  assert.equal(stepFrom(shown('a', 'b'), 'a', 1), 'b')
  assert.equal(stepFrom(shown('a', 'b'), 'b', 1), 'b')
  assert.equal(stepFrom(shown('a', 'b'), null, -1), 'a')
  assert.equal(stepFrom([], null, 1), null)
})
