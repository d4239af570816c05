import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { answerVisits, type FakeVisits } from './fake-visit.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('the page of campaigns in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()
  const given = (run: (seated: Seated, fake: FakeVisits) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        const fake = await answerVisits(seated.page, 'admin')
        await seated.page.goto(`${seated.server.url}/campaigns`)
        await seated.page.locator('.campaign-table tbody tr').first().waitFor()
        await run(seated, fake)
      },
      { role: 'shift_leader', ...look },
    )
  const row = ({ page }: Seated) => page.locator('.campaign-table tbody tr').nth(1)

  it('lists campaigns with their tasks and results, and pauses one after a second press', () =>
    given(async (seated, fake) => {
      assert.match((await row(seated).textContent()) ?? '', /满意度回访运行中4227已评价 311.*未参评 40/)
      await row(seated).getByRole('button', { name: '暂停' }).click()
      assert.equal(fake.sent.length, 0)
      await seated.page.getByRole('button', { name: '确定' }).click()
      await until('it is paused', async () => /已暂停/.test((await row(seated).textContent()) ?? ''))
      assert.match(JSON.stringify(fake.sent[0]?.body.campaign), /"state":"paused"/)
    }))

  it('shows tasks and, of each attempt, what network and agent said', () =>
    given(async seated => {
      const { page } = seated
      await row(seated).getByRole('button', { name: '任务' }).click()
      await page.locator('.campaign-tasks tbody tr').nth(1).getByRole('button').click()
      await page.locator('.attempt-table tbody tr').waitFor()
      assert.match(await seated.textOf('.attempt-table tbody tr'), /占线停机486 \/ 17/)
      assert.equal(await page.locator('.attempt-table b').count(), 0, 'what people type is text')
      await page.screenshot({ path: 'screenshots/campaigns-tasks.png' })
    }))

  it('tells what is refused beside the fields it is about, and keeps what was typed', () =>
    given(async (seated, fake) => {
      const { page } = seated
      await row(seated).getByRole('button', { name: '设置' }).click()
      const hours = page.getByLabel('拨打时段')
      assert.equal(await hours.inputValue(), '09:00-12:00 14:00-20:00')
      await hours.fill('早上')
      await page.getByRole('button', { name: '保存' }).click()
      await until('it is told', async () => /无法识别/.test((await page.locator('.campaign-form').textContent()) ?? ''))
      assert.equal(fake.sent.length, 0)
      fake.refuse = 'campaign_hours_quiet'
      await hours.fill('07:00-12:00')
      await page.getByRole('button', { name: '保存' }).click()
      const beside = page.locator('.campaign-group', { has: hours }).locator('.campaign-refused')
      await until('it is told there', async () => /晚 9 点/.test((await beside.textContent()) ?? ''))
      assert.equal(await hours.inputValue(), '07:00-12:00')
      await page.screenshot({ path: 'screenshots/campaigns-form.png', fullPage: true })
    }))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, () =>
      given(async seated => {
        const { page } = seated
        await row(seated).getByRole('button').first().click()
        await page.locator('.campaign-tasks tbody tr').nth(1).getByRole('button').click()
        await page.locator('.attempt-table tbody tr').waitFor()
        await assertAccessible(page, 'tasks')
        await row(seated).getByRole('button').nth(1).click()
        await page.locator('.campaign-form').waitFor()
        await assertAccessible(page, 'form')
        await page.screenshot({
          path: `screenshots/campaigns-${look.language}-${look.colorScheme}.png`,
          fullPage: true,
        })
      }, look))
})
