import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startAsterisk } from '../../asterisk/run.ts'
import { openTalkingBrowser } from '../../phone/chromium.ts'
import { givePhonesAnAddress } from '../../phone/network.ts'
import type { Closers } from '../closers.ts'
import { makeBenchFolder } from '../folder.ts'
import { startServerProcess } from '../server.ts'
import { pause } from '../wait.ts'
import { watchArrivals } from './arrivals.ts'
import { type IdleLegs, measureIdleLegs } from './idle-legs.ts'
import { agentTone, isIn, measureAccept, measureInvite, measureReload, type Talk } from './talks.ts'

/** How much is measured. */
export interface PhonePlan {
  readonly calls: number
  readonly reloads: number
  readonly signIns: number
  readonly legs: number
  readonly idleSeconds: number
}

/** What was measured; all times in ms. */
export interface PhoneFigures {
  readonly answer: readonly Talk[]
  readonly accept: readonly Talk[]
  readonly invite: readonly Talk[]
  readonly reload: readonly Talk[]
  readonly signIn: readonly number[]
  readonly idle: IdleLegs
}

const says = (page: Page, word: string) => page.locator(`.phone-line[data-word=${word}]`).waitFor({ timeout: 20_000 })

const setWish = (page: Page, wishes: { wantsStandingLeg: boolean; autoAccept: boolean }) =>
  page.evaluate(
    `fetch('/api/phone/settings', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '${JSON.stringify(wishes)}' })`,
  )

const leave = async (page: Page) => {
  await page.locator('.command').first().click()
  await page.locator('.command-quiet').waitFor()
  await page.keyboard.press('1')
  await isIn(page, 'paused')
  await page.context().close()
}

/** Signs in at a new page and goes ready; gives the page and how long it took from the press of Enter. */
const signIn = async (browser: Browser, url: string, name: string, password: string) => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await watchArrivals(page)
  await page.goto(url)
  await page.locator('[autocomplete=username]').fill(name)
  await page.locator('[type=password]').fill(password)
  const began = performance.now()
  await page.keyboard.press('Enter')
  await isIn(page, 'paused')
  await page.keyboard.press('F2')
  await isIn(page, 'ready')
  return { page, ms: performance.now() - began }
}

/** Measures the browser phone on the real Asterisk, the real server and a real Chromium. */
export const measurePhone = async (
  plan: PhonePlan,
  closers: Closers,
  say: (text: string) => void,
): Promise<PhoneFigures> => {
  givePhonesAnAddress()
  const folder = makeBenchFolder()
  const asterisk = await startAsterisk({ folder: join(folder, 'asterisk'), profile: 'hotline' })
  closers.add(() => asterisk.stop())
  const server = await startServerProcess(folder, asterisk, plan.legs + plan.signIns)
  closers.add(() => server.stop())
  const { browser, close } = await openTalkingBrowser(agentTone, { aside: true })
  closers.add(close)

  say(`signing in ${plan.signIns} times`)
  const signIns: number[] = []
  let page: Page | null = null
  for (let n = 0; n < plan.signIns; n += 1) {
    // the one before takes no calls any more
    if (page) await leave(page)
    const signedIn = await signIn(browser, server.url, String(1001 + n), server.password)
    signIns.push(signedIn.ms)
    page = signedIn.page
  }
  if (!page) throw new Error('at least one sign-in must be measured')
  const desk = { page, sipPort: asterisk.sipPort }

  say('a standing leg: calls that are accepted by a key')
  await says(page, 'standing')
  const accept = await measureAccept(desk, plan.calls)
  say('calls that are accepted by themselves')
  await setWish(page, { wantsStandingLeg: true, autoAccept: true })
  const invite = await measureInvite(desk, plan.calls)
  say('reloads in a talk')
  const reload = await measureReload(desk, plan.reloads)
  say('no standing leg: calls that ring and are answered by a key')
  await setWish(page, { wantsStandingLeg: false, autoAccept: false })
  await says(page, 'registered')
  await pause(500)
  const answer = await measureAccept(desk, plan.calls)
  await page.context().close()

  say(`${plan.legs} standing legs without a call`)
  const agents = Array.from({ length: plan.legs }, (_, n) => String(1001 + plan.signIns + n))
  const idle = await measureIdleLegs(browser, asterisk, server, agents, plan.idleSeconds)
  return { answer, accept, invite, reload, signIn: signIns, idle }
}
