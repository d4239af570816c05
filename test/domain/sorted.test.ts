import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { empty, entries, first, get, natural, put, remove, type Sorted, size } from '../../src/domain/sorted.ts'

const heightOf = (node: Sorted<number, number>['root']): number => {
  if (node === null) return 0
  const left = heightOf(node.left)
  const right = heightOf(node.right)
  assert.ok(Math.abs(left - right) <= 1, 'the tree is balanced')
  return 1 + Math.max(left, right)
}

const change = fc.record({ key: fc.integer({ min: 0, max: 60 }), value: fc.integer(), drop: fc.boolean() })

test('given any changes, a sorted map says what a plain map says, in order, balanced, and leaves its older self alone', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), changes => {
      const plain = new Map<number, number>()
      let sorted = empty<number, number>(natural)
      for (const { key, value, drop } of changes) {
        const older = sorted
        const before = [...entries(older)]
        sorted = drop ? remove(sorted, key) : put(sorted, key, value)
        if (drop) plain.delete(key)
        else plain.set(key, value)
        assert.deepEqual([...entries(older)], before)
      }
      const expected = [...plain].sort(([a], [b]) => a - b)
      assert.deepEqual([...entries(sorted)], expected)
      assert.equal(size(sorted), expected.length)
      assert.equal(first(sorted)?.key, expected[0]?.[0])
      assert.equal(first(sorted)?.value, expected[0]?.[1])
      for (const [key, value] of expected) assert.equal(get(sorted, key), value)
      heightOf(sorted.root)
    }),
  )
})

test('given a key that is not there, removing it gives the very same map', () => {
  const map = put(empty<number, string>(natural), 1, 'one')
  assert.equal(remove(map, 2), map)
})
