import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { definitionsPage } from '../../scripts/report/definitions-page.ts'

test('given the definitions of the figures, docs/figures.md says what they say', () => {
  assert.equal(readFileSync('docs/figures.md', 'utf8'), definitionsPage(), 'write it anew: npm run figures-page')
})
