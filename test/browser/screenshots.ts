import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { DeskState, WallState } from '../../src/wire/views.ts'
import { startFakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeCases, fakeDesk, fakeMissed, fakePop, fakeWall } from './fake-state.ts'
import { findBrowser, openBrowser } from './open-browser.ts'

/**
 * Pictures of every page in its main states: `node test/browser/screenshots.ts FOLDER [WIDTH-LANGUAGE-SCHEME [PAGES]]` after a build of the pages.
 * Ends with 1 where a page scrolls as a whole or fails.
 */
const folder = process.argv[2] ?? 'screenshots'
const only = process.argv[3]
const executable = findBrowser()
if (!executable) throw new Error('no Chromium found: set YIHAO_CHROMIUM to one')
await mkdir(folder, { recursive: true })
const server = await startFakeServer(process.argv[4] ?? join(import.meta.dirname, '../../dist/web'))
const browser = await openBrowser(executable)

const desks = (now: number): Record<string, DeskState> => ({
  ready: fakeDesk(now),
  ring: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'reserved', since: now - 6_000 }),
    pop: fakePop(now),
    waiting: 3,
  }),
  withheld: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'reserved', since: now - 2_000, next: 'meal' }),
    pop: fakePop(now, { number: null, withheld: true, history: null, acceptBy: 'desk', noticePlays: false }),
  }),
  talk: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000, next: 'meal' }),
    call: fakeCall(now),
    waiting: 12,
  }),
  consult: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000 }),
    call: fakeCall(now, {
      heldSince: now - 20_000,
      parties: [
        {
          id: 'p1',
          kind: 'department',
          name: { zh: '住建局', en: 'Housing and construction' },
          mode: 'consult',
          calledAt: now - 20_000,
          joinedAt: now - 9_000,
        },
      ],
    }),
  }),
  'recording-paused': fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000 }),
    call: fakeCall(now, { recordingPause: { since: now - 12_000, until: now + 108_000, subject: 'bank_card' } }),
  }),
  wrap: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'wrap_up', since: now - 40_000, until: now + 50_000 }),
    call: fakeCall(now, { answeredAt: now - 250_000, arrivedAt: now - 260_000, endedAt: now - 40_000 }),
  }),
  paused: fakeDesk(now, { agent: fakeAgent(now, { state: 'paused', reason: 'meal', since: now - 754_000 }) }),
  cut: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'wrap_up', since: now - 40_000, until: now + 50_000 }),
    call: fakeCall(now, { answeredAt: now - 250_000, endedAt: now - 40_000, endCause: 'failed' }),
    telephony: false,
    telephonyDownSince: now - 41_000,
  }),
  phone: fakeDesk(now, { agent: fakeAgent(now, { state: 'offline', phone: false }) }),
})

const walls = (now: number): Record<string, WallState> => ({
  low: fakeWall(now, {
    rolling: { answered: 1_331, decided: 1_432, rate: 92.95, target: 95, lossesLeft: null, answersNeeded: 588 },
    waiting: { first: [], more: 0 },
  }),
  alarm: fakeWall(now, {
    agents: [],
    states: { offline: 0, ready: 0, reserved: 0, talking: 0, wrap_up: 0, paused: 0 },
    alarms: [
      { alarm: 'callers_alone', since: now - 34_000 },
      { alarm: 'nobody_at_work', since: now - 64_000 },
    ],
  }),
})

const complain = (what: string): void => {
  console.error(what)
  process.exitCode = 1
}

