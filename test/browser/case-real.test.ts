import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoPassword, givenCity, givenHotline } from '../helpers/city.ts'
import { until } from '../helpers/until.ts'
import { noBrowser } from './open-browser.ts'
import { givenRealDesk, type RealDesk } from './real-desk.ts'

const hostile = '<img src=x onerror="document.title=1"> 路灯不亮'

test('given a talk, when the browser of its agent is killed while he types, then everything is there in another, is registered, and is found', {
  timeout: 180_000,
  skip: noBrowser,
}, async t => {
  const { asterisk, server } = await givenHotline(t, {
    YIHAO_DEMO_AGENTS: '1',
    YIHAO_DEMO_WRAP_UP_MS: '0',
    YIHAO_DEMO_NOTICE: '0',
  })
  const city = await givenCity(t, asterisk.sipPort)
  const account = { name: '1001', password: demoPassword, url: server.url }
  const open = () => givenRealDesk(t, account)
  let desk: RealDesk = await open()
  const field = (name: string) => desk.page.locator(`[data-field=${name}]`)
  const secret = await desk.page.evaluate(
    async () => (await fetch('/api/phone')).json() as Promise<{ password: string }>,
  )
  await city.phones.add({
    extension: '1001',
    password: secret.password,
    behaviour: { answerAfterMs: 0, noAnswerShare: 0 },
  })
  await desk.page.locator('.strip.state-paused').waitFor()
  await desk.page.keyboard.press('F2')
  await desk.page.locator('.strip.state-ready').waitFor()
  const call = city.citizens.call({ number: '13812340001', patienceMs: 60_000 })
  await desk.page.locator('.case-form').waitFor()

  const typed = { title: hostile, text: '解放路 88 号路灯三天不亮', place: '解放路 88 号', name: '王建国' }
  await desk.page.getByLabel('投诉').check()
  await desk.page.getByLabel('急件').check()
  for (const [name, value] of Object.entries(typed)) await field(name).fill(value)
  await desk.page.locator('.note-status[data-status=saved]').waitFor()
  desk.signal('SIGKILL')

  desk = await open()
  await desk.page.locator('.strip.state-talking').waitFor()
  for (const [name, value] of Object.entries(typed))
    await until(`the ${name} is there`, async () => (await field(name).inputValue()) === value)
  assert.ok(await desk.page.getByLabel('投诉').isChecked())
  assert.ok(await desk.page.getByLabel('急件').isChecked())

  await desk.page.keyboard.press('Control+Enter')
  await desk.page.locator('.case-done-number').waitFor()
  const caseNo = (await desk.page.locator('.case-done-number').textContent()) ?? ''
  assert.match(caseNo, /^\d{8}-\d{5}-\d$/)
  await call.hangUp()
  await desk.page.locator('.strip.state-ready').waitFor()
  await until('no call is without an outcome', async () =>
    /0$/.test((await desk.page.locator('.today-undecided').textContent()) ?? ''),
  )

  const again = city.citizens.call({ number: '13812340001', patienceMs: 60_000 })
  await desk.page.locator('.case-form').waitFor()
  await until('the open case stands beside the caller', async () =>
    ((await desk.page.locator('.matter .matter-about').first().textContent()) ?? '').includes(caseNo),
  )
  assert.equal(await desk.page.locator('.matter .matter-title').first().textContent(), hostile)
  await desk.page.keyboard.press('Alt+9')
  await desk.page.locator('.case-search input').fill('路灯')
  await until('it is found by a word', async () =>
    ((await desk.page.locator('.case-search .matter-about').first().textContent()) ?? '').includes(caseNo),
  )
  await desk.page.keyboard.press('Escape')
  await desk.page.keyboard.press('Alt+1')
  await desk.page.locator('.case-done').waitFor()
  await again.hangUp()

  const leader = await desk.page.context().browser()?.newContext()
  assert.ok(leader)
  const page = await leader.newPage()
  await page.goto(server.url)
  await page.locator('[autocomplete=username]').fill('leader')
  await page.locator('[type=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.locator('.wall').waitFor()
  await page.goto(new URL('/cases', server.url).href)
  await page.locator('.cases-search input').first().fill(caseNo)
  await page.keyboard.press('Enter')
  await page.locator('.cases-pick').first().click()
  await page.locator('.cases-number').waitFor()
  assert.equal(await page.locator('.cases-number').textContent(), caseNo)
  assert.equal(await page.locator('.cases-title').first().textContent(), hostile)
  assert.match((await page.locator('.cases-detail').textContent()) ?? '', /\+8613812340001/)
  assert.equal(await page.locator('img').count(), 0)
})
