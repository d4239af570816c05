import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { answerVisits, type FakeVisits } from './fake-visit.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('the report of attempts in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()
  const given = (run: (seated: Seated, fake: FakeVisits) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        const fake = await answerVisits(seated.page, 'admin')
        await seated.page.goto(`${seated.server.url}/visits-report`)
        await seated.page.locator('.visits-tabs button').nth(1).click()
        await seated.page.locator('.attempts-table').first().waitFor()
        await run(seated, fake)
      },
      { role: 'analyst', ...look },
    )
  const lines = ({ page }: Seated, table: number) =>
    page
      .locator('.attempts-table')
      .nth(table)
      .locator('tr')
      .evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent).join(' ')))

  it('shows attempts by hour and by agent against what they came to; where none is over there is no rate', () =>
    given(async seated => {
      assert.deepEqual(await lines(seated, 0), [
        '时段 拨打 未结束 接通 接通率 已评价 无人接听 占线 拒绝回访 语音助手或留言 停机',
        '09:00–10:00 123 0 89 72.36% 80 21 13 9 0 0',
        '14:00–15:00 111 1 40 36.36% 40 40 20 0 8 2',
        '19:00–20:00 2 2 0 — 0 0 0 0 0 0',
        '合计 236 3 129 55.36% 120 61 33 9 8 2',
      ])
      const [, agent] = await lines(seated, 1)
      assert.equal(agent, '李国庆<b> 1001 236 3 129 55.36% 120 61 33 9 8 2 4 10:20 1:30:00')
      await seated.page.screenshot({ path: 'screenshots/visits-attempts.png', fullPage: true })
    }))

  it('asks for days, a purpose or a campaign, and tells what is wrong with the days', () =>
    given(async ({ page }, fake) => {
      assert.match(fake.asked[0] ?? '', /^\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/)
      await page.getByLabel('范围').selectOption('purpose progress_notice')
      await until('it is asked', async () => /purpose=progress_notice/.test(fake.asked.at(-1) ?? ''))
      await page.getByLabel('范围').selectOption({ label: '春季回访' })
      await until('it is asked', async () => /campaign=visits/.test(fake.asked.at(-1) ?? ''))
      await page.route('**/api/visits/attempts?*', route =>
        route.fulfill({ status: 400, json: { error: { code: 'days_unsound', zh: '', en: '' } } }),
      )
      await page.getByLabel('起').fill('2027-01-01')
      const told = page.locator('.visits-refused')
      await until('it is told', async () => /起始日/.test((await told.textContent()) ?? ''))
    }))

  it('is where an analyst begins, and leads to the campaigns', () =>
    given(async ({ page, server }) => {
      await page.goto(server.url)
      await page.waitForURL('**/visits-report')
      const links = page.getByRole('navigation', { name: '其他页面' })
      await links.waitFor()
      assert.deepEqual(await links.getByRole('button').allTextContents(), ['外呼活动', '数据导出', '预测与排班'])
      await links.getByRole('button', { name: '外呼活动' }).click()
      await page.waitForURL('**/campaigns')
      await page.locator('.campaign-table').waitFor()
      await page.goBack()
      await page.getByRole('button', { name: '签出' }).click()
      await page.locator('[type=password]').waitFor()
    }))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, () =>
      given(async ({ page }) => {
        await assertAccessible(page, 'attempts')
        await page.screenshot({
          path: `screenshots/visits-attempts-${look.language}-${look.colorScheme}.png`,
          fullPage: true,
        })
      }, look))
})
