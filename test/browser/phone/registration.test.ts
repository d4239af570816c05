import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { givenAgentPage, givenBrowser, givenPhoneHotline, noBrowser } from './given-phone.ts'

test('given an agent who signs in at a browser, the page is his phone without anything being installed or set', {
  skip: noBrowser,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const desk = await givenAgentPage(browser, hotline, '1001')
  await desk.says('registered')
  const contacts = await hotline.asterisk.cli('pjsip show contacts')
  assert.match(contacts, /w1001/)
})
