import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import type { DeskState } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeCases, fakeDesk, fakeHistory, fakePop, fakeWall } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const hostile = '<img src=x onerror="document.title=1">'

const talking = (now: number, change: Partial<DeskState> = {}): DeskState =>
  fakeDesk(now, { agent: fakeAgent(now, { state: 'talking', since: now - 62_000 }), call: fakeCall(now), ...change })

describe('the form of a case in a real browser', {
  skip: noBrowser,
}, () => {
  let page: Page
  let server: FakeServer
  let context: BrowserContext
  let textOf: Seated['textOf']
  onPage({ role: 'agent' }, seated => {
    ;({ page, server, context, textOf } = seated)
  })

  const open = async (desk = talking(Date.now()), where = page): Promise<void> => {
    server.show({ desk })
    await where.goto(server.url)
    await where.locator('.strip').waitFor()
  }
  const field = (name: string, where = page) => where.locator(`[data-field=${name}]`)
  const sent = (end: string) => server.cases.sent.filter(({ path }) => path.endsWith(end)).map(({ body }) => body)
  const saved = () => server.drafts.get('c1')?.fields ?? {}
  const fill = async (change: Record<string, string> = {}): Promise<void> => {
    await page.getByLabel('投诉').check()
    const texts = { title: '路灯不亮', text: '三天不亮', place: '解放路 88 号', name: '王建国', ...change }
    for (const [name, value] of Object.entries(texts)) await field(name).fill(value)
  }

  it('is filled and registered by keys alone, and the number stands there to be read out', async () => {
    await open()
    await page.keyboard.type('三天不亮')
    for (let tabs = 0; tabs < 2; tabs += 1) await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('路灯不亮')
    await page.keyboard.press('Shift+Tab')
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight')
    for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press('Tab')
    await page.keyboard.type('解放路')
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    const [{ requestId, ...body } = {}] = sent('/cases')
    assert.match(String(requestId), /^[0-9a-f]{32}$/)
    assert.deepEqual(body, {
      class: 'complaint',
      title: '路灯不亮',
      text: '三天不亮',
      place: '解放路',
      requesterName: '',
      contact: 'phone',
      urgent: false,
      confidential: null,
      anonymous: false,
      enterprise: false,
      specialNeeds: false,
      answer: '',
      topic: null,
      danger: null,
      coordinates: null,
      suggestedUnit: null,
      reviewNote: '',
      awaitsAnswer: false,
      attachments: [],
    })
    assert.match(await textOf('.case-done-number'), /^\d{8}-\d{5}-\d$/)
    await until('the draft is empty', () => Object.keys(saved()).length === 0)
  })

  it('takes up a draft from before there was a form, and registers it as it is', async () => {
    server.drafts.set('c1', { fields: { text: '旧稿', class: 'consultation' }, updatedAt: 1 })
    await open()
    await until('it is there', async () => (await field('text').inputValue()) === '旧稿')
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    assert.match(String(sent('/cases')[0]?.requestId), /^[0-9a-f]{32}$/)
    await until('the draft is empty', () => Object.keys(saved()).length === 0)
  })

  it('asks calmly for what is missing, and leads there', async () => {
    await open()
    await page.keyboard.press('Control+Enter')
    await until('it says what', async () => /还差：诉求类别 · 诉求内容 · 事发地址/.test(await textOf('.case-word')))
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).type), 'radio')
    await page.getByLabel('咨询').check()
    await field('text').fill('老年卡在哪里办')
    await until('a question needs no place', async () => (await textOf('.case-word')) === '')
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
  })

  it('is registered as answered where an answer was given; a report is confidential by itself', async () => {
    await open()
    await fill({ answer: '已告知' })
    await page.getByLabel('举报').check()
    assert.ok(await page.getByLabel('保密').isChecked())
    assert.match(await textOf('.case-foot .ant-btn-primary'), /登记并办结/)
    await page.getByLabel('保密').uncheck()
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    assert.deepEqual([sent('/cases')[0]?.answer, sent('/cases')[0]?.confidential], ['已告知', false])
    assert.match(await textOf('.case-done-word'), /已登记并办结/)
  })

  it('keeps every field through a reload, and shows in another page what is written in this one', async () => {
    await open()
    await fill({ answer: '答', personPlace: '东路', personNote: '听力不好' })
    await page.getByLabel('急件').check()
    await page.getByLabel('老年人').check()
    await until('it is saved', () => saved().elder === '1' && saved().personNote === '听力不好')
    const before = saved()
    await page.reload()
    await until('all is there', async () => (await field('personNote').inputValue()) === '听力不好')
    for (const name of ['title', 'text', 'place', 'name', 'answer', 'personPlace'])
      assert.equal(await field(name).inputValue(), before[name], name)
    assert.ok(await page.getByLabel('投诉').isChecked())
    assert.ok(await page.getByLabel('急件').isChecked())
    const other = await context.newPage()
    await open(talking(Date.now()), other)
    await until('the other shows it', async () => (await field('place', other).inputValue()) === '解放路 88 号')
    await field('place', other).fill('解放路 90 号')
    await until('this one too', async () => (await field('place').inputValue()) === '解放路 90 号')
  })

  it('makes one case when the answer is lost and the agent presses again', async () => {
    await open()
    await fill()
    server.cases.dieBeforeAnswer = true
    await page.keyboard.press('Control+Enter')
    await until('it says so', async () => /未送达/.test(await textOf('.case-word')))
    assert.equal(await field('text').inputValue(), '三天不亮')
    server.cases.dieBeforeAnswer = false
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    const ids = sent('/cases').map(({ requestId }) => requestId)
    assert.equal(new Set(ids).size, 1)
    assert.ok(ids.length >= 2)
  })

  it('empties itself when it was registered by a page that died before it knew', async () => {
    await open()
    await fill()
    await until('it is saved', () => saved().name === '王建国')
    server.cases.dieBeforeAnswer = true
    await page.keyboard.press('Control+Enter')
    await until('it was sent', () => sent('/cases').length > 0)
    await page.reload()
    await page.locator('.case-done').waitFor()
    await until('the draft is empty', () => Object.keys(saved()).length === 0)
  })

  it('attaches the call to an open case by one key, also while something is typed, and takes it back', async () => {
    await open()
    await field('text').fill('市民来催')
    await page.keyboard.press('Alt+1')
    await page.locator('.case-done').waitFor()
    const caseNo = fakeHistory(0).openMatters[0]?.caseNo
    assert.deepEqual(sent('/outcome'), [{ outcome: 'follow_up', caseNo, note: '市民来催' }])
    await page.locator('.case-done button').click()
    await field('text').waitFor()
    assert.deepEqual(sent('/outcome').at(-1), { outcome: 'undecided' })
    assert.equal(await field('text').inputValue(), '市民来催')
  })

  it('shows a case whole in the place of the form, and the form is there again as it was', async () => {
    server.cases.found = fakeCases(Date.now())
    await open()
    await field('text').fill('市民问进展')
    await page.locator('.matter-title').first().click()
    await page.locator('.case-reading .cases-number').waitFor()
    assert.equal(await textOf('.cases-detail-title'), '路灯不亮')
    await page.keyboard.press('Escape')
    assert.equal(await field('text').inputValue(), '市民问进展')
    await page.keyboard.press('Alt+9')
    await page.locator('.case-search input').fill('路灯')
    await page.locator('.case-search .matter-title').first().click()
    await page.locator('.case-reading .ant-btn-primary').click()
    await page.locator('.case-done').waitFor()
    assert.equal(sent('/outcome')[0]?.caseNo, fakeCases(0)[0]?.caseNo)
  })

  it('ends without a case by two keys, and neither lands in the text', async () => {
    await open()
    await field('text').fill('喂')
    await page.keyboard.press('Alt+0')
    await page.locator('.case-ask').waitFor()
    await page.keyboard.press('Escape')
    await field('text').waitFor()
    await page.keyboard.press('Alt+0')
    await page.locator('.case-ask').waitFor()
    await page.keyboard.press('1')
    await page.locator('.case-done').waitFor()
    assert.match(await textOf('.case-done-word'), /无需登记：无声/)
    assert.deepEqual(sent('/outcome'), [{ outcome: 'no_case', reason: 'silent' }])
    await until('the text is as it was', () => saved().text === '喂')
  })

  it('says the sentence of a refusal and keeps the form', async () => {
    await open()
    await fill()
    server.cases.refuse = 'outcome_settled'
    await page.keyboard.press('Control+Enter')
    await until('it says why', async () => /话后结束后不能更改/.test(await textOf('.case-word')))
    assert.equal(await field('title').inputValue(), '路灯不亮')
  })

  it('shows everything that was typed as text and never as markup', async () => {
    const now = Date.now()
    const history = fakeHistory(now)
    const [person, matter] = [history.people[0], history.openMatters[0]]
    assert.ok(person && matter)
    const bad = {
      ...history,
      people: [{ ...person, name: hostile, place: hostile, note: hostile }],
      openMatters: [{ ...matter, title: hostile, caseNo: hostile }],
    }
    server.cases.found = fakeCases(now).map(each => ({ ...each, title: hostile }))
    await open(talking(now, { call: fakeCall(now, { history: bad, skillsAsked: [hostile] }) }))
    await page.locator('.person button').click()
    assert.equal(await field('name').inputValue(), hostile)
    const typed = ['title', 'text', 'place', 'name', 'answer', 'personPlace', 'personNote']
    await fill(Object.fromEntries(typed.map(name => [name, hostile])))
    await page.keyboard.press('Alt+9')
    await page.locator('.case-search input').fill(hostile)
    await page.locator('.case-search .matter').first().waitFor()
    assert.equal(await textOf('.case-search .matter-title'), hostile)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done-title').waitFor()
    assert.equal(await textOf('.case-done-title'), hostile)
    assert.equal(await page.locator('img').count(), 0)

    server.signIn('shift_leader')
    server.show({ wall: fakeWall(now) })
    await page.goto(`${server.url}/cases`)
    await page.locator('.cases-pick').first().click()
    await page.locator('.cases-detail-title').waitFor()
    assert.equal(await textOf('.cases-title'), hostile)
    assert.equal(await textOf('.cases-detail-title'), hostile)
    assert.equal(await page.locator('img').count(), 0)
    assert.notEqual(await page.title(), '1')
  })

  it('has a name for every field, and none of them scrolls the window', async () => {
    await open()
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('input, select, textarea, button')]
        .filter(part => {
          if (part.closest('[hidden]')) return false
          const labels = 'labels' in part ? (part as HTMLInputElement).labels : null
          const label = [...(labels ?? [])].map(each => each.textContent).join('')
          return `${label}${part.getAttribute('aria-label') ?? ''}${part.textContent}`.trim() === ''
        })
        .map(part => part.outerHTML),
    )
    assert.deepEqual(nameless, [])
    const scrolls = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.case-form')].some(
        part => part.scrollHeight > part.clientHeight || part.scrollWidth > part.clientWidth,
      ),
    )
    assert.equal(scrolls, false)
  })

  it('moves nothing of what is known of the caller when he is answered', async () => {
    const now = Date.now()
    await open(fakeDesk(now, { agent: fakeAgent(now, { state: 'reserved' }), pop: fakePop(now) }))
    const places = () =>
      page.evaluate(() =>
        ['.caller', '.caller-number', '.persons', '.caller-lists', '.case'].map(part =>
          JSON.stringify(document.querySelector(part)?.getBoundingClientRect()),
        ),
      )
    const before = await places()
    server.change({ name: 'call', call: fakeCall(now) })
    server.show({ desk: talking(now) })
    await page.locator('.case-form').waitFor()
    assert.deepEqual(await places(), before)
  })

  it('is opened again from the list of calls without an outcome', async () => {
    const { arrivedAt, number, withheld } = fakeCall(Date.now())
    server.cases.undecided = {
      today: 1,
      calls: [{ callId: 'c1', arrivedAt, number, withheld, hasDraft: true, decided: false }],
    }
    server.drafts.set('c1', { fields: { text: '没写完', requestId: 'r1' }, updatedAt: 1 })
    await open(fakeDesk(Date.now()))
    await until('the day counts it', async () => /未登记结果1$/.test(await textOf('.today-undecided')))
    await page.locator('.undecided button').click()
    await until('the draft is there', async () => (await field('text').inputValue()) === '没写完')
    server.cases.undecided = { today: 0, calls: [] }
    await fill()
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    await page.locator('.caller-past button').click()
    await until('the list is empty', async () => (await page.locator('.undecided').count()) === 0)
  })

  it('keeps a person only when the agent says that he asked', async () => {
    await open()
    await page.locator('.person button').click()
    assert.deepEqual(sent('/person'), [])
    await page.getByRole('button', { name: '核实并记住' }).click()
    await until('he is kept', () => sent('/person').length === 1)
    const { id, name, elder, contact } = sent('/person')[0] ?? {}
    assert.deepEqual({ id, name, elder, contact }, { id: 'p1', name: '王建国', elder: true, contact: 'phone' })
    await page.getByRole('button', { name: '已核实' }).waitFor()
    await field('name').fill('李芳')
    await page.getByRole('button', { name: '核实并记住' }).click()
    await until('it is somebody else', () => sent('/person').length === 2)
    assert.deepEqual([sent('/person')[1]?.id, sent('/person')[1]?.name], [null, '李芳'])
  })

  it('asks for the reason of a pause without a digit landing in a field', async () => {
    await open()
    await field('title').fill('路灯')
    await page.keyboard.press('F4')
    await page.locator('.command-quiet').waitFor()
    await page.keyboard.press('2')
    await until('the pause was sent', () => server.received.some(({ type }) => type === 'command'))
    assert.equal(await field('title').inputValue(), '路灯')
  })
})
