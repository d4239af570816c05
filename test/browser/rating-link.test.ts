import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { caseNumberOf } from '../../src/domain/cases/case-number.ts'
import type { CaseCommand } from '../../src/domain/cases/life/commands.ts'
import { type Actor, citizenActor } from '../../src/domain/cases/role.ts'
import { atTheEnd, type GivenServer, givenServer } from '../adapters/http/given-server.ts'
import { form, people, units, wishes } from '../domain/cases/given-case.ts'
import { assertAccessible } from './accessible.ts'
import { builtPages } from './built-pages.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const pictures = join(import.meta.dirname, '../../screenshots')
const { callback, clerk, dispatcher, reviewer, supervise } = {
  ...people,
  callback: people.visitor,
  supervise: people.supervisor,
}

describe('the pages of ratings', { skip: noBrowser }, () => {
  const cleanup = atTheEnd()
  let browser: Browser
  let given: GivenServer
  let origin = ''
  let running = 0

  before(async () => {
    mkdirSync(pictures, { recursive: true })
    const pages = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
    given = await givenServer(cleanup, { webFolder: pages })
    await given.settings.set(
      'unit',
      'water',
      { ...units.get('water'), name: { zh: '水务局', en: 'Water' } },
      0,
      'admin',
    )
    origin = `http://${await given.listen()}`
  })
  after(() => browser.close())

  const visiting = async (): Promise<string> => {
    running += 1
    const localDay = 20260302
    const caseNo = caseNumberOf({ localDay, running })
    const place = { caseNo, requestId: `r${running}`, localDay, running, callId: null, agentId: null }
    await given.caseOffice.register(
      { ...place, number: '+8613812345678' },
      { ...form, class: 'help', contact: 'phone' },
      citizenActor,
    )
    await act(reviewer, caseNo, wishes.pass)
    await act(dispatcher, caseNo, wishes.toWater)
    for (const wish of [wishes.sign, wishes.contact, wishes.reply]) await act(clerk, caseNo, wish)
    await act(reviewer, caseNo, wishes.review)
    await act(reviewer, caseNo, wishes.accept)
    return caseNo
  }
  const act = async (by: Actor, caseNo: string, wish: CaseCommand) => {
    const done = await given.caseOffice.act(by, caseNo, wish, null)
    assert.ok('done' in done, `${wish.event}: ${JSON.stringify(done)}`)
  }

  it('given a link from a message, the result is rated on a phone by three presses, read by a screen reader, and only once', async () => {
    const caseNo = await visiting()
    await given.ratingLinks.sendRatingLink(caseNo)
    const hash = String(given.sms.at(-1)?.values.link).split('#')[1]
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${origin}/12345#${hash}`)
    await page.locator('.ask-rate-answer').first().waitFor()
    await page.screenshot({ path: join(pictures, 'citizen-rate-link.png'), fullPage: true })
    await assertAccessible(page, 'rate-link')
    const aside = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    assert.equal(aside, false, 'it is wider than the screen')
    await page.locator('.ask-by-link [type=submit]').click()
    assert.match((await page.locator('.ask-status').textContent()) ?? '', /请先选择/)
    await page.getByRole('radio', { name: '不满意' }).check()
    await page.getByRole('radio', { name: '没有联系' }).check()
    await page.getByRole('radio', { name: '没有解决' }).check()
    await page.locator('.ask-by-link [type=submit]').click()
    await page.getByText('谢谢您的评价').waitFor()
    assert.equal((await given.caseOffice.file(caseNo))?.standing.score, 'dissatisfied')
    await page.reload()
    await page.getByText('已经使用过或已过期').waitFor()
    await page.close()
  })

  it('given ratings, who looks after them sees them by unit and visitor, changed ones and rulings', async () => {
    for (let n = 0; n < 3; n += 1) await act(callback, await visiting(), wishes.satisfied)
    const ruled = await visiting()
    await act(callback, ruled, wishes.dissatisfied)
    await act(reviewer, ruled, wishes.exclude)
    await act(supervise, ruled, wishes.confirm)
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    const hash = (await given.store.read.userByName('admin'))?.passwordHash ?? ''
    const of = { name: 'audit', displayName: '审计员', role: 'auditor', agentId: null, disabled: false } as const
    await given.store.write.saveUser({ ...of, passwordHash: hash })
    const [name = '', value = ''] = (await given.signIn('audit')).split('=')
    await page.context().addCookies([{ name, value, url: origin }])
    await page.goto(`${origin}/visits-report`)
    await page.locator('.visits-table').first().waitFor()
    assert.match((await page.locator('.visits-rest').textContent()) ?? '', /水务局|water/)
    assert.match(
      (await page.locator('.visits-rest').textContent()) ?? '',
      /剔除，不计入统计 · 已生效 · reviewer → supervisor/,
    )
    await page.screenshot({ path: join(pictures, 'visits-report.png'), fullPage: true })
    await assertAccessible(page, 'visits-report')
    await page.close()
  })
})