const shoot = async (page: Page, name: string, { mayScrollDown = false } = {}): Promise<void> => {
  const [down, aside] = await page.evaluate(() => {
    const root = document.documentElement
    return [root.scrollHeight > root.clientHeight, root.scrollWidth > root.clientWidth]
  })
  if (aside || (down && !mayScrollDown)) complain(`${name}: scrolls`)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

try {
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const)
    for (const language of ['zh', 'en'] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        const tag = `${width}-${language}-${colorScheme}`
        if (only !== undefined && !tag.startsWith(only)) continue
        const context = await browser.newContext({ viewport: { width, height }, colorScheme })
        await context.addInitScript(value => localStorage.setItem('yihao.language', value), language)
        const page = await context.newPage()
        page.on('console', message => message.type() === 'error' && console.log(tag, message.text()))
        page.on('pageerror', error => complain(`${tag}: ${error.message}`))
        server.signIn(null)
        await page.goto(server.url)
        await page.locator('[autocomplete=username]').waitFor()
        await page.locator('[autocomplete=username]').fill('1001')
        await page.locator('[type=password]').fill('wrong')
        await page.keyboard.press('Enter')
        await page.locator('.ant-alert').waitFor()
        await shoot(page, `${tag}-sign-in`)
        server.signIn('agent')
        const written = {
          class: 'complaint',
          title: '小区地下车库渗水',
          text: '解放路 88 号小区地下车库渗水，市民称已反映三次。\n要求：物业与住建部门同到现场，明日上午可联系。',
          place: '解放路 88 号小区地下车库',
          name: '王建国',
          requestId: 'r1',
        }
        server.cases.forget()
        server.drafts.set('c1', { fields: written, updatedAt: 1 })
        server.cases.undecided = {
          today: 2,
          calls: [4, 31].map(ago => ({
            callId: `u${ago}`,
            arrivedAt: Date.now() - ago * 60_000,
            number: '138****5678',
            withheld: false,
            hasDraft: ago === 4,
            decided: false,
          })),
        }
        for (const [name, desk] of Object.entries(desks(Date.now()))) {
          server.show({ desk })
          if (name === 'ready') await page.goto(server.url)
          await page.locator(`.strip.state-${desk.agent.state}`).waitFor()
          await page.locator('.strip-time').waitFor()
          await shoot(page, `${tag}-desk-${name}`)
        }
        server.show({ desk: fakeDesk(Date.now()) })
        await page.locator('.strip.state-ready').waitFor()
        await page.keyboard.press('F4')
        await page.locator('.command-quiet').waitFor()
        server.answerWith('not_allowed_now')
        await page.keyboard.press('2')
        await page.locator('.desk-failure').waitFor()
        await page.keyboard.press('F4')
        await page.locator('.command-quiet').waitFor()
        await shoot(page, `${tag}-desk-refused`)
        server.show({ desk: desks(Date.now()).talk ?? fakeDesk(Date.now()) })
        await page.locator('.case textarea').first().waitFor()
        await page.keyboard.press('F10')
        await page.locator('.chooser-row').first().waitFor()
        await shoot(page, `${tag}-desk-chooser`)
        await page.keyboard.press('Escape')
        server.cut(4005, true)
        await page.locator('.connection-busy').waitFor()
        await page.locator('[data-field=text]').fill('解放路 88 号小区地下车库渗水，市民称已反映三次。')
        await page.locator('[data-status=unsaved]').waitFor()
        await shoot(page, `${tag}-desk-offline`)
        server.cut(4005, false)
        await page.locator('.connection-good').waitFor()
        await page.locator('[data-field=text]').fill('')
        await page.keyboard.press('Control+Enter')
        await page.locator('.case-word:not(:empty)').waitFor()
        await shoot(page, `${tag}-case-missing`)
        await page.locator('[data-field=text]').fill('解放路 88 号小区地下车库渗水')
        await page.keyboard.press('Alt+0')
        await page.locator('.case-ask').waitFor()
        await shoot(page, `${tag}-case-none`)
        await page.keyboard.press('Escape')
        server.cases.found = fakeCases(Date.now())
        await page.keyboard.press('Alt+9')
        await page.locator('.case-search input').fill('路灯')
        await page.locator('.case-search .matter').first().waitFor()
        await shoot(page, `${tag}-case-search`)
        await page.locator('.case-search .matter-title').first().click()
        await page.locator('.case-reading .cases-number').waitFor()
        await shoot(page, `${tag}-case-reading`)
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+Enter')
        await page.locator('.case-done').waitFor()
        await shoot(page, `${tag}-case-done`)
        server.show({ desk: fakeDesk(Date.now()) })
        await page.locator('.undecided button').first().click()
        await page.locator('.caller-past').waitFor()
        await shoot(page, `${tag}-case-past`)
        server.signIn('shift_leader')
        await page.goto(`${server.url}/cases`)
        await page.locator('.cases-pick').first().click()
        await page.locator('.cases-number').waitFor()
        await shoot(page, `${tag}-cases`)
        server.signIn('shift_leader')
        server.show({ wall: fakeWall(Date.now()) })
        server.showMissed(fakeMissed(Date.now()))
        await page.goto(server.url)
        await page.locator('.agent').first().waitFor()
        await page.locator('.curve-chart canvas').waitFor()
        await shoot(page, `${tag}-wall`)
        for (const [name, wall] of Object.entries(walls(Date.now()))) {
          server.show({ wall })
          await page.locator(name === 'low' ? '.rolling[data-level=low]' : '.wall-alarm').waitFor()
          await shoot(page, `${tag}-wall-${name}`)
        }
        await page.goto(`${server.url}/recordings`)
        await page.locator('.recordings-list tbody button').first().waitFor()
        await shoot(page, `${tag}-recordings`)
        await page.locator('.recordings-list tbody button').nth(1).click()
        await page.locator('#listen-reason').fill('投诉核实')
        await page.keyboard.press('Enter')
        await page.locator('.player').waitFor()
        await page.locator('.waveform').click({ position: { x: 250, y: 50 } })
        await shoot(page, `${tag}-recordings-player`)
        for (const [name, wall] of Object.entries({ '': fakeWall(Date.now()), ...walls(Date.now()) })) {
          server.show({ wall: { ...wall, agents: [] } })
          await page.goto(`${server.url}/wall?screen=1`)
          await page.locator('.curve-chart canvas').waitFor()
          await shoot(page, `${tag}-screen${name && '-'}${name}`)
        }
        for (const size of ['large', 'larger']) {
          await page.evaluate(value => localStorage.setItem('yihao.type-size', value), size)
          server.signIn('agent')
          const { talk } = desks(Date.now())
          server.show(talk ? { desk: talk } : {})
          await page.goto(`${server.url}/desk`)
          await page.locator('.talk-emergency button').first().waitFor()
          await shoot(page, `${tag}-${size}-desk-talk`, { mayScrollDown: size === 'larger' })
          server.signIn('shift_leader')
          server.show({ wall: fakeWall(Date.now()) })
          await page.goto(`${server.url}/wall`)
          await page.locator('.curve-chart canvas').waitFor()
          await shoot(page, `${tag}-${size}-wall`, { mayScrollDown: true })
        }
        await context.close()
      }
} finally {
  await browser.close()
  await server.close()
}
