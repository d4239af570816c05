import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { NamedDay } from '../../../src/domain/calendar/calendar-year.ts'
import {
  type ImportAbout,
  type Imported,
  parseChineseDays,
  parseHolidayCn,
} from '../../../src/domain/calendar/import-year.ts'
import { noticeOf } from './given-calendar.ts'

const about: ImportAbout = { version: 1, url: null, title: '通知', knownFrom: '2025-11-04' }
const fileOf = (year: number): string =>
  readFileSync(new URL(`holiday-cn/${year}.json`, import.meta.url), { encoding: 'utf8' })
const inOrder = (days: readonly NamedDay[]): NamedDay[] =>
  days.toSorted((one, other) => (one.date < other.date ? -1 : 1))
const refusal = (read: Imported) =>
  read.kind === 'refused' ? read.errors.map(({ code, row, date }) => [code, row, date]) : assert.fail('was taken')
const yearOf = (read: Imported) => (read.kind === 'imported' ? read.year : assert.fail(JSON.stringify(read)))
interface Day {
  date: unknown
  name?: unknown
  isOffDay?: unknown
}
/** The file of 2026 after a change of its days. */
const changed = (change: (days: Day[]) => void): string => {
  const file = JSON.parse(fileOf(2026))
  change(file.days)
  return JSON.stringify(file)
}

