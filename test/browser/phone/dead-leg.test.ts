import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import {
  agentTone,
  bothHear,
  freezeBrowsers,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
  thawBrowsers,
} from './given-phone.ts'

test('given a talk whose page falls silent without a word, the dead leg is noticed within 10 s, the caller is kept, and joined again', {
  skip: noBrowser,
  timeout: 90_000,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await desk.page.keyboard.press('F7')
  await bothHear(desk, caller)

  freezeBrowsers()
  t.after(thawBrowsers)
  const frozen = performance.now()
  await until(
    'the dead leg is gone',
    async () => !(await hotline.asterisk.cli('core show channels concise')).includes('PJSIP/w1001'),
    { withinMs: 15_000, everyMs: 100 },
  )
  const noticed = performance.now() - frozen
  t.diagnostic(`noticed after ${Math.round(noticed)} ms`)
  assert.ok(noticed < 10_000, `${noticed} ms`)
  assert.equal(caller.ended, false)
  const before = caller.received
  await until('music plays for the caller', () => caller.received > before + 25)
  assert.ok(caller.hears(agentTone) < 0.1)

  thawBrowsers()
  await bothHear(desk, caller)
  await desk.is('talking')
})
