import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { closeCodes } from '../../src/wire/live.ts'
import type { AlarmView, WallState } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeOverLong, fakeWall } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const heaviestWall = 350_000
const alarm = (now: number): AlarmView => ({ alarm: 'callers_alone', since: now - 20_000 })

declare global {
  var tones: number
}

describe('the panels of the wall, its alarm and its big screen in a real browser', {
  skip: noBrowser,
}, () => {
  let page: Page
  let server: FakeServer
  let context: BrowserContext
  let textOf: Seated['textOf']
  onPage({ role: 'shift_leader' }, seated => {
    ;({ page, server, context, textOf } = seated)
  })

  const open = async (change: Partial<WallState> = {}): Promise<void> => {
    server.show({ wall: fakeWall(Date.now(), change) })
    await page.goto(server.url)
    await page.locator('.wall').waitFor()
  }
  const change = (but: Partial<WallState>) => server.change({ name: 'wall', wall: fakeWall(Date.now(), but) })
  const openScreen = async (but: Partial<WallState> = {}): Promise<void> => {
    server.show({ wall: fakeWall(Date.now(), { agents: [], ...but }) })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.goto(`${server.url}/wall?screen=1`)
    await page.locator('.curve-chart canvas').waitFor()
  }

  it('is on the screen before the library of the chart, of which it needs nothing, and loads little until then', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    await page.route('**/curve-chart-*.js', async route => {
      await held
      await route.continue()
    })
    const bodies: Promise<Buffer>[] = []
    page.on('response', response => {
      if (response.ok()) bodies.push(response.body())
    })
    await open()
    await page.locator('.agent').first().waitFor()
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
    assert.ok(bytes > 100_000 && bytes <= heaviestWall, `${bytes} bytes`)
    assert.equal(await page.locator('.curve-chart').count(), 0)
    release()
    await page.locator('.curve-chart canvas').waitFor()
  })

  it('says what the curve shows in words, and gives its numbers as a table, with dashes for what has not come', async () => {
    await open()
    await page.locator('.curve-chart canvas').waitFor()
    const { today, lastWeek } = fakeWall(Date.now()).curve
    const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0)
    const words = await page.locator('.curve-chart').getAttribute('aria-label')
    assert.match(words ?? '', new RegExp(`今日至今来电 ${sum(today.offered)}，接听 ${sum(today.answered)}`))
    await page.locator('.curve button').click()
    const row = (index: number) => page.locator('.curve-table tbody tr').nth(index).locator('th, td').allTextContents()
    assert.deepEqual(await row(20), [
      '10:00',
      ...[today.offered[20], today.answered[20], today.lost[20], lastWeek?.offered[20]].map(String),
    ])
    assert.deepEqual(await row(47), ['23:30', '—', '—', '—', String(lastWeek?.offered[47])])
    await page.locator('.curve button').click()
    await page.locator('.curve-chart canvas').waitFor()
  })

  it('says how many more lost calls bring the last 24 h under the target, and under it how many answers bring it back', async () => {
    await open({
      rolling: { answered: 1_402, decided: 1_432, rate: 97.91, target: 95, lossesLeft: 43, answersNeeded: 0 },
    })
    assert.match(await textOf('.rolling[data-level=good]'), /97\.91%.*再丢 44 个即跌破 95%/)
    change({ rolling: { answered: 96, decided: 100, rate: 96, target: 95, lossesLeft: 0, answersNeeded: 0 } })
    await page.locator('.rolling[data-level=near]').waitFor()
    assert.match(await textOf('.rolling'), /再丢 1 个即跌破 95%/)
    change({ rolling: { answered: 94, decided: 100, rate: 94, target: 95, lossesLeft: null, answersNeeded: 20 } })
    await page.locator('.rolling[data-level=low]').waitFor()
    assert.match(await textOf('.rolling'), /已低于 95%：连续接听 20 个可恢复/)
    change({ rolling: { answered: 0, decided: 0, rate: null, target: 95, lossesLeft: null, answersNeeded: null } })
    await page.getByText('近 24 小时没有来电').waitFor()
    assert.match(await textOf('.rolling-rate'), /^—$/)
  })

  it('says of each queue how it stands against its own target, and how many are under theirs', async () => {
    await open()
    const queue = (n: number) => page.locator('.queues tbody').nth(n)
    assert.match((await queue(0).textContent()) ?? '', /综合诉求.*98\.01%.*再丢 39 个即跌破 95%/)
    assert.match((await queue(1).textContent()) ?? '', /一企来.*95\.00%.*低于 97%，再接听 120 个恢复/)
    const levels = await page.locator('.queues tbody').evaluateAll(all => all.map(part => part.dataset.target))
    assert.deepEqual(levels, ['good', 'low', 'near'])
    assert.match(await textOf('.queues h2'), /1 个低于目标/)
    const queues = fakeWall(Date.now()).queues.slice(0, 1)
    const none = { answered: 0, decided: 0, rate: null, target: 95, lossesLeft: null, answersNeeded: null }
    change({ queues: queues.map(one => ({ ...one, rolling: none })) })
    await page.getByText('24 小时没有来电').waitFor()
    assert.equal(await textOf('.queue-rate'), '—')
    assert.equal(await textOf('.queues h2'), '各队列')
    // a server from before this says nothing of it
    change({ queues: queues.map(({ rolling: _, ...one }) => one) })
    await page.locator('.queue-margin').waitFor({ state: 'detached' })
    assert.equal(await textOf('.queue-rate'), '—')
  })

  it('keeps the waiting list in sight however many queues there are', async () => {
    const { queues } = fakeWall(Date.now())
    await open({
      queues: Array.from({ length: 4 }, (_, n) => queues.map(one => ({ ...one, id: `${one.id}${n}` }))).flat(),
    })
    assert.equal(await page.locator('.queues tbody').count(), 12)
    assert.ok(((await page.locator('.waiting').boundingBox())?.height ?? 0) > 120)
  })

  it('flags who is too long in a state by the limits of the server, and says which limit, also to the keyboard', async () => {
    const now = Date.now()
    const agents = [
      fakeAgent(now, { id: '1001', state: 'talking', since: now - 20 * 60_000 }),
      fakeAgent(now, { id: '1002', name: '陈静', state: 'paused', reason: 'meal', since: now - 50 * 60_000 }),
    ]
    await open({ agents })
    const flagged = page.locator('.agent[data-over-long=true] button')
    assert.equal(await flagged.count(), 0)
    await open({ agents, overLong: { ...fakeOverLong, talking: 15 * 60_000, pauses: { meal: 45 * 60_000 } } })
    assert.deepEqual(await flagged.evaluateAll(all => all.map(part => part.getAttribute('title'))), [
      '通话中：已超过上限 15:00',
      '用餐：已超过上限 45:00',
    ])
    await flagged.first().press('Enter')
    assert.equal(await textOf('.agent-panel-long'), '通话中：已超过上限 15:00')
    change({ today: { ...fakeWall(now).today, answerRate: 12.34 } })
    await page.getByText('12.34%').waitFor()
    assert.equal(await flagged.count(), 2, 'a new board leaves the limits as they are')
  })

  it('shows where callers were lost, each with its share of all offered, and short ones apart', async () => {
    await open()
    const rows = await page.locator('.losses tr').evaluateAll(all => all.map(row => row.textContent))
    assert.deepEqual(rows, [
      '主叫放弃463.58%',
      '播报中放弃211.64%',
      '队列放弃141.09%',
      '振铃放弃110.86%',
      '其中速挂171.32%',
      '溢出40.31%',
      '队列满溢出10.08%',
      '超时溢出30.23%',
      '故障20.16%',
    ])
  })

  it('lists who waits in order with the reason, and shows numbers only while they are asked for', async () => {
    server.showWaiting([
      { callId: 'w0', number: '+8613812340000', masked: '138****0000', withheld: false },
      { callId: 'w1', number: null, masked: null, withheld: true },
    ])
    await open()
    const waiters = page.locator('.waiter')
    assert.equal(await waiters.count(), 8)
    assert.match((await waiters.nth(0).textContent()) ?? '', /^10:2\d综合诉求 · 溢出 1 级振铃中 · /)
    assert.match(
      (await waiters.nth(4).textContent()) ?? '',
      /^50:1\d一企来下一位：.*“cantonese”技能者无人就绪：2 人通话$/,
    )
    assert.doesNotMatch(await textOf('.waiting'), /138/)
    await page.locator('.waiting button').click()
    await page.locator('.waiter-number', { hasText: '+8613812340000' }).waitFor()
    assert.match((await waiters.nth(1).textContent()) ?? '', /号码未显示/)
    await page.locator('.waiting button').click()
    assert.equal(await page.locator('.waiter-number').count(), 0)
    change({ waiting: { first: [], more: 0 } })
    await page.getByText('无人等待。').waitFor()
  })

  it('raises an alarm that is announced once, sounds after the page was touched, and remembers that it was silenced', async () => {
    await context.addInitScript(() => {
      globalThis.tones = 0
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (when) {
        globalThis.tones += 1
        start.call(this, when)
      }
    })
    const tones = () => page.evaluate(() => globalThis.tones)
    await open()
    assert.match(await textOf('.alarm-silent'), /请点击页面一次/)
    assert.equal(await page.locator('[role=alert]').count(), 0)
    change({ alarms: [alarm(Date.now())] })
    await page.locator('.wall-alarm[role=alert]').waitFor()
    assert.match(await textOf('.wall-alarm'), /^8 人等待，无人签入自 \d\d:\d\d:\d\d 起，已 0:\d\d$/)
    assert.equal(await tones(), 0)
    await page.locator('.wall-clock').click()
    await until('it sounds', async () => (await tones()) > 0)
    await page.locator('.alarm-silent').waitFor({ state: 'detached' })
    await page.getByText('报警声：开').click()
    await page.getByText('报警声：关').waitFor()
    await page.reload()
    await page.getByText('报警声：关').waitFor()
    await page.locator('.wall-clock').click()
    assert.equal(await tones(), 0)
    change({})
    await page.locator('.wall-alarm').waitFor({ state: 'detached' })
  })

  it('leads to a big screen that asks for no names, is dark, fits, and has nothing to press', async () => {
    await open()
    const names = fakeWall(Date.now()).agents.map(({ name }) => name)
    assert.equal(await page.locator('a', { hasText: '大屏' }).getAttribute('href'), '/wall?screen=1')
    await openScreen({ alarms: [alarm(Date.now())] })
    assert.deepEqual(
      server.received.flatMap(frame => (frame.type === 'hello' ? [frame.view] : [])),
      ['wall', 'screen'],
    )
    const shown = await page.evaluate(() => {
      const root = document.documentElement
      const parts = [root, ...document.querySelectorAll('.screen, .screen-big, .screen-rolling, .screen-states li')]
      return {
        text: document.body.textContent,
        scrolls: parts.some(
          part => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1,
        ),
        presses: document.querySelectorAll('button, a, input, [tabindex]').length,
        ground: getComputedStyle(document.querySelector('.screen') ?? root).backgroundColor,
        letters: Math.min(
          ...[...document.querySelectorAll('.screen-word, .screen-states span, .screen-margin')].map(part =>
            Number.parseFloat(getComputedStyle(part).fontSize),
          ),
        ),
      }
    })
    assert.equal(names.filter(name => shown.text.includes(name)).length, 0)
    assert.match(shown.text, /人等待，无人签入/)
    assert.deepEqual([shown.scrolls, shown.presses, shown.ground], [false, 0, 'rgb(5, 8, 12)'])
    assert.ok(shown.letters >= 36, `${shown.letters} px`)
  })

  it('names forty agents by state on the big screen where the server sends them, and still fits, in both languages', async () => {
    const { agents } = fakeWall(Date.now())
    for (const language of ['zh', 'en']) {
      await context.addInitScript(value => localStorage.setItem('yihao.language', value), language)
      await openScreen({ agents })
      const shown = await page.evaluate(() => {
        const parts = [
          document.documentElement,
          ...document.querySelectorAll('.screen, .screen-creep, .screen-rolling'),
        ]
        return {
          names: [...document.querySelectorAll('.screen-agents-names')].map(part => part.childElementCount),
          scrolls: parts.some(part => part.scrollHeight > part.clientHeight + 1),
          letters: Math.min(
            ...[...document.querySelectorAll('.screen-agents span')].map(part =>
              Number.parseFloat(getComputedStyle(part).fontSize),
            ),
          ),
        }
      })
      assert.deepEqual(shown.names, [6, 5, 17, 5, 5])
      assert.equal(shown.scrolls, false, language)
      assert.ok(shown.letters >= 36, `${shown.letters} px`)
    }
    assert.match(await textOf('.screen-agents .state-talking'), /吴霞/)
  })

  it('says on the big screen that the link is lost, and is back by itself', async () => {
    await openScreen()
    server.cut(4005, true)
    await page.locator('.screen-link').waitFor()
    server.show({
      wall: fakeWall(Date.now(), { agents: [], today: { ...fakeWall(Date.now()).today, answerRate: 12.34 } }),
    })
    server.cut(4005, false)
    await page.getByText('12.34%').waitFor()
    assert.equal(await page.locator('.screen-link').count(), 0)
  })

  it('loads the big screen anew by itself when the server is of another version', async () => {
    await openScreen()
    const loaded = page.waitForEvent('load')
    server.cut(closeCodes.version)
    await page.locator('.screen-link').waitFor()
    await loaded
    await page.locator('.screen[data-live=true]').waitFor()
  })
})
