import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { answerScores, type FakeScores } from './fake-scores.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('the page of scores in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()

  const given = (
    who: 'supervisor' | 'unit_leader',
    run: (seated: Seated, fake: FakeScores) => Promise<void>,
    look: Seat = {},
    before: (fake: FakeScores) => void = () => {},
  ) =>
    seat(
      async seated => {
        const fake = await answerScores(seated.page, who)
        before(fake)
        await seated.page.goto(`${seated.server.url}/scores`)
        await seated.page
          .locator(who === 'supervisor' ? '.score-table' : '.score-cards')
          .first()
          .waitFor()
        await seated.page.locator('.named-list li').first().waitFor()
        await run(seated, fake)
      },
      { role: 'shift_leader', ...look },
    )

  it('lists units by place, those with too few cases and those without orders apart', () =>
    given('supervisor', async ({ page }) => {
      const places = await page.locator('.score-table').first().locator('.score-place').allTextContents()
      assert.deepEqual(places, ['1', '2', '2'])
      assert.match((await page.locator('.score-table').nth(1).textContent()) ?? '', /档案馆.*件数不足/)
      assert.match((await page.locator('.score-no-orders').textContent()) ?? '', /本月无工单.*气象局/)
      assert.equal(await page.locator('.objections img').count(), 0, 'what people type is text')
    }))

  it('says the formula in words when it is asked for', () =>
    given('supervisor', async ({ page }) => {
      await page.locator('.score-formula summary').click()
      const formula = page.locator('.score-formula dd').nth(1)
      await formula.waitFor()
      assert.equal(await formula.textContent(), '达到 98% 得满分 25，每低 1 个百分点扣 0.5，最低 12.5，不足 3 件不计分')
    }))

  it('shows the cases behind a figure, and gives the focus back', () =>
    given('supervisor', async ({ page }) => {
      const figure = page.locator('.score-table button').first()
      await figure.click()
      await page.locator('.score-numbers li').first().waitFor()
      await assertAccessible(page, 'cases behind a figure')
      await page.keyboard.press('Escape')
      await until('it is closed', async () => (await page.locator('.score-cases').count()) === 0)
      assert.equal(await figure.evaluate(button => button === document.activeElement), true)
    }))

  it('makes a month final only after a second press', () =>
    given(
      'supervisor',
      async ({ page }, fake) => {
        await page.locator('.score-provisional').waitFor()
        await page.locator('.score-freeze button').click()
        assert.equal(fake.sent.length, 0)
        await page.locator('.score-freeze button').first().click()
        await until('it is sent', () => fake.sent.length === 1)
        await until('it is final', async () => (await page.locator('.score-provisional').count()) === 0)
      },
      {},
      fake => {
        fake.version = null
      },
    ))

  it('rules with what is counted instead; what was typed stays where it is refused', () =>
    given('supervisor', async ({ page }, fake) => {
      await page.locator('.ruling summary').click()
      fake.refuse = 'scores_changed'
      await page.locator('.ruling-counts input').first().fill('90')
      await page.locator('.ruling textarea').fill('属实')
      await assertAccessible(page, 'a ruling')
      await page.locator('.ruling button[type=submit]').click()
      await page.locator('.score-refused').waitFor()
      assert.equal(await page.locator('.ruling textarea').inputValue(), '属实')
      assert.deepEqual(fake.sent[0], {
        path: '/api/scores/objections/o1/ruling',
        body: {
          ...{ accepted: true, reason: '属实', seen: 1 },
          correction: { indicator: 'handled_in_time', counted: 90, base: 96 },
        },
      })
    }))

  it('shows a unit its own score step by step, and takes its objection', () =>
    given('unit_leader', async ({ page }, fake) => {
      assert.equal(await page.locator('.score-table').count(), 0)
      await page.locator('.score-worked').first().waitFor()
      assert.equal(await page.locator('.score-worked').first().textContent(), '差 8.33 个百分点：25 − 8.33 × 1 = 16.67')
      await page.locator('.objection-form button').click()
      await page.locator('.score-refused').waitFor()
      assert.equal(fake.sent.length, 0)
      await page.locator('#objection-about').selectOption('handled_in_time')
      await page.locator('#objection-reason').fill('当日全区停电')
      await page.locator('.objection-form button').click()
      await until('it is sent', () => fake.sent.length === 1)
      assert.deepEqual(fake.sent[0]?.body, {
        // of the month that is shown, whichever is chosen by the date of today
        ...{ month: '2026-10', version: 1, reason: '当日全区停电' },
        ...{ indicator: 'handled_in_time', caseNo: null },
      })
      await until('the form is empty', async () => (await page.locator('#objection-reason').inputValue()) === '')
    }))

  for (const who of ['supervisor', 'unit_leader'] as const)
    for (const look of looks)
      it(`keeps the rules of WCAG 2.2 AA for a ${who}, ${look.language}, ${look.colorScheme}, also on a phone`, () =>
        given(
          who,
          async ({ page }) => {
            await page.locator('.score-formula summary').click()
            await page.locator('.score-formula dd').first().waitFor()
            await assertAccessible(page, 'scores')
            if (who === 'supervisor') return
            await page.setViewportSize({ width: 390, height: 844 })
            await assertAccessible(page, 'scores on a phone')
            assert.equal(
              await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
              false,
              'nothing goes beyond the side of a phone',
            )
          },
          look,
        ))
})
