import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { givenHotlineAndOutside, newestCall, nextCall } from './given-outside.ts'
import {
  agentTone,
  bothHear,
  givenBrowser,
  givenCaller,
  givenReadyAgent,
  noBrowser,
  onlyBothHear,
} from './given-phone.ts'

/** What an agent may type, by mistake or because he cannot know better, and what the desk answers. */
const refused = [
  ['a colleague who is not ready', '1002', '对方当前不是就绪状态，未转接。'],
  ['his own extension', '1001', '不能转接给本机或热线自身号码。'],
  ['the hotline itself', '12345', '不能转接给本机或热线自身号码。'],
  ['a number that nobody can have', '99999', '找不到转接对象。'],
  ['a number abroad', '+4930123456', '找不到转接对象。'],
] as const

/** Numbers outside that can be dialled and at which nobody can be had. */
const [busy, gone] = ['+8651388812340', '+8651388812341']

test('given a talk', { skip: noBrowser, timeout: 180_000 }, async t => {
  const { hotline, outside } = await givenHotlineAndOutside(t)
  outside.behave(busy, 'busy')
  outside.behave(gone, 'unknown')
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const { page } = desk
  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await page.keyboard.press('F7')
  await bothHear(desk, caller)
  const name = async (number: string, key: 'Enter' | 'Shift+Enter') => {
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill(number)
    await page.locator('li[data-chosen=true]', { hasText: number }).waitFor()
    await page.keyboard.press(key)
  }

  for (const [what, number, sentence] of refused)
    await t.test(`a transfer to ${what} is refused in one sentence, and the caller stays with his agent`, async () => {
      for (const key of ['Shift+Enter', 'Enter'] as const) {
        const at = Date.now()
        await name(number, key)
        await page.locator('.desk-failure', { hasText: sentence }).waitFor()
        assert.equal(await page.locator('.talk-bar').getAttribute('data-held'), 'false')
        await until('the caller hears him', () => caller.heardAt(agentTone, at) !== null)
        await page.locator('.desk-failure').click()
        await page.locator('.desk-failure').waitFor({ state: 'detached' })
      }
      await onlyBothHear(desk, caller)
    })

  await t.test('what fits nobody is said before anything is sent', async () => {
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill('水星局')
    await page.locator('.chooser .empty', { hasText: '没有找到' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.locator('.chooser').waitFor({ state: 'detached' })
    await onlyBothHear(desk, caller)
  })

  for (const [what, number, sentence] of [
    ['busy', busy, '忙线'],
    ['unknown to the network', gone, '无法接通'],
  ] as const)
    await t.test(
      `a consultation with a number that is ${what} ends in a sentence, and both have each other again`,
      async () => {
        await name(number, 'Enter')
        await page.locator('.talk-end', { hasText: `${number} · ${sentence}` }).waitFor()
        await page.locator('.talk-bar[data-held=false]').waitFor()
        await onlyBothHear(desk, caller)
      },
    )

  await t.test(
    'a caller passed on blindly to a busy number is not lost: he is offered again, and both have each other',
    async () => {
      const before = outside.calls.filter(call => call.number === busy).length
      await name(busy, 'Shift+Enter')
      await nextCall(outside, busy, before)
      await desk.is('reserved')
      assert.equal(caller.ended, false)
      await page.keyboard.press('F7')
      await desk.is('talking')
      await onlyBothHear(desk, caller)
    },
  )

  await t.test('all of it is in the ledger: two talks of the one caller, and each number that was tried', async () => {
    caller.hangUp()
    const { call, legs, parties } = await until('the call is booked', async () => {
      const found = await newestCall(hotline)
      return found.call.endCause !== null && found
    })
    assert.equal(call.endCause, 'completed')
    assert.deepEqual(
      legs.map(({ agentId, talkMs }) => [agentId, talkMs !== null]),
      [
        ['1001', true],
        ['1001', true],
      ],
    )
    assert.deepEqual(
      parties.map(({ number, mode, how }) => [number, mode, how]),
      [
        [busy, 'consult', 'busy'],
        [gone, 'consult', 'unreachable'],
        [busy, 'blind', 'busy'],
      ],
    )
  })
})
