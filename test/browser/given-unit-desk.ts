import type { Browser, Page } from 'playwright-core'
import { hashPassword } from '../../src/adapters/http/password.ts'
import { caseNumberOf } from '../../src/domain/cases/case-number.ts'
import { demoOffice, firstSettings } from '../../src/seed-cases.ts'
import { asking } from '../adapters/http/given-case-talk.ts'
import {
  type Cleanup,
  type GivenOptions,
  type GivenServer,
  givenServer,
  password,
} from '../adapters/http/given-server.ts'
import { type GivenCase, registered } from '../adapters/store/given-cases.ts'

const wanted = ['water', 'housing', 'urban', 'water-east', 'water-west']

/** The real server with the units, the people of the office and cases that were dispatched. `folder`: of the built pages. */
export interface GivenUnitDesk {
  readonly server: GivenServer
  readonly url: string
  /** The cookie of one sign-in of somebody, the same for all of a test file: sign-ins are limited. */
  cookieOf(name: string): Promise<string>
  /** Asks as somebody of the office or a unit. */
  as(name: string): Promise<(url: string, body?: object) => ReturnType<ReturnType<typeof asking>>>
  /** Does a step as somebody, with the version that is now. */
  step(name: string, caseNo: string, wish: object): Promise<void>
  /** Registers a case and dispatches it to a unit; gives its number. */
  dispatched(unit: string, form?: Partial<GivenCase>, coUnits?: readonly string[]): Promise<string>
}

export const givenUnitDesk = async (
  t: Cleanup,
  folder: string | null = null,
  options: GivenOptions = {},
): Promise<GivenUnitDesk> => {
  const server = await givenServer(t, { webFolder: folder, ...options })
  const ask = asking(server)
  const passwordHash = await hashPassword(password)
  for (const { alsoRoles = null, unitId = null, ...user } of demoOffice)
    await server.store.write.saveUser({ ...user, alsoRoles, unitId, agentId: null, passwordHash, disabled: false })
  const admin = await server.signIn('admin')
  for (const fact of firstSettings(server.clock.now(), true)) {
    if (fact.kind !== 'setting_changed' || fact.setting !== 'unit' || !wanted.includes(fact.key)) continue
    const set = await ask(admin, `/api/settings/unit/${fact.key}`, { document: fact.document, seen: 0 }, 'PUT')
    if (set.status !== 200) throw new Error(`unit ${fact.key}: ${JSON.stringify(set.body)}`)
  }
  const cookies = new Map<string, string>()
  const cookieOf = async (name: string) => {
    const cookie = cookies.get(name) ?? (await server.signIn(name))
    cookies.set(name, cookie)
    return cookie
  }
  const as: GivenUnitDesk['as'] = async name => {
    const cookie = await cookieOf(name)
    return (url, body) => ask(cookie, url, body)
  }
  const step: GivenUnitDesk['step'] = async (name, caseNo, wish) => {
    const ask = await as(name)
    const { body } = await ask(`/api/cases/${caseNo}`)
    const done = await ask(`/api/cases/${caseNo}/steps`, { wish, seen: body.version })
    if (done.status !== 200) throw new Error(`${name} ${JSON.stringify(wish)}: ${JSON.stringify(done.body)}`)
  }
  let running = 0
  const localDay = 20260302
  return {
    server,
    url: folder === null ? '' : `http://${await server.listen()}`,
    as,
    cookieOf,
    step,
    dispatched: async (unit, form = {}, coUnits = []) => {
      running++
      await server.store.append(registered({ running, at: server.clock.now(), localDay, ...form }))
      const caseNo = caseNumberOf({ localDay, running })
      await step('review', caseNo, { event: 'pass_review', suggestedUnit: null, note: '' })
      await step('dispatch', caseNo, { event: 'dispatch', unit, coUnits, note: '' })
      return caseNo
    },
  }
}

/** A seat at the desk of a unit. */
export interface Seat {
  readonly name: string
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly language?: 'zh' | 'en'
  readonly typed?: boolean
}

/** Opens the desk for somebody who is signed in, and waits for his in-box; `typed`: he signs in himself, by name and password. */
export const seated = async (
  browser: Browser,
  desk: GivenUnitDesk,
  { name, viewport = { width: 1366, height: 768 }, colorScheme = 'light', language = 'zh', typed = false }: Seat,
): Promise<Page> => {
  const context = await browser.newContext({ viewport, colorScheme })
  await context.addInitScript(value => localStorage.setItem('yihao.language', value), language)
  const page = await context.newPage()
  if (!typed) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(await desk.cookieOf(name)) ?? []
    await context.addCookies([{ name: key, value, url: desk.url }])
  }
  await page.goto(desk.url)
  if (typed) {
    await page.locator('[autocomplete=username]').fill(name)
    await page.locator('[type=password]').fill(password)
    await page.keyboard.press('Enter')
  }
  await page.locator('.unit-box').waitFor()
  return page
}
