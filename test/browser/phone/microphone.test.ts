import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import {
  agentTone,
  bothHear,
  givenAgentPage,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
} from './given-phone.ts'

test('given a browser that keeps the microphone from pages, the desk says so, offers the desk phone, and no call is offered', {
  skip: noBrowser,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t, { allowed: false })
  const desk = await givenAgentPage(browser, hotline, '1001')
  await desk.says('microphone_denied')
  await desk.is('offline')
  await desk.page.locator('.phone-line button', { hasText: '改用桌上话机' }).click()
  await desk.says('desk')
})

test('given a computer without any microphone, the desk says so, offers the desk phone, and nothing is registered', {
  skip: noBrowser,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t, { microphone: false })
  const desk = await givenAgentPage(browser, hotline, '1001')
  await desk.says('microphone_missing')
  await desk.is('offline')
  assert.doesNotMatch(await hotline.asterisk.cli('pjsip show contacts'), /w1001/)
  await desk.page.locator('.phone-line button', { hasText: '改用桌上话机' }).click()
  await desk.says('desk')
})

test('given an agent whose microphone can be pulled out', { skip: noBrowser, timeout: 60_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const { page } = desk

  await t.test('the loop-back test says what it is and gives back what it hears', async () => {
    await page.locator('.phone-word').click()
    await until(
      'the level moves',
      async () => Number(await page.locator('meter').evaluate(bar => (bar as HTMLMeterElement).value)) > 0.3,
    )
    await page.locator('.phone-panel button', { hasText: '回环测试' }).click()
    await until(
      'he hears himself',
      async () => ((await page.evaluate(`window.ears.hears(${agentTone})`)) as number) > 0.5,
      {
        withinMs: 15_000,
      },
    )
    await page.locator('.phone-panel button', { hasText: '结束测试' }).click()
    await page.locator('.phone-panel-end button').click()
  })

  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await page.keyboard.press('F7')
  await bothHear(desk, caller)

  await t.test('pulled out with another one there, the talk goes on with that one', async () => {
    await page.evaluate('window.ears.unplug(true)')
    const at = Date.now()
    await until('the caller hears him again', () => caller.heardAt(agentTone, at + 500) !== null)
    await until(
      'nothing is said of it any more',
      async () => !(await page.locator('.phone-line').getAttribute('data-word'))?.startsWith('microphone'),
    )
  })

  await t.test('pulled out with none left, the page says that he is not heard; plugged in again, he is', async () => {
    await page.evaluate('window.ears.unplug(false)')
    await desk.says('microphone_unplugged')
    await until('the caller hears nothing', () => caller.hears(agentTone, 300) < 0.1)
    assert.equal(caller.ended, false)
    await page.evaluate('window.ears.plug()')
    await until('the caller hears him again', () => caller.hears(agentTone) > 0.5)
  })
})
