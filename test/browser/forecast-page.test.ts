import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { dayOf } from '../../src/domain/calendar/day.ts'
import { type CallTimes, noTimes, type WrapUps } from '../../src/domain/staffing/measured.ts'
import { planOf } from '../../src/domain/staffing/plan.ts'
import { planInWords } from '../../src/domain/staffing/plan-in-words.ts'
import { usualTerms } from '../../src/domain/staffing/read-words.ts'
import { usualPatterns } from '../../src/domain/staffing/shifts.ts'
import type { Forecast } from '../../src/web/forecast/forecast-api.ts'
import { calendar, givenPast } from '../domain/staffing/given-past.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const madeAt = Date.UTC(2026, 8, 28, 1)
const zone = 'Asia/Shanghai'
const times: readonly CallTimes[] = Array.from({ length: 48 }, () => ({
  ...{ ...noTimes, offered: 200, answered: 190, abandoned: 10, abandonedShort: 2 },
  ...{ waitedMs: 2_000_000, waitedBeyondMs: 1_400_000, talks: 190, talkMs: 190 * 200_000 },
}))

/** The plan of a past whose truth is known; its days are around the National Day of 2026. */
const plan = (first: string, count: number, daysKnown: number, wrapUps: WrapUps): Forecast => {
  const origin = dayOf(first) - 1
  const past = givenPast('2024-10-01', dayOf(first) - dayOf('2024-10-01')).slice(-daysKnown)
  const { fewest, shrinkage, goal } = usualTerms
  const settings = { goal, fewest, shrinkage, load: 'high', assumedWrapUp: null, patterns: usualPatterns } as const
  const parts = { past, times: daysKnown > 56 ? times : [], wrapUps, calendar, zone }
  const words = planInWords(planOf(parts, settings, origin, dayOf(first), count))
  return { madeAt, ...JSON.parse(JSON.stringify(words)) }
}
const whole = plan('2026-09-28', 7, 720, { calls: 5_000, ms: 300_000_000 })
const unknown = plan('2026-12-30', 4, 40, { calls: 0, ms: 0 })

