import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { findBrowser, openTalkingBrowser } from '../../../scripts/phone/chromium.ts'
import { installEars, type PageEars } from '../../../scripts/phone/page-ears.ts'
import { callWithTone, type ToneCaller } from '../../../scripts/phone/tone-caller.ts'
import { demoPassword, givenHotline, type Hotline } from '../../helpers/city.ts'
import { countCalls } from '../../helpers/count-calls.ts'
import { childrenOf, processesOf } from '../../helpers/processes.ts'
import { until } from '../../helpers/until.ts'
import { skipForNetwork } from './own-network.ts'

/** Pitch of every agent's microphone in these tests, Hz. */
export const agentTone = 1_000
/** Pitch of a caller, Hz. */
export const callerTone = 400

/** Why there can be no test here, or false. */
export const noBrowser = findBrowser() === null ? 'no Chromium on this machine' : skipForNetwork()

/** A Chromium whose microphone hears one tone; `allowed`: whether pages get it; `microphone`: whether there is one. */
export const givenBrowser = async (
  t: TestContext,
  {
    tone = agentTone,
    ...how
  }: { readonly allowed?: boolean; readonly microphone?: boolean; readonly tone?: number } = {},
): Promise<Browser> => {
  const { browser, close } = await openTalkingBrowser(tone, how)
  t.after(close)
  return browser
}

/** Stops all processes of browsers that play this tone, as a closed lid does: no word to anybody, sockets stay open. */
export const freezeBrowsers = (): void => {
  for (const pid of processesOf('yihao-microphone-').flatMap(main => [main, ...childrenOf(main)]))
    process.kill(pid, 'SIGSTOP')
}

/** They go on. */
export const thawBrowsers = (): void => {
  for (const pid of processesOf('yihao-microphone-').flatMap(main => [main, ...childrenOf(main)]))
    process.kill(pid, 'SIGCONT')
}

/** A page of an agent at his desk. */
export interface AgentPage {
  readonly page: Page
  /** Waits until the phone line of the desk says this (`data-word`). */
  says(word: string): Promise<void>
  /** Waits until the agent is in this state. */
  is(state: string): Promise<void>
  ear<T>(ask: (ears: PageEars) => T): Promise<T>
  hears(hertz: number): Promise<void>
}

/** Runs in the page, before anything else of it: its computer's clock is wrong by so many ms. */
const setClock = (aheadMs: number): void => {
  const right = Date
  window.Date = new Proxy(right, {
    construct: (target, args) =>
      args.length === 0 ? new target(right.now() + aheadMs) : Reflect.construct(target, args),
    get: (target, name) => (name === 'now' ? () => right.now() + aheadMs : Reflect.get(target, name)),
  })
}

/** Signs an agent in at a page of his own. */
export const givenAgentPage = async (
  browser: Browser,
  { server }: Hotline,
  name: string,
  {
    clockAheadMs = 0,
    path,
    warned = false,
    ...options
  }: BrowserContextOptions & {
    readonly clockAheadMs?: number
    readonly path?: string
    /** The browser does not trust the server's certificate, and he lets it be. */
    readonly warned?: boolean
  } = {},
): Promise<AgentPage> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 650 }, ...options })
  await context.addInitScript(installEars)
  if (clockAheadMs !== 0) await context.addInitScript(setClock, clockAheadMs)
  const page = await context.newPage()
  await page.goto(server.url).catch(error => {
    if (!warned || !/ERR_CERT_AUTHORITY_INVALID/.test(String(error))) throw error
  })
  if (warned) await passWarning(page)
  await page.locator('[autocomplete=username]').fill(name)
  await page.locator('[type=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  if (path !== undefined) {
    await page.locator('.wall').waitFor()
    await page.goto(`${server.url}${path}`)
  }
  await page.locator('.strip').waitFor()
  return agentPage(page)
}

/** Passes the browser's own warning of a certificate that it does not trust, as a person does. */
export const passWarning = async (page: Page): Promise<void> => {
  await page.locator('#details-button').click()
  await page.locator('#proceed-link').click()
}

/** A desk that is open. */
export const agentPage = (page: Page): AgentPage => {
  const ear = <T>(ask: (ears: PageEars) => T): Promise<T> =>
    page.evaluate(`(${ask.toString()})(window.ears)`) as Promise<T>
  return {
    page,
    says: word => page.locator(`.phone-line[data-word=${word}]`).waitFor({ timeout: 15_000 }),
    is: state => page.locator(`.strip.state-${state}`).waitFor({ timeout: 15_000 }),
    ear,
    hears: async hertz => {
      await until(`the page hears ${hertz} Hz`, async () => {
        const share = (await page.evaluate(`window.ears.hears(${hertz})`)) as number
        return share > 0.5
      })
    },
  }
}

/** Signs an agent in at a page of his own, whose phone stands, and lets him take calls. */
export const givenReadyAgent = async (
  browser: Browser,
  hotline: Hotline,
  name: string,
  options: Parameters<typeof givenAgentPage>[3] = {},
): Promise<AgentPage> => {
  const desk = await givenAgentPage(browser, hotline, name, options)
  await desk.says('standing')
  // the leg stands at the page before the desk has heard of it
  await desk.is('paused')
  await desk.page.keyboard.press('F2')
  await desk.is('ready')
  return desk
}

/** Callers hear no notice, so that a talk begins at its answer, and it ends with no wrap-up. */
export const phoneSettings = { YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_DEMO_NOTICE: '0' } as const

/** A hotline for browser phones. */
export const givenPhoneHotline = (t: TestContext, settings: Record<string, string> = {}): Promise<Hotline> =>
  givenHotline(t, { ...phoneSettings, ...settings })

/** A citizen who calls and sends a tone. */
export const givenCaller = async (
  t: TestContext,
  { asterisk }: Hotline,
  number = '13812340001',
): Promise<ToneCaller> => {
  const caller = await callWithTone(asterisk.sipPort, { number, hertz: callerTone })
  countCalls(1)
  t.after(() => caller.close())
  return caller
}

/** Waits until the two hear each other: by content, on both sides. */
export const bothHear = async (desk: AgentPage, caller: ToneCaller): Promise<void> => {
  await desk.hears(callerTone)
  await until('the caller hears the agent', () => caller.hears(agentTone) > 0.5)
}

/** Waits until the two hear each other and nobody else. */
export const onlyBothHear = async (desk: AgentPage, caller: ToneCaller): Promise<void> => {
  await bothHear(desk, caller)
  await until('each hears the other alone', async () => {
    const share = (await desk.page.evaluate(`window.ears.hears(${callerTone})`)) as number
    return share > 0.9 && caller.hears(agentTone) > 0.9
  })
}
