import { describe, it } from 'node:test'
import type { WallState } from '../../src/wire/views.ts'
import { assertAccessible, looks } from './accessible.ts'
import { fakeAgent, fakeCall, fakeDesk, fakeMissed, fakeWall } from './fake-state.ts'
import { withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const alarming = (now: number): WallState =>
  fakeWall(now, {
    alarms: [{ alarm: 'callers_alone', since: now - 60_000 }],
    rolling: { answered: 90, decided: 100, rate: 90, target: 95, lossesLeft: null, answersNeeded: 100 },
    store: 'losing',
    lost: 3,
    ledgerBrokenAt: 7,
  })

describe('the pages by the rules of WCAG 2.2 AA, in a real browser', {
  skip: noBrowser,
}, () => {
  const { given } = withPages()

  for (const look of looks) {
    const { language, colorScheme } = look
    it(`signing in, refused, ${language}, ${colorScheme}`, () =>
      given(async ({ page, server }) => {
        await page.goto(server.url)
        await page.locator('[autocomplete=username]').waitFor()
        await assertAccessible(page, 'sign-in')
        await page.locator('[autocomplete=username]').fill('1001')
        await page.locator('[type=password]').fill('secret')
        await page.keyboard.press('Enter')
        await page.locator('.ant-alert').waitFor()
        await assertAccessible(page, 'sign-in, refused')
      }, look))

    it(`the wall, calm and in alarm, and its table, ${language}, ${colorScheme}`, () =>
      given(async ({ page, server }) => {
        server.signIn('shift_leader')
        const listens = fakeCall(Date.now(), { mine: false, part: 'listen' })
        const desk = fakeDesk(Date.now(), { agent: fakeAgent(Date.now(), { state: 'talking' }), call: listens })
        server.show({ wall: fakeWall(Date.now()), desk })
        server.showMissed(fakeMissed(Date.now()))
        await page.goto(server.url)
        await page.locator('.curve-chart canvas').waitFor()
        await page.locator('.ring-backs tbody tr').first().waitFor()
        await assertAccessible(page, 'the wall')
        await page.locator('.wall-phone button').click()
        await page.locator('.wall-phone[data-part=listen] .phone-line').waitFor()
        await assertAccessible(page, 'the wall with the phone on it')
        await page.locator('.curve button').click()
        await page.locator('.curve-table').waitFor()
        server.show({ wall: alarming(Date.now()) })
        await page.locator('.wall-alarm').waitFor()
        await assertAccessible(page, 'the wall in alarm')
      }, look))

    it(`the screen of the hall, ${language}, ${colorScheme}`, () =>
      given(async ({ page, server }) => {
        server.signIn('shift_leader')
        server.show({ wall: { ...alarming(Date.now()), agents: [] } })
        await page.goto(`${server.url}/wall?screen=1`)
        await page.locator('.curve-chart canvas').waitFor()
        await assertAccessible(page, 'the screen')
      }, look))
  }
})
