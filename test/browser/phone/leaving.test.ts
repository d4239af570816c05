import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import {
  bothHear,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
  onlyBothHear,
} from './given-phone.ts'

test('given two agents, one of them in a talk', { skip: noBrowser, timeout: 150_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const { page } = desk
  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await page.keyboard.press('F7')
  await bothHear(desk, caller)
  const phoneIsGone = () =>
    until('Asterisk knows no such phone any more', async () => {
      const phones = await hotline.asterisk.cli('pjsip show endpoints')
      return !phones.includes('w1001')
    })

  await t.test(
    'when he signs out, the talk goes on to its end, and only then is he signed out with his phone',
    async () => {
      await page.getByRole('button', { name: '通话后签出' }).click()
      await page.locator('.strip-next', { hasText: '签出' }).waitFor()
      await onlyBothHear(desk, caller)
      await desk.is('talking')
      caller.hangUp()
      await page.locator('[autocomplete=username]').waitFor()
      await phoneIsGone()
    },
  )

  await t.test(
    'when he is signed out elsewhere in a talk, his caller hears music and then the other agent',
    async () => {
      const again = await givenReadyAgent(browser, hotline, '1001')
      const next = await givenCaller(t, hotline, '13812340002')
      await again.is('reserved')
      await again.page.keyboard.press('F7')
      await bothHear(again, next)
      const other = await givenReadyAgent(browser, hotline, '1002')
      await again.page.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
      await again.page.locator('[autocomplete=username]').waitFor()
      await phoneIsGone()
      const before = next.received
      await until('music plays for the caller', () => next.received > before + 25)
      await other.page.locator('.strip.state-reserved').waitFor({ timeout: 25_000 })
      await other.page.keyboard.press('F7')
      await onlyBothHear(other, next)
      assert.equal(next.ended, false)
    },
  )
})
