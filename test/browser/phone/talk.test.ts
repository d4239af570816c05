import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import {
  agentTone,
  bothHear,
  callerTone,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
} from './given-phone.ts'

test('given an agent with a standing leg', { skip: noBrowser, timeout: 90_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const { page } = desk
  const caller = await givenCaller(t, hotline)

  await t.test('an offer pops up, F7 takes it, and both hear each other', async () => {
    await desk.is('reserved')
    await page.keyboard.press('F7')
    await desk.is('talking')
    await bothHear(desk, caller)
    const before = (await page.evaluate('window.ears.packets()')) as { sent: number; received: number }
    await until('packets go both ways', async () => {
      const now = (await page.evaluate('window.ears.packets()')) as { sent: number; received: number }
      return now.sent > before.sent + 25 && now.received > before.received + 25
    })
    await until('the phone says how it sounds', async () => {
      const title = await page.locator('.phone-word').getAttribute('title')
      return title?.includes('ms')
    })
  })

  await t.test('F6 mutes him and lets him be heard again, and the page says so', async () => {
    await page.keyboard.press('F6')
    await desk.says('muted')
    await until('the caller hears silence', () => caller.hears(agentTone, 300) < 0.1)
    await page.keyboard.press('F6')
    await until('the caller hears him again', () => caller.hears(agentTone) > 0.5)
  })

  await t.test('the keypad sends keys that the other side gets as RFC 4733 events', async () => {
    await page.locator('.phone-line button', { hasText: '拨号盘' }).click()
    await page.locator('.keypad button', { hasText: '5' }).click()
    await until('the key came', () => caller.keys.includes('5'))
    await page.keyboard.press('#')
    await until('the typed key came', () => caller.keys.endsWith('#'))
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('.keypad').count(), 0)
  })

  await t.test(
    'while the SIP socket is cut the talk goes on, and it still ends for both when the caller hangs up',
    async () => {
      // the keys before this stood in the way of the tone
      await bothHear(desk, caller)
      const at = Date.now()
      await page.evaluate('window.ears.cut()')
      await desk.says('lost_in_talk')
      await until('the caller hears him after the cut', () => caller.heardAt(agentTone, at + 100) !== null)
      await page.locator('.phone-line:not([data-word=lost_in_talk])').waitFor()
      await bothHear(desk, caller)
      caller.hangUp()
      await desk.is('ready')
      await desk.says('standing')
    },
  )

  await t.test(
    'a page loaded anew in the talk is in the talk again, and the caller heard music meanwhile',
    async () => {
      const next = await givenCaller(t, hotline, '13812340002')
      await desk.is('reserved')
      await page.keyboard.press('F7')
      await bothHear(desk, next)
      const at = Date.now()
      await page.reload()
      await page.locator('.strip.state-talking').waitFor()
      await desk.hears(callerTone)
      await until(
        'the caller hears him again',
        () => next.heardAt(agentTone, at + 100) !== null && next.hears(agentTone) > 0.5,
      )
      assert.equal(next.ended, false)
      await page.keyboard.press('Shift+F8')
      await until('the caller is hung up', () => next.ended)
      await desk.is('ready')
    },
  )
})
