import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createLedgerCheck } from '../../src/engine/ledger-check.ts'
import { nextLocalHour } from '../../src/engine/local-day.ts'
import type { Reads } from '../../src/engine/store.ts'
import { tamper } from '../adapters/store/backup/given-backup.ts'
import { abandonedCall, answeredCall, arrived, morning } from '../adapters/store/given-facts.ts'
import { dialects, givenDatabase, keptLog, openGiven } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'
import { virtualClock } from './simulation/virtual-clock.ts'

const zone = 'Asia/Shanghai'

const givenCheck = (reads: Pick<Reads, 'checkChain'>, pageSize = 3) => {
  const log = keptLog()
  const clock = virtualClock(morning)
  const check = createLedgerCheck({ reads, clock, zone, log, pageSize, pauseMs: 0 })
  return { check, log, clock }
}

for (const dialect of dialects)
  describe(`the check of the ledger on ${dialect}`, () => {
    const givenFacts = async (t: Parameters<typeof givenDatabase>[0]) => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 1_000, 1_000))
      await store.append(abandonedCall({ callId: 'c2', arrivedAt: morning + 1 }, 1_000))
      return { url, store }
    }

    test('given a ledger that holds, then it may be signed up to its end, also after it has grown', async t => {
      const { store } = await givenFacts(t)
      const { check } = givenCheck(store.read)
      assert.deepEqual(check.state(), { checkedTo: 0, brokenAt: null, intact: null })
      assert.deepEqual(await check.signable(), await store.read.tip())
      assert.deepEqual(check.state(), { checkedTo: 11, brokenAt: null, intact: true })
      await store.append([arrived({ callId: 'c3', arrivedAt: morning + 2 })])
      assert.equal((await check.signable())?.seq, 12)
    })

    test('given an empty ledger, then there is nothing to object to', async t => {
      const store = await openGiven(t, await givenDatabase(t, dialect))
      const { check } = givenCheck(store.read)
      assert.equal(await check.signable(), null)
      assert.equal(check.state().intact, true)
    })

    test('given a row that was changed, then the check says from which row, nothing is signed, and facts are still taken', async t => {
      const { url, store } = await givenFacts(t)
      await tamper(url, 'update facts set at = at + 1 where seq = 5')
      const { check, log } = givenCheck(store.read)
      await assert.rejects(check.signable(), { code: 'ledger_broken', row: 5 })
      assert.deepEqual(check.state(), { checkedTo: 4, brokenAt: 5, intact: false })
      assert.deepEqual(
        log.lines.map(({ level, about }) => [level, about]),
        [['error', { code: 'ledger_broken', row: 5, checkedTo: 4 }]],
      )
      await store.append([arrived({ callId: 'c3', arrivedAt: morning + 2 })])
      assert.equal((await store.read.tip())?.seq, 12)
      await assert.rejects(check.signable(), { code: 'ledger_broken', row: 5 })

      await tamper(url, 'update facts set at = at - 1 where seq = 5')
      assert.equal((await check.signable())?.seq, 12)
    })

    for (const [what, sql, row] of [
      ['rewritten up to the last row that was checked', `update facts set hash = 'x' where seq in (7, 11)`, 7],
      ['cut off', 'delete from facts where seq > 8', 11],
    ] as const)
      test(`given a ledger that is ${what} after its check, then the next check finds it, and so does every later one`, async t => {
        const { url, store } = await givenFacts(t)
        const { check } = givenCheck(store.read)
        await check.signable()
        await tamper(url, sql)
        for (let time = 0; time < 2; time += 1) await assert.rejects(check.signable(), { code: 'ledger_broken', row })
        assert.equal(check.state().intact, false)
      })
  })

test('given a check that was started, then it comes again at three every night, and a minute after one that failed', async () => {
  const asked: number[] = []
  let fails = true
  const { check, clock, log } = givenCheck({
    checkChain: async () => {
      asked.push(clock.now())
      if (fails) throw new Error('away')
      return { checkedTo: { seq: 0, hash: '' }, brokenAt: null, more: false }
    },
  })
  const alarm = () => until('an alarm is set', () => clock.pending === 1)
  check.start()
  await alarm()
  assert.equal(log.lines[0]?.level, 'warn')
  assert.equal(check.state().intact, null)
  fails = false
  for (let times = 0; times < 3; times += 1) {
    clock.next()
    await alarm()
  }
  const night = Date.parse('2026-03-03T03:00:00+08:00')
  assert.deepEqual(asked, [morning, morning + 60_000, night, night + 86_400_000])
  check.stop()
})

test('given an hour of the city, then its next time is today or tomorrow, whatever the clocks do that night', () => {
  const at = (text: string) => Date.parse(text)
  assert.equal(nextLocalHour(at('2026-03-02T02:59:59+08:00'), zone, 3), at('2026-03-02T03:00:00+08:00'))
  assert.equal(nextLocalHour(at('2026-03-02T03:00:00+08:00'), zone, 3), at('2026-03-03T03:00:00+08:00'))
  assert.equal(nextLocalHour(at('2026-03-28T12:00:00+01:00'), 'Europe/Berlin', 3), at('2026-03-29T03:00:00+02:00'))
})
