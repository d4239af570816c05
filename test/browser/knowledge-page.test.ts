import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import type { FakeServer } from './fake-server.ts'
import { withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const open = async (page: Page, server: FakeServer): Promise<void> => {
  await page.goto(`${server.url}/knowledge`)
  await page.locator('.articles-list li').first().waitFor()
}
const choose = async (page: Page, nth: number): Promise<void> => {
  await page.locator('.articles-list .cases-pick').nth(nth).click()
  await page.locator('[data-article=title]').waitFor()
}

describe('the page of those who edit articles in a real browser', { skip: noBrowser }, () => {
  const { given } = withPages()

  it('given two who edit one article, the second sees what the first made, loses nothing he typed, and saves it on top', () =>
    given(
      async ({ page, server }) => {
        await open(page, server)
        await choose(page, 0)
        await page.locator('[data-article=body]').fill('我的正文')
        await page.getByRole('button', { name: /保\s*存/ }).click()
        await until('it says so', async () =>
          /已被他人修改/.test((await page.locator('.article-word').textContent()) ?? ''),
        )
        await until(
          'what only he changed is taken',
          async () => (await page.locator('[data-article=title]').inputValue()) === '他人的标题',
        )
        assert.equal(await page.locator('[data-article=body]').inputValue(), '我的正文')
        assert.match((await page.locator('.article-theirs').textContent()) ?? '', /他人的正文/)
        await page.getByRole('button', { name: /保\s*存/ }).click()
        await until('it is saved', () => server.knowledge.sent.length === 2)
        const { basedOn, content } = (server.knowledge.sent[1] ?? assert.fail()).body as {
          basedOn: number
          content: Record<string, string>
        }
        assert.deepEqual([basedOn, content.title, content.body], [2, '他人的标题', '我的正文'])
      },
      { role: 'shift_leader' },
    ))

  it('given what was proposed, it is published by one press as the version that was read', () =>
    given(
      async ({ page, server }) => {
        await open(page, server)
        await choose(page, 3)
        await page.getByRole('button', { name: /发\s*布/ }).click()
        await until('it is published', () => server.knowledge.sent.length === 1)
        assert.deepEqual(server.knowledge.sent, [{ path: '/api/articles/proposed/publish', body: { basedOn: 1 } }])
      },
      { role: 'shift_leader' },
    ))

  it('given an agent, the page is not his', () =>
    given(
      async ({ page, server }) => {
        await page.goto(`${server.url}/knowledge`)
        await page.locator('.notice').waitFor()
        assert.equal(await page.locator('.articles').count(), 0)
      },
      { role: 'agent' },
    ))

  for (const { language, colorScheme } of looks)
    it(`breaks no rule of accessibility and does not scroll as a whole (${language}, ${colorScheme})`, () =>
      given(
        async ({ page, server }) => {
          await open(page, server)
          await choose(page, 0)
          await page.screenshot({
            path: `screenshots/articles-${language}-${colorScheme}.png`,
          })
          await assertAccessible(page, 'the editor')
          assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight))
        },
        { role: 'shift_leader', language, colorScheme },
      ))
})