describe('the page of the forecast in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()
  const given = (forecast: Forecast, run: (seated: Seated, asked: string[]) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        const asked = await answer(seated.page, forecast)
        await seated.page.goto(`${seated.server.url}/forecast`)
        await seated.page.locator('.forecast-terms').waitFor()
        await run(seated, asked)
      },
      { role: 'analyst', ...look },
    )
  const answer = async (page: Page, forecast: Forecast) => {
    const asked: string[] = []
    await page.route('**/api/forecast*', route => {
      asked.push(new URL(route.request().url()).search)
      return route.fulfill({ json: forecast })
    })
    return asked
  }
  const rowsOf = (page: Page, table: string) =>
    page
      .locator(`${table} tbody tr`)
      .evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent?.trim()).join(' | ')))

  it('tells seven days from tomorrow: calls with their range, curves, seats, shifts and the back-test in words', () =>
    given(whole, async ({ page, textOf }, asked) => {
      assert.match(asked[0] ?? '', /^\?from=\d{4}-\d\d-\d\d&days=7&goal=95%2F15&load=high$/)
      assert.match(
        await textOf('.forecast-terms'),
        /2026-09-28 至 2026-10-04，15 秒内接通 95%，放弃不超过 5%；高位来电/,
      )
      const days = await rowsOf(page, '.forecast-days')
      assert.equal(days.length, 7)
      assert.match(days[0] ?? '', /^09-28 周一 \| \d+ \| \d+–\d+ \| \d+ \| \d+ \| 节后首日$/)
      assert.match(days[1] ?? '', /^09-29 周二 .* \| $/)
      assert.match(days[3] ?? '', /^10-01 周四 .* 节假日$/)
      await until('all curves are drawn', async () => (await page.locator('.forecast-chart canvas').count()) === 7)
      const words = await page.locator('.forecast-chart').first().getAttribute('aria-label')
      assert.match(words ?? '', /09-28 周一 各半小时预期来电曲线：全天预期 \d+ 次，区间 \d+–\d+，最多在 \d\d:\d\d/)
      const half = whole.days[0]?.halfHours[20]
      const seats = await rowsOf(page, '.forecast-heat')
      assert.equal(seats.length, 48)
      assert.ok(seats[20]?.startsWith(`10:00 | ${half?.planned} ${half?.seats} / ${half?.highSeats} |`))
      assert.match(await textOf('.forecast-shifts tbody'), /早班 07:30–15:30 休 \d\d:\d\d/)
      assert.match(await textOf('.forecast-body'), /每周只用此前数据预测。整日误差 \d+\.\d\d%，用上周同日则为/)
      assert.match(await textOf('.forecast-unknown'), /不含：趋势与季节/)
      await page.getByText('各半小时数字').click()
      const calls = await rowsOf(page, '.forecast-calls')
      const { range } = half ?? assert.fail()
      assert.ok(calls[20]?.startsWith(`10:00 | ${half?.calls.toFixed(1)} ${range?.p10}–${range?.p50}–${range?.p90}`))
      await page.getByText('各半小时数字').click()
      await page.screenshot({ path: 'screenshots/forecast.png', fullPage: true })
    }))

  it('asks for what is chosen once the button is pressed, and says while it waits that it is reckoned', () =>
    given(whole, async ({ page, textOf }, asked) => {
      let release = () => {}
      const held = new Promise<void>(resolve => {
        release = resolve
      })
      await page.route('**/api/forecast*', async route => {
        await held
        await route.fallback()
      })
      await page.getByLabel('起始日').fill('2026-10-12')
      await page.getByLabel('天数').selectOption('14')
      await page.getByLabel('服务目标').fill('80/20')
      await page.getByLabel('排班按').selectOption('expected')
      await page.getByLabel('话后处理').fill('45')
      assert.equal(asked.length, 1)
      await page.getByRole('button', { name: '计算' }).click()
      await until('it says so', async () => /正在计算/.test(await textOf('.forecast-body [role=status]')))
      assert.equal(await page.locator('.forecast-days').count(), 0)
      release()
      await page.locator('.forecast-days').waitFor()
      assert.equal(asked[1], '?from=2026-10-12&days=14&goal=80%2F20&load=expected&wrapUp=45')
    }))

  it('says what is wrong with what was asked, or why nothing is there, and shows no old numbers beside it', () =>
    given(whole, async ({ page, textOf }) => {
      for (const [code, words] of [
        ['forecast_goal', /服务目标有误，请写成 95\/15/],
        ['forecast_late', /一分钟内未能算完/],
      ] as const) {
        await page.route('**/api/forecast*', route =>
          route.fulfill({ status: 400, json: { error: { code, zh: '', en: '' } } }),
        )
        await page.getByRole('button', { name: '计算' }).click()
        await until('it is told', async () => {
          const told = page.locator('.forecast-refused')
          return (await told.count()) === 1 && words.test(await textOf('.forecast-refused'))
        })
        assert.equal(await page.locator('.forecast-days').count(), 0)
      }
    }))

  it('says in words what is not known, and gives no number for it', () =>
    given(unknown, async ({ page, textOf }) => {
      const said = await textOf('.forecast-unknown')
      for (const words of [
        /01-01 周五：该年节假日安排尚未载入/,
        /区间与高位来电未知/,
        /通话时长没有实测/,
        /话后处理没有实测（导入的来电不含），席位未知/,
        /无人放弃/,
      ])
        assert.match(said, words)
      const days = await rowsOf(page, '.forecast-days')
      assert.match(days[0] ?? '', /^12-30 周三 \| \d+ \| — \| — \| — \| $/)
      assert.match(days[2] ?? '', /^01-01 周五 \| — \| — \| — \| — \| 该年/)
      assert.match(await textOf('.forecast-body'), /有半小时的席位未知，不作排班建议。/)
      assert.equal(await page.locator('.forecast-heat').count(), 0)
      await page.screenshot({ path: 'screenshots/forecast-unknown.png', fullPage: true })
    }))

  it('is printed on A4 without what can be pressed, and no table is wider than the paper', () =>
    given(whole, async ({ page }) => {
      await until('all curves are drawn', async () => (await page.locator('.forecast-chart canvas').count()) === 7)
      await page.evaluate(() => {
        window.print = () => document.body.setAttribute('data-printed', '')
      })
      await page.getByRole('button', { name: '打印' }).click()
      await page.locator('[data-printed]').waitFor()
      await page.emulateMedia({ media: 'print' })
      // A4 less its margins, at 96 to the inch
      await page.setViewportSize({ width: 718, height: 1_000 })
      assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0)
      const widest = await page
        .locator('.forecast-table')
        .evaluateAll(all => Math.max(...all.map(table => table.getBoundingClientRect().right)))
      assert.ok(widest <= 718, `${widest}`)
      const drawn = await page.locator('.forecast-chart canvas').first().boundingBox()
      assert.ok((drawn?.height ?? 0) > 80, 'a curve is not seen')
      await page.pdf({ path: 'screenshots/forecast.pdf', preferCSSPageSize: true, printBackground: true })
      await page.screenshot({ path: 'screenshots/forecast-print.png', fullPage: true })
    }))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, () =>
      given(
        whole,
        async ({ page }) => {
          await page.locator('.forecast summary').click()
          await assertAccessible(page, 'forecast')
          await page.screenshot({
            path: `screenshots/forecast-${look.language}-${look.colorScheme}.png`,
            fullPage: true,
          })
        },
        look,
      ))
})
