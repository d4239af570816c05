import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Counting, defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { dateOf, instantOf, localDay, startOfDay } from '../../../src/domain/calendar/day.ts'
import { dueAfter } from '../../../src/domain/calendar/due.ts'
import { workingDays } from '../../../src/domain/calendar/limit.ts'
import { workingTimeBetween } from '../../../src/domain/calendar/working-time.ts'
import { at, instantOfDue, weekendsOnly } from './given-calendar.ts'

const hour = 3_600_000
const week = weekendsOnly(2019, 2020, 2021)
/** Clocks change at 2:00 in Berlin and New York, at midnight in Santiago and Beirut, by half an hour on Lord Howe Island. */
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
] as const
const counting = fc.constantFrom(...zones).map((zone): Counting => ({ ...defaultCounting, zone }))
const instant = fc.integer({ min: at('2019-02-01 00:00'), max: at('2021-06-01 00:00') })

describe('in a zone whose clocks change', () => {
  it('a day is 23 or 25 hours long, and a limit in working days ends with its last day', () => {
    const berlin: Counting = { ...defaultCounting, zone: 'Europe/Berlin' }
    const due = dueAfter(at('2020-03-27 10:00', berlin.zone), workingDays(1), week, berlin)
    assert.equal(instantOfDue(due), at('2020-03-31 00:00', berlin.zone))
    assert.equal(at('2020-03-31 00:00', berlin.zone) - at('2020-03-27 00:00', berlin.zone), (4 * 24 - 1) * hour)
  })

  it('office hours that hold a change of clocks are as long as they really were', () => {
    const night: Counting = { ...defaultCounting, zone: 'Europe/Berlin', officeHours: [{ from: 0, to: 1_440 }] }
    const everyDay = { ...week, days: new Map() }
    const friday = [at('2020-03-27 00:00', night.zone), at('2020-03-28 00:00', night.zone)] as const
    assert.deepEqual(workingTimeBetween(...friday, everyDay, night), { kind: 'elapsed', ms: 24 * hour })
    const worked = {
      ...week,
      days: new Map([[localDay(at('2020-03-29 12:00', night.zone), night.zone), makeUpDay]]),
    }
    const sunday = [at('2020-03-29 00:00', night.zone), at('2020-03-30 00:00', night.zone)] as const
    assert.deepEqual(workingTimeBetween(...sunday, worked, night), { kind: 'elapsed', ms: 23 * hour })
    assert.equal(
      instantOfDue(dueAfter(sunday[0], { count: 3, unit: 'hour', calendar: 'working' }, worked, night)),
      at('2020-03-29 04:00', night.zone),
    )
  })

  it('a day that has no midnight begins when it begins', () => {
    const start = startOfDay(
      localDay(at('2020-09-06 12:00', 'America/Santiago'), 'America/Santiago'),
      'America/Santiago',
    )
    assert.equal(start, at('2020-09-06 01:00', 'America/Santiago'))
    assert.equal(localDay(start - 1, 'America/Santiago') + 1, localDay(start, 'America/Santiago'))
  })

  it('an instant lies in the day that began before it and ends after it', () => {
    fc.assert(
      fc.property(instant, counting, (from, { zone }) => {
        const day = localDay(from, zone)
        assert.ok(startOfDay(day, zone) <= from && from < startOfDay(day + 1, zone))
        assert.equal(instantOf(day, 1_440, zone), startOfDay(day + 1, zone))
      }),
    )
  })

  it('a limit in working days has the same last day in every zone, and ends as that day does', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), counting, (from, n, by) => {
        const day = localDay(from, by.zone)
        const due = instantOfDue(dueAfter(from, workingDays(n), week, by))
        const there = instantOfDue(dueAfter(at(`${dateOf(day)} 12:00`), workingDays(n), week, defaultCounting))
        assert.equal(localDay(due - 1, by.zone), localDay(there - 1, defaultCounting.zone))
        assert.equal(due, startOfDay(localDay(due - 1, by.zone) + 1, by.zone))
      }),
    )
  })
})

const makeUpDay = { kind: 'makeup_day', name: '调休', overlay: null } as const
