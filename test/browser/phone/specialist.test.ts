import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { givenHotlineAndOutside, newestCall, nextCall, outsideTone } from './given-outside.ts'
import {
  agentTone,
  bothHear,
  callerTone,
  givenBrowser,
  givenCaller,
  givenReadyAgent,
  noBrowser,
  onlyBothHear,
} from './given-phone.ts'

const [first, second] = ['+8651388800010', '+8651388800011']

test('given a talk about taxes, and two policy specialists on the roster', {
  skip: noBrowser,
  timeout: 180_000,
}, async t => {
  const { hotline, outside } = await givenHotlineAndOutside(t)
  const browser = await givenBrowser(t)
  const desk = await givenReadyAgent(browser, hotline, '1001')
  const { page } = desk
  const caller = await givenCaller(t, hotline)
  await desk.is('reserved')
  await page.keyboard.press('F7')
  await bothHear(desk, caller)
  const consult = async () => {
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill('税收')
    await page.locator('li[data-chosen=true]', { hasText: '税收优惠' }).waitFor()
    await page.keyboard.press('Enter')
  }
  const booked = async (count: number) =>
    until(`${count} calls to specialists are booked`, async () => {
      const { parties } = await newestCall(hotline)
      return parties.length === count && parties.every(({ how }) => how !== null) && parties
    })

  await t.test('the first is rung for 20 s and does not answer; the next is called by itself and answers', async () => {
    outside.behave(first, 'rings')
    outside.behave(second, 'answers')
    const asked = performance.now()
    await consult()
    await page.locator('.talk-party[data-rings=true]', { hasText: '税务 陈专员' }).waitFor()
    const call = await nextCall(outside, second)
    const rungMs = performance.now() - asked
    assert.ok(rungMs > 19_000, `${rungMs} ms`)
    assert.equal((await nextCall(outside, first)).ended, true)
    await page.locator('.talk-party[data-rings=false]', { hasText: '税务 刘专员' }).waitFor()
    await desk.hears(outsideTone)
    await until('the specialist hears the agent', () => call.hears(agentTone) > 0.5)
    await until('the caller hears neither', () => caller.hears(agentTone, 300) + caller.hears(outsideTone, 300) < 0.2)
  })

  await t.test('F9 makes it a talk of three: each hears the two others', async () => {
    const call = await nextCall(outside, second)
    await page.keyboard.press('F9')
    for (const hertz of [agentTone, outsideTone])
      await until(`the caller hears ${hertz} Hz`, () => caller.hears(hertz) > 0.2)
    for (const hertz of [callerTone, agentTone])
      await until(`the specialist hears ${hertz} Hz`, () => call.hears(hertz) > 0.2)
  })

  await t.test(
    'the specialist hangs up first: caller and agent have each other alone, and the desk says so',
    async () => {
      const call = await nextCall(outside, second)
      call.hangUp()
      await page.locator('.talk-end', { hasText: '税务 刘专员 · 已离开' }).waitFor()
      await onlyBothHear(desk, caller)
      await desk.is('talking')
      const [missed, spoken] = await booked(2)
      assert.deepEqual(
        [missed?.contactId, missed?.how, missed?.unit, missed?.talkMs],
        ['tax-1', 'no_answer', 'tax', null],
      )
      assert.deepEqual([spoken?.contactId, spoken?.how, spoken?.kind], ['tax-2', 'normal', 'specialist'])
      assert.ok((spoken?.talkMs ?? 0) > 0)
    },
  )

  await t.test('one who hangs up in a consultation brings the caller back from the music by himself', async () => {
    outside.behave(first, 'answers')
    await consult()
    const call = await nextCall(outside, first, 1)
    await page.locator('.talk-bar[data-held=true]').waitFor()
    await desk.hears(outsideTone)
    call.hangUp()
    await page.locator('.talk-bar[data-held=false]').waitFor()
    await page.locator('.talk-end', { hasText: '税务 陈专员 · 已离开' }).waitFor()
    await onlyBothHear(desk, caller)
    const third = (await booked(3)).at(-1)
    assert.deepEqual([third?.contactId, third?.mode, third?.how], ['tax-1', 'consult', 'normal'])
  })

  await t.test('nobody on the roster who answers leaves the caller with his agent', async () => {
    outside.behave(first, 'busy')
    outside.behave(second, 'unknown')
    await consult()
    await page.locator('.talk-end', { hasText: '税务 刘专员 · 无法接通' }).waitFor()
    await onlyBothHear(desk, caller)
    assert.deepEqual(
      (await booked(5)).slice(3).map(({ contactId, how }) => [contactId, how]),
      [
        ['tax-1', 'busy'],
        ['tax-2', 'unreachable'],
      ],
    )
    caller.hangUp()
    await desk.is('ready')
    const { call, legs } = await until('the call is booked', async () => {
      const found = await newestCall(hotline)
      return found.call.endCause !== null && found
    })
    assert.equal(call.endCause, 'completed')
    assert.equal(legs.length, 1)
  })
})
