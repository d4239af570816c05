import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { DeskState } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible } from './accessible.ts'
import { builtPages } from './built-pages.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk, fakePop, fakeWall } from './fake-state.ts'
import { findBrowser, openBrowser } from './open-browser.ts'

const executable = findBrowser()

const desks = (now: number): Record<string, DeskState> => ({
  ready: fakeDesk(now),
  ring: fakeDesk(now, { agent: fakeAgent(now, { state: 'reserved', since: now - 2_000 }), pop: fakePop(now) }),
  talk: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000, next: 'meal' }),
    call: fakeCall(now),
  }),
  wrap_up: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'wrap_up', since: now - 40_000, until: now + 50_000 }),
    call: fakeCall(now, { endedAt: now - 40_000 }),
  }),
})

const rootSize = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)

/** Fails where something to press lies beside the screen, or where the page must be moved sideways to be read. */
const assertFitsAcross = async (page: Page, what: string): Promise<void> => {
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const beside = [...document.querySelectorAll('button, a, input, select, textarea, strong')].filter(
      element => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.unseen'),
    )
    return { wider: scrollWidth - clientWidth, beside: beside.map(element => element.textContent) }
  })
  assert.deepEqual(found, { wider: 0, beside: [] }, what)
}

describe('large type, in a real browser', { skip: executable === null && 'no Chromium on this machine' }, () => {
  let pages = ''
  let browser: Browser
  before(async () => {
    pages = await builtPages()
    browser = await openBrowser(executable ?? '')
  })
  after(async () => {
    await browser.close()
  })

  const given = async (
    { size, language, colorScheme }: Record<'size' | 'language', string> & { colorScheme: 'light' | 'dark' },
    run: (page: Page, server: FakeServer) => Promise<void>,
  ) => {
    const server = await startFakeServer(pages)
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme })
    try {
      const page = await context.newPage()
      await page.goto(server.url)
      await page.evaluate(
        ([type, words]) => {
          localStorage.setItem('yihao.type-size', type)
          localStorage.setItem('yihao.language', words)
        },
        [size, language] as const,
      )
      await run(page, server)
    } finally {
      await context.close()
      await server.close()
    }
  }
  const plain = { language: 'zh', colorScheme: 'light' } as const

  it('is chosen by one press before signing in, at once, in every page of this browser, and still there afterwards', () =>
    given({ ...plain, size: 'nonsense' }, async (page, server) => {
      await page.reload()
      assert.equal(await rootSize(page), '16px')
      const other = await page.context().newPage()
      await other.goto(`${server.url}/citizen`)
      await other.locator('.citizen').waitFor()
      const field = page.locator('[autocomplete=username]')
      const before = await field.evaluate(input => input.getBoundingClientRect().height)
      await page.locator('.type-size .ant-segmented-item', { hasText: '125%' }).click()
      assert.equal(await rootSize(page), '20px')
      const larger = await field.evaluate(input => input.getBoundingClientRect().height)
      assert.ok(Math.abs(larger / before - 1.25) < 0.03, `the fields grow with the type: ${before} to ${larger}`)
      await until('the other page follows', async () => (await rootSize(other)) === '20px')
      server.signIn('agent')
      server.show({ desk: fakeDesk(Date.now()) })
      await page.goto(server.url)
      await page.locator('.strip').waitFor()
      assert.equal(await rootSize(page), '20px')
    }))

  for (const size of ['large', 'larger'])
    for (const look of [plain, { language: 'en', colorScheme: 'dark' }] as const) {
      const name = `${size}, ${look.language}, ${look.colorScheme}`

      it(`the desk at 1366 by 768 has everything in reach without moving sideways, and breaks no rule: ${name}`, () =>
        given({ ...look, size }, async (page, server) => {
          server.signIn('agent')
          for (const [state, desk] of Object.entries(desks(Date.now()))) {
            server.show({ desk })
            await page.goto(`${server.url}/desk`)
            await page.locator(`.strip.state-${desk.agent.state}`).waitFor()
            if (state === 'talk') await page.locator('.talk-emergency button').first().waitFor()
            await assertFitsAcross(page, state)
            await assertAccessible(page, `desk, ${state}, ${name}`)
            const { scrollHeight, clientHeight } = await page.evaluate(() => document.documentElement)
            if (size === 'large') assert.equal(scrollHeight, clientHeight, `${state}: the page scrolls down`)
          }
        }))

      it(`the wall has everything in reach without moving sideways, and breaks no rule: ${name}`, () =>
        given({ ...look, size }, async (page, server) => {
          server.signIn('shift_leader')
          server.show({ wall: fakeWall(Date.now()) })
          await page.goto(`${server.url}/wall`)
          await page.locator('.curve-chart canvas').waitFor()
          await page.locator('.agent.state-talking button').first().click()
          await page.locator('.agent-panel').waitFor()
          await assertFitsAcross(page, 'the wall')
          await assertAccessible(page, `wall, ${name}`)
        }))

      it(`cases, recordings and the citizen's page are read without moving sideways: ${name}`, () =>
        given({ ...look, size }, async (page, server) => {
          server.signIn('shift_leader')
          for (const [path, ready] of [
            ['/cases', '.cases-list'],
            ['/recordings', '.recordings-list'],
            ['/citizen', '.citizen-button'],
          ] as const) {
            await page.goto(`${server.url}${path}`)
            await page.locator(ready).waitFor()
            await assertFitsAcross(page, path)
          }
        }))
    }
})
