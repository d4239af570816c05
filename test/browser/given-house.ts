import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { verifyLedger } from '../../src/adapters/store/backup/verify-ledger.ts'
import { demoPassword, givenHotline, type Hotline } from '../helpers/city.ts'
import { until } from '../helpers/until.ts'
import { findBrowser, openBrowser } from './open-browser.ts'

const viewport = { width: 1366, height: 768 }

/** One row of a case's history: what happened, who did it, and how the case stood then. */
export type HistoryRow = readonly [event: string, by: string, state: string | null]

/** The whole house with its people, each of them in a browser of his own. */
export interface House extends Hotline {
  readonly browser: Browser
  /** Somebody at the page where he works; he signs in but once. */
  open(name: string, at: string): Promise<Page>
  /** A case as the reviewer reads it by the API. */
  detail(caseNo: string): Promise<CaseAsRead>
  /** Waits until a case is in a state. */
  reaches(caseNo: string, state: string): Promise<void>
  history(caseNo: string): Promise<readonly HistoryRow[]>
  /** That every row of the ledger holds, read from the store beside the running server. */
  ledgerHolds(): Promise<void>
}

/** What the tests read of a case. */
interface CaseAsRead {
  readonly case: Readonly<Record<string, unknown>> & { readonly state: string }
  readonly calls: readonly { readonly as: string; readonly agentId: string | null }[]
  readonly dispatches: readonly Readonly<Record<string, unknown>>[]
  readonly history: readonly {
    readonly kind: string
    readonly event: string | null
    readonly by: { readonly kind: string; readonly name: string }
    readonly state: string | null
    readonly details: Readonly<Record<string, unknown>>
  }[]
}

/** A hotline on a real Asterisk with one agent, and a browser for everybody else; all of it is gone after the test. */
export const givenHouse = async (t: TestContext): Promise<House> => {
  const hotline = await givenHotline(t, {
    YIHAO_DEMO_AGENTS: '1',
    YIHAO_DEMO_WRAP_UP_MS: '0',
    YIHAO_DEMO_NOTICE: '0',
  })
  const browser = await openBrowser(findBrowser() ?? '')
  t.after(() => browser.close())
  const pages = new Map<string, Page>()
  const open = async (name: string, at: string): Promise<Page> => {
    const there = pages.get(name)
    if (there) return there
    const page = await (await browser.newContext({ viewport })).newPage()
    page.on('pageerror', error => assert.fail(`${name}: ${error.message}`))
    await page.goto(hotline.server.url)
    await page.locator('[autocomplete=username]').fill(name)
    await page.locator('[type=password]').fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.locator(at).waitFor()
    pages.set(name, page)
    return page
  }
  let cookie = ''
  const detail: House['detail'] = async caseNo => {
    if (cookie === '') cookie = await cookieOf(hotline, 'review')
    const answer = await fetch(new URL(`/api/cases/${caseNo}`, hotline.server.url), { headers: { cookie } })
    assert.equal(answer.status, 200)
    return (await answer.json()) as CaseAsRead
  }
  return {
    ...hotline,
    browser,
    open,
    detail,
    reaches: async (caseNo, state) => {
      await until(`${caseNo} is ${state}`, async () => (await detail(caseNo)).case.state === state, {
        withinMs: 30_000,
        everyMs: 150,
      })
    },
    history: async caseNo =>
      (await detail(caseNo)).history.map(({ kind, event, by, state }) => [event ?? kind, by.name || by.kind, state]),
    ledgerHolds: async () => {
      const { checkedTo, brokenAt } = await verifyLedger(`sqlite:${hotline.folder}/yihao.db`, 1, null)
      assert.equal(brokenAt, null)
      assert.ok((checkedTo?.seq ?? 0) > 0)
    },
  }
}

const cookieOf = async ({ server }: Hotline, name: string): Promise<string> => {
  const signedIn = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: demoPassword }),
  })
  assert.equal(signedIn.status, 200)
  return signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}