describe('a year of holiday-cn', () => {
  for (const year of [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    it(`${year} agrees day for day with the notice as we wrote it down`, () => {
      const read = yearOf(parseHolidayCn(fileOf(year), about))
      const notice = noticeOf(year, year < 2021 ? 2 : 1)
      assert.deepEqual(inOrder(read.off), inOrder(notice.off))
      assert.deepEqual(inOrder(read.makeUp), inOrder(notice.makeUp))
      assert.equal(read.url, notice.url)
      assert.equal(read.year, year)
    })

  it('that calls a plain Monday a working day is taken without that row, and says so', () => {
    const read = parseHolidayCn(fileOf(2020), about)
    assert.deepEqual(read.kind === 'imported' && read.leftOut, [{ row: 'days[12]', date: '2020-02-03' }])
  })

  it('without days is refused, since the set keeps years so that are not known yet', () => {
    assert.deepEqual(refusal(parseHolidayCn(fileOf(2027), about)), [
      ['url_invalid', null, null],
      ['year_empty', null, null],
    ])
    const told = { ...about, url: 'https://www.gov.cn/x.htm' }
    assert.deepEqual(refusal(parseHolidayCn(fileOf(2027), told)), [['year_empty', null, null]])
  })

  it('is refused with each wrong row by its place', () => {
    const text = changed(days => {
      days[0] = { name: '元旦', date: '2026-02-30', isOffDay: true }
      days[1] = { name: '', date: '2026-01-02', isOffDay: 'true' }
      days[2] = { date: 20260103, isOffDay: true }
    })
    assert.deepEqual(refusal(parseHolidayCn(text, about)), [
      ['date_invalid', 'days[0]', null],
      ['name_invalid', 'days[1]', '2026-01-02'],
      ['is_off_day_invalid', 'days[1]', '2026-01-02'],
      ['date_invalid', 'days[2]', null],
      ['name_invalid', 'days[2]', null],
    ])
    const rows = changed(days => days.splice(1, 2, null as never, [] as never))
    assert.deepEqual(refusal(parseHolidayCn(rows, about)), [
      ['row_invalid', 'days[1]', null],
      ['row_invalid', 'days[2]', null],
    ])
  })

  it('is refused where its days contradict each other, by row', () => {
    const text = changed(days => {
      days.push({ name: '劳动节', date: '2026-05-09', isOffDay: true })
      days.push({ name: '元旦', date: '2027-01-02', isOffDay: true })
    })
    const at = JSON.parse(text).days.length - 2
    assert.deepEqual(refusal(parseHolidayCn(text, about)), [
      ['off_and_working', `days[${at}]`, '2026-05-09'],
      ['date_of_another_year', `days[${at + 1}]`, '2027-01-02'],
    ])
    const half = changed(days => days.splice(0, 30))
    assert.deepEqual(refusal(parseHolidayCn(half, about)), [['workdays_implausible', null, null]])
  })

  it('that is no such file is refused', () => {
    const only = (text: string) => refusal(parseHolidayCn(text, about)).map(([code]) => code)
    assert.deepEqual(only(''), ['not_json'])
    assert.deepEqual(only('[]'), ['not_an_object'])
    assert.deepEqual(only('null'), ['not_an_object'])
    assert.deepEqual(only('{}'), ['year_invalid'])
    assert.deepEqual(only('{"year":"2026","days":[]}'), ['year_invalid'])
    assert.deepEqual(only('{"year":2026,"days":{"length":1}}'), ['days_missing'])
    assert.deepEqual(only('['.repeat(500_000)), ['not_json'])
    assert.deepEqual(only(' '.repeat(1_000_001)), ['too_large'])
    assert.deepEqual(only(JSON.stringify({ year: 2026, days: Array(401).fill({}) })), ['too_large'])
    assert.deepEqual(only('{"__proto__":{"year":2026,"days":[]}}'), ['year_invalid'])
  })

  it('names no address that is not of the web', () => {
    const file = JSON.parse(fileOf(2026))
    for (const paper of ['javascript:alert(1)', 'https://x.cn/"><script>', 7, null])
      assert.deepEqual(refusal(parseHolidayCn(JSON.stringify({ ...file, papers: [paper] }), about)), [
        ['url_invalid', null, null],
      ])
  })

  it('never breaks the parser, whatever it holds', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    const day = fc.oneof(value, fc.record({ date: value, name: value, isOffDay: value }, { requiredKeys: [] }))
    const file = fc.record({ year: fc.oneof(value, fc.constant(2026)), papers: value, days: fc.array(day) })
    fc.assert(fc.property(fc.string(), text => void parseHolidayCn(text, about)))
    fc.assert(
      fc.property(file, made => {
        assert.equal(parseHolidayCn(JSON.stringify(made), about).kind, 'refused')
        parseChineseDays(JSON.stringify({ holidays: made, workdays: made.papers }), 2026, about)
      }),
    )
  })
})

describe('a year of chinese-days', () => {
  const told = { ...about, url: noticeOf(2026).url }
  const listed = (days: readonly NamedDay[]) =>
    Object.fromEntries(days.map(({ date, name }) => [date, `Some Day,${name},1`]))
  const file = { holidays: listed(noticeOf(2026).off), workdays: listed(noticeOf(2026).makeUp), inLieuDays: {} }

  it('is read by its own year, also out of a file of all years', () => {
    const all = { ...file, holidays: { ...file.holidays, '2025-01-01': "New Year's Day,元旦,1" } }
    const read = yearOf(parseChineseDays(JSON.stringify(all), 2026, told))
    assert.deepEqual(inOrder(read.off), inOrder(noticeOf(2026).off))
    assert.deepEqual(inOrder(read.makeUp), inOrder(noticeOf(2026).makeUp))
  })

  it('is refused by row, or where its year is not there or its notice not told', () => {
    const wrong = { ...file, workdays: { ...file.workdays, '2026-02-30': 'x,春节,1', '2026-05-01': 'x,劳动节,1' } }
    assert.deepEqual(refusal(parseChineseDays(JSON.stringify(wrong), 2026, told)), [
      ['date_invalid', 'workdays.2026-02-30', null],
    ])
    const both = { ...file, workdays: { ...file.workdays, '2026-05-02': 'x,劳动节,1' } }
    assert.deepEqual(refusal(parseChineseDays(JSON.stringify(both), 2026, told)), [
      ['off_and_working', 'workdays.2026-05-02', '2026-05-02'],
    ])
    assert.deepEqual(refusal(parseChineseDays(JSON.stringify(file), 2027, told)), [['year_empty', null, null]])
    assert.deepEqual(refusal(parseChineseDays(JSON.stringify(file), 2026, about)), [['url_invalid', null, null]])
    assert.deepEqual(refusal(parseChineseDays('{"holidays":[]}', 2026, told)), [['days_missing', null, null]])
  })
})
