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

  const openOften = async (page: Page, server: FakeServer): Promise<void> => {
    await open(page, server)
    await page
      .locator('.articles-list')
      .getByRole('button', { name: /更\s*多|More/ })
      .click()
    await page.getByRole('button', { name: '老年人免费乘车' }).click()
    await page.locator('.article-owner').waitFor()
  }
  const showVersions = async (page: Page): Promise<void> => {
    await page.getByText(/版本与履历|Versions and history/).click()
    await page.locator('.article-diff ins').nth(1).waitFor()
  }

  it('given more articles than a page, then the next page follows and each can be opened', () =>
    given(
      async ({ page, server }) => {
        await open(page, server)
        assert.equal(await page.locator('.articles-list li').count(), 4)
        await openOften(page, server)
        assert.equal(await page.locator('.articles-list li').count(), 5)
        assert.equal(await page.locator('.articles-list').getByRole('button', { name: '更多' }).count(), 0)
      },
      { role: 'shift_leader' },
    ))

  it('given an article that was changed twice, then each version says by whom and what, and an older one is written on from and saved as a new one', () =>
    given(
      async ({ page, server }) => {
        await openOften(page, server)
        await showVersions(page)
        const marked = (of: 'del' | 'ins') => page.locator(`.article-differences ${of}`).allTextContents()
        assert.deepEqual((await marked('del')).slice(0, 3), ['七', '两', '到窗口'])
        assert.deepEqual((await marked('ins')).slice(0, 3), ['六', '五', '一'])
        await page.getByRole('button', { name: '更早的版本' }).click()
        await page.getByText('第 1 版').click()
        await until('it is shown in full', async () =>
          /首版/.test((await page.locator('.article-differences').textContent()) ?? ''),
        )
        await page.locator('.article-compare').getByText('现行版').click()
        await until('it is compared with the current one', async () => (await marked('ins')).length > 0)
        await page.getByRole('button', { name: '以此版为底稿' }).click()
        assert.equal(await page.locator('[data-article=title]').inputValue(), '老人乘车')
        assert.equal(server.knowledge.sent.length, 0, 'nothing is changed before it is saved')
        await page.getByRole('button', { name: /保\s*存/ }).click()
        await until('it is saved', () => server.knowledge.sent.length === 1)
        const { basedOn, content, note } = (server.knowledge.sent[0] ?? assert.fail()).body as {
          basedOn: number
          content: { body: string; expiresAt: number }
          note: string
        }
        assert.deepEqual([basedOn, content.body, note], [3, '老人凭老年卡免费乘车。', '恢复自第 1 版'])
        assert.ok(content.expiresAt > Date.now(), 'dates stay as they are')
      },
      { role: 'shift_leader' },
    ))

  it('given an article, then it is handed over to another editor with a reason, and not without one', () =>
    given(
      async ({ page, server }) => {
        await openOften(page, server)
        await page
          .locator('.article-owner')
          .getByRole('button', { name: /移\s*交/ })
          .click()
        const give = page.locator('.article-owner-end').getByRole('button', { name: /移\s*交/ })
        await page.getByLabel('移交给').selectOption('2001')
        assert.equal(await give.isDisabled(), true)
        await page.getByLabel(/^原因/).fill('周敏调岗')
        await give.click()
        const foot = page.locator('.article-foot')
        await until('it says so', async () => /双方将收到通知/.test((await foot.textContent()) ?? ''))
        assert.match((await page.locator('.article-owner p').textContent()) ?? '', /陈静/)
        const body = { basedOn: 3, from: 'leader', owner: '2001', note: '周敏调岗' }
        assert.deepEqual(server.knowledge.sent, [{ path: '/api/articles/often/hand-over', body }])
      },
      { role: 'shift_leader' },
    ))

  it('given an editor, then he says where he is told, and what cannot be is refused in words', () =>
    given(
      async ({ page, server }) => {
        await open(page, server)
        await page.getByRole('button', { name: '我的通知方式' }).click()
        await page.getByLabel('邮箱').waitFor()
        assert.equal(await page.getByLabel('手机（短信）').inputValue(), '13912345678')
        await page.getByLabel('邮箱').fill('leader@example.cn')
        await page.getByRole('button', { name: '保存通知方式' }).click()
        await until('it is saved', async () => /已保存/.test((await page.locator('.my-contact').textContent()) ?? ''))
        assert.deepEqual(server.knowledge.sent.at(-1)?.body, {
          ...{ mobile: '13912345678', email: 'leader@example.cn', seen: 1 },
        })
        await page.keyboard.press('Escape')
        await until('it is closed', async () => !(await page.locator('.my-contact').isVisible()))
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
          await openOften(page, server)
          await page.screenshot({ path: `screenshots/article-owner-${language}-${colorScheme}.png` })
          await showVersions(page)
          await page.screenshot({ path: `screenshots/article-versions-${language}-${colorScheme}.png` })
          await assertAccessible(page, 'the versions')
          assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight))
        },
        { role: 'shift_leader', language, colorScheme },
      ))
})
