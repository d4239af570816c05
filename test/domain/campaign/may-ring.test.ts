import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Campaign } from '../../../src/domain/campaign/campaign.ts'
import type { CallbackTask } from '../../../src/domain/campaign/decide-task.ts'
import { ringLimits } from '../../../src/domain/campaign/effort.ts'
import { mayRing, type NumberAttempt, nextDue, type RingWorld } from '../../../src/domain/campaign/may-ring.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import { attemptOutcomes } from '../../../src/domain/campaign/outcome.ts'
import { at, calendar, weekendsOnly } from '../calendar/given-calendar.ts'
import { attempt, contextOf, GivenTask, missedOf, monday, returns, standingOf, taskOf, visits } from './given-task.ts'

const tried = (...attempts: readonly ReturnType<typeof attempt>[]): CallbackTask =>
  taskOf({ standing: standingOf({ attempts }) })

/** What is answered, in short. */
const asked = (now: number, task = taskOf(), change: Partial<RingWorld> & { campaign?: Campaign } = {}) => {
  const context = contextOf(now, change)
  const answer = mayRing(context.campaign, task, context)
  return answer.may ? 'may' : [answer.why, answer.notBefore]
}

describe('when somebody may be rung', () => {
  it('is in the morning and in the afternoon of working days', () => {
    for (const time of ['09:00', '11:59', '14:00', '19:59']) assert.equal(asked(monday(time)), 'may', time)
    assert.deepEqual(asked(monday('08:59')), ['hours', monday('09:00')])
    assert.deepEqual(asked(monday('12:00')), ['hours', monday('14:00')])
    assert.deepEqual(asked(monday('20:00')), ['hours', at('2026-03-03 09:00')])
    assert.deepEqual(asked(monday('21:00')), ['quiet_hours', at('2026-03-03 09:00')])
    assert.deepEqual(asked(at('2026-03-06 20:00')), ['hours', at('2026-03-09 09:00')], 'a weekend')
    assert.equal(asked(at('2026-02-28 10:00'), taskOf({ order: 0 })), 'may', 'a Saturday that is worked')
    assert.deepEqual(asked(at('2026-10-01 10:00')), ['hours', at('2026-10-08 09:00')], 'seven days of holidays')
    assert.equal(
      asked(at('2026-03-07 10:00'), missedOf(), { campaign: returns }),
      'may',
      'missed calls on days off too',
    )
  })

  it('is never from nine in the evening to eight in the morning, whatever is set, asked for or urgent', () => {
    const always = { ...returns, hours: [{ from: 0, to: 1_440 }] }
    const urgent = missedOf({ urgent: true, standing: standingOf({ appointment: monday('22:00') }), order: 0 })
    for (const [task, campaign] of [
      [taskOf({ order: 0 }), { ...visits, hours: always.hours }],
      [urgent, always],
    ] as const) {
      assert.deepEqual(asked(monday('23:00'), task, { campaign }), ['quiet_hours', at('2026-03-03 08:00')])
      assert.deepEqual(asked(monday('07:59'), task, { campaign }).slice(0, 1), ['quiet_hours'])
    }
  })

  it('is also in the evening and at noon for an urgent missed call, and for no other urgent task', () => {
    const urgent = missedOf({ urgent: true })
    for (const time of ['08:40', '13:00', '20:59'])
      assert.equal(asked(monday(time), urgent, { campaign: returns }), 'may', time)
    assert.deepEqual(asked(monday('20:30'), taskOf({ urgent: true })), ['hours', at('2026-03-03 09:00')])
  })

  it('is once a day for a number over all campaigns, where he may have noticed it, and four times where the line was busy', () => {
    const other = (outcome: AttemptOutcome | null, callId = 'o'): NumberAttempt => ({
      callId,
      at: monday('09:30'),
      outcome,
    })
    const tomorrow = ['number_today', at('2026-03-03 09:00')]
    for (const outcome of [
      'no_answer',
      'rejected',
      'machine',
      'rated',
      'cancelled',
      'unknown',
      'unreachable',
      null,
    ] as const)
      assert.deepEqual(
        asked(monday('10:00'), taskOf(), { attemptsOfNumber: [other(outcome)] }),
        tomorrow,
        String(outcome),
      )
    const busy = ['a', 'b', 'c'].map(callId => other('busy', callId))
    assert.equal(asked(monday('10:00'), taskOf(), { attemptsOfNumber: busy }), 'may')
    assert.deepEqual(
      asked(monday('10:00'), taskOf(), { attemptsOfNumber: [...busy, other('network_failure')] }),
      tomorrow,
    )
    assert.equal(asked(at('2026-03-03 09:00'), taskOf(), { attemptsOfNumber: [other('no_answer')] }), 'may')
  })

  it('is a quarter of an hour after a busy line, three hours after no answer, and the next day after a switched-off phone', () => {
    const limits = { ...ringLimits, ofNumberADay: 9 }
    const after = (outcome: AttemptOutcome) =>
      asked(monday('09:01'), tried(attempt('2026-03-02 09:00', outcome)), { limits })
    assert.deepEqual(after('busy'), ['gap', monday('09:15')])
    assert.deepEqual(after('network_failure'), ['gap', monday('09:15')])
    assert.deepEqual(after('no_answer'), ['gap', monday('14:00')], 'three hours end at noon')
    assert.deepEqual(after('unreachable'), ['gap', at('2026-03-03 09:00')])
    assert.deepEqual(after('suspended'), ['gap', at('2026-03-03 09:00')])
  })

  it('is on a second day and in a second part of the day at the latest with the last attempt', () => {
    const limits = { ...ringLimits, ofNumberADay: 9 }
    const same = tried(attempt('2026-03-02 14:00', 'no_answer'), attempt('2026-03-02 17:00', 'no_answer'))
    assert.deepEqual(asked(monday('19:59'), same, { limits }), ['gap', at('2026-03-03 09:00')])
    const mornings = tried(attempt('2026-03-02 10:00', 'no_answer'), attempt('2026-03-03 10:00', 'no_answer'))
    assert.deepEqual(asked(at('2026-03-04 10:00'), mornings), ['other_day_part', at('2026-03-04 14:00')])
  })

  it('is when he asked to be rung and not before; if that was missed, within the hours', () => {
    const wished = taskOf({
      standing: standingOf({
        appointment: at('2026-03-07 20:30'),
        attempts: [attempt('2026-03-07 10:00', 'appointment')],
      }),
    })
    assert.deepEqual(asked(at('2026-03-07 15:00'), wished), ['appointment', at('2026-03-07 20:30')], 'a Saturday')
    assert.equal(asked(at('2026-03-07 20:30'), wished), 'may')
    assert.equal(asked(at('2026-03-07 20:59'), wished), 'may')
    assert.deepEqual(asked(at('2026-03-07 21:00'), wished), ['quiet_hours', at('2026-03-09 09:00')])
  })

  it('is not before the instant from which a line of a file may be rung', () => {
    assert.deepEqual(asked(monday('10:00'), taskOf({ order: monday('15:30') })), ['not_before', monday('15:30')])
  })

  it('is never where no attempt is left', () => {
    const used = tried(...[2, 3, 4].map(day => attempt(`2026-03-0${day} 10:00`, 'no_answer')))
    assert.deepEqual(asked(at('2026-03-05 10:00'), used), ['attempts', null])
  })

  it('says which year it knows no holidays of, and takes its weekends only for days off', () => {
    const context = contextOf(at('2027-10-01 10:00'), { calendar })
    assert.deepEqual(mayRing(visits, taskOf(), context), { may: true, yearMissing: 2027 })
    assert.deepEqual(asked(at('2027-10-02 10:00')), ['hours', at('2027-10-04 09:00')])
  })

  it('keeps the hours of the wall on the days on which clocks change', () => {
    const zone = 'Europe/Berlin'
    const campaign = { ...visits, onDaysOff: true }
    const world = { zone, calendar: weekendsOnly(2026), campaign }
    for (const day of ['2026-03-29', '2026-10-25']) {
      const task = taskOf({ order: 0 })
      assert.deepEqual(asked(at(`${day} 08:59`, zone), task, world), ['hours', at(`${day} 09:00`, zone)])
      assert.equal(asked(at(`${day} 11:59`, zone), task, world), 'may')
      assert.deepEqual(asked(at(`${day} 00:30`, zone), task, world), ['quiet_hours', at(`${day} 09:00`, zone)])
      const evening = taskOf({
        order: 0,
        standing: standingOf({ attempts: [{ callId: 'a', at: at(`${day} 00:10`, zone), outcome: 'no_answer' }] }),
      })
      const next = nextDue(campaign, evening, { ...contextOf(at(`${day} 09:00`, zone)), ...world })
      assert.equal(
        next.at,
        Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: '09:00' })
          .epochMilliseconds,
      )
    }
  })
})

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns'] as const
const aCampaign = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 1_440 }), { minLength: 4, maxLength: 6 }),
    onDaysOff: fc.boolean(),
    most: fc.integer({ min: 1, max: 5 }),
    dayParts: fc.integer({ min: 1, max: 3 }),
    days: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ cuts, onDaysOff, most, dayParts, days }): Campaign => {
    const sorted = [...cuts].sort((a, b) => a - b)
    // 10:00 to 11:00 is in it always, so that there is an hour to ring
    const hours = [
      ...sorted.flatMap((from, i) => (i % 2 === 0 && sorted[i + 1] ? [{ from, to: sorted[i + 1] as number }] : [])),
    ]
      .filter(({ from, to }) => to <= 600 || from >= 660)
      .concat({ from: 600, to: 660 })
      .sort((a, b) => a.from - b.from)
    return { ...visits, hours, onDaysOff, attempts: { ...visits.attempts, most, dayParts, days } }
  })

