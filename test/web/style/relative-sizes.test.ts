import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relative } from '../../../src/web/style/relative-sizes.ts'

test('given a length in px, it is delivered as a multiple of the type size, and a fine line as it is', () => {
  const pairs = [
    ['16px', '1rem'],
    ['6px 20px', '0.375rem 1.25rem'],
    ['-4px', '-0.25rem'],
    ['1px solid var(--line)', '1px solid var(--line)'],
    ['0 12px 40px rgb(0 0 0 / 30%)', '0 0.75rem 2.5rem rgb(0 0 0 / 30%)'],
    ['clamp(14px, calc(1.06vw * var(--type)), 30px)', 'clamp(0.875rem, calc(1.06vw * var(--type)), 1.875rem)'],
    ['calc(100vh - 210px)', 'calc(100vh - 13.125rem)'],
    ['var(--gap-8px)', 'var(--gap-8px)'],
  ] as const
  for (const [written, delivered] of pairs) assert.equal(relative(written), delivered)
})
