import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk, fakeHistory, fakePop } from './fake-state.ts'
import { withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

/*
 * A shift of eight hours as a page sees it, told as fast as the page can follow: a call each 205 s of talk and wrap-up, the count of those
 * who wait each two seconds, and what the agent writes.
 */

/** The whole shift takes minutes: `npm run test:long`. Else its first hour's worth of calls. */
const hours = process.env.YIHAO_LONG === '1' ? 8 : 1
const callEveryS = 205
const countEveryS = 2
const callsInShift = Math.floor((hours * 3600) / callEveryS)
const countsPerCall = Math.floor(callEveryS / countEveryS)
/** So many calls make the page know everything that it will keep. */
const warmUpCalls = 10
const mostGrowthMb = 20

const heapMb = async (client: CDPSession): Promise<number> => {
  await client.send('HeapProfiler.collectGarbage')
  await client.send('HeapProfiler.collectGarbage')
  const { usedSize } = await client.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

const { call: _call, pop: _pop, ...own } = fakeDesk(0)

/** One call: offered, answered, talked with, wrapped up; then the agent is ready again. */
const oneCall = async (page: Page, server: FakeServer, n: number): Promise<void> => {
  const now = Date.now()
  const callId = `c${n}`
  const offerId = `o${n}`
  const became = (state: 'ready' | 'reserved' | 'talking' | 'wrap_up') => {
    const agent = fakeAgent(now, { state, since: now, until: state === 'wrap_up' ? now + 60_000 : null })
    server.change({ name: 'desk', desk: { ...own, agent, waiting: n % 7 } })
  }
  became('reserved')
  server.change({ name: 'pop', pop: fakePop(now, { offerId, callId, history: null }) })
  server.change({ name: 'pop_history', offerId, callId, history: fakeHistory(now) })
  became('talking')
  server.change({ name: 'call', call: fakeCall(now, { offerId, callId, answeredAt: now }) })
  await page.locator(`.strip.state-talking`).waitFor()
  await page.locator('[data-field=text]').first().fill(`第 ${n} 个来电：小区路灯不亮，要求尽快修复。`)
  for (let count = 0; count < countsPerCall; count += 1)
    server.change({
      name: 'desk',
      desk: { ...own, agent: fakeAgent(now, { state: 'talking', since: now }), waiting: count % 9 },
    })
  server.change({ name: 'call', call: fakeCall(now, { offerId, callId, answeredAt: now, endedAt: now }) })
  became('wrap_up')
  await page.locator('.strip.state-wrap_up').waitFor()
  server.change({ name: 'call', call: null })
  became('ready')
  await page.locator('.strip.state-ready').waitFor()
  server.received.length = 0
}

describe(`a shift of ${hours} h in a real browser`, {
  skip: noBrowser,
}, () => {
  const { given } = withPages()

  it(`lets the heap of the desk grow by ${mostGrowthMb} MB at most`, t =>
    given(
      async ({ page, server, context }) => {
        const client = await context.newCDPSession(page)
        server.show({ desk: fakeDesk(Date.now()) })
        await page.goto(server.url)
        await page.locator('.strip.state-ready').waitFor()
        for (let n = 0; n < warmUpCalls; n += 1) await oneCall(page, server, n)
        const begin = await heapMb(client)
        for (let n = warmUpCalls; n < warmUpCalls + callsInShift; n += 1) await oneCall(page, server, n)
        const growth = (await heapMb(client)) - begin
        t.diagnostic(`${callsInShift} calls: ${begin.toFixed(1)} MB at first, ${growth.toFixed(2)} MB more at the end`)
        assert.ok(growth <= mostGrowthMb, `${growth.toFixed(1)} MB`)
      },
      { role: 'agent' },
    ))
})
