import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { runOn } from '../../helpers/postgres.ts'
import { dialects, givenDatabase, givenStore, keptLog, openGiven } from '../../helpers/store.ts'
import { abandonedCall, answeredCall, arrived, fact, morning, offerReason } from './given-facts.ts'

/** Changes a database behind the program's back. */
const tamper = async (url: string, sql: string): Promise<void> => {
  if (!url.startsWith('sqlite:')) return void (await runOn(url, sql))
  const database = new Sqlite(url.slice('sqlite:'.length))
  database.exec(sql)
  database.close()
}

for (const dialect of dialects)
  describe(`the ledger on ${dialect}`, () => {
    test('an empty ledger has no tip and holds', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.tip(), null)
      assert.equal(await store.read.verifyChain(1), null)
      await store.append([])
      assert.equal(await store.read.tip(), null)
    })

    test('what is appended at the same time is kept in the order of the calls and is durable when it resolves', async t => {
      const store = await givenStore(t, dialect)
      const resolved: number[] = []
      await Promise.all(
        Array.from({ length: 300 }, async (_, i) => {
          await store.append([fact(morning + i, { kind: 'notice_ended', callId: 'c1' })])
          resolved.push(i)
        }),
      )
      assert.deepEqual(
        resolved,
        Array.from({ length: 300 }, (_, i) => i),
      )
      const ats = (await store.read.callFacts('c1')).map(each => each.at - morning)
      assert.deepEqual(ats, resolved)
      assert.equal((await store.read.tip())?.seq, 300)
      assert.equal(await store.read.verifyChain(1), null)
    })

    test('given a store that was closed, when it is opened again, the chain goes on', async t => {
      const url = await givenDatabase(t, dialect)
      const first = await openGiven(t, url)
      await first.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 1_000, 1_000))
      await first.close()
      const second = await openGiven(t, url)
      await second.append(abandonedCall({ callId: 'c2', arrivedAt: morning + 1 }, 1_000))
      assert.equal((await second.read.tip())?.seq, 11)
      assert.equal(await second.read.verifyChain(1), null)
      assert.equal(await second.read.verifyChain(8), null)
    })

    for (const [what, sql] of [
      ['a changed body', `update facts set body = replace(body, '1000', '999') where seq = 5`],
      ['a changed time', 'update facts set at = at + 1 where seq = 5'],
      ['a changed owner', `update facts set agent_id = '1002' where seq = 5`],
      ['a missing fact', 'delete from facts where seq = 5'],
    ] as const)
      test(`${what} is found`, async t => {
        const url = await givenDatabase(t, dialect)
        const store = await openGiven(t, url)
        await store.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 1_000, 1_000))
        await tamper(url, sql)
        assert.deepEqual(await store.read.verifyChain(1), { brokenAt: 5 })
        assert.deepEqual(await store.read.verifyChain(4), { brokenAt: 5 })
        assert.equal(await store.read.verifyChain(7), null)
      })

    test('given facts that break a constraint, the store stops, names them, and refuses what follows', async t => {
      const log = keptLog()
      const store = await givenStore(t, dialect, { log })
      await store.append([arrived({ callId: 'c1', arrivedAt: morning })])
      const offerOfNoCall = fact(morning, {
        kind: 'offer_made',
        callId: 'nobody',
        offerId: 'nobody-offer-1',
        agentId: '1001',
        leg: 'nobody-offer-1',
        reason: offerReason(morning),
      })
      const before = store.append([arrived({ callId: 'c2', arrivedAt: morning })])
      const broken = assert.rejects(store.append([offerOfNoCall]), { code: 'store_stopped' })
      const after = assert.rejects(store.append([arrived({ callId: 'c3', arrivedAt: morning })]), {
        code: 'store_stopped',
      })
      await Promise.allSettled([before])
      await broken
      await after
      assert.equal(store.healthy, false)
      await assert.rejects(store.append([arrived({ callId: 'c4', arrivedAt: morning })]), { code: 'store_stopped' })
      const [line] = log.lines.filter(each => each.level === 'error')
      assert.match(JSON.stringify(line), /offer_made nobody/)
      assert.equal(await store.read.call('c3'), null)
      assert.equal(await store.read.verifyChain(1), null)
    })

    test('after close nothing is taken any more', async t => {
      const store = await givenStore(t, dialect)
      const last = store.append([arrived({ callId: 'c1', arrivedAt: morning })])
      await store.close()
      await last
      await assert.rejects(store.append([arrived({ callId: 'c2', arrivedAt: morning })]), { code: 'store_closed' })
    })

    test('hostile text is kept where any database keeps it, and loses only NUL and broken characters', async t => {
      const store = await givenStore(t, dialect)
      const raw = `'; drop table facts; --\u0001\u{1f600}"\\u0000\n${'九'.repeat(30)}`
      await store.append([arrived({ callId: 'c1', arrivedAt: morning, rawNumber: raw, number: '😀'.repeat(64) })])
      await store.append([
        arrived({ callId: 'c2', arrivedAt: morning, rawNumber: 'a\u0000b\ud800c' }),
        fact(morning, { kind: 'call_failed', callId: 'c2', reason: '\u0000\udfff', waitMs: 0 }),
      ])
      assert.equal((await store.read.call('c1'))?.call.rawNumber, raw)
      assert.equal((await store.read.call('c1'))?.call.number, '😀'.repeat(64))
      assert.equal((await store.read.call('c2'))?.call.rawNumber, 'ab\ufffdc')
      assert.equal((await store.read.call('c2'))?.call.failReason, '\ufffd')
      assert.deepEqual(await store.read.callFacts('c1'), [
        arrived({ callId: 'c1', arrivedAt: morning, rawNumber: raw, number: '😀'.repeat(64) }),
      ])
      assert.equal(await store.read.verifyChain(1), null)
    })
  })
