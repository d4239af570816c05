import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { installEars } from '../../../scripts/phone/page-ears.ts'
import { demoPassword, type Hotline } from '../../helpers/city.ts'
import { until } from '../../helpers/until.ts'
import {
  agentTone,
  bothHear,
  callerTone,
  givenAgentPage,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  noBrowser,
} from './given-phone.ts'

/** Pitch of the leader's microphone, Hz. */
const leaderTone = 1_300

const signInAsLeader = async (page: Page, { server }: Hotline): Promise<void> => {
  await page.goto(server.url)
  await page.locator('[autocomplete=username]').fill('leader')
  await page.locator('[type=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.locator('.wall-phone').waitFor()
}

test('given a shift leader with nothing but the wall', { skip: noBrowser, timeout: 240_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const agent = await givenAgentPage(await givenBrowser(t), hotline, '1001')
  const context = await (await givenBrowser(t, { tone: leaderTone })).newContext({
    viewport: { width: 1366, height: 768 },
  })
  await context.addInitScript(installEars)
  const wall = await context.newPage()
  let sessions = 0
  wall.on('request', request => {
    if (request.url().endsWith('/api/phone/session')) sessions += 1
  })
  await signInAsLeader(wall, hotline)

  const says = (page: Page, word: string) => page.locator(`.phone-line[data-word=${word}]`).waitFor({ timeout: 30_000 })
  const part = (mode: string) => wall.locator(`.wall-phone[data-part=${mode}]`).waitFor()
  const press = (name: string) => wall.locator('.agent-panel-actions button', { hasText: name }).click()
  const name = (await agent.page.locator('.desk-agent strong').textContent()) ?? ''
  const choose = () => wall.locator('.agent.state-talking button', { hasText: name }).click()
  const leaderHears = (page: Page, hertz: number) =>
    until(`the leader hears ${hertz} Hz`, async () => {
      const share = (await page.evaluate(`window.ears.hears(${hertz})`)) as number
      return share > 0.2
    })

  await agent.says('standing')
  await agent.page.keyboard.press('F2')
  await agent.is('ready')
  const caller = await givenCaller(t, hotline)
  await agent.is('reserved')
  await agent.page.keyboard.press('F7')
  await bothHear(agent, caller)
  const callerHearsLeader = () => until('the caller hears the leader', () => caller.hears(leaderTone) > 0.2)
  const callerDoesNotHearLeader = () =>
    until('the caller does not hear the leader', () => caller.hears(leaderTone, 300) < 0.05)

  await t.test('the wall takes no phone by itself and fetches nothing of it', async () => {
    await wall.locator('.wall-phone[data-here=false]', { hasText: '未注册' }).waitFor()
    const fetched = (await wall.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name)`,
    )) as string[]
    assert.deepEqual(
      fetched.filter(name => /held-phone|sip-phone/.test(name)),
      [],
    )
  })

  await t.test('one press, and his phone is here', async () => {
    await wall.locator('.wall-phone button').click()
    await says(wall, 'standing')
    await wall.locator('.wall-phone.state-paused').waitFor()
  })

  await t.test('the wall loaded anew has it again by itself', async () => {
    await wall.reload()
    await says(wall, 'standing')
  })

  await t.test('he listens unheard, and the wall says that nobody hears him', async () => {
    await choose()
    await press('监听')
    await part('listen')
    await leaderHears(wall, callerTone)
    await leaderHears(wall, agentTone)
    await callerDoesNotHearLeader()
  })

  await t.test('he whispers: the agent hears him, the caller does not, and both pages say so', async () => {
    await press('耳语')
    await part('whisper')
    await until('the agent hears the leader', async () => {
      const share = (await agent.page.evaluate(`window.ears.hears(${leaderTone})`)) as number
      return share > 0.2
    })
    await agent.page.locator('.talk-party', { hasText: '耳语' }).waitFor()
    await callerDoesNotHearLeader()
  })

  await t.test('he comes in, and the caller hears him', async () => {
    await press('强插')
    await part('join')
    await callerHearsLeader()
  })

  await t.test('he looks at another page and comes back: the talk has not noticed', async () => {
    const before = sessions
    await wall.locator('.page-header button', { hasText: '工单查询' }).click()
    await wall.locator('.cases').waitFor()
    await callerHearsLeader()
    await wall.locator('.page-header button', { hasText: '返回看板' }).click()
    await part('join')
    await leaderHears(wall, callerTone)
    assert.equal(sessions, before)
  })

  await t.test('he takes over and goes to the desk with the talk, on the same phone session', async () => {
    await choose()
    await press('接管')
    await wall.locator('.wall-phone', { hasText: '来电人由您接听' }).waitFor()
    await agent.is('ready')
    const before = sessions
    await wall.locator('.wall-phone-actions button', { hasText: '话务台' }).click()
    await wall.locator('.strip.state-talking').waitFor()
    await wall.locator('.phone-line button[aria-pressed=false]', { hasText: '静音' }).waitFor()
    await leaderHears(wall, callerTone)
    await callerHearsLeader()
    assert.equal(sessions, before)
    assert.equal(caller.ended, false)
  })

  await t.test('another wall of his leaves the phone to the desk that has it, until he asks for it there', async () => {
    const other = await context.newPage()
    await other.goto(`${hotline.server.url}/wall`)
    await other.locator('.wall-phone[data-here=false]', { hasText: '在话务台' }).waitFor()
    await other.locator('.wall-phone button').click()
    await says(wall, 'elsewhere')
    await other.locator('.wall-phone.state-talking', { hasText: '来电人由您接听' }).waitFor()
    await leaderHears(other, callerTone)
    await callerHearsLeader()
    await other.keyboard.press('Shift+F8')
    await until('the caller is let go', () => caller.ended)
    await other.close()
  })
})
