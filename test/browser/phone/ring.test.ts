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
    await page.locator('.phone-check', { hasText: text }).click()
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
    'while the server is away, the native queue rings the page, and F7 and Shift+F8 are the phone’s own',
    async () => {
      hotline.server.kill()
      await page.locator('.connection-busy').waitFor()
      const caller = await givenCaller(t, hotline, '13812340003')
      await desk.says('ringing')
      await page.keyboard.press('F7')
      await bothHear(desk, caller)
      await page.keyboard.press('Shift+F8')
      await until('the caller is hung up', () => caller.ended)
    },
  )
})
