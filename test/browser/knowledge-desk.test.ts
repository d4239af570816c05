import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { fakeArticles } from './fake-knowledge.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk } from './fake-state.ts'
import { withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const [fund] = fakeArticles
const reference = '依据：租房提取住房公积金（江海区住房公积金管理部 （虚构）江房金〔2026〕8号）'

const open = async (page: Page, server: FakeServer): Promise<void> => {
  const now = Date.now()
  server.show({
    desk: fakeDesk(now, {
      agent: fakeAgent(now, { state: 'talking', since: now - 62_000 }),
      call: fakeCall(now),
    }),
  })
  await page.goto(server.url)
  await page.locator('[data-field=text]').waitFor()
}
const hits = (page: Page) => page.locator('.knowledge-hit')

describe('the knowledge base at the desk in a real browser', { skip: noBrowser }, () => {
  const { given } = withPages()

  it('given an agent who writes, two keys open it with what he wrote, and two more put the answer at the caret with its basis', () =>
    given(
      async ({ page, server }) => {
        await open(page, server)
        await page.locator('[data-field=title]').fill('公积金租房提取')
        await page.locator('[data-field=answer]').fill('您好。再见。')
        for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft')
        await page.keyboard.press('Alt+K')
        await hits(page).first().waitFor()
        assert.ok(server.knowledge.asked.includes('公积金租房提取'))
        await page.keyboard.press('Control+Enter')
        await page.locator('.knowledge-panel').waitFor({ state: 'detached' })
        const answer = page.locator('[data-field=answer]')
        const body = fund?.content.body ?? ''
        await until(
          'it is inserted',
          async () => (await answer.inputValue()) === `您好。\n${body}\n再见。\n${reference}`,
        )
        await until('it goes on where the article ends', () =>
          page.evaluate(at => {
            const field = document.activeElement as HTMLTextAreaElement
            return field.dataset.field === 'answer' && field.selectionStart === at
          }, '您好。\n'.length + body.length),
        )
        assert.equal(server.cases.sent.length, 0, 'nothing was registered by these keys')
        await until('the draft knows the article', () => server.drafts.get('c1')?.fields.articleId === 'fund')
      },
      { role: 'agent' },
    ))

  it('given what is marked, it is looked for; arrows, Enter and Escape lead through it and back to where he wrote', () =>
    given(
      async ({ page, server, textOf }) => {
        await open(page, server)
        const text = page.locator('[data-field=text]')
        await text.fill('问购房提取，急')
        await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(1, 5))
        const before = await text.boundingBox()
        await page.keyboard.press('Alt+K')
        await hits(page).nth(2).waitFor()
        assert.deepEqual(await text.boundingBox(), before, 'nothing on the desk moves')
        assert.ok(server.knowledge.asked.includes('购房提取'))
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        assert.match(await textOf('.knowledge-text h3'), /购房提取/)
        await page.keyboard.press('8')
        await until('it is said', () => server.knowledge.sent.length === 1)
        assert.deepEqual(
          [server.knowledge.sent[0]?.path, server.knowledge.sent[0]?.body.feedback],
          ['/api/articles/fund-buy/feedback', 'wrong'],
        )
        await page.keyboard.press('Escape')
        await hits(page).first().waitFor()
        await page.keyboard.press('Escape')
        await page.locator('.knowledge-panel').waitFor({ state: 'detached' })
        assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.field), 'text')
        assert.equal(await text.inputValue(), '问购房提取，急')
      },
      { role: 'agent' },
    ))

  it('given an article that has expired, it says so before and after it is inserted', () =>
    given(
      async ({ page, server, textOf }) => {
        await open(page, server)
        await page.keyboard.press('Alt+K')
        await hits(page).nth(2).waitFor()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        assert.match(await textOf('.knowledge-failure'), /已过期/)
        await page.keyboard.press('Control+Enter')
        await until('it warns', async () => /已过期/.test(await textOf('.knowledge-word')))
      },
      { role: 'agent' },
    ))

  for (const { language, colorScheme } of looks)
    it(`breaks no rule of accessibility (${language}, ${colorScheme})`, () =>
      given(
        async ({ page, server }) => {
          await open(page, server)
          await page.locator('[data-field=title]').fill('公积金租房提取')
          await page.keyboard.press('Alt+K')
          await hits(page).first().waitFor()
          await page.screenshot({
            path: `screenshots/knowledge-${language}-${colorScheme}.png`,
          })
          await assertAccessible(page, 'results', '.knowledge-panel')
          await page.keyboard.press('Enter')
          await page.locator('.knowledge-text').waitFor()
          await page.screenshot({
            path: `screenshots/knowledge-read-${language}-${colorScheme}.png`,
          })
          await assertAccessible(page, 'an article', '.knowledge-panel')
        },
        { role: 'agent', language, colorScheme },
      ))
})
