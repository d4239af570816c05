import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { atTheEnd } from '../adapters/http/given-server.ts'
import { until } from '../helpers/until.ts'
import { openUnitCase, takeAtUnit } from './at-unit.ts'
import { builtPages } from './built-pages.ts'
import { type GivenOffice, givenOffice, inState, openCase, take } from './given-office.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const give = { event: 'dispatch', unit: 'water', coUnits: [], note: '' }
const back = { event: 'request_return', reason: '不属职责', clause: '三定方案第三条', suggestedUnit: null }
const reply = { event: 'reply', text: '已处理。', result: 'resolved', attachments: [] }

/**
 * The less trodden paths of the table, each step by the page that offers it; what lies before them is done by the API. The usual way: case-loop.test.ts;
 * others: office-page.test.ts, unit-page.test.ts, citizen-page.test.ts.
 */
describe('the paths of a case in real browsers, on the real server', { skip: noBrowser, timeout: 580_000 }, () => {
  const cleanup = atTheEnd()
  let browser: Browser
  let office: GivenOffice
  const pages = new Map<string, Page>()
  before(async () => {
    const built = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
    office = await givenOffice(cleanup, browser, built)
  })
  after(async () => {
    assert.deepEqual(office.complaints, [])
    await browser.close()
  })

  /** Somebody at his page; he signs in but once. */
  const at = async (name: string): Promise<Page> => {
    const page = pages.get(name) ?? (await office.open(name))
    pages.set(name, page)
    return page
  }
  /** Does steps by the API, one after the other. */
  const acts = async (caseNo: string, ...steps: readonly (readonly [string, object])[]) => {
    for (const [name, wish] of steps) await office.act(name, caseNo, wish)
  }
  const reviewed = ['review', { event: 'pass_review', suggestedUnit: null, note: '' }] as const
  const dispatched = async (): Promise<string> => {
    const caseNo = await office.registered()
    await acts(caseNo, reviewed, ['dispatch', give])
    return caseNo
  }
  const signed = async (): Promise<string> => {
    const caseNo = await dispatched()
    await office.act('water', caseNo, { event: 'sign' })
    return caseNo
  }
  /** Answered by its unit, and the answer accepted. */
  const visiting = async (): Promise<string> => {
    const caseNo = await signed()
    await acts(caseNo, ...redone)
    return caseNo
  }
  const redone = [
    ['water', { event: 'log_contact', contact: 'phone', note: '已联系' }],
    ['water', reply],
    ['review', { event: 'review_reply' }],
    ['review', { event: 'accept_reply', note: '' }],
  ] as const
  const dissatisfied = {
    ...{ event: 'visit', result: 'rated', source: 'callback', score: 'dissatisfied' },
    ...{ solved: false, contacted: true, reason: '没有修好' },
  }
  const atUnit = async (name: string, caseNo: string): Promise<Page> => {
    const page = await at(name)
    await page.reload()
    await openUnitCase(page, caseNo)
    return page
  }
  /** Opens a case that stands in no list, by its number. */
  const found = async (name: string, caseNo: string): Promise<Page> => {
    const page = await at(name)
    await page.locator('.office-search input').fill(caseNo)
    await page.locator('.office-row', { hasText: caseNo.slice(8, -1) }).click()
    await page.locator('.office-head .cases-number', { hasText: caseNo.slice(8, -1) }).waitFor()
    await page.locator('.office-steps button').first().waitFor()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    return page
  }
  const because = (words: string) => (form: ReturnType<Page['locator']>) => form.getByLabel('理由').fill(words)
  const noted = (words: string) => (form: ReturnType<Page['locator']>) => form.getByLabel('说明').fill(words)

  it('given a return that was refused and one that was granted, after the second only a ruling assigns the case, and its unit cannot give it back', async () => {
    const caseNo = await dispatched()
    await office.act('water', caseNo, back)
    const dispatch = await at('dispatch')
    await openCase(dispatch, 'returns', caseNo)
    await take(dispatch, 'refuse_return', because('属供水设施'))
    await inState(office, caseNo, 'signed')
    await acts(caseNo, ['water', back], ['dispatch', { event: 'grant_return', note: '' }], ['dispatch', give])
    const water = await atUnit('water', caseNo)
    await takeAtUnit(water, 'return', async page => {
      await page.getByLabel('法规条款').fill('三定方案第四条')
      await page.getByLabel('理由').fill('仍不属职责')
    })
    await openCase(dispatch, 'returns', caseNo)
    await take(dispatch, 'grant_return', async () => {})
    await inState(office, caseNo, 'pending_dispatch')
    await openCase(dispatch, 'dispatch', caseNo)
    await dispatch.locator('[data-step=dispatch]').click()
    await dispatch.locator('.step-form').getByRole('radio', { name: '城管局' }).check()
    await dispatch.keyboard.press('Control+Enter')
    await dispatch.locator('.step-form .step-refusal').waitFor()
    await dispatch.keyboard.press('Escape')
    await dispatch.locator('.step-form').waitFor({ state: 'detached' })
    await take(dispatch, 'assign_by_ruling', async form => {
      await form.getByRole('radio', { name: '城管局' }).check()
      await form.getByLabel('理由').fill('两次退单，指定承办')
    })
    await inState(office, caseNo, 'dispatched')
    const urban = await atUnit('urban', caseNo)
    await urban.locator('[data-step=return]').click()
    await urban.getByLabel('法规条款').fill('三定方案第五条')
    await urban.getByLabel('理由').fill('也不属职责')
    await urban.locator('.unit-form [type=submit]').click()
    await urban.locator('.unit-confirm [type=submit]').click()
    await urban.locator('.unit-form .unit-alert').waitFor()
    assert.equal((await office.detail(caseNo)).case.state, 'dispatched')
  })

  it('given an extension that was asked for, it is refused; the case is suspended, whereupon its unit only keeps contact, and resumed', async () => {
    const caseNo = await signed()
    const { case: before_ } = await office.detail(caseNo)
    const until_ = new Date(before_.dueAt + 30 * 3_600_000).toISOString().slice(0, 10)
    await office.act('water', caseNo, { event: 'ask_extension', reason: '等配件', until: until_, citizenTold: true })
    const dispatch = await at('dispatch')
    await openCase(dispatch, 'extensions', caseNo)
    await take(dispatch, 'refuse_extension', because('可先行临时修复'))
    await until('it is refused', async () => (await office.detail(caseNo)).extension === null)
    assert.equal((await office.detail(caseNo)).case.dueAt, before_.dueAt)
    await found('dispatch', caseNo)
    await take(dispatch, 'suspend', async form => {
      await form.getByRole('radio').first().check()
      const soon = new Date(Date.now() + 3 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 16)
      await form.locator('[type=datetime-local]').fill(soon)
      await form.getByLabel('说明').fill('等诉求人提供材料')
    })
    await inState(office, caseNo, 'suspended')
    const water = await atUnit('water', caseNo)
    assert.equal(await water.locator('[data-step=reply]').count(), 0)
    await takeAtUnit(water, 'contact', page => page.getByLabel('联系情况').fill('已请诉求人补材料'))
    await found('dispatch', caseNo)
    await dispatch.locator('.office-changed', { hasText: '已请诉求人补材料' }).waitFor()
    await take(dispatch, 'resume', noted('材料已到'))
    await inState(office, caseNo, 'signed')
  })

  it('given a reply that says nothing, the reviewer bounces it and the unit writes another', async () => {
    const caseNo = await signed()
    await acts(caseNo, ...redone.slice(0, 3))
    const review = await at('review')
    await openCase(review, 'replies', caseNo)
    await take(review, 'bounce_reply', because('请写明处理结果'))
    await inState(office, caseNo, 'handling')
    const water = await atUnit('water', caseNo)
    assert.match((await water.locator('.unit-history').first().textContent()) ?? '', /已处理/)
    await takeAtUnit(water, 'reply', page => page.getByLabel('回复内容').fill('更换灯泡 3 只，已恢复照明。'))
    await inState(office, caseNo, 'replied')
  })

  it('given a case that was redone once, only a supervisor has it redone again, and it is supervised then; a rating is ruled upon', async () => {
    const caseNo = await visiting()
    await acts(caseNo, ['visit', dissatisfied], ['visit', { event: 'redo', reason: '未修复', unit: null }])
    await acts(caseNo, ['water', { event: 'sign' }], ...redone, ['visit', dissatisfied])
    const review = await at('review')
    await openCase(review, 'dissatisfied', caseNo)
    await review.locator('[data-step=redo]').click()
    await review.locator('.step-form').getByLabel('理由').fill('仍未修复')
    await review.keyboard.press('Control+Enter')
    await review.locator('.step-form .step-refusal').waitFor()
    await review.keyboard.press('Escape')
    const supervise = await at('supervise')
    await openCase(supervise, 'dissatisfied', caseNo)
    await take(supervise, 'redo', because('责成限期修复'))
    await inState(office, caseNo, 'dispatched')
    assert.equal((await office.detail(caseNo)).case.supervised, true)
    await acts(caseNo, ['water', { event: 'sign' }], ...redone, ['visit', dissatisfied])
    await openCase(review, 'dissatisfied', caseNo)
    await take(review, 'propose_ruling', async form => {
      await form.getByRole('radio').nth(1).check()
      await form.getByLabel('理由').fill('诉求已解决，评价与承办无关')
    })
    await inState(office, caseNo, 'pending_callback')
    await openCase(supervise, 'rulings', caseNo)
    await supervise.locator('.office-asked', { hasText: '诉求已解决，评价与承办无关' }).waitFor()
    await take(supervise, 'confirm_ruling', async () => {})
    await inState(office, caseNo, 'closed')
    assert.equal((await office.detail(caseNo)).history.at(-1).details.ruling, 'excluded')
  })

  it('given a requester who is never reached, the case is closed without a rating, as the form says beforehand', async () => {
    const caseNo = await visiting()
    const visit = await at('visit')
    await openCase(visit, 'visits', caseNo)
    await take(visit, 'visit', async form => form.getByLabel('始终未接通（按未参评办结）').check())
    await inState(office, caseNo, 'closed')
    assert.equal((await office.detail(caseNo)).case.score, null)
  })

  it('answers at review, hands to the emergency service, and asks the agent back', async () => {
    const review = await at('review')
    const [answered, emergency, asked] = [
      await office.registered(),
      await office.registered(),
      await office.registered(),
    ]
    await openCase(review, 'review', answered)
    await take(review, 'answer_online', form => form.getByLabel('答复').fill('养老金每月 15 日发放。'))
    await inState(office, answered, 'answered_online')
    await openCase(review, 'review', emergency)
    await take(review, 'hand_to_emergency', form => form.getByRole('textbox').first().fill('119'))
    await inState(office, emergency, 'transferred_emergency')
    await openCase(review, 'review', asked)
    await take(review, 'ask_agent', noted('请补充门牌号'))
    await inState(office, asked, 'registered')
    await openCase(review, 'answers', asked)
    await take(review, 'correct', form => form.getByLabel('事发地址').fill('解放路 90 号'))
    await until('it is corrected', async () => (await office.detail(asked)).case.place === '解放路 90 号')
  })

  it('given a case in the hands of its unit, it is supplemented, urged, ruled away, and terminated by a supervisor; another is withdrawn', async () => {
    const [caseNo, other] = [await dispatched(), await signed()]
    const dispatch = await found('dispatch', caseNo)
    await take(dispatch, 'supplement', form => form.getByRole('textbox').fill('诉求人补充：每晚 7 点后不亮'))
    await until('it is supplemented', async () => (await office.detail(caseNo)).history.at(-1).event === 'supplement')
    const supervise = await found('supervise', caseNo)
    await take(supervise, 'urge', noted('请尽快'))
    await until('it is urged', async () => (await office.detail(caseNo)).case.urges === 1)
    await take(supervise, 'assign_by_ruling', async form => {
      await form.getByRole('radio', { name: '城管局' }).check()
      await form.getByLabel('理由').fill('职责明确')
    })
    await until('it is ruled away', async () => (await office.detail(caseNo)).case.unit === 'urban')
    await found('supervise', caseNo)
    await take(supervise, 'terminate', async form => {
      await form.getByRole('radio').nth(2).check()
      await form.getByLabel('说明').fill('同一事项已三次答复')
    })
    await inState(office, caseNo, 'terminated')
    const review = await found('review', other)
    await take(review, 'withdraw', noted('诉求人来电撤回'))
    await inState(office, other, 'withdrawn')
  })
})
