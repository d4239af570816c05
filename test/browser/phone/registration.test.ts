import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { agentPage, givenAgentPage, givenBrowser, givenPhoneHotline, noBrowser } from './given-phone.ts'

test('given an agent who signs in at a browser, when a second page of his opens, the newer one is his phone and the older says so', {
  skip: noBrowser,
}, async t => {
  const hotline = await givenPhoneHotline(t)
  const browser = await givenBrowser(t)
  const channels = async () => {
    const { ari } = hotline.asterisk
    const answer = await fetch(`${ari.url}/ari/channels`, {
      headers: { authorization: `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}` },
    })
    const all = (await answer.json()) as { id: string; name: string; state: string }[]
    return all.filter(({ name }) => name.startsWith('PJSIP/w1001'))
  }

  const first = await givenAgentPage(browser, hotline, '1001')
  await first.says('standing')
  const [leg] = await until('one leg stands', async () => {
    const found = await channels()
    return found.length === 1 && found[0]?.state === 'Up' && found
  })

  const second = agentPage(await first.page.context().newPage())
  await second.page.goto(hotline.server.url)
  await second.says('standing')
  await first.says('elsewhere')
  const [newer] = await until('the older page’s leg is gone', async () => {
    const found = await channels()
    return found.length === 1 && found
  })
  assert.notEqual(newer?.id, leg?.id)

  await first.page.locator('.phone-line button', { hasText: '在这里使用' }).click()
  await first.says('standing')
  await second.says('elsewhere')

  await t.test('whoever signs out takes his phone with him', async () => {
    await first.page.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
    await until('Asterisk knows no such phone any more', async () => {
      const phones = await hotline.asterisk.cli('pjsip show endpoints')
      return !phones.includes('w1001')
    })
  })
})
