import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Exports, Version } from '../../src/web/exports/exports-api.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const at = Date.UTC(2026, 2, 3, 20)
const version = (day: string, n: number, but: Partial<Version> = {}): Version => ({
  ...{ day, version: n, standing: n === 1 ? 'provisional' : 'restated', madeAt: at, content: 'b'.repeat(64) },
  ...{ ledgerSeq: 48_210, ledgerHash: '9f86d081884c7d659a2feaa0c55ad015', files: 17, bytes: 1_250_000 },
  deliveries: ['archive', 'bureau'].map(target => ({
    ...{ target, state: 'delivered', tries: 1, nextAt: at, endedAt: at, lastError: null },
  })),
  ...but,
})
const fine: Exports = {
  running: false,
  newestDay: '2026-03-03',
  nextAt: at + 86_400_000,
  targets: [
    { name: 'archive', undelivered: 0 },
    { name: 'bureau', undelivered: 0 },
  ],
  troubles: [],
  versions: [
    version('2026-03-03', 1),
    version('2026-03-02', 2),
    version('2026-03-02', 1, {
      deliveries: [{ target: 'bureau', state: 'superseded', tries: 2, nextAt: at, endedAt: at, lastError: null }],
    }),
    version('2026-01-17', 3, { standing: 'final' }),
  ],
}
const failing: Exports = {
  ...fine,
  targets: [
    { name: 'archive', undelivered: 0 },
    { name: 'bureau', undelivered: 1 },
  ],
  troubles: [
    {
      what: 'bureau',
      day: '2026-03-03',
      why: { code: 'target_unreachable', detail: 'sftp.example.cn ETIMEDOUT' },
      since: at,
    },
  ],
  versions: [
    version('2026-03-03', 1, {
      deliveries: [
        {
          ...{ target: 'bureau', state: 'waiting', tries: 3, nextAt: at, endedAt: null },
          lastError: { code: 'target_unreachable', detail: 'sftp.example.cn ETIMEDOUT' },
        },
      ],
    }),
    ...fine.versions.slice(1),
  ],
}

describe('the page of exports in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()
  const given = (exports: Exports, run: (seated: Seated) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        await answer(seated.page, exports)
        await seated.page.goto(`${seated.server.url}/exports`)
        await seated.page.locator('.exports-state').waitFor()
        await run(seated)
      },
      { role: 'analyst', ...look },
    )
  const answer = (page: Page, exports: Exports) =>
    page.route('**/api/exports*', route =>
      route.request().method() === 'GET'
        ? route.fulfill({ json: exports })
        : route.fulfill({ status: 202, json: { running: true } }),
    )

  it('tells of each version what it is, what it is made of and where it is', () =>
    given(fine, async ({ page, textOf }) => {
      assert.match(await textOf('.exports-state'), /一切正常，最近一日 2026-03-03.*archive：全部送达.*下次/)
      const rows = await page
        .locator('.exports-table tbody tr')
        .evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent).join(' | ')))
      assert.match(
        rows[0] ?? '',
        /^2026-03-03 \| 1 \| 暂定 \| .* \| 17 · 1.2 MB \| 48210 9f86d081884c \| archive 已送达bureau 已送达$/,
      )
      assert.match(rows[2] ?? '', /由新版代替/)
      assert.match(rows[3] ?? '', /定稿/)
      await page.screenshot({ path: 'screenshots/exports.png', fullPage: true })
    }))

  it('says in red what fails and why, and that it is tried again; a click looks at all days at once', () =>
    given(failing, async ({ page, textOf }) => {
      assert.match(
        await textOf('.exports-troubles'),
        /bureau 自 .* 起失败（2026-03-03）：目标不可达。 \(sftp.example.cn ETIMEDOUT\).*自动重试/,
      )
      assert.match(await textOf('.exports-table tbody tr'), /bureau 第 3 次未成：目标不可达。/)
      await page.screenshot({ path: 'screenshots/exports-failing.png', fullPage: true })
      const asked = page.waitForRequest(request => request.method() === 'POST')
      await answer(page, { ...fine, running: true })
      await page.getByRole('button', { name: '立即检查并导出' }).click()
      await asked
      await until('it is under way', async () => /正在导出/.test(await textOf('.exports-state')))
    }))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, () =>
      given(failing, async ({ page }) => assertAccessible(page, 'exports'), look))
})
