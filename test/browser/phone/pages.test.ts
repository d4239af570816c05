import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import {
  agentPage,
  bothHear,
  givenAgentPage,
  givenBrowser,
  givenCaller,
  givenPhoneHotline,
  givenReadyAgent,
  noBrowser,
  onlyBothHear,
} from './given-phone.ts'

const hours = 3_600_000

test('given an agent in a talk, at a computer whose clock is five hours ahead', {
  skip: noBrowser,
  timeout: 120_000,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const first = await givenReadyAgent(browser, hotline, '1001', { clockAheadMs: 5 * hours })
  const caller = await givenCaller(t, hotline)
  await first.is('reserved')
  await first.page.keyboard.press('F7')
  await bothHear(first, caller)
  /** Length of the talk as a desk shows it, s. */
  const talked = async ({ page }: typeof first) => {
    const [minutes = Number.NaN, seconds = Number.NaN] = ((await page.locator('.strip-time').textContent()) ?? '')
      .split(':')
      .map(Number)
    return minutes * 60 + seconds
  }
  const second = agentPage(await first.page.context().newPage())

  await t.test('his talk is counted by the server’s clock', async () => {
    assert.ok((await talked(first)) < 60, `${await talked(first)} s`)
  })

  await t.test('a second tab of his has the talk, and the older one says that his phone is elsewhere', async () => {
    await second.page.goto(hotline.server.url)
    await second.is('talking')
    await first.says('elsewhere')
    await onlyBothHear(second, caller)
    assert.equal(caller.ended, false)
  })

  await t.test('the older tab takes the talk back by its button', async () => {
    await first.page.locator('.phone-line button', { hasText: '在这里使用' }).click()
    await second.says('elsewhere')
    await onlyBothHear(first, caller)
  })

  await t.test(
    'a second computer of his, its clock seven hours behind, has the talk; the first says so, and ends it all the same',
    async () => {
      const other = await givenAgentPage(browser, hotline, '1001', { clockAheadMs: -7 * hours })
      await other.is('talking')
      await first.says('elsewhere')
      await onlyBothHear(other, caller)
      assert.ok((await talked(other)) < 120, `${await talked(other)} s`)
      await first.page.keyboard.press('Shift+F8')
      await until('the caller is hung up', () => caller.ended)
      await other.is('ready')
      await first.is('ready')
    },
  )
})