const local = (instant: number, zone: string) => {
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return { minute: time.hour * 60 + time.minute, day: time.toPlainDate().toString(), weekday: time.dayOfWeek }
}

const start = at('2026-03-20 09:00')
const aWorld = fc.record({
  campaign: aCampaign,
  zone: fc.constantFrom(...zones),
  now: fc.integer({ min: 0, max: 300 * 24 * 60 }).map(minutes => start + minutes * 60_000),
  limits: fc.integer({ min: 1, max: 3 }).map(ofNumberADay => ({ ...ringLimits, ofNumberADay })),
})

describe('whatever happens to a task', () => {
  it('is rung within the hours, apart from each other, never more often than allowed, and ends with exactly one result', () => {
    fc.assert(
      fc.property(
        aWorld,
        fc.array(
          fc.record({ outcome: fc.constantFrom(...attemptOutcomes), wait: fc.integer({ min: 0, max: 2_880 }) }),
          { minLength: 25, maxLength: 25 },
        ),
        ({ campaign, zone, now: begin, limits }, steps) => {
          const world = { zone, limits, calendar: weekendsOnly(2026, 2027) }
          const order = begin
          const given = new GivenTask(
            taskOf({ order, createdAt: order, standing: standingOf({ due: begin }) }),
            campaign,
          )
          const results: string[] = []
          const happens = (now: number, event: Parameters<typeof given.ask>[1]) => {
            const decided = given.ask(now, event, world)
            assert.ok('standing' in decided, JSON.stringify(decided))
            given.task = { ...given.task, standing: decided.standing }
            if (decided.standing.result !== null) results.push(decided.standing.result)
          }
          let now = begin
          for (const { outcome, wait } of steps) {
            if (given.standing.state !== 'waiting') break
            now = Math.max(now, given.standing.due ?? assert.fail()) + wait * 60_000
            const answer = mayRing(campaign, given.task, contextOf(now, { ...world, campaign }))
            if (!answer.may) now = answer.notBefore ?? assert.fail('a task that waits can be rung some day')
            const { minute, weekday, day } = local(now, zone)
            const { appointment, attempts } = given.standing
            assert.ok(minute >= 480 && minute < 1_260, `${minute}`)
            if (appointment === null) {
              assert.ok(
                campaign.hours.some(({ from, to }) => minute >= from && minute < to),
                `${minute}`,
              )
              assert.ok(campaign.onDaysOff || weekday < 6)
              for (const past of attempts) {
                const counted = !['busy', 'network_failure', 'cancelled'].includes(past.outcome)
                assert.ok(!counted || now - past.at >= campaign.attempts.gapMs)
              }
              const today = attempts.filter(past => local(past.at, zone).day === day)
              assert.ok(
                today.filter(({ outcome: past }) => past !== 'busy' && past !== 'network_failure').length <
                  limits.ofNumberADay,
              )
            } else assert.ok(now >= appointment)
            const callId = `c${attempts.length}`
            happens(now, { event: 'assign', agentId: '1001', callId })
            const later = outcome === 'appointment' ? now + wait * 60_000 : null
            happens(now + 1, { event: 'attempt_closed', callId, beganAt: now, outcome, appointment: later })
          }
          if (given.standing.state === 'linked') happens(given.standing.due ?? assert.fail(), { event: 'link_over' })
          assert.equal(given.standing.state, 'closed')
          assert.equal(results.length, 1)
          assert.ok(given.standing.attempts.length <= limits.inAll)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('is asked later and never gets an earlier answer; what is named as the first time is allowed, and nothing before it', () => {
    fc.assert(
      fc.property(
        aWorld,
        fc.array(fc.record({ outcome: fc.constantFrom(...attemptOutcomes), ago: fc.integer({ min: 1, max: 6_000 }) }), {
          maxLength: 3,
        }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.option(fc.integer({ min: -3_000, max: 6_000 }), { nil: null }),
        ({ campaign, zone, now, limits }, past, later, wish) => {
          const attempts = past
            .map(({ outcome, ago }, i) => ({ callId: `c${i}`, at: now - ago * 60_000, outcome }))
            .sort((a, b) => a.at - b.at)
          const appointment = wish === null ? null : now + wish * 60_000
          const task = taskOf({ order: 0, standing: standingOf({ attempts, appointment }) })
          const ask = (instant: number) =>
            nextDue(campaign, task, contextOf(instant, { zone, limits, campaign, calendar: weekendsOnly(2026, 2027) }))
              .at
          const [first, second] = [ask(now), ask(now + later * 60_000)]
          if (first === null) return assert.equal(second, null)
          assert.ok(second !== null && second >= first && first >= now)
          assert.equal(ask(first), first)
          if (first > now) assert.equal(ask(Math.floor((now + first) / 2)), first)
        },
      ),
      { numRuns: 200 },
    )
  })
})
