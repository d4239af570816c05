import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoPassword, givenCity, givenHotline } from '../helpers/city.ts'
import { until } from '../helpers/until.ts'
import { noBrowser } from './open-browser.ts'
import { givenRealDesk } from './real-desk.ts'

const hostile = '<img src=x onerror="document.title=1"> 路灯不亮'

test('given a citizen who writes on /12345, when an agent takes him, then both write, a server that dies loses nothing, and a case leads to it', {
  timeout: 240_000,
  skip: noBrowser,
}, async t => {
  const hotline = await givenHotline(t, {
    YIHAO_DEMO_AGENTS: '1',
    YIHAO_DEMO_GUESTS_FROM: '1001',
    YIHAO_DEMO_WRAP_UP_MS: '60000',
    YIHAO_DEMO_NOTICE: '0',
  })
  const { url } = hotline.server
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const { page: desk } = await givenRealDesk(t, { name: '1001', password: demoPassword, url })
  const secret = await desk.evaluate(async () => (await fetch('/api/phone')).json() as Promise<{ password: string }>)
  await city.phones.add({
    extension: '1001',
    password: secret.password,
    behaviour: { answerAfterMs: 0, noAnswerShare: 0 },
  })
  await desk.locator('.strip.state-paused').waitFor()
  const browser = desk.context().browser()
  assert.ok(browser)
  const citizen = await (await browser.newContext({ viewport: { width: 412, height: 880 } })).newPage()
  await citizen.goto(new URL('/12345', url).href)
  await citizen.getByRole('link', { name: '文字咨询' }).click()
  await citizen.getByLabel('联系电话').fill('13812345678')
  await citizen.getByRole('button', { name: '开始文字咨询' }).click()
  const mine = citizen.getByRole('textbox', { name: '消息' })
  await mine.fill(hostile)
  await mine.press('Enter')

  await desk.keyboard.press('F2')
  await desk.locator('.strip.state-reserved').waitFor()
  await desk.locator('.chat-message', { hasText: '路灯不亮' }).waitFor()
  await desk.keyboard.press('F7')
  await desk.locator('.strip.state-talking').waitFor()
  const answer = desk.getByRole('textbox', { name: '消息' })
  await answer.fill('请问在哪里？')
  await answer.press('Enter')
  await citizen.locator('.write-message[data-from=agent]', { hasText: '请问在哪里？' }).waitFor()
  await citizen.screenshot({ path: 'screenshots/citizen-chat.png' })

  hotline.server.kill()
  await hotline.server.exited
  await hotline.restart()
  await desk.locator('.strip.state-talking').waitFor()
  await mine.fill('解放路 88 号')
  await until('the citizen is heard again', async () => {
    await mine.press('Enter')
    return (await mine.inputValue()) === ''
  })
  await desk.locator('.chat-message', { hasText: '解放路 88 号' }).waitFor()
  assert.equal(await desk.locator('.chat-message').count(), 3)

  await desk.getByLabel('投诉').check()
  await desk.locator('[data-field=text]').fill('路灯三天不亮')
  await desk.locator('[data-field=place]').fill('解放路 88 号')
  await desk.screenshot({ path: 'screenshots/desk-chat.png' })
  await desk.keyboard.press('Control+Enter')
  await desk.locator('.case-done-number').waitFor()
  const caseNo = (await desk.locator('.case-done-number').textContent()) ?? ''
  assert.match(caseNo, /^\d{8}-\d{5}-\d$/)

  await desk.keyboard.press('Shift+F8')
  await desk.locator('.strip.state-wrap_up').waitFor()
  await citizen.getByText('对话已结束').first().waitFor()
  for (const page of [desk, citizen]) assert.equal(await page.locator('img').count(), 0)

  const leader = await (await browser.newContext()).newPage()
  await leader.goto(url)
  await leader.locator('[autocomplete=username]').fill('leader')
  await leader.locator('[type=password]').fill(demoPassword)
  await leader.keyboard.press('Enter')
  await leader.locator('.wall').waitFor()
  await leader.goto(new URL('/cases', url).href)
  await leader.locator('.cases-search input').first().fill(caseNo)
  await leader.keyboard.press('Enter')
  await leader.locator('.cases-pick').first().click()
  await leader.getByRole('button', { name: '文字咨询记录' }).click()
  await leader.locator('.chat-message', { hasText: '请问在哪里？' }).waitFor()
  assert.equal(await leader.locator('.chat-message').count(), 3)
})
