import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CalendarYear, LocalOverlay, NamedDay } from '../../../src/domain/calendar/calendar-year.ts'
import { dayOf } from '../../../src/domain/calendar/day.ts'
import { knownOn, makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import { overlayErrors, yearErrors } from '../../../src/domain/calendar/soundness.ts'
import { dayIn, workdaysOfYear } from '../../../src/domain/calendar/working-calendar.ts'
import { at, calendar, calendarOf, lastDate, noticeOf, overlay } from './given-calendar.ts'

const year2020 = noticeOf(2020, 2)
const named = (name: string, ...dates: readonly string[]): NamedDay[] => dates.map(date => ({ date, name }))
const codes = (table: CalendarYear) =>
  yearErrors(table).map(({ code, date }) => (date === null ? code : `${code} ${date}`))
const with2020 = (off: readonly NamedDay[], makeUp: readonly NamedDay[] = []): CalendarYear => ({
  ...year2020,
  off: [...year2020.off, ...off],
  makeUp: [...year2020.makeUp, ...makeUp],
})
const refusal = (years: readonly CalendarYear[], overlays: readonly LocalOverlay[] = []) => {
  const made = makeCalendar(years, overlays)
  return made.kind === 'unsound' ? made.errors.map(({ table, code, date }) => [table, code, date]) : []
}

describe('the table of a year', () => {
  it('of each notice is sound', () => {
    for (const table of stateCouncilNotices) assert.deepEqual(codes(table), [], `${table.year}.${table.version}`)
  })

  it('is refused where it contradicts itself, by the day that does', () => {
    assert.deepEqual(codes(with2020(named('劳动节', '2020-05-09'))), ['off_and_working 2020-05-09'])
    assert.deepEqual(codes(with2020(named('劳动节', '2020-05-01'))), ['date_twice 2020-05-01'])
    assert.deepEqual(codes(with2020([], named('劳动节', '2020-05-09'))), ['date_twice 2020-05-09'])
    assert.deepEqual(codes(with2020([], named('春节', '2020-02-03'))), ['makeup_on_weekday 2020-02-03'])
    assert.deepEqual(codes(with2020([], named('元旦', '2021-01-02'))), ['date_of_another_year 2021-01-02'])
    assert.deepEqual(codes(with2020(named('元旦', '2019-12-19'))), ['date_of_another_year 2019-12-19'])
    assert.deepEqual(codes(with2020(named('元旦', '2020-02-30'))), ['date_invalid 2020-02-30'])
    assert.deepEqual(codes(with2020(named('<b>\u0000', '2020-03-02'))), ['name_invalid 2020-03-02'])
  })

  it('may have days off that are a weekend anyway', () => {
    assert.deepEqual(codes(with2020(named('国庆节', '2020-10-11'))), [])
  })

  it('that is empty is never a year without holidays', () => {
    assert.deepEqual(codes({ ...year2020, off: [], makeUp: [] }), ['year_empty'])
    assert.deepEqual(refusal([{ ...year2020, year: 2027, off: [], makeUp: [] }]), [['2027.2', 'year_empty', null]])
  })

  it('is refused where it is not whole or has too much, by its number of working days', () => {
    const { off, makeUp } = year2020
    assert.deepEqual(codes({ ...year2020, off: off.slice(0, 3), makeUp: [] }), ['workdays_implausible'])
    const all = Array.from({ length: 31 }, (_, day) => `2020-03-${String(day + 1).padStart(2, '0')}`)
    assert.deepEqual(codes(with2020(named('放假', ...all))), ['workdays_implausible'])
    assert.deepEqual(codes({ ...year2020, off, makeUp }), [])
  })

  it('must say where it is from', () => {
    const source = { version: 0, url: 'javascript:alert(1)', title: ' ', knownFrom: 'yesterday' }
    assert.deepEqual(codes({ ...year2020, ...source }), [
      'version_invalid',
      'url_invalid',
      'title_invalid',
      'known_from_invalid',
    ])
    assert.deepEqual(codes({ ...year2020, year: 20_200 }), ['year_invalid'])
  })
})

describe('a calendar', () => {
  it('takes of each year the latest version, and says in its own which', () => {
    assert.equal(calendar.version, '2019.2 2020.2 2021.1 2022.1 2023.1 2024.1 2025.1 2026.1')
    const known = knownOn(stateCouncilNotices, '2020-01-26')
    assert.equal(calendarOf(known).version, '2019.2 2020.1')
  })

  it('is the same in whatever order its tables come', () => {
    const tables = [...stateCouncilNotices]
    fc.assert(
      fc.property(fc.shuffledSubarray(tables, { minLength: tables.length }), shuffled => {
        assert.deepEqual(calendarOf(shuffled), calendar)
      }),
      { numRuns: 20 },
    )
  })

  it('is refused as a whole where one of its tables is unsound or there twice', () => {
    assert.deepEqual(refusal([year2020, noticeOf(2021), year2020]), [['2020.2', 'version_twice', null]])
    assert.deepEqual(refusal([with2020(named('劳动节', '2020-05-09')), noticeOf(2021)]), [
      ['2020.2', 'off_and_working', '2020-05-09'],
    ])
  })

  it('has the days of December that the next notice speaks of as soon as both years are there', () => {
    const bridge = dayOf('2022-12-31')
    assert.deepEqual(dayIn(calendarOf([noticeOf(2022)]), bridge), { kind: 'weekend', name: null, overlay: null })
    assert.deepEqual(dayIn(calendar, bridge), { kind: 'holiday', name: '元旦', overlay: null })
    assert.equal(dayIn(calendarOf([noticeOf(2023)]), bridge).kind, 'year_not_loaded')
    const monday: CalendarYear = {
      ...noticeOf(2019, 2),
      year: 2020,
      version: 3,
      knownFrom: '2019-12-01',
      off: [...year2020.off, ...named('元旦', '2019-12-31')],
      makeUp: [...year2020.makeUp, ...named('元旦', '2019-12-28')],
    }
    const by = calendarOf([noticeOf(2019, 2), monday])
    assert.equal(lastDate(at('2019-12-27 10:00'), 3, by), '2020-01-02')
    assert.deepEqual(workdaysOfYear(by, 2019), { kind: 'counted', days: 250 })
  })
})

describe('a day that the notices of two years speak of', () => {
  it('is what the one made known later says', () => {
    const saturday = '2019-12-28'
    const off = { ...noticeOf(2019, 2), off: [...noticeOf(2019, 2).off, ...named('元旦', saturday)] }
    const worked = with2020([], named('元旦', saturday))
    const kindWith = (knownFrom2019: string, knownFrom2020: string) =>
      dayIn(
        calendarOf([
          { ...off, knownFrom: knownFrom2019 },
          { ...worked, knownFrom: knownFrom2020 },
        ]),
        dayOf(saturday),
      ).kind
    assert.equal(kindWith('2018-12-06', '2019-11-21'), 'makeup_day')
    assert.equal(kindWith('2019-12-10', '2019-11-21'), 'holiday')
  })
})

describe('a local overlay', () => {
  const longer = overlay({
    id: 'jiangsu',
    scope: 'province',
    off: named('疫情防控', '2020-02-03', '2020-02-04', '2020-02-08'),
  })

  it('takes working days away or gives them, above the notices', () => {
    const by = calendarOf([year2020], [longer])
    assert.equal(by.version, '2020.2 +jiangsu.1')
    assert.deepEqual(workdaysOfYear(by, 2020), { kind: 'counted', days: 247 })
    assert.equal(lastDate(at('2020-01-22 10:00'), 3, by), '2020-02-06')
    const onHoliday = overlay({ working: named('防汛', '2020-10-05') })
    assert.deepEqual(workdaysOfYear(calendarOf([year2020], [onHoliday]), 2020), { kind: 'counted', days: 250 })
  })

  it('of a city goes before that of its province', () => {
    const city = overlay({ working: named('复工', '2020-02-04') })
    const by = calendarOf([year2020], [city, longer])
    assert.deepEqual(dayIn(by, dayOf('2020-02-03')), { kind: 'holiday', name: '疫情防控', overlay: 'jiangsu' })
    assert.deepEqual(dayIn(by, dayOf('2020-02-04')), { kind: 'makeup_day', name: '复工', overlay: 'haimen' })
    assert.equal(by.version, '2020.2 +haimen.1 +jiangsu.1')
  })

  it('that a later version replaces is gone as a whole', () => {
    const next = overlay({ ...longer, version: 2, off: named('疫情防控', '2020-02-05') })
    const by = calendarOf([year2020], [longer, next])
    assert.equal(dayIn(by, dayOf('2020-02-03')).kind, 'workday')
    assert.equal(dayIn(by, dayOf('2020-02-05')).kind, 'holiday')
  })

  it('that makes a working day working changes nothing', () => {
    const same = overlay({ working: named('上班', '2020-03-02', '2020-05-09') })
    const by = calendarOf([year2020], [same])
    assert.deepEqual(dayIn(by, dayOf('2020-03-02')), { kind: 'workday', name: null, overlay: null })
    assert.deepEqual(dayIn(by, dayOf('2020-05-09')), { kind: 'makeup_day', name: '劳动节', overlay: null })
  })

  it('waits for a year that is not loaded and does not load it', () => {
    const by = calendarOf([year2020], [overlay({ off: named('台风', '2021-08-02') })])
    assert.deepEqual(dayIn(by, dayOf('2021-08-02')), { kind: 'year_not_loaded', year: 2021 })
  })

  it('is refused where it contradicts itself or another of its scope', () => {
    const other = overlay({ id: 'nantong', working: named('复工', '2020-02-03') })
    const mine = overlay({ off: named('疫情防控', '2020-02-03') })
    assert.deepEqual(refusal([year2020], [mine, other]), [['+haimen.1', 'overlays_disagree', '2020-02-03']])
    const both = overlay({ off: named('台风', '2020-08-03'), working: named('台风', '2020-08-03') })
    assert.deepEqual(overlayErrors(both), [{ code: 'off_and_working', date: '2020-08-03' }])
    assert.deepEqual(overlayErrors(overlay({})), [{ code: 'overlay_empty', date: null }])
    assert.deepEqual(
      overlayErrors(overlay({ id: '+x 1', url: 'ftp://x', off: named('台风', '2020-08-03') })).map(({ code }) => code),
      ['overlay_id', 'url_invalid'],
    )
    assert.deepEqual(refusal([year2020], [mine, mine]), [['+haimen.1', 'version_twice', null]])
  })
})
