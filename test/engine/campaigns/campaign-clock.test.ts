import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { localDay } from '../../../src/domain/calendar/day.ts'
import type { TaskWish } from '../../../src/domain/campaign/birth.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import { at, weekendsOnly } from '../../domain/calendar/given-calendar.ts'
import { givenCampaigns, zone } from './given-campaigns.ts'

const berlin = { zone: 'Europe/Berlin', calendar: () => weekendsOnly(2026, 2027) }
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** Minutes since midnight between which the campaigns of these tests ring. */
const [from, to] = [9 * 60, 20 * 60]

const wish = (n: number, number = `+861391111${String(n).padStart(4, '0')}`): TaskWish => ({
  ...{ requestId: `file-a-${n}`, number, caseNo: null, round: null, order: 0, urgent: false },
  ...{ source: 'file', note: '' },
})

/** Tasks that wait, a clock that is put where the test wants it, and who is rung when he may be. */
const givenWaiting = async (now: number, tasks: number, place: typeof berlin = { ...berlin, zone }) => {
  const given = await givenCampaigns(
    now,
    {
      onDaysOff: true,
      hours: [
        { from, to: 14 * 60 },
        { from: 14 * 60, to },
      ],
    },
    [],
    undefined,
    place,
  )
  const { office, clock, next, dialled } = given
  await office.create(
    'progress_notice',
    Array.from({ length: tasks }, (_, n) => wish(n)),
  )
  return {
    ...given,
    /** The clock is put there, as NTP does; the rounds go on, since timers do not look at it. */
    put: async (to_: number) => {
      clock.set(to_)
      await office.look()
      await office.idle()
    },
    /** Somebody is rung if one may be, and it comes to this; his number. */
    rung: async (outcome: AttemptOutcome = 'no_answer', appointment: number | null = null) => {
      const found = await next()
      if (found === null) return null
      office.release(found.task.taskId)
      return (await dialled(outcome, appointment)).number
    },
  }
}

const timeOfDay = (instant: number, inZone: string): number => {
  const { hour: h, minute: m } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(inZone)
  return h * 60 + m
}
const isInHours = (instant: number, inZone: string): boolean =>
  from <= timeOfDay(instant, inZone) && timeOfDay(instant, inZone) < to

describe('a clock that is put forward', () => {
  it('lets nobody be rung in the evening to which it jumped, and what it made wait goes on when it is put right', async () => {
    const { put, rung } = await givenWaiting(at('2026-03-02 10:00'), 2)
    assert.notEqual(await rung(), null)
    await put(at('2026-03-02 23:00'))
    assert.equal(await rung(), null)
    await put(at('2026-03-02 10:02'))
    assert.notEqual(await rung(), null)
  })

  it('keeps the pause of a number that was rung by the wrong clock, also for another task', async () => {
    const { office, put, rung } = await givenWaiting(at('2026-03-02 10:00'), 1)
    await put(at('2026-03-03 10:00'))
    const number = (await rung()) ?? assert.fail()
    await put(at('2026-03-02 10:01'))
    await office.create('missing_information', [wish(9, number)])
    assert.equal(await rung(), null, 'a minute ago, whatever the date of it')
    await put(at('2026-03-03 19:59'))
    assert.equal(await rung(), null)
    await put(at('2026-03-04 09:00'))
    assert.equal(await rung(), number)
  })

  it('takes a task from an agent who looks at it long before, and nobody else is given its number while he dials', async () => {
    const { put, offered, next, commit, closing, office } = await givenWaiting(at('2026-03-02 10:00'), 1)
    const of = await offered()
    await put(at('2026-03-02 11:00'))
    assert.equal(await next([of.number]), null, 'the line has the number')
    await commit({ kind: 'attempt_began', ...of, queueId: 'outbound', leg: 'l', shownNumber: '12345' })
    await commit(closing(of, 'busy'))
    assert.equal(await next(), null)
    const { attempts, state } = (await office.task(of.taskId))?.standing ?? assert.fail()
    assert.deepEqual([attempts.length, state], [1, 'waiting'])
  })
})

describe('a clock that is put back', () => {
  it('lengthens a pause and shortens none', async () => {
    const { put, rung } = await givenWaiting(at('2026-03-02 10:30'), 1)
    const number = await rung('busy')
    for (const time of ['10:00', '10:29', '10:44']) {
      await put(at(`2026-03-02 ${time}`))
      assert.equal(await rung(), null, time)
    }
    await put(at('2026-03-02 10:45'))
    assert.equal(await rung(), number)
  })

  it('over midnight gives nobody a second call of that day', async () => {
    const { put, rung } = await givenWaiting(at('2026-03-03 09:00'), 1)
    const number = await rung()
    for (const time of ['03-02 19:30', '03-03 09:01', '03-03 19:59']) {
      await put(at(`2026-${time}`))
      assert.equal(await rung(), null, time)
    }
    await put(at('2026-03-04 09:00'))
    assert.equal(await rung(), number)
  })
})

