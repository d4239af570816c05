import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bothHear, givenAgentPage, givenBrowser, givenCaller, givenPhoneHotline, noBrowser } from './given-phone.ts'

// the helpers of this process ask the server as well, and nobody vouches for its certificate
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

test('given a server with a certificate of its own making, once the warning is passed the page is a phone by HTTPS and wss', {
  skip: noBrowser,
}, async t => {
  const hotline = await givenPhoneHotline(t, { YIHAO_TLS: 'self-made' })
  assert.match(hotline.server.url, /^https:/)
  assert.ok(hotline.lines.some(line => /browsers warn once/.test(line)))
  const browser = await givenBrowser(t)

  const doubting = await (await browser.newContext()).newPage()
  await assert.rejects(doubting.goto(hotline.server.url), /ERR_CERT_AUTHORITY_INVALID/)

  const desk = await givenAgentPage(browser, hotline, '1001', { ignoreHTTPSErrors: true })
  await desk.says('standing')
  const [cookie] = await desk.page.context().cookies()
  assert.equal(cookie?.name, '__Host-yihao')
  assert.equal(cookie?.secure, true)
  await desk.page.keyboard.press('F2')
  await desk.is('ready')
  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await desk.page.keyboard.press('F7')
  await bothHear(desk, caller)
})
