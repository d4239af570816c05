import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../src/adapters/http/password.ts'
import type { Role } from '../../src/domain/cases/role.ts'
import { form, givenCaseTalk } from '../adapters/http/given-case-talk.ts'
import { type Cleanup, givenServer, password } from '../adapters/http/given-server.ts'
import { until } from '../helpers/until.ts'

const people: readonly { name: string; role: Role; alsoRoles?: readonly Role[]; unitId?: string }[] = [
  { name: 'review', role: 'reviewer' },
  { name: 'dispatch', role: 'dispatcher' },
  { name: 'dispatch2', role: 'dispatcher' },
  { name: 'supervise', role: 'supervisor' },
  { name: 'visit', role: 'callback_agent' },
  { name: 'water', role: 'unit_clerk', alsoRoles: ['unit_leader'], unitId: 'water' },
  { name: 'urban', role: 'unit_clerk', alsoRoles: ['unit_leader'], unitId: 'urban' },
]

const unitOf = (id: string, zh: string, en: string) => ({
  ...{ id, name: { zh, en }, tier: 1, parent: null, signsOff: false, mobile: '', email: '', active: true },
})
const units = [
  unitOf('water', '水务集团', 'Water works'),
  unitOf('urban', '城管局', 'Urban management'),
  unitOf('housing', '住建局', 'Housing and construction'),
]
const topics = [
  { id: 'city', parent: null, name: { zh: '城市管理', en: 'City' } },
  { id: 'light', parent: 'city', name: { zh: '路灯', en: 'Street lights' } },
]

/** Pages and real server with the people of the office and two units, and cases out of calls. */
export const givenOffice = async (t: Cleanup, browser: Browser, webFolder: string) => {
  const server = await givenServer(t, { webFolder })
  const hash = await hashPassword(password)
  for (const person of people)
    await server.store.write.saveUser({
      ...{ displayName: `名${person.name}`, agentId: null, passwordHash: hash, disabled: false },
      ...person,
    })
  const { cookie, talk, ask, ends, ready } = await givenCaseTalk(t, '1001', server)
  const admin = await server.signIn('admin')
  for (const [kind, documents] of [
    ['unit', units],
    ['topic', topics],
  ] as const)
    for (const document of documents) {
      const set = await ask(admin, `/api/settings/${kind}/${document.id}`, { document, seen: 0 }, 'PUT')
      assert.equal(set.status, 200, JSON.stringify(set.body))
    }
  const address = await server.listen()
  const complaints: string[] = []
  let calls = 0

  /** An agent registers a case from a call; it goes to review. */
  const registered = async (change: Partial<Record<keyof typeof form, unknown>> = {}): Promise<string> => {
    const callId = `c${++calls}`
    const leg = await talk(callId, `138${String(10_000_000 + calls)}`)
    const made = await ask(cookie, `/api/calls/${callId}/cases`, {
      ...form,
      requestId: `request-0000-${String(calls).padStart(4, '0')}`,
      ...change,
    })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    await ends(leg)
    await ready()
    return made.body.caseNo as string
  }
  const cookies = new Map<string, string>()
  const cookieOf = async (name: string): Promise<string> => {
    const own = cookies.get(name) ?? (await server.signIn(name))
    cookies.set(name, own)
    return own
  }
  /** Somebody does a step by the API, as the case stands now. */
  const act = async (name: string, caseNo: string, wish: object): Promise<void> => {
    const own = await cookieOf(name)
    const { version } = (await ask(own, `/api/cases/${caseNo}`)).body
    const done = await ask(own, `/api/cases/${caseNo}/steps`, { wish, seen: version })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
  const detail = async (caseNo: string) => (await ask(await cookieOf('review'), `/api/cases/${caseNo}`)).body
  const contexts: BrowserContext[] = []
  t.after(async () => {
    for (const context of contexts) await context.close()
  })

  /** Somebody signed in at the page where he works: the office, or the desk of his unit. */
  const open = async (name: string, look: { language?: 'zh' | 'en'; colorScheme?: 'light' | 'dark' } = {}) => {
    const { language = 'zh', colorScheme = 'light' } = look
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme })
    contexts.push(context)
    await context.addInitScript(value => localStorage.setItem('yihao.language', value), language)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text())
    })
    await page.goto(`http://${address}/`)
    await page.locator('[autocomplete=username]').fill(name)
    await page.locator('[type=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('.office-queues, .unit-box').waitFor()
    return page
  }
  return { server, ask, registered, act, detail, open, complaints }
}
export type GivenOffice = Awaited<ReturnType<typeof givenOffice>>

/** Chooses a list and a case of it. */
export const openCase = async (page: Page, queue: string, caseNo: string): Promise<void> => {
  await page.locator(`[data-queue=${queue}]`).click()
  const readable = `${caseNo.slice(0, 8)}-${caseNo.slice(8, -1)}-${caseNo.slice(-1)}`
  await page.locator('.office-row', { hasText: readable }).click()
  await page.locator('.office-head .cases-number', { hasText: readable }).waitFor()
  await page.locator('.office-steps button').first().waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}

/** Takes a step by its letter and Ctrl+Enter; `fill` fills in its form. */
export const take = async (
  page: Page,
  event: string,
  fill?: (form: ReturnType<Page['locator']>) => Promise<unknown>,
) => {
  const button = page.locator(`[data-step=${event}]`)
  await button.waitFor()
  await page.keyboard.press(String(await button.getAttribute('data-letter')))
  if (!fill) return
  const shown = page.locator('.step-form')
  await shown.waitFor()
  await fill(shown)
  await page.keyboard.press('Control+Enter')
  await shown.waitFor({ state: 'detached' })
}

/** Waits until a case is in a state. */
export const inState = (office: GivenOffice, caseNo: string, state: string) =>
  until(`${caseNo} is ${state}`, async () => (await office.detail(caseNo)).case.state === state, {
    withinMs: 20_000,
    everyMs: 100,
  })

/** A picture where a folder for them is named. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.YIHAO_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
