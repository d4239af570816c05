import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCalls } from '../../helpers/count-calls.ts'
import { until } from '../../helpers/until.ts'
import { agentPage, agentTone, givenAgentPage, givenBrowser, givenPhoneHotline, noBrowser } from './given-phone.ts'

test('given a demo, whoever signs in and calls from the citizen’s page talks to himself', {
  skip: noBrowser,
  timeout: 60_000,
}, async t => {
  const settings = { YIHAO_CITIZEN_PAGE: '1', YIHAO_DEMO_GUESTS_FROM: '1003' }
  const hotline = await givenPhoneHotline(t, settings)
  const browser = await givenBrowser(t)
  const [other, desk] = await Promise.all(['1002', '1003'].map(name => givenAgentPage(browser, hotline, name)))
  assert.ok(other && desk)
  for (const one of [other, desk]) {
    await one.says('standing')
    await one.page.keyboard.press('F2')
    await one.is('ready')
  }
  const citizen = agentPage(await other.page.context().newPage())
  await citizen.page.goto(`${hotline.server.url}/citizen`)
  await citizen.page.locator('.citizen-button').click()
  countCalls(1)
  await desk.is('reserved')
  await desk.page.keyboard.press('F7')
  await citizen.page.locator('[data-state=talking]').waitFor()
  await desk.hears(agentTone)
  await citizen.hears(agentTone)
  assert.match((await desk.page.locator('.caller-number').textContent()) ?? '', /^140\*\*\*\*\d{4}$/)

  await citizen.page.locator('.citizen-button').click()
  await citizen.page.locator('[data-state=over]').waitFor()
  await desk.is('ready')
  await until('nothing of the citizen’s phone is left in Asterisk', async () => {
    const phones = await hotline.asterisk.cli('pjsip show endpoints')
    return !/Endpoint:\s+c[0-9a-f]{18}/.test(phones)
  })
})

test('given a real house, there is no citizen’s page to call from', { skip: noBrowser }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const page = await browser.newPage()
  await page.goto(`${hotline.server.url}/citizen`)
  await page.locator('.citizen-button').click()
  await page.locator('[data-state=refused]').waitFor()
})
