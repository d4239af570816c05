import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asLeader } from '../../helpers/city.ts'
import { until } from '../../helpers/until.ts'
import {
  bothHear,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
  passWarning,
} from './given-phone.ts'

// the helpers of this process ask the server as well, and nobody vouches for its certificate
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

test('given a server with a certificate of its own making, which no browser trusts', {
  skip: noBrowser,
  timeout: 120_000,
}, async t => {
  const hotline = await givenPhoneHotline(t, { YIHAO_TLS: 'self-made' })
  const browser = await givenBrowser(t)

  await t.test(
    'the browser refuses the page until its warning is passed, and there is neither agent nor phone',
    async () => {
      assert.match(hotline.server.url, /^https:/)
      assert.ok(hotline.lines.some(line => /browsers warn once/.test(line)))
      const doubting = await (await browser.newContext()).newPage()
      await assert.rejects(doubting.goto(hotline.server.url), /ERR_CERT_AUTHORITY_INVALID/)
      const { agents } = await asLeader<{ agents: { id: string; state: string; phone: boolean; console: boolean }[] }>(
        hotline,
        '/api/agents',
      )
      const agent = agents.find(({ id }) => id === '1001')
      assert.deepEqual([agent?.state, agent?.phone, agent?.console], ['offline', false, false])
      assert.doesNotMatch(await hotline.asterisk.cli('pjsip show contacts'), /w1001/)
    },
  )

  const desk = await givenReadyAgent(browser, hotline, '1001', { warned: true })
  const { page } = desk
  const caller = await givenCaller(t, hotline)

  await t.test('once it is passed the page is a phone by HTTPS and wss, and both hear each other', async () => {
    const [cookie] = await page.context().cookies()
    assert.deepEqual([cookie?.name, cookie?.secure], ['__Host-yihao', true])
    await desk.is('reserved')
    await page.keyboard.press('F7')
    await bothHear(desk, caller)
  })

  await t.test(
    'a new certificate in a talk: the talk goes on, and the page names it as what may be the matter',
    async () => {
      hotline.server.kill()
      await hotline.server.exited
      rmSync(join(hotline.folder, 'tls'), { recursive: true })
      await hotline.restart()
      await page.locator('.connection-bad', { hasText: '连不上服务器' }).waitFor({ timeout: 20_000 })
      assert.match((await page.locator('.desk-calm').textContent()) ?? '', /服务器证书已更换.*通话不受影响.*请勿刷新/)
      await desk.says('lost_in_talk')
      await bothHear(desk, caller)
    },
  )

  await t.test('accepted in a new window, the first page is back by itself with its talk and its phone', async () => {
    const opened = page.context().waitForEvent('page')
    await page.locator('.connection-bad a').click()
    const window = await opened
    await passWarning(window)
    await window.locator('.notice', { hasText: '请关闭此窗口' }).waitFor()
    await window.close()
    await page.locator('.connection-good').waitFor()
    await page.locator('.desk-calm').waitFor({ state: 'detached' })
    await page.locator('.phone-line:not([data-word=lost_in_talk])').waitFor()
    await bothHear(desk, caller)
    await page.keyboard.press('Shift+F8')
    await until('the caller is hung up', () => caller.ended)
    await desk.is('ready')
    await desk.says('standing')
    const next = await givenCaller(t, hotline, '13812340002')
    await desk.is('reserved')
    await page.keyboard.press('F7')
    await bothHear(desk, next)
  })
})
