import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import type { ToServer } from '../../src/wire/live.ts'
import type { DeskState } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk, fakePop } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('the agent’s desk in a real browser', { skip: noBrowser }, () => {
  let page: Page
  let server: FakeServer
  let context: BrowserContext
  let textOf: Seated['textOf']
  onPage({ role: 'agent', height: 650 }, seated => {
    ;({ page, server, context, textOf } = seated)
  })

  const open = async (desk: DeskState = fakeDesk(Date.now())): Promise<void> => {
    server.show({ desk })
    await page.goto(server.url)
    await page.locator('.strip').waitFor()
  }
  const sent = <T extends ToServer['type']>(type: T) =>
    server.received.filter((frame): frame is Extract<ToServer, { type: T }> => frame.type === type)
  const commands = () => sent('command').map(({ command }) => command)
  const painted = () => sent('painted').map(({ offerId }) => offerId)
  const fits = () =>
    page.evaluate(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
      return scrollHeight <= clientHeight && scrollWidth <= clientWidth
    })

  it('loads under the strictest policy without a complaint and fits a small screen', async () => {
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await open()
    assert.equal(new URL(page.url()).pathname, '/desk')
    assert.ok(await fits())
    assert.deepEqual(complaints, [])
  })

  it('reports each pop once when it is on the screen, and moves nothing else', async () => {
    await open()
    const places = () =>
      page.evaluate(() =>
        ['.page-header', '.strip', '.today'].map(part =>
          JSON.stringify(document.querySelector(part)?.getBoundingClientRect()),
        ),
      )
    const before = await places()
    server.change({ name: 'pop', pop: fakePop(Date.now()) })
    await until('the pop is painted', () => painted().length > 0)
    assert.equal(await textOf('.caller-number'), '138****5678')
    assert.deepEqual(await places(), before)
    server.change({ name: 'pop', pop: fakePop(Date.now(), { noticePlays: false }) })
    server.change({ name: 'pop', pop: fakePop(Date.now(), { offerId: 'o2' }) })
    await until('the next pop is painted', () => painted().includes('o2'))
    assert.deepEqual(painted(), ['o1', 'o2'])
  })

  it('takes the pop away with its offer and says so', async () => {
    await open(fakeDesk(Date.now(), { pop: fakePop(Date.now()) }))
    await page.locator('[data-ringing=true]').waitFor()
    server.change({ name: 'pop_withdrawn', offerId: 'o1', why: 'caller_left' })
    await page.locator('.idle-withdrawn:not(:empty)').waitFor()
    assert.equal(await page.locator('.caller').count(), 0)
  })

  it('announces the ring and flashes the window’s title', async () => {
    await open()
    server.change({ name: 'pop', pop: fakePop(Date.now()) })
    await until('the ring is announced', async () => (await textOf('[aria-live=assertive]')).includes('138****5678'))
    await until('the title flashes', async () => (await page.title()).startsWith('●'))
  })

  it('is worked by keys alone', async () => {
    await open()
    await page.keyboard.press('F4')
    await page.keyboard.press('2')
    await until('the pause was sent', () => commands().length === 1)
    assert.deepEqual(commands(), [{ name: 'pause', reason: 'meal' }])
  })

  it('drops the question for a reason when it rings meanwhile', async () => {
    await open()
    await page.keyboard.press('F4')
    await page.locator('.command-quiet').waitFor()
    const now = Date.now()
    server.show({
      desk: fakeDesk(now, { agent: fakeAgent(now, { state: 'reserved' }), pop: fakePop(now, { acceptBy: 'desk' }) }),
    })
    await page.locator('.strip.state-reserved').waitFor()
    assert.equal(await page.locator('.command-quiet').count(), 0)
    await page.keyboard.press('F7')
    await until('the call was accepted', () => commands().length === 1)
    assert.deepEqual(commands(), [{ name: 'accept', offerId: 'o1' }])
  })

  it('shows the catalogue’s sentence for a refused command', async () => {
    server.answerWith('phone_missing')
    const now = Date.now()
    await open(fakeDesk(now, { agent: fakeAgent(now, { state: 'paused', reason: 'meal' }) }))
    await page.keyboard.press('F2')
    await page.locator('.desk-failure').waitFor()
    assert.match(await textOf('.desk-failure'), /话机未注册或页面未连接/)
  })

  it('gives no command while offline, says so, and comes back by itself', async () => {
    await open()
    server.cut(4005, true)
    await page.locator('.connection-busy').waitFor()
    assert.equal(await page.locator('.command').first().isDisabled(), true)
    await page.keyboard.press('F4')
    server.cut(4005, false)
    await page.locator('.connection-good').waitFor()
    assert.deepEqual(commands(), [])
  })

  it('asks for a snapshot when a number is missing', async () => {
    await open()
    server.change({ name: 'pop', pop: fakePop(Date.now()) }, 1)
    await until('a snapshot was asked for', () => sent('snapshot').length === 1)
  })

  it('counts by the server’s clock when the computer’s is wrong by hours', async () => {
    await context.addInitScript(() => {
      const right = Date.now
      Date.now = () => right() + 5 * 3_600_000
    })
    const now = Date.now()
    await open(fakeDesk(now, { agent: fakeAgent(now, { state: 'talking', since: now - 62_000 }), call: fakeCall(now) }))
    assert.match(await textOf('.strip-time'), /^1:0\d$/)
  })

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror="document.title=1">'
    const now = Date.now()
    await open(
      fakeDesk(now, {
        pop: fakePop(now, { number: null, rawNumber: hostile, queueName: { zh: hostile, en: hostile } }),
      }),
    )
    assert.ok((await textOf('.caller-number')).includes(hostile))
    assert.equal(await page.locator('img').count(), 0)
    assert.ok(await fits())
  })

  it('goes to the sign-in page when it is signed out elsewhere', async () => {
    await open()
    server.signIn(null)
    server.cut(4001)
    await page.locator('[autocomplete=username]').waitFor()
  })
})
