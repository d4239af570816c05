import { readdirSync, readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { type BrowserServer, chromium, type Page } from 'playwright-core'
import { browserOptions, findBrowser } from './open-browser.ts'

/** A browser as a group of processes of its own, with one page of an agent who is signed in. */
export interface RealDesk {
  readonly page: Page
  /** Signal for all of its processes: SIGSTOP is a closed lid, SIGCONT an opened one, SIGKILL a crash. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void
  /** Signal for the processes that run pages: they hang, while the browser itself goes on talking to the network. */
  signalPages(name: 'SIGSTOP' | 'SIGCONT'): void
}

/** Starts a browser and signs an agent in as he does it himself; all of it is gone after the test. */
export const givenRealDesk = async (
  t: TestContext,
  { url, name, password }: { readonly url: string; readonly name: string; readonly password: string },
): Promise<RealDesk> => {
  const server = await chromium.launchServer(browserOptions(findBrowser() ?? ''))
  const signal = signalGroup(server)
  t.after(async () => {
    signal('SIGKILL')
    await server.close().catch(() => {})
  })
  const browser = await chromium.connect(server.wsEndpoint())
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.goto(url)
  await page.locator('[autocomplete=username]').fill(name)
  await page.locator('[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('.strip').waitFor()
  const signalPages = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of pageProcesses(server.process().pid)) process.kill(pid, name)
  }
  return { page, signal, signalPages }
}

/** Those of a browser's group of processes that run pages, as Linux lists them. */
const pageProcesses = (group: number | undefined): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const [, , processGroup] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')
        return (
          Number(processGroup) === group && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
        )
      } catch {
        return false
      }
    })
    .map(Number)

const signalGroup =
  (server: BrowserServer): RealDesk['signal'] =>
  name => {
    const { pid } = server.process()
    if (pid === undefined) return
    try {
      process.kill(-pid, name)
    } catch {
      // It has ended already.
    }
  }
