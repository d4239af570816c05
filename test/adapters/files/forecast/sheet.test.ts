import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { curveOf, scaleOf } from '../../../../src/adapters/files/forecast/curve.ts'
import { sheetOf } from '../../../../src/adapters/files/forecast/sheet.ts'
import { workbookOf } from '../../../../src/adapters/files/forecast/workbook.ts'
import { dayOf } from '../../../../src/domain/calendar/day.ts'
import { noTimes } from '../../../../src/domain/staffing/measured.ts'
import { type PlanSettings, planOf } from '../../../../src/domain/staffing/plan.ts'
import { planInWords } from '../../../../src/domain/staffing/plan-in-words.ts'
import { usualTerms } from '../../../../src/domain/staffing/read-words.ts'
import { usualPatterns } from '../../../../src/domain/staffing/shifts.ts'
import { calendar, givenPast } from '../../../domain/staffing/given-past.ts'

const settings: PlanSettings = { ...usualTerms, assumedWrapUp: 60, load: 'high', patterns: usualPatterns }
const times = Array.from({ length: 48 }, () => ({ ...noTimes, talks: 200, talkMs: 200 * 205_000 }))
const given = (but: Partial<PlanSettings> = {}, first = '2026-10-06', zone = 'Asia/Shanghai', days = 4) =>
  planOf(
    { past: givenPast('2024-06-01', 857, { zone }), times, wrapUps: { calls: 0, ms: 0 }, calendar, zone },
    { ...settings, ...but },
    dayOf('2026-10-05'),
    dayOf(first),
    days,
  )

describe('a plan as files', () => {
  const plan = given()

  test('given a plan, then the sheet has curves, seats, shifts, the back-test and the method, in Chinese before English, and loads nothing', () => {
    const html = sheetOf(plan, '海门区')
    for (const words of [
      '海门区12345 来电预测与排班建议',
      '2026-10-06 至 2026-10-09',
      '排班建议',
      '回测',
      '方法',
      '节假日',
      '节后首日',
    ])
      assert.ok(html.includes(words), words)
    assert.equal(html.match(/<svg /g)?.length, 4)
    assert.ok(html.indexOf('近期水平 ×') < html.indexOf('recent level ×'))
    assert.doesNotMatch(html, /<script|https?:|url\(|NaN|undefined|Infinity/)
    assert.equal(sheetOf(plan, '海门区'), html)
  })

  test('given a name of markup, then it stays text', () => {
    const patterns = usualPatterns.map(each => ({ ...each, name: { zh: '<b>&"', en: 'x' } }))
    assert.doesNotMatch(sheetOf(given({ patterns }), '<script>'), /<b>|<script/)
  })

  test('given what is unknown, then a dash and the reason stand there and no number', () => {
    const none = given({ assumedWrapUp: null })
    assert.match(sheetOf(none, ''), /有半小时的席位未知/)
    const html = sheetOf(given({}, '2026-12-31', 'Asia/Shanghai', 2), '')
    assert.match(html, /该年节假日安排尚未载入/)
    const [known, unknown] = planInWords(given({}, '2026-12-31', 'Asia/Shanghai', 2)).days
    assert.deepEqual(unknown, {
      day: '2027-01-01',
      noForecast: 'year_not_loaded',
      kind: null,
      calls: null,
      range: null,
      halfHours: [],
    })
    assert.equal(known?.halfHours.length, 48)
  })

  test('given a day of 23 hours, then the half hours that are left out are in no row', () => {
    const spring = planOf(
      {
        past: givenPast('2025-06-01', 300, { zone: 'Europe/Berlin' }),
        times,
        wrapUps: { calls: 0, ms: 0 },
        calendar,
        zone: 'Europe/Berlin',
      },
      settings,
      dayOf('2026-03-27'),
      dayOf('2026-03-29'),
      1,
    )
    const clocks = planInWords(spring).days[0]?.halfHours.map(({ from }) => from)
    assert.deepEqual(clocks?.slice(3, 6), ['01:30', '03:00', '03:30'])
    assert.equal(clocks?.length, 46)
  })

  test('given a plan in words, then shifts name their day, also the evening before the first, and their break by the clock', () => {
    const { shifts, goal, load, measured } = planInWords(plan)
    assert.ok(shifts && shifts.proposed.length > 0)
    assert.equal(shifts.proposed[0]?.day, '2026-10-05')
    assert.equal(
      shifts.proposed.reduce((sum, { agents }) => sum + agents, 0),
      shifts.agentShifts,
    )
    for (const { breakAt } of shifts.proposed) assert.match(breakAt ?? '', /^\d\d:[03]0$/)
    assert.deepEqual([goal.share, load, measured.wrapUp, measured.assumedWrapUpSeconds], [0.95, 'high', null, 60])
  })

  test('given a plan, then the workbook has its four sheets, and the same bytes again', async () => {
    const bytes = await workbookOf(plan)
    const parts = unzipSync(bytes)
    const names = [
      ...strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet [^>]*name="([^"]+)"/g),
    ].map(match => match[1])
    assert.deepEqual(names, ['每日', '半小时', '班次', '依据'])
    assert.deepEqual(await workbookOf(plan), bytes)
  })

  test('given days, then one scale holds for all, and a curve without a range has no band', () => {
    const halves = plan.days.flatMap(day => (day.none === null ? [day.halfHours] : []))
    const most = scaleOf(halves)
    const highest = Math.max(...halves.flat().map(({ range }) => range?.high ?? 0))
    assert.ok(most >= highest && most <= highest * 2)
    assert.match(curveOf(halves[0] ?? [], most, 'x'), /class="band"/)
    const without = (halves[0] ?? []).map(each => ({ ...each, range: null }))
    assert.doesNotMatch(curveOf(without, most, 'x'), /class="band"/)
  })
})
