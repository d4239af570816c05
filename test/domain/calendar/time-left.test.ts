import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import { extensionDays, timeLeft } from '../../../src/domain/calendar/time-left.ts'

const made = makeCalendar(stateCouncilNotices)
if (made.kind !== 'calendar') throw new Error('the notices make no calendar')
const { calendar } = made
const at = (date: string, time = '10:00') => Date.parse(`${date}T${time}:00+08:00`)
const endOf = (date: string) => at(date, '00:00') + 86_400_000
const left = (now: number, due: number) => timeLeft(now, due, calendar, defaultCounting)

describe('what is left of a clock', () => {
  it('given a case before National Day 2020, then it says the holiday and the Saturday that is worked', () => {
    assert.deepEqual(left(at('2020-09-30'), endOf('2020-10-12')), {
      kind: 'left',
      workdays: 3,
      off: [
        { from: '2020-10-01', to: '2020-10-08', name: '国庆节、中秋节' },
        { from: '2020-10-11', to: '2020-10-11', name: null },
      ],
      makeUp: ['2020-10-10'],
    })
  })

  it('given the last day, then no working day is left, until its last instant', () => {
    for (const time of ['00:00', '23:59'])
      assert.deepEqual(left(at('2020-10-12', time), endOf('2020-10-12')), {
        kind: 'left',
        workdays: 0,
        off: [],
        makeUp: [],
      })
  })

  it('given a Friday and a due date on Monday, then one working day is left and the weekend has no name', () => {
    assert.deepEqual(left(at('2026-03-06', '23:59'), endOf('2026-03-09')), {
      kind: 'left',
      workdays: 1,
      off: [{ from: '2026-03-07', to: '2026-03-08', name: null }],
      makeUp: [],
    })
  })

  it('given what is overdue, then nothing is left', () => {
    assert.deepEqual(left(at('2026-03-10'), endOf('2026-03-09')), { kind: 'left', workdays: 0, off: [], makeUp: [] })
  })

  it('given a year that is not loaded, then it promises nothing', () => {
    assert.deepEqual(left(at('2026-12-30'), endOf('2027-01-05')), { kind: 'year_not_loaded', year: 2027 })
  })
})

describe('the days up to which an extension may be asked for', () => {
  const days = (due: string, longest: string) => extensionDays(endOf(due), endOf(longest), calendar, defaultCounting)

  it('are the working days after the due date, none off and none later than the longest', () => {
    assert.deepEqual(days('2020-09-30', '2020-10-12'), [
      { date: '2020-10-09', workdays: 1 },
      { date: '2020-10-10', workdays: 2 },
      { date: '2020-10-12', workdays: 3 },
    ])
  })

  it('are none where there is no room', () => {
    assert.deepEqual(days('2026-03-06', '2026-03-08'), [])
  })

  it('are Mondays to Fridays in a year that is not loaded', () => {
    assert.deepEqual(
      days('2026-12-31', '2027-01-05').map(({ date }) => date),
      ['2027-01-01', '2027-01-04', '2027-01-05'],
    )
  })
})