describe('an appointment', () => {
  it('holds on its minute, whichever way the clock was put before', async () => {
    const { put, rung } = await givenWaiting(at('2026-03-02 10:00'), 1)
    const number = await rung('appointment', at('2026-03-02 16:00'))
    for (const time of ['15:59', '09:30', '13:00', '15:59']) {
      await put(at(`2026-03-02 ${time}`))
      assert.equal(await rung(), null, time)
    }
    await put(at('2026-03-02 16:00'))
    assert.equal(await rung(), number)
  })

  it('that the clock has jumped over is kept at once, or in the hours after the night', async () => {
    for (const [jump, kept] of [
      ['2026-03-02 17:30', '2026-03-02 17:30'],
      ['2026-03-02 22:00', '2026-03-03 09:00'],
    ] as const) {
      const { put, rung } = await givenWaiting(at('2026-03-02 10:00'), 1)
      const number = await rung('appointment', at('2026-03-02 16:00'))
      await put(at(jump))
      if (jump !== kept) assert.equal(await rung(), null)
      await put(at(kept))
      assert.equal(await rung(), number)
    }
  })
})

describe('the nights on which clocks change', () => {
  for (const date of ['2026-03-29', '2026-10-25'])
    it(`are nights as others, and the day begins at nine by the clocks of the wall (${date})`, async () => {
      const local = (time: string) => at(`${date} ${time}`, berlin.zone)
      const { clock, rung, put, office } = await givenWaiting(local('00:00') - 5 * hour, 1, berlin)
      const wished = await rung('appointment', local('09:30'))
      await office.create('progress_notice', [wish(1), wish(2)])
      const rings: [string | null, number][] = []
      for (let now = clock.now() + minute; now < local('21:00'); now += 10 * minute) {
        await put(now)
        const number = await rung('no_answer')
        if (number !== null) rings.push([number, now])
      }
      const evening = rings.filter(([, when]) => when < local('00:00'))
      const morning = rings.filter(([, when]) => when >= local('00:00'))
      assert.deepEqual(evening.map(([number]) => number).sort(), [wish(1).number, wish(2).number])
      for (const [, when] of rings) assert.ok(isInHours(when, berlin.zone), new Date(when).toISOString())
      assert.deepEqual(
        morning.map(([number]) => number),
        [wish(1).number, wish(2).number, wished],
      )
      assert.ok((morning[0]?.[1] ?? 0) < local('09:10'), 'not an hour later than on other days')
      const kept = morning.at(-1)?.[1] ?? 0
      assert.ok(kept >= local('09:30') && kept < local('09:40'), new Date(kept).toISOString())
    })
})

describe('whatever the clock does', () => {
  const outcomes = ['no_answer', 'busy', 'rejected', 'network_failure', 'unreachable', 'machine'] as const
  const jump = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 90 }).map(n => n * minute) },
    fc.integer({ min: -180, max: 180 }).map(n => n * minute),
    fc.integer({ min: -3, max: 3 }).map(n => n * day),
  )

  it('nobody is rung outside the hours, twice on a day, or within a quarter of an hour', async () => {
    const around = fc.constantFrom(at('2026-03-28 12:00', berlin.zone), at('2026-10-24 12:00', berlin.zone))
    const steps = fc.array(fc.tuple(jump, fc.constantFrom(...outcomes)), { minLength: 20, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(around, steps, async (start, all) => {
        const { clock, put, rung } = await givenWaiting(start, 3, berlin)
        const rings = new Map<string, { when: number; outcome: AttemptOutcome }[]>()
        for (const [by, outcome] of all) {
          await put(clock.now() + by)
          const number = await rung(outcome)
          if (number === null) continue
          const when = clock.now()
          assert.ok(isInHours(when, berlin.zone), new Date(when).toISOString())
          for (const before of rings.get(number) ?? []) {
            assert.ok(when - before.when >= 15 * minute, 'in the order in which he was rung, a pause lies between')
            const noticed = before.outcome !== 'busy' && before.outcome !== 'network_failure'
            const sameDay = localDay(when, berlin.zone) === localDay(before.when, berlin.zone)
            assert.ok(!noticed || !sameDay, 'once a day, where he may have noticed it')
          }
          rings.set(number, [...(rings.get(number) ?? []), { when, outcome }])
        }
      }),
      { numRuns: 40 },
    )
  })
})
