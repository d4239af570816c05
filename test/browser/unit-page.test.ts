import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { atTheEnd } from '../adapters/http/given-server.ts'
import { pngOf } from '../domain/attachments/given-files.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { builtPages } from './built-pages.ts'
import { type GivenUnitDesk, givenUnitDesk, type Seat, seated } from './given-unit-desk.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const phone = { width: 390, height: 844 }
const pictures = join(import.meta.dirname, '../../screenshots')

describe('the department desk in a real browser', { skip: noBrowser }, () => {
  const cleanup = atTheEnd()
  let browser: Browser
  let desk: GivenUnitDesk
  before(async () => {
    const pages = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
    desk = await givenUnitDesk(cleanup, pages)
    mkdirSync(pictures, { recursive: true })
  })
  after(() => browser?.close())

  const sit = (name: string, seat: Partial<Seat> = {}) => seated(browser, desk, { name, ...seat })
  const open = async (page: Page, caseNo: string) => {
    await page.locator(`[data-case="${caseNo}"]`).click()
    await page.locator('.unit-steps').waitFor()
  }
  const press = (page: Page, step: string) => page.locator(`[data-step=${step}]`).click()
  const submit = (page: Page) => page.locator('.unit-form [type=submit]').click()
  const done = (page: Page) => page.locator('.unit-done').waitFor()
  const stateOf = async (caseNo: string) => (await (await desk.as('dispatch'))(`/api/cases/${caseNo}`)).body.case.state
  const reaches = (caseNo: string, state: string) =>
    until(`${caseNo} is ${state}`, async () => (await stateOf(caseNo)) === state)

  it('given a case of water, when it is signed, handed down, drafted by the office and replied to by the clerk, then it is with the hotline', async () => {
    const caseNo = await desk.dispatched('water', { title: '解放路停水两天', urgent: true, contact: 'sms' })
    const clerk = await sit('water')
    await clerk.locator('[data-tab=to_sign]').click()
    await open(clerk, caseNo)
    assert.match((await clerk.locator('.unit-contact-warning').textContent()) ?? '', /不能接听电话，请用短信/)
    assert.match((await clerk.locator('.unit-facts').textContent()) ?? '', /138\*+5678/)
    assert.match((await clerk.locator('.page-header').textContent()) ?? '', /水务集团/)
    await press(clerk, 'sign')
    await done(clerk)
    await reaches(caseNo, 'signed')
    await press(clerk, 'hand_down')
    await clerk.getByLabel('水务集团城东所').check()
    await submit(clerk)
    await done(clerk)

    const office = await sit('water-east')
    await open(office, caseNo)
    await press(office, 'draft')
    await office.getByLabel('回复内容').fill('水管已修复，10 时恢复供水。')
    await office.getByLabel('已解决').check()
    await submit(office)
    await done(office)

    await clerk.locator('.unit-changed button').click()
    await press(clerk, 'reply')
    assert.equal(await clerk.getByLabel('回复内容').inputValue(), '水管已修复，10 时恢复供水。')
    await submit(clerk)
    await clerk.locator('.unit-confirm').waitFor()
    assert.equal(await stateOf(caseNo), 'handling')
    await submit(clerk)
    await done(clerk)
    await reaches(caseNo, 'replied')
    await clerk.context().close()
    await office.context().close()
  })

  it('given a case that water assists with, then it stands below its own, says who leads, shows its photos, and offers no step', async () => {
    const caseNo = await desk.dispatched('housing', { title: '楼道漏水' }, ['water'])
    const { attachments } = desk.server
    const uploader = { kind: 'citizen', id: 'w' } as const
    const kept = await attachments.desk.keep(pngOf(), '漏水.png', uploader)
    assert.ok('done' in kept)
    await attachments.desk.attach([kept.done.row.id], uploader, { caseNo, confidential: false })
    const page = await sit('water')
    const row = page.locator(`.unit-assisted ~ .unit-rows [data-case="${caseNo}"]`)
    assert.match((await row.textContent()) ?? '', /协办，.*牵头/)
    await row.click()
    await page.locator('.unit-assists').waitFor()
    await page.locator('.attachment-list img').waitFor()
    assert.equal(await page.locator('[data-step]').count(), 0)
    await page.screenshot({ path: join(pictures, 'unit-assisting.png') })
    await page.locator('[data-tab=assisting]').click()
    await page.locator(`[data-case="${caseNo}"]`).waitFor()
    const lead = await sit('housing')
    await lead.locator(`[data-case="${caseNo}"]`).waitFor()
    assert.equal(await lead.locator('.unit-assisted').count(), 0)
  })

  it('given housing, whose leader signs off, when its clerk drafts, then only the leader sends it', async () => {
    const caseNo = await desk.dispatched('housing', { title: '外墙脱落' })
    await desk.step('housing', caseNo, { event: 'sign' })
    const clerk = await sit('housing')
    await open(clerk, caseNo)
    await press(clerk, 'contact')
    await clerk.getByLabel('联系情况').fill('已约明日上门')
    await submit(clerk)
    await done(clerk)
    assert.equal(await clerk.locator('[data-step=reply]').count(), 0)
    await press(clerk, 'draft')
    await clerk.getByLabel('回复内容').fill('已设置围挡')
    await clerk.getByLabel('部分解决').check()
    await submit(clerk)
    await done(clerk)

    const leader = await sit('housing-leader')
    await leader.locator('[data-tab=to_sign_off]').click()
    await open(leader, caseNo)
    await press(leader, 'send_back')
    await leader.getByLabel('退回意见').fill('请写明完工日期')
    await submit(leader)
    await done(leader)
    await desk.step('housing', caseNo, {
      event: 'draft_reply',
      text: '已设置围挡，11 日完工',
      result: 'partly',
      attachments: [],
    })
    await leader.locator('.unit-changed button').click()
    await press(leader, 'reply')
    assert.equal(await leader.getByLabel('回复内容').inputValue(), '已设置围挡，11 日完工')
    await submit(leader)
    await submit(leader)
    await done(leader)
    await reaches(caseNo, 'replied')
    await clerk.context().close()
    await leader.context().close()
  })

  it('given a case of others, when it is given back with its clause and a unit, then the dispatcher reads both', async () => {
    const caseNo = await desk.dispatched('water', { title: '违章搭建' })
    const clerk = await sit('water')
    await open(clerk, caseNo)
    await press(clerk, 'return')
    assert.ok(await clerk.locator('.unit-form [type=submit]').isDisabled())
    await clerk.getByLabel('法规条款').fill('三定规定第四条')
    await clerk.getByLabel('理由').fill('不属供水事项')
    await clerk.getByLabel('建议承办单位').selectOption('urban')
    await submit(clerk)
    await submit(clerk)
    await done(clerk)
    const { body } = await (await desk.as('dispatch'))(`/api/cases/${caseNo}`)
    assert.equal(body.case.state, 'return_requested')
    assert.deepEqual(body.history.at(-1).details, {
      reason: '不属供水事项',
      clause: '三定规定第四条',
      suggestedUnit: 'urban',
    })
    await clerk.context().close()
  })

  it('given two clerks with one case, when the second sends after the first, then he sees what changed, keeps what he typed and tries again', async () => {
    const caseNo = await desk.dispatched('water', { title: '水压不足' })
    await desk.step('water', caseNo, { event: 'sign' })
    const page = await sit('water')
    await open(page, caseNo)
    await press(page, 'hand_down')
    await page.getByLabel('水务集团城西所').check()
    await page.getByLabel('说明').fill('请今日上门测压')
    await desk.step('water', caseNo, { event: 'log_contact', contact: 'phone', note: '同事已联系' })
    await submit(page)
    await page.locator('.unit-changed').waitFor()
    assert.match((await page.locator('.unit-changed').textContent()) ?? '', /同事已联系/)
    assert.equal(await page.getByLabel('说明').inputValue(), '请今日上门测压')
    await page.locator('.unit-changed button').click()
    await submit(page)
    await done(page)
    const { body } = await (await desk.as('dispatch'))(`/api/cases/${caseNo}`)
    assert.equal(body.case.handlerUnit, 'water-west')
    await page.context().close()
  })

  it('given a text that was not sent, when the page is loaded anew, then it is there; when he signs out, then it is gone', async () => {
    const caseNo = await desk.dispatched('water', { title: '井盖丢失' })
    const page = await sit('water', { typed: true })
    await open(page, caseNo)
    await press(page, 'return')
    await page.getByLabel('理由').fill('写了一半')
    await page.reload()
    await until('the text is there', async () => (await page.getByLabel('理由').inputValue()) === '写了一半')
    await page.getByRole('button', { name: '签出' }).click()
    await page.locator('.sign-in').waitFor()
    assert.deepEqual(
      await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('yihao.unit.'))),
      [],
    )
    await page.context().close()
  })

  it('asks for an extension only up to a working day that may be asked for, with the requester told', async () => {
    const caseNo = await desk.dispatched('water', { title: '水质发黄' })
    await desk.step('water', caseNo, { event: 'sign' })
    const page = await sit('water')
    await open(page, caseNo)
    await press(page, 'extension')
    const days = page.getByLabel('延期至')
    await until('the days are there', async () => (await days.locator('option').count()) === 6)
    await days.selectOption({ index: 5 })
    await page.getByLabel('理由').fill('需更换主管')
    assert.ok(await page.locator('.unit-form [type=submit]').isDisabled())
    await page.getByLabel('诉求人已告知').check()
    await submit(page)
    await submit(page)
    await done(page)
    const { body } = await (await desk.as('dispatch'))(`/api/cases/${caseNo}`)
    assert.equal(body.extension.reason, '需更换主管')
    await page.context().close()
  })

  it('is worked by keys: down to a case, into it, and to its first step', async () => {
    const page = await sit('water')
    await page.locator('.unit-row').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.unit-steps').waitFor()
    assert.equal(await page.locator('.unit-row').nth(1).getAttribute('aria-current'), 'true')
    await page.context().close()
  })

  for (const viewport of [phone, { width: 1366, height: 768 }])
    for (const { language, colorScheme } of looks)
      it(`breaks no rule of WCAG 2.2 AA and scrolls to no side: ${viewport.width} px, ${language}, ${colorScheme}`, async () => {
        const small = viewport.width === phone.width
        const caseNo = await desk.dispatched('water', {
          title: '长江路与人民路交叉口自来水管爆裂，积水漫入小区地下车库，多名居民无法出行',
          urgent: true,
          contact: 'sign_video',
        })
        const page = await sit('water', { viewport, language, colorScheme })
        const picture = (what: string) =>
          page.screenshot({ path: join(pictures, `unit-${what}-${viewport.width}-${language}-${colorScheme}.png`) })
        const fits = async (what: string) => {
          const [wide, room] = await page.evaluate(() => [document.body.scrollWidth, innerWidth])
          assert.ok((wide ?? 0) <= (room ?? 0), `${what}: ${wide} of ${room}`)
        }
        await page.locator('.unit-row').first().waitFor()
        await assertAccessible(page, 'list')
        await fits('list')
        await picture('list')
        await open(page, caseNo)
        assert.equal(await page.locator('.unit-box').isVisible(), !small)
        await press(page, 'sign')
        await done(page)
        await press(page, 'contact')
        await page.locator('.unit-clock summary').click()
        await assertAccessible(page, 'case')
        await fits('case')
        await picture('case')
        if (small) {
          await page.locator('.unit-back').click()
          await page.locator('.unit-box').waitFor()
        }
        await page.context().close()
      })
})
