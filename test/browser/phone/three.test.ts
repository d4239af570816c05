import assert from 'node:assert/strict'
import { test } from 'node:test'
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

/** Pitch of the second agent's microphone, Hz. */
const colleagueTone = 1_300

test('given two agents and a shift leader with browser phones', { skip: noBrowser, timeout: 120_000 }, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const otherBrowser = await givenBrowser(t, { tone: colleagueTone })
  const first = await givenAgentPage(browser, hotline, '1001')
  const second = await givenAgentPage(otherBrowser, hotline, '1002')
  await first.says('standing')
  await second.says('standing')
  await first.page.keyboard.press('F2')
  await first.is('ready')
  const caller = await givenCaller(t, hotline)
  await first.is('reserved')
  await first.page.keyboard.press('F7')
  await bothHear(first, caller)
  await second.page.keyboard.press('F2')
  await second.is('ready')
  const callerHears = (what: string, hertz: number, atLeast: number) =>
    until(`the caller hears ${what}`, () => caller.hears(hertz) > atLeast)
  const callerDoesNotHear = (what: string, hertz: number) =>
    until(`the caller does not hear ${what}`, () => caller.hears(hertz, 300) < 0.1)

  await t.test('F9 holds: the caller hears music and not his agent, and is back with the same key', async () => {
    await first.page.keyboard.press('F9')
    await first.page.locator('.talk-bar[data-held=true]').waitFor()
    await callerDoesNotHear('his agent', agentTone)
    const at = Date.now()
    await first.page.keyboard.press('F9')
    await until('the caller hears his agent again', () => caller.heardAt(agentTone, at) !== null)
    await bothHear(first, caller)
  })

  await t.test('F10 and Enter consult a colleague: the two hear each other, and the caller neither', async () => {
    await first.page.keyboard.press('F10')
    await first.page.locator('.chooser input').fill('1002')
    await first.page.locator('li[data-chosen=true]', { hasText: '1002' }).waitFor()
    await first.page.keyboard.press('Enter')
    await second.is('reserved')
    await second.page.keyboard.press('F7')
    await first.hears(colleagueTone)
    await second.hears(agentTone)
    await callerDoesNotHear('the colleague', colleagueTone)
    await callerDoesNotHear('his agent', agentTone)
  })

  await t.test('F9 makes it a talk of three: each hears the two others', async () => {
    await first.page.keyboard.press('F9')
    await callerHears('his agent', agentTone, 0.2)
    await callerHears('the colleague', colleagueTone, 0.2)
    for (const hertz of [callerTone, agentTone])
      await until(`the colleague hears ${hertz} Hz`, async () => {
        const share = (await second.page.evaluate(`window.ears.hears(${hertz})`)) as number
        return share > 0.2
      })
  })

  await t.test('Shift+F10 leaves the caller with the colleague, who has him alone', async () => {
    await first.page.keyboard.press('Shift+F10')
    await first.is('ready')
    await callerHears('the colleague', colleagueTone, 0.5)
    await callerDoesNotHear('his first agent', agentTone)
    await second.hears(callerTone)
    await second.page.locator('.talk-tag').waitFor({ state: 'detached' })
  })

  await t.test('a shift leader listens unheard, speaks to the agent alone, then comes in', async () => {
    const leader = await givenAgentPage(browser, hotline, 'leader', { path: '/desk' })
    await leader.says('standing')
    const lead = (name: string) =>
      leader.page.evaluate(
        `fetch('/api/agents/1002/lead', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"${name}"}' }).then(answer => answer.status)`,
      )
    assert.equal(await lead('listen'), 204)
    for (const hertz of [callerTone, colleagueTone])
      await until(`the leader hears ${hertz} Hz`, async () => {
        const share = (await leader.page.evaluate(`window.ears.hears(${hertz})`)) as number
        return share > 0.2
      })
    await callerDoesNotHear('the leader', agentTone)
    await second.page.locator('.talk-party', { hasText: '监听中' }).waitFor()
    assert.equal(await lead('whisper'), 204)
    await until('the agent hears the leader', async () => {
      const share = (await second.page.evaluate(`window.ears.hears(${agentTone})`)) as number
      return share > 0.2
    })
    await callerDoesNotHear('the leader', agentTone)
    assert.equal(await lead('barge'), 204)
    await callerHears('the leader', agentTone, 0.2)
    caller.hangUp()
    await second.is('ready')
    await leader.is('paused')
  })
})
