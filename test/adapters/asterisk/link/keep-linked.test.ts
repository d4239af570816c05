import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AttemptReport, keepLinked } from '../../../../src/adapters/asterisk/link/keep-linked.ts'
import { until } from '../../../helpers/until.ts'

/** A link whose attempts are ended by the test. */
function given(mostMs: number, restMs: Record<string, number> = {}) {
  const reports: AttemptReport[] = []
  const downs: string[] = []
  const link = keepLinked({
    retry: { firstMs: 2, mostMs },
    restMs,
    open(_attempt, report) {
      reports.push(report)
      return { cut: reason => report.ended(reason) }
    },
    onDown: reason => downs.push(reason),
  })
  const attempt = (count: number) => until(`attempt ${count}`, () => reports[count - 1], { everyMs: 1 })
  return { link, reports, downs, attempt }
}

test('given attempts that fail for one reason, then it is told once, and again after another one', async t => {
  const { link, downs, attempt } = given(4)
  t.after(() => link.close())
  for (const [index, reason] of ['a', 'a', 'b', 'b', 'a'].entries()) (await attempt(index + 1)).ended(reason)
  assert.deepEqual(downs, ['a', 'b', 'a'])
})

test('given connections that are up and lost, then each loss is told, even for the same reason', async t => {
  const { link, downs, attempt } = given(4)
  t.after(() => link.close())
  for (let count = 1; count <= 3; count += 1) {
    const report = await attempt(count)
    report.up()
    assert.equal(link.up, true)
    report.ended('lost')
    assert.equal(link.up, false)
  }
  assert.deepEqual(downs, ['lost', 'lost', 'lost'])
})

test('given close between two attempts, then no further one is made', async () => {
  const { link, reports, downs, attempt } = given(5000, { tired: 60_000 })
  const first = await attempt(1)
  first.ended('tired')
  await link.close()
  assert.deepEqual([reports.length, downs, link.up], [1, ['tired'], false])
})

test('given close while it is up, then it is not told as a loss', async () => {
  const { link, downs, attempt } = given(4)
  const first = await attempt(1)
  first.up()
  await link.close()
  assert.deepEqual([downs, link.up], [[], false])
})
