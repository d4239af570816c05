import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { fakeDesk } from './fake-state.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('the page of recordings in a real browser', {
  skip: noBrowser,
}, () => {
  const { given: seat } = withPages()

  const given = (run: (seated: Seated) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        await seated.page.goto(`${seated.server.url}/recordings`)
        await seated.page.locator('.recordings-list tbody button').first().waitFor()
        await run(seated)
      },
      { role: 'shift_leader', ...look },
    )
  const listen = async (page: Page, reason: string) => {
    await page.locator('.recordings-list tbody button').first().click()
    await page.locator('#listen-reason').fill(reason)
    await page.keyboard.press('Enter')
    await page.locator('.player').waitFor()
  }
  const positionOf = async (page: Page) =>
    await page.locator('audio').evaluate(audio => (audio instanceof HTMLAudioElement ? audio.currentTime : Number.NaN))

  it('asks for nothing to be heard before a reason is given', () =>
    given(async ({ page, server }) => {
      await page.locator('.recordings-list tbody button').first().click()
      await page.locator('#listen-reason').waitFor()
      await page.locator('#listen-reason').fill(' ')
      await page.keyboard.press('Enter')
      assert.equal(await page.locator('button[type=submit]').nth(1).isDisabled(), true)
      assert.equal(await page.locator('.player').count(), 0)
      await listen(page, '投诉核实')
      await until('the reason is sent', () => server.listenings.length > 0)
      assert.equal(server.listenings[0], '投诉核实')
    }))

  it('plays the network’s own sound format, and is worked by keys: to a place, faster, and stopped', () =>
    given(async ({ page }) => {
      await listen(page, '投诉核实')
      await until('it plays', async () => (await positionOf(page)) > 0)
      await page.locator('.waveform').click({ position: { x: 300, y: 40 } })
      const middle = await positionOf(page)
      assert.ok(middle > 20, `after a click into the middle: ${middle}`)
      await page.keyboard.press('ArrowRight')
      assert.ok((await positionOf(page)) >= middle + 4.5)
      await page.locator('h1').click()
      await page.keyboard.press('ArrowUp')
      assert.equal(await page.locator('.player-speeds [aria-pressed=true]').textContent(), '1.25×')
      await page.keyboard.press(' ')
      await until('it stands', () =>
        page.locator('audio').evaluate(audio => audio instanceof HTMLAudioElement && audio.paused),
      )
    }))

  it('says so where it cannot be played', () =>
    given(async ({ page }) => {
      await listen(page, 'damaged')
      await page.locator('.player-failed').waitFor()
    }))

  it('finds by the last digits, and says where nothing matches', () =>
    given(async ({ page }) => {
      await page.locator('#recordings-digits').fill('00x00')
      await page.keyboard.press('Enter')
      await page.locator('.recordings-list .empty').waitFor()
      assert.equal(await page.locator('#recordings-digits').inputValue(), '0000')
    }))

  it('leads an agent from his desk to his own calls, in a window of its own, where the house wishes so', () =>
    seat(
      async ({ page: desk, server, context }) => {
        server.show({ desk: fakeDesk(Date.now()) })
        await desk.goto(`${server.url}/desk`)
        await desk.locator('.desk-agent').waitFor()
        assert.equal(await desk.locator('a[href="/recordings"]').count(), 0)
        await desk.goto(`${server.url}/recordings`)
        await desk.locator('.notice').waitFor()
        server.letAgentsHear()
        await desk.goto(`${server.url}/desk`)
        const opened = context.waitForEvent('page')
        await desk.locator('a[href="/recordings"]').click()
        const own = await opened
        await listen(own, '复盘')
        await until('the reason is sent', () => server.listenings.includes('复盘'))
        for (const left of ['#recordings-agent', '#recordings-digits', '.recording-reason button:nth-of-type(2)'])
          assert.equal(await own.locator(left).count(), 0, left)
        await assertAccessible(own, 'own recordings')
        assert.equal(await desk.locator('.desk-agent').count(), 1, 'the desk stays')
      },
      { role: 'agent' },
    ))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA and does not scroll, ${look.language}, ${look.colorScheme}`, () =>
      given(async ({ page }) => {
        await listen(page, 'audit')
        await assertAccessible(page, 'recordings')
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight),
          false,
        )
      }, look))
})
