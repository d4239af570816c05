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

  const askButton = ({ page }: Seated, language: Seat['language'] = 'zh') =>
    page
      .locator('.campaign-table tbody tr')
      .nth(2)
      .getByRole('button', { name: language === 'en' ? 'Tasks of cases' : '按条件生成任务' })

  it('counts the cases that fit before it makes tasks of them, and tells why a case has none', () =>
    given(async (seated, fake) => {
      const { page } = seated
      assert.equal(await row(seated).getByRole('button', { name: '按条件生成任务' }).count(), 0, 'visits are drawn')
      await askButton(seated).click()
      await page.getByLabel('类别').selectOption('complaint')
      await page.getByLabel('办结日期起').fill('2026-11-01')
      await page.getByLabel('仅紧急').check()
      await page.getByLabel('任务说明').fill('核实进展')
      const make = page.getByRole('button', { name: /^生成/ })
      assert.equal(await make.isDisabled(), true)
      await page.getByRole('button', { name: '计数' }).click()
      await until('it is counted', async () =>
        /可生成 3 项/.test((await page.locator('.cases-answer').textContent()) ?? ''),
      )
      assert.match((await page.locator('.cases-answer').textContent()) ?? '', /保密工单.*20261122-00417-3.*境外号码/)
      await page.screenshot({ path: 'screenshots/campaigns-cases.png', fullPage: true })
      await make.click()
      await until('they are made', async () =>
        /已生成 3 项/.test((await page.locator('.cases-answer').textContent()) ?? ''),
      )
      const [counted, made] = fake.sent.map(({ body }) => body)
      assert.deepEqual([counted?.dryRun, made?.dryRun, made?.requestId], [true, false, counted?.requestId])
      const { accepted: _accepted, ...conditions } = (made?.conditions ?? {}) as Record<string, unknown>
      const closed = { from: '2026-11-01', to: '2026-11-01' }
      assert.deepEqual(conditions, { closed, classes: ['complaint'], urgent: true })
      assert.equal(await make.isDisabled(), true)
      await page.getByLabel('仅紧急').uncheck()
      assert.equal(await page.locator('.cases-answer').count(), 0, 'what was counted is of other conditions')
      await page.getByRole('button', { name: '计数' }).click()
      await until('it is asked anew', async () => fake.sent.length === 3)
      assert.notEqual(fake.sent[2]?.body.requestId, made?.requestId)
    }))

  it('tells why nothing was counted', () =>
    given(async (seated, fake) => {
      await askButton(seated).click()
      fake.refuse = 'days_unsound'
      await seated.page.getByRole('button', { name: '计数' }).click()
      const told = seated.page.locator('.campaign-form-foot .campaign-refused')
      await until('it is told', async () => /起始日/.test((await told.textContent()) ?? ''))
    }))

  it('begins a new campaign as one of its purpose begins, paused, and says what numbers may be', () =>
    given(async (seated, fake) => {
      const { page } = seated
      await page.getByRole('button', { name: '新建活动' }).click()
      await page.getByLabel('用途').selectOption('satisfaction_visit-2')
      const ring = page.getByLabel('振铃时长（秒），10 至 120')
      assert.deepEqual([await ring.getAttribute('min'), await ring.getAttribute('max')], ['10', '120'])
      await page.getByLabel('中文名称').fill('春季回访')
      await page.getByRole('button', { name: '保存' }).click()
      await until('it is sent', async () => fake.sent.length === 1)
      const { seen, campaign } = (fake.sent[0]?.body ?? {}) as { seen: number; campaign: Record<string, unknown> }
      assert.deepEqual([seen, campaign.id, campaign.state], [0, 'satisfaction_visit-2', 'paused'])
      assert.deepEqual(campaign.name, { zh: '春季回访', en: 'Satisfaction visits' })
    }))

  it('leads back to where one works', () =>
    given(async ({ page }) => {
      const links = page.getByRole('navigation', { name: '其他页面' })
      assert.deepEqual(
        await links.getByRole('button').allTextContents(),
        ['返回首页', '预测与排班'],
        'a report is not for a shift leader',
      )
      await links.getByRole('button', { name: '返回首页' }).click()
      await page.waitForURL('**/wall')
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
        await askButton(seated, look.language).click()
        await page.getByRole('button', { name: look.language === 'en' ? 'Count' : '计数' }).click()
        await page.locator('.cases-answer').waitFor()
        await page.mouse.move(0, 0)
        await until('colours stand still', () =>
          page.evaluate(() => document.getAnimations().every(({ playState }) => playState !== 'running')),
        )
        await assertAccessible(page, 'cases')
        await page.screenshot({
          path: `screenshots/campaigns-${look.language}-${look.colorScheme}.png`,
          fullPage: true,
        })
      }, look))
})
