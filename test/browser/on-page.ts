import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { builtPages } from './built-pages.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'
import { findBrowser, openBrowser } from './open-browser.ts'

/** How somebody sits before a page, and who he is. Usual: nobody is signed in, 1366 × 768, Chinese, light. */
export interface Seat {
  readonly role?: 'agent' | 'shift_leader' | 'analyst' | null
  /** What a small screen has left for the page, px. */
  readonly height?: number
  readonly language?: 'zh' | 'en'
  readonly colorScheme?: 'light' | 'dark'
}

/** A page that is not open yet, and the server of built pages behind it, without a hotline. */
export interface Seated {
  readonly server: FakeServer
  readonly context: BrowserContext
  readonly page: Page
  /** Text of the first part that fits. */
  textOf(part: string): Promise<string>
}

/** The pages and a browser for all tests of a `describe`. `given` seats somebody for one of them, and fails it where the page threw or broke its policy. */
export const withPages = () => {
  let pages = ''
  let browser: Browser
  before(async () => {
    pages = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
  })
  after(async () => {
    await browser.close()
  })

  const seat = async ({ role = null, height = 768, language, colorScheme = 'light' }: Seat) => {
    const complaints: string[] = []
    const server = await startFakeServer(pages)
    server.signIn(role)
    const context = await browser.newContext({ viewport: { width: 1366, height }, colorScheme })
    if (language) await context.addInitScript(value => localStorage.setItem('yihao.language', value), language)
    const page = await context.newPage()
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text())
    })
    const seated: Seated = {
      server,
      context,
      page,
      textOf: async part => (await page.locator(part).first().textContent()) ?? '',
    }
    const leave = async () => {
      await context.close()
      await server.close()
    }
    return { seated, leave, complaints }
  }

  const given = async (run: (seated: Seated) => Promise<void>, how: Seat = {}): Promise<void> => {
    const { seated, leave, complaints } = await seat(how)
    try {
      await run(seated)
    } finally {
      await leave()
    }
    assert.deepEqual(complaints, [])
  }
  return { seat, given }
}

/** Seats somebody anew for each test of a `describe`. */
export const onPage = (how: Seat, take: (seated: Seated) => void): void => {
  const { seat } = withPages()
  let now: Awaited<ReturnType<typeof seat>>
  beforeEach(async () => {
    now = await seat(how)
    take(now.seated)
  })
  afterEach(async () => {
    await now.leave()
    assert.deepEqual(now.complaints, [])
  })
}
