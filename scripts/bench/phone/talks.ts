import type { Page } from 'playwright-core'
import { callWithTone, type ToneCaller } from '../../phone/tone-caller.ts'
import { pause, waitFor } from '../wait.ts'
import { clockAhead, firstArrival, markArrivals, pressedAt } from './arrivals.ts'

export const agentTone = 1_000
export const callerTone = 400

/** The desk that is measured. */
export interface MeasuredDesk {
  readonly page: Page
  readonly sipPort: number
}

/** One talk: from the instant that counts to the first packet with the other's sound, on each side, ms. */
export interface Talk {
  readonly toAgent: number
  readonly toCaller: number
  /** When both were there. */
  readonly both: number
}

/** How long nothing is asked while a talk begins, ms. */
const quietMs = 150

let count = 0
const nextNumber = () => `1381234${String(++count).padStart(4, '0')}`

export const isIn = (page: Page, state: string): Promise<void> =>
  page.locator(`.strip.state-${state}`).waitFor({ timeout: 15_000 })

const talkFrom = async (page: Page, caller: ToneCaller, from: number, ahead: number): Promise<Talk> => {
  const here = await waitFor('the page gets the caller’s sound', () => firstArrival(page))
  const there = await waitFor('the caller gets the agent’s sound', () => caller.heardAt(agentTone))
  const [toAgent, toCaller] = [here - ahead - from, there - from]
  return { toAgent, toCaller, both: Math.max(toAgent, toCaller) }
}

const end = async (page: Page, caller: ToneCaller) => {
  caller.hangUp()
  await isIn(page, 'ready')
  await caller.close()
  // the next call must find a page that is at rest, as it is between two callers
  await pause(300)
}

/** Calls that the agent takes by F7, from the press of the key. */
export const measureAccept = async ({ page, sipPort }: MeasuredDesk, calls: number): Promise<Talk[]> => {
  const talks: Talk[] = []
  for (let n = 0; n < calls; n += 1) {
    const ahead = await clockAhead(page)
    await markArrivals(page)
    const caller = await callWithTone(sipPort, { number: nextNumber(), hertz: callerTone })
    await page.locator('.command-primary').waitFor()
    // people need a moment; so the press does not fall into the painting of the pop
    await pause(200)
    // held down for as long as people do; until then nobody asks the page anything, which would compete with what is measured
    await page.keyboard.press('F7', { delay: quietMs })
    await isIn(page, 'talking')
    talks.push(await talkFrom(page, caller, (await pressedAt(page)) - ahead, ahead))
    await end(page, caller)
  }
  return talks
}

/** Calls that are accepted by themselves, from the caller's INVITE. */
export const measureInvite = async ({ page, sipPort }: MeasuredDesk, calls: number): Promise<Talk[]> => {
  const talks: Talk[] = []
  for (let n = 0; n < calls; n += 1) {
    const ahead = await clockAhead(page)
    await markArrivals(page)
    const caller = await callWithTone(sipPort, { number: nextNumber(), hertz: callerTone })
    await pause(quietMs)
    await isIn(page, 'talking')
    talks.push(await talkFrom(page, caller, caller.invitedAt, ahead))
    await end(page, caller)
  }
  return talks
}

/** Reloads in a talk, from the reload to the sound on both sides. */
export const measureReload = async ({ page, sipPort }: MeasuredDesk, times: number): Promise<Talk[]> => {
  const talks: Talk[] = []
  const caller = await callWithTone(sipPort, { number: nextNumber(), hertz: callerTone })
  await isIn(page, 'talking')
  for (let n = 0; n < times; n += 1) {
    await waitFor('the caller hears the agent', () => caller.hears(agentTone, 200) > 0.5)
    const from = performance.timeOrigin + performance.now()
    await page.evaluate('location.reload()')
    await page.waitForFunction(`performance.timeOrigin > ${from - 50} && window.watched`)
    const ahead = await clockAhead(page)
    // what the caller still heard of the page before ended with its BYE
    const born = ((await page.evaluate('performance.timeOrigin')) as number) - ahead
    const here = await waitFor('the page gets the caller’s sound', () => firstArrival(page))
    const there = await waitFor('the caller gets the agent’s sound', () => caller.heardAt(agentTone, born + 60))
    const [toAgent, toCaller] = [here - ahead - from, there - from]
    talks.push({ toAgent, toCaller, both: Math.max(toAgent, toCaller) })
    await pause(1_000)
  }
  await end(page, caller)
  return talks
}
