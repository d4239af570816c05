import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { builtPages } from './built-pages.ts'
import { type GivenOffice, givenOffice, inState, openCase, picture, take } from './given-office.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const reply = { event: 'reply', text: '已于当日修复路灯。', result: 'resolved', attachments: [] }

describe('the case office in a real browser, on the real server', {
  skip: noBrowser,
  timeout: 400_000,
}, () => {
  let pages = ''
  let browser: Browser
  let office: GivenOffice
  let cleaning: (() => unknown)[] = []
  before(async () => {
    pages = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
  })
  after(async () => {
    await browser.close()
  })
  beforeEach(async () => {
    office = await givenOffice({ after: job => void cleaning.push(job) }, browser, pages)
  })
  afterEach(async () => {
    for (const job of cleaning.reverse()) await job()
    cleaning = []
    assert.deepEqual(office.complaints, [])
  })

  /** By the API: reviewed, given to the water works, and answered by them. */
  const answered = async (change: Parameters<GivenOffice['registered']>[0] = {}): Promise<string> => {
    const caseNo = await office.registered(change)
    await office.act('review', caseNo, { event: 'pass_review', suggestedUnit: null, note: '' })
    await office.act('dispatch', caseNo, { event: 'dispatch', unit: 'water', coUnits: [], note: '' })
    await office.act('water', caseNo, { event: 'sign' })
    await office.act('water', caseNo, { event: 'log_contact', contact: 'phone', note: '已电话联系' })
    await office.act('water', caseNo, reply)
    return caseNo
  }

  it('carries a case from review to closing by keys, each role on its own list, with the due date told before it is dispatched', async () => {
    const caseNo = await office.registered()
    const review = await office.open('review')
    assert.equal(await review.locator('[data-queue][aria-current=true]').getAttribute('data-queue'), 'review')
    await openCase(review, 'review', caseNo)
    await take(review, 'correct', async form => {
      await form.getByRole('combobox', { name: '事项' }).fill('路灯')
      await form.getByRole('combobox', { name: '事项' }).press('Enter')
      await form.getByLabel('标题').fill('解放路路灯不亮')
    })
    await until('it is corrected', async () => (await office.detail(caseNo)).case.topic === 'light')
    await take(review, 'pass_review', async form => {
      await form.getByLabel('查找单位').fill('水务')
      await form.getByLabel('查找单位').press('Enter')
      await picture(review, 'review-form')
    })
    await inState(office, caseNo, 'pending_dispatch')

    const dispatch = await office.open('dispatch')
    await openCase(dispatch, 'dispatch', caseNo)
    await take(dispatch, 'dispatch', async form => {
      await form.locator('.due-panel').waitFor()
      assert.match((await form.locator('.due-panel').textContent()) ?? '', /5 个工作日.*派单当日不计.*第 1/s)
      assert.ok(await form.getByRole('radio', { name: '水务集团 建议' }).isChecked())
      await form.getByLabel('城管局 协办').check()
      await picture(dispatch, 'dispatch-form')
    })
    await inState(office, caseNo, 'dispatched')
    assert.deepEqual((await office.detail(caseNo)).case.coUnits, ['urban'])
    await office.act('water', caseNo, { event: 'sign' })
    await office.act('water', caseNo, { event: 'log_contact', contact: 'phone', note: '已联系' })
    await office.act('water', caseNo, reply)

    await openCase(review, 'replies', caseNo)
    await take(review, 'review_reply')
    await inState(office, caseNo, 'reply_review')
    await take(review, 'accept_reply', async form => form.getByLabel('说明').fill('符合要求'))
    await inState(office, caseNo, 'pending_callback')

    const visit = await office.open('visit')
    await openCase(visit, 'visits', caseNo)
    await take(visit, 'visit', async form => {
      await form.getByLabel('已评价').check()
      await form.getByLabel('基本满意').check()
      await form
        .getByRole('group', { name: /已解决/ })
        .getByLabel('是')
        .check()
      await picture(visit, 'visit-form')
    })
    await inState(office, caseNo, 'closed')
    const { history } = await office.detail(caseNo)
    assert.deepEqual(
      history.flatMap(({ event }: { event: string | null }) => event ?? []),
      [
        ...['send_to_review', 'correct', 'pass_review', 'dispatch', 'sign', 'log_contact', 'reply'],
        ...['review_reply', 'accept_reply', 'visit'],
      ],
    )
  })

  it('grants a return, refuses the next one’s like by ruling, and decides an extension', async () => {
    const caseNo = await office.registered()
    await office.act('review', caseNo, { event: 'pass_review', suggestedUnit: null, note: '' })
    const give = { event: 'dispatch', unit: 'water', coUnits: [], note: '' }
    const back = { event: 'request_return', reason: '不属职责', clause: '三定方案第三条', suggestedUnit: 'urban' }
    await office.act('dispatch', caseNo, give)
    await office.act('water', caseNo, back)
    const page = await office.open('dispatch')
    await openCase(page, 'returns', caseNo)
    assert.match((await page.locator('.office-asked').textContent()) ?? '', /三定方案第三条/)
    await take(page, 'grant_return', async () => {})
    await inState(office, caseNo, 'pending_dispatch')
    await office.act('dispatch', caseNo, give)
    await office.act('water', caseNo, back)
    await openCase(page, 'returns', caseNo)
    await take(page, 'assign_by_ruling', async form => {
      await form.getByRole('radio', { name: '城管局' }).check()
      await form.getByLabel('理由').fill('三定方案明确')
    })
    await inState(office, caseNo, 'dispatched')
    const { case: ruled, dispatches } = await office.detail(caseNo)
    assert.deepEqual([ruled.unit, dispatches.at(-1).ruled], ['urban', true])
    await office.act('urban', caseNo, { event: 'sign' })
    const until_ = new Date(ruled.dueAt + 30 * 3_600_000).toISOString().slice(0, 10)
    await office.act('urban', caseNo, { event: 'ask_extension', reason: '等配件', until: until_, citizenTold: true })
    await openCase(page, 'extensions', caseNo)
    await take(page, 'grant_extension', async () => {})
    await until('the due date has moved', async () => (await office.detail(caseNo)).case.extended)
  })

  it('merges two cases of one matter after showing both, and takes them apart again', async () => {
    const master = await office.registered({ text: '幸福小区停水两天' })
    const member = await office.registered({ text: '幸福小区没有水' })
    const page = await office.open('review')
    await openCase(page, 'review', member)
    await take(page, 'merge', async form => {
      await form.getByRole('textbox').fill('停水两天')
      await form.getByRole('radio').first().check()
      await form.locator('.merge-side').nth(1).waitFor()
      assert.match((await form.locator('.merge-both').textContent()) ?? '', /没有水.*停水两天/s)
      await picture(page, 'merge-form')
    })
    await inState(office, member, 'merged')
    assert.deepEqual((await office.detail(master)).members, [member])
    await page.locator('.office-search input').fill(member)
    await page.locator('.office-row', { hasText: member.slice(8, -1) }).click()
    await take(page, 'unmerge', async form => form.getByLabel('说明').fill('不是同一小区'))
    await inState(office, member, 'pending_review')
    assert.deepEqual((await office.detail(master)).members, [])
  })

  it('does not accept a case with a sentence of where to go, and a supervisor reopens it', async () => {
    const caseNo = await office.registered()
    const other = await office.registered({ title: '下一件' })
    const page = await office.open('review')
    await openCase(page, 'review', caseNo)
    await take(page, 'reject', async form => {
      await form.getByLabel('诉讼事项').check()
      assert.match(await form.getByLabel('告知去向').inputValue(), /人民法院/)
      await form.getByLabel('仲裁事项').check()
      assert.match(await form.getByLabel('告知去向').inputValue(), /仲裁委员会/)
    })
    await inState(office, caseNo, 'rejected')
    await page.locator('.office-head .cases-number', { hasText: other.slice(8, -1) }).waitFor()

    const supervisor = await office.open('supervise')
    await supervisor.locator('.office-search input').fill(caseNo)
    await supervisor.locator('.office-row', { hasText: caseNo.slice(8, -1) }).click()
    await supervisor.locator('[data-step=reopen]').click()
    await supervisor.locator('.step-form').getByLabel('新的事实').fill('法院不予立案')
    await supervisor.keyboard.press('Control+Enter')
    await inState(office, caseNo, 'pending_review')
  })

  it('books a dissatisfied citizen and has the case redone; a supervisor orders it', async () => {
    const caseNo = await answered()
    await office.act('review', caseNo, { event: 'review_reply' })
    await office.act('review', caseNo, { event: 'accept_reply', note: '' })
    const page = await office.open('visit')
    await openCase(page, 'visits', caseNo)
    await take(page, 'visit', async form => {
      await form.getByLabel('已评价').check()
      await form.getByLabel('不满意').check()
      await form.getByLabel('诉求人的话').fill('灯还是不亮')
    })
    await until('it waits for a ruling', async () => (await office.detail(caseNo)).case.score === 'dissatisfied')
    await openCase(page, 'dissatisfied', caseNo)
    await take(page, 'redo', async form => form.getByLabel('理由').fill('确未修复'))
    await inState(office, caseNo, 'dispatched')
    assert.equal((await office.detail(caseNo)).case.round, 2)

    const supervisor = await office.open('supervise')
    await supervisor.locator('.office-search input').fill(caseNo)
    await supervisor.locator('.office-row', { hasText: caseNo.slice(8, -1) }).click()
    await supervisor.locator('[data-step=supervise]').click()
    const form = supervisor.locator('.step-form')
    await form.getByLabel('督办令').check()
    await form.getByLabel('内容').fill('三日内办结')
    await supervisor.keyboard.press('Control+Enter')
    await until('it is supervised', async () => (await office.detail(caseNo)).case.supervised)
    await openCase(supervisor, 'supervised', caseNo)
    await picture(supervisor, 'supervised')
  })

  it('tells the second of two dispatchers what the first has done, and keeps what he typed, also over a reload', async () => {
    const caseNo = await office.registered()
    await office.act('review', caseNo, { event: 'pass_review', suggestedUnit: null, note: '' })
    const [first, second] = [await office.open('dispatch'), await office.open('dispatch2')]
    await openCase(second, 'dispatch', caseNo)
    await second.keyboard.press('d')
    const form = second.locator('.step-form')
    await form.getByRole('radio', { name: '城管局' }).check()
    await form.getByLabel('说明').fill('请于今日到场')
    await second.reload()
    await until(
      'it is there after a reload',
      async () => (await form.getByLabel('说明').inputValue()) === '请于今日到场',
    )
    assert.ok(await form.getByRole('radio', { name: '城管局' }).isChecked())

    await openCase(first, 'dispatch', caseNo)
    await take(first, 'mark_urgent', async of => of.getByLabel('理由').fill('影响出行'))
    await until('it is urgent', async () => (await office.detail(caseNo)).case.urgent)
    await form.getByLabel('说明').press('Control+Enter')
    await second.locator('.office-changed').waitFor()
    assert.match((await second.locator('.office-changed').textContent()) ?? '', /更改急件标记.*dispatch.*影响出行/s)
    assert.equal(await form.getByLabel('说明').inputValue(), '请于今日到场')
    await picture(second, 'changed')
    await form.getByLabel('说明').press('Control+Enter')
    await inState(office, caseNo, 'dispatched')
    assert.equal((await office.detail(caseNo)).case.unit, 'urban')
  })

  it('does not move the list under the hands when others work, and shows typed markup as text', async () => {
    const hostile = '<img src=x onerror="document.title=1">'
    const cases = [await office.registered({ title: hostile }), await office.registered(), await office.registered()]
    const page = await office.open('review')
    await page.locator('.office-row').nth(2).waitFor()
    await page.locator('.office-row').nth(2).click()
    await office.act('review', cases[0] ?? '', { event: 'pass_review', suggestedUnit: null, note: '' })
    await page.locator('.office-row[data-gone=true]').waitFor({ timeout: 20_000 })
    assert.equal(await page.locator('.office-row').count(), 3)
    assert.match((await page.locator('.office-row').first().textContent()) ?? '', /<img src=x/)
    assert.equal(await page.locator('.office img').count(), 0)
    await page.getByRole('button', { name: '重新排列' }).click()
    assert.equal(await page.locator('.office-row').count(), 2)
  })

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, async () => {
      const caseNo = await office.registered({ urgent: true })
      await answered({ title: '另一件' })
      const page = await office.open('review', look)
      await openCase(page, 'review', caseNo)
      await assertAccessible(page, 'a case')
      await picture(page, `case-${look.language}-${look.colorScheme}`)
      for (const step of ['correct', 'reject', 'merge']) {
        await page.locator(`[data-step=${step}]`).click()
        await page.locator('.step-form').waitFor()
        await assertAccessible(page, step)
        await picture(page, `${step}-${look.language}-${look.colorScheme}`)
        await page.keyboard.press('Escape')
        await page.locator('.step-form').waitFor({ state: 'detached' })
      }
    })
})
