import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { bothHear, givenAgentPage, givenBrowser, givenCaller, givenPhoneHotline, noBrowser } from './given-phone.ts'

test('given an agent without a standing leg', { skip: noBrowser, timeout: 90_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenAgentPage(browser, hotline, '1001')
  const { page } = desk
  await desk.says('standing')
  const wish = async (text: string) => {
    await page.locator('.phone-word').click()
    const box = page.locator('.phone-check', { hasText: text }).locator('input')
    const before = await box.isChecked()
    await box.click()
    await until('the server has the wish', async () => (await box.isChecked()) !== before)
    await page.locator('.phone-panel-end button').click()
  }
  await wish('值守话机')
  await desk.says('registered')
  await page.keyboard.press('F2')
  await desk.is('ready')

  await t.test('the phone rings with the pop, F7 answers it, and both hear each other', async () => {
    const caller = await givenCaller(t, hotline)
    await desk.says('ringing')
    await desk.is('reserved')
    assert.match((await page.locator('.command-primary').textContent()) ?? '', /接听/)
    await page.keyboard.press('F7')
    await desk.is('talking')
    await bothHear(desk, caller)
    await page.keyboard.press('Shift+F8')
    await until('the caller is hung up', () => caller.ended)
    await desk.is('ready')
  })

  await t.test('who wishes so answers by himself', async () => {
    await wish('自动接听')
    const caller = await givenCaller(t, hotline, '13812340002')
    await desk.is('talking')
    await bothHear(desk, caller)
    caller.hangUp()
    await desk.is('ready')
    await wish('自动接听')
  })

  await t.test(
    'the server dies in a talk and comes back: the two hear each other all the while, and the desk ends it',
    async () => {
      const caller = await givenCaller(t, hotline, '13812340003')
      await desk.says('ringing')
      await page.keyboard.press('F7')
      await bothHear(desk, caller)
      hotline.server.kill()
      await page.locator('.connection-busy').waitFor()
      await desk.says('lost_in_talk')
      await bothHear(desk, caller)
      await hotline.restart()
      await page.locator('.connection-good').waitFor()
      await page.locator('.phone-line:not([data-word=lost_in_talk])').waitFor()
      await bothHear(desk, caller)
      await page.keyboard.press('Shift+F8')
      await until('the caller is hung up', () => caller.ended)
      await desk.is('ready')
    },
  )
})
