import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledgerFront } from '../../../src/adapters/store/ledger/front.ts'
import { keptLog } from '../../helpers/store.ts'
import { fact, morning } from './given-facts.ts'

const facts = (count: number) =>
  Array.from({ length: count }, () => fact(morning, { kind: 'notice_ended', callId: 'c1' }))

test('given more facts than may wait, what is too much is refused, counted and logged once', async () => {
  const log = keptLog()
  const front = ledgerFront(() => {}, log, 0, { memoryFacts: 10 })
  const first = front.append(facts(8))
  await assert.rejects(front.append(facts(3)), { code: 'line_full' })
  await assert.rejects(front.append(facts(4)), { code: 'line_full' })
  const second = front.append(facts(2))
  assert.deepEqual([front.line.waiting, front.line.lost], [10, 7])
  assert.equal(log.lines.length, 1)
  front.durable(2)
  await Promise.all([first, second])
  assert.equal(front.line.waiting, 0)
})

test('the store is unhealthy from the first failed commit to the next good one', async () => {
  const log = keptLog()
  const front = ledgerFront(() => {}, log)
  const appended = front.append(facts(1))
  assert.equal(front.healthy, true)
  for (let i = 0; i < 5; i += 1) front.trouble({ code: 'SQLITE_FULL', message: 'full', facts: [] })
  assert.equal(front.healthy, false)
  front.durable(1)
  await appended
  assert.equal(front.healthy, true)
  assert.deepEqual(
    log.lines.map(line => line.message),
    ['the store cannot commit and tries again', 'the store commits again'],
  )
})

test('settling ends when nothing waits, or after its time with what still waits refused', async () => {
  const front = ledgerFront(() => {}, keptLog())
  await front.settle(10_000)
  const good = front.append(facts(1))
  const settled = front.settle(10_000)
  front.durable(1)
  await Promise.all([good, settled])
  const never = assert.rejects(front.append(facts(1)), { code: 'store_closed' })
  await front.settle(1)
  await front.close()
  await never
})
