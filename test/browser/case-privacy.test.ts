import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '../helpers/until.ts'
import { assertAccessible } from './accessible.ts'
import { fakeCases } from './fake-state.ts'
import { type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('a confidential case in a real browser', {
  skip: noBrowser,
}, () => {
  const { given: seat } = withPages()
  const given = (run: (seated: Seated) => Promise<void>, shownAs: object = { confidential: true, hidden: false }) =>
    seat(
      async seated => {
        seated.server.cases.found = fakeCases(Date.now())
        seated.server.cases.mayReveal = true
        const nobody = { identityHidden: true, requesterName: null, number: null }
        seated.server.cases.shownAs = { title: '举报排污', text: '化工厂夜间排污', ...nobody, ...shownAs }
        await seated.page.goto(`${seated.server.url}/cases`)
        await seated.page.locator('.cases-pick').first().click()
        await seated.page.locator('.cases-number').waitFor()
        await run(seated)
      },
      { role: 'shift_leader' },
    )

  it('bears the name of who reads it and the minute, on the screen and in print, and can be selected through', () =>
    given(async ({ page, server }) => {
      const sheet = page.locator('.watermark-sheet').first()
      assert.match((await sheet.getAttribute('data-mark')) ?? '', /\S+ \S+ .*\d{2}:\d{2}$/)
      const [over, under] = [await sheet.boundingBox(), await page.locator('.cases-detail dl').boundingBox()]
      assert.ok(over && under && over.y <= under.y && over.y + over.height >= under.y + under.height)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await sheet.isVisible(), true)
      await page.emulateMedia({ media: 'screen' })
      await page.locator('.cases-text').first().click({ trial: true })
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await until('the print is kept', () => server.cases.sent.some(({ path }) => path.endsWith('/viewings')))
      await assertAccessible(page, 'a confidential case')
      await page.screenshot({ path: 'screenshots/case-confidential.png' })
    }))

  it('bears none where the case is not confidential', () =>
    given(async ({ page }) => assert.equal(await page.locator('.watermark-sheet').count(), 0), { confidential: false }))

  it('tells whose it is by keys, with a reason, and forgets it when it is closed', () =>
    given(async ({ page, server }) => {
      await page.locator('.identity-open').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.type('核')
      assert.equal(await page.locator('.identity [type=submit]').isDisabled(), true)
      await page.keyboard.type('实举报人')
      await page.keyboard.press('Enter')
      await page.locator('.identity-told').waitFor()
      assert.match(await page.locator('.identity-told').innerText(), /王建国[\s\S]*\+8613812345678[\s\S]*秒后隐藏/)
      assert.equal(await page.locator('.identity-told .watermark-sheet').count(), 1)
      assert.deepEqual(server.cases.sent.at(-1)?.body, { reason: '核实举报人' })
      await page.screenshot({ path: 'screenshots/case-identity.png' })
      await page.keyboard.press('Escape')
      await until('it is gone', async () => !(await page.content()).includes('王建国'))
    }))

  it('hides it by itself after a minute', () =>
    given(async ({ page }) => {
      await page.clock.install()
      await page.locator('.identity-open').click()
      await page.locator('.identity input').fill('核实举报人')
      await page.keyboard.press('Enter')
      await page.locator('.identity-told').waitFor()
      await page.clock.fastForward(61_000)
      await until('it is gone', async () => !(await page.content()).includes('王建国'))
    }))

  it('says why where it is refused, and keeps what was typed', () =>
    given(async ({ page, server }) => {
      server.cases.refuse = 'too_many_attempts'
      await page.locator('.identity-open').click()
      await page.locator('.identity input').fill('核实举报人')
      await page.keyboard.press('Enter')
      await page.locator('.identity-error').waitFor()
      assert.equal(await page.locator('.identity input').inputValue(), '核实举报人')
    }))
})
