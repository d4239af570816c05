import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTypeSize, typeSizes } from '../../../src/web/type-size/type-size.ts'

test('given what a browser has stored, it is one of the sizes, or the standard', () => {
  for (const size of typeSizes) assert.equal(parseTypeSize(size), size)
  for (const text of [null, '', 'huge', '{"size":"large"}']) assert.equal(parseTypeSize(text), 'standard')
})
