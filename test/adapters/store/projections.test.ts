import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'
import { abandonedCall, answeredCall, arrived, fact, morning, offerReason } from './given-facts.ts'

const number = '+8613812345678'

for (const dialect of dialects)
  describe(`projections on ${dialect}`, () => {
    test('a call that was answered and ended is one row with its offer and its leg', async t => {
      const store = await givenStore(t, dialect)
      await store.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 4_000, 60_000))
      assert.deepEqual(await store.read.call('c1'), {
        call: {
          id: 'c1',
          queueId: 'hotline',
          dialled: '12345',
          rawNumber: '13812345678',
          number,
          withheld: false,
          priority: 5,
          adopted: false,
          arrivedAt: morning,
          localDay: 20260302,
          localHour: 8,
          queuedAt: morning,
          answeredAt: morning + 4_000,
          endedAt: morning + 64_000,
          agentId: '1001',
          waitMs: 4_000,
          talkMs: 60_000,
          endCause: 'completed',
          endedBy: 'caller',
          abandonStage: null,
          overflowReason: null,
          failReason: null,
          offers: 1,
          fallback: false,
          withAgentId: '1001',
          furtherLeg: false,
          transferredAt: null,
          transferQueueId: null,
          heldAt: null,
          surveyedAt: null,
          placeExpiresAt: null,
          purpose: null,
          taskId: null,
        },
        offers: [
          {
            id: 'c1-offer-1',
            callId: 'c1',
            agentId: '1001',
            madeAt: morning,
            endedAt: morning + 4_000,
            result: 'accepted',
            ringMs: 4_000,
            reason: offerReason(morning),
          },
        ],
        legs: [
          {
            id: 'c1-offer-1',
            callId: 'c1',
            agentId: '1001',
            answeredAt: morning + 4_000,
            endedAt: morning + 64_000,
            how: 'normal',
            talkMs: 60_000,
          },
        ],
        parties: [],
        ratings: [],
      })
    })

    test('the facts of a call come back as they were written, in order', async t => {
      const store = await givenStore(t, dialect)
      const facts = answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 4_000, 60_000)
      await store.append([...facts.slice(0, 3), arrived({ callId: 'c2', arrivedAt: morning }), ...facts.slice(3)])
      assert.deepEqual(await store.read.callFacts('c1'), facts)
    })

    test('an unknown call is null', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.call('nobody'), null)
    })

    test('calls that overflowed or failed keep why, and only open calls are open', async t => {
      const store = await givenStore(t, dialect)
      const at = morning + 9_000
      const end = { kind: 'call_ended', arrivedAt: morning, by: 'system', talkMs: null } as const
      await store.append([
        arrived({ callId: 'full', arrivedAt: morning }),
        fact(at, { kind: 'call_overflowed', callId: 'full', reason: 'queue_full', waitMs: 9_000 }),
        fact(at, { ...end, callId: 'full', cause: 'overflow' }),
        arrived({ callId: 'lost', arrivedAt: morning }),
        fact(at, { kind: 'call_failed', callId: 'lost', reason: 'channel_lost', waitMs: 9_000 }),
        fact(at, { ...end, callId: 'lost', cause: 'failed' }),
        arrived({ callId: 'waits', arrivedAt: morning }),
      ])
      const found = async (id: string) => (await store.read.call(id))?.call
      assert.equal((await found('full'))?.overflowReason, 'queue_full')
      assert.equal((await found('lost'))?.failReason, 'channel_lost')
      assert.deepEqual(
        (await store.read.unfinished()).calls.map(call => call.id),
        ['waits'],
      )
    })

    test('given a call taken over after a restart, when it arrives again, its first arrival stands', async t => {
      const store = await givenStore(t, dialect)
      const first = arrived({ callId: 'c1', arrivedAt: morning })
      const made = (at: number) =>
        fact(at, {
          kind: 'offer_made',
          callId: 'c1',
          offerId: 'c1-offer-1',
          agentId: '1001',
          leg: 'c1-offer-1',
          reason: offerReason(morning),
        })
      const queued = (at: number) => fact(at, { kind: 'call_queued', callId: 'c1', queueId: 'hotline' })
      await store.append([first, queued(morning + 5), made(morning + 10)])
      await store.append([
        { ...first, at: morning + 5_000, adopted: true } as typeof first,
        queued(morning + 5_000),
        made(morning + 5_000),
      ])
      await store.append([
        fact(morning + 6_000, {
          kind: 'offer_ended',
          callId: 'c1',
          offerId: 'c1-offer-1',
          agentId: '1001',
          result: 'missed',
          ringMs: 1_000,
        }),
      ])
      const found = await store.read.call('c1')
      assert.equal(found?.call.arrivedAt, morning)
      assert.equal(found?.call.queuedAt, morning + 5)
      assert.equal(found?.call.adopted, true)
      assert.deepEqual(
        found?.offers.map(offer => offer.result),
        [null, 'missed'],
      )
    })

    test('a leg that stands for a shift has one row for each of its calls', async t => {
      const store = await givenStore(t, dialect)
      for (const [callId, at] of [
        ['c1', morning],
        ['c2', morning + 100_000],
      ] as const)
        await store.append([
          arrived({ callId, arrivedAt: at }),
          fact(at, {
            kind: 'call_answered',
            callId,
            offerId: 'o',
            agentId: '1001',
            leg: 'stands',
            waitMs: 0,
            queueMs: 0,
          }),
          fact(at + 5, { kind: 'leg_ended', callId, leg: 'stands', agentId: '1001', how: 'normal', talkMs: 5 }),
        ])
      assert.equal((await store.read.call('c1'))?.legs[0]?.endedAt, morning + 5)
      assert.equal((await store.read.call('c2'))?.legs[0]?.endedAt, morning + 100_005)
    })

    test('missed calls of one number are one open record that counts them', async t => {
      const store = await givenStore(t, dialect)
      await store.append(abandonedCall({ callId: 'c1', arrivedAt: morning }, 20_000))
      await store.append(abandonedCall({ callId: 'c2', arrivedAt: morning + 60_000 }, 30_000))
      await store.append(abandonedCall({ callId: 'other', arrivedAt: morning, number: '+8613900000000' }, 30_000))
      const [open] = await store.read.missedCalls(true, 10)
      assert.deepEqual(
        { ...open, id: 0 },
        {
          id: 0,
          number,
          firstAt: morning + 20_000,
          lastAt: morning + 90_000,
          times: 2,
          lastCallId: 'c2',
          closedAt: null,
          closedBy: null,
          why: 'abandoned',
        },
      )
      assert.equal((await store.read.missedCalls(true, 10)).length, 2)
    })

    test('when the number gets through, its record is closed, and the next miss opens a new one', async t => {
      const store = await givenStore(t, dialect)
      await store.append(abandonedCall({ callId: 'c1', arrivedAt: morning }, 20_000))
      await store.append(answeredCall({ callId: 'c2', arrivedAt: morning + 60_000 }, '1001', 2_000, 9_000))
      assert.deepEqual(await store.read.missedCalls(true, 10), [])
      const [closed] = await store.read.missedCalls(false, 10)
      assert.equal(closed?.closedAt, morning + 62_000)
      assert.equal(closed?.closedBy, 'got_through')
      await store.append(abandonedCall({ callId: 'c3', arrivedAt: morning + 120_000 }, 20_000))
      assert.equal((await store.read.missedCalls(true, 10))[0]?.times, 1)
    })

    test('a caller without a number closes nobody else his record', async t => {
      const store = await givenStore(t, dialect)
      await store.append(abandonedCall({ callId: 'c1', arrivedAt: morning }, 20_000))
      await store.append(answeredCall({ callId: 'c2', arrivedAt: morning, number: null }, '1001', 2_000, 9_000))
      assert.equal((await store.read.missedCalls(true, 10)).length, 1)
    })

    test("a caller's history has his last five other calls, his calls in seven days and his open record", async t => {
      const store = await givenStore(t, dialect)
      const day = 24 * 60 * 60 * 1000
      const now = morning + 20 * day
      for (let ago = 1; ago <= 9; ago += 1)
        await store.append(
          answeredCall({ callId: `ago${ago}`, arrivedAt: now - ago * day }, '1001', 1_000, 1_000 * ago),
        )
      await store.append(abandonedCall({ callId: 'gave-up', arrivedAt: now - 3_600_000 }, 20_000))
      await store.append([arrived({ callId: 'now', arrivedAt: now })])
      const history = await store.read.callerHistory(number, 'now', now)
      assert.deepEqual(
        history.earlier.map(call => call.id),
        ['gave-up', 'ago1', 'ago2', 'ago3', 'ago4'],
      )
      assert.deepEqual(history.earlier[1], {
        id: 'ago1',
        arrivedAt: now - day,
        queueId: 'hotline',
        agentId: '1001',
        endCause: 'completed',
        talkMs: 1_000,
      })
      assert.equal(history.callsInSevenDays, 8)
      assert.deepEqual(history.missed, { since: now - 3_600_000 + 20_000, times: 1 })
      assert.deepEqual(await store.read.callerHistory('+8613811111111', 'now', now), {
        earlier: [],
        callsInSevenDays: 0,
        missed: null,
        shared: null,
        people: [],
        openCases: [],
        closedCases: [],
      })
    })

    test('the list of calls goes on where the last page ended, newest first, and takes filters', async t => {
      const store = await givenStore(t, dialect)
      for (let i = 0; i < 7; i += 1) {
        const call = { callId: `c${i}`, arrivedAt: morning + Math.floor(i / 2), queueId: i % 2 ? 'night' : 'hotline' }
        await store.append(i === 3 ? abandonedCall(call, 10) : answeredCall(call, `100${i % 3}`, 5, 5))
      }
      const ids = (rows: readonly { id: string }[]) => rows.map(row => row.id)
      const first = await store.read.calls({ limit: 4 })
      assert.deepEqual(ids(first), ['c6', 'c5', 'c4', 'c3'])
      const last = first.at(-1)
      assert.ok(last)
      assert.deepEqual(ids(await store.read.calls({ limit: 4, before: last })), ['c2', 'c1', 'c0'])
      assert.deepEqual(ids(await store.read.calls({ limit: 9, queueId: 'night' })), ['c5', 'c3', 'c1'])
      assert.deepEqual(ids(await store.read.calls({ limit: 9, agentId: '1000' })), ['c6', 'c0'])
      assert.deepEqual(ids(await store.read.calls({ limit: 9, endCause: 'abandoned' })), ['c3'])
      assert.deepEqual(ids(await store.read.calls({ limit: 9, from: morning + 1, to: morning + 3 })), [
        'c5',
        'c4',
        'c3',
        'c2',
      ])
      assert.deepEqual(ids(await store.read.calls({ limit: 9, number: '+8613811111111' })), [])
    })

    test('the local day is the one of the zone that was set', async t => {
      const store = await givenStore(t, dialect, { zone: 'UTC' })
      const midnight = Date.parse('2026-03-02T00:30:00+08:00')
      await store.append([arrived({ callId: 'c1', arrivedAt: midnight })])
      const call = (await store.read.call('c1'))?.call
      assert.deepEqual([call?.localDay, call?.localHour], [20260301, 16])
    })
  })
