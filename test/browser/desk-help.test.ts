import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../helpers/until.ts'
import { assertAccessible } from './accessible.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const why = { share: 0.8, cases: ['20261125000421'], words: ['打桩', '夜间'] }
const duplicate = (change: object) => ({
  caseNo: '20261125000421',
  class: 'complaint',
  as: 'follow_up',
  hidden: false,
  title: '工地半夜打桩',
  place: '解放路工地',
  unit: 'urban',
  acceptedAt: 1,
  sameNumber: true,
  samePlace: true,
  words: ['打桩'],
  ...change,
})
const similar = {
  classes: [{ class: 'complaint', ...why }],
  topics: [{ id: 'noise', zh: '施工噪声', en: 'Building noise', ...why }],
  units: [{ id: 'urban', zh: '城市管理局', en: 'Urban management', ...why }],
  duplicates: [
    duplicate({}),
    duplicate({ caseNo: '20261125000438', as: 'merge', sameNumber: false, hidden: true, title: null }),
  ],
}

describe('help while a case is written, in a real browser', { skip: noBrowser }, () => {
  let page: Page
  let server: FakeServer
  let textOf: Seated['textOf']
  onPage({ role: 'agent' }, seated => {
    ;({ page, server, textOf } = seated)
  })
  const open = async (): Promise<void> => {
    const now = Date.now()
    server.cases.similar = similar
    const agent = fakeAgent(now, { state: 'talking', since: now - 62_000 })
    server.show({ desk: fakeDesk(now, { agent, call: fakeCall(now) }) })
    await page.goto(server.url)
    await page.locator('.case-form').waitFor()
  }
  const field = (name: string) => page.locator(`[data-field=${name}]`)
  const sent = (end: string) => server.cases.sent.filter(({ path }) => path.endsWith(end)).map(({ body }) => body)
  const saved = () => server.drafts.get('c1')?.fields ?? {}
  const proposed = () => page.locator('.chip').first().waitFor()

  it('comes in a pause of the writing, is taken by keys and goes along to the review', async () => {
    await open()
    await field('text').pressSequentially('工地半夜打桩扰民')
    await proposed()
    assert.ok(server.cases.asked.length <= 2, 'not asked for each key')
    assert.deepEqual(server.cases.asked.at(-1), { title: '', text: '工地半夜打桩扰民', place: '', callId: 'c1' })
    assert.match(await textOf('.proposals [role=status]'), /投诉 · 施工噪声 · 城市管理局。可能重复 2 件/)
    await page.keyboard.press('Alt+6')
    await page.keyboard.press('Alt+7')
    await page.keyboard.type('，求处理')
    await page.locator('.duplicates-next').click()
    await page.getByRole('button', { name: '建议并单' }).click()
    await field('place').fill('解放路工地')
    await until('the topic is named', async () => (await field('topic').inputValue()) === '城市管理 › 施工噪声')
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    const { class: of, topic, suggestedUnit, reviewNote, text } = sent('/cases')[0] ?? {}
    assert.deepEqual(
      { of, topic, suggestedUnit, reviewNote, text },
      {
        of: 'complaint',
        topic: 'noise',
        suggestedUnit: 'urban',
        reviewNote: '建议并单：20261125-00043-8',
        text: '工地半夜打桩扰民，求处理',
      },
    )
    assert.match(await textOf('.case-done-word'), /已登记，送审核/)
  })

  it('moves nothing when it appears, hides what is confidential, and can be used by everybody', async () => {
    await open()
    const places = () =>
      page.evaluate(() =>
        ['[data-field=text]', '[data-field=place]', '.case-foot'].map(part =>
          JSON.stringify(document.querySelector(part)?.getBoundingClientRect()),
        ),
      )
    await field('text').fill('工')
    await until('it is saved', () => saved().text === '工')
    await page.locator('.note-status[data-status=saved]').waitFor()
    const before = await places()
    await field('text').fill('工地半夜打桩扰民')
    await proposed()
    await page.locator('.note-status[data-status=saved]').waitFor()
    assert.deepEqual(await places(), before)
    assert.match(await textOf('.duplicate .matter-title'), /00042-1 投诉 · 工地半夜打桩/)
    await page.locator('.duplicates-next').click()
    assert.match(await textOf('.duplicate .matter-title'), /20261125-00043-8 投诉 · 保密件/)
    await assertAccessible(page, 'the proposals')
  })

  it('attaches the call to the open case of the same caller by one key', async () => {
    await open()
    await field('text').fill('工地又在打桩')
    await proposed()
    await page.keyboard.press('Alt+8')
    await page.locator('.case-done').waitFor()
    assert.deepEqual(sent('/outcome'), [{ outcome: 'follow_up', caseNo: '20261125000421', note: '工地又在打桩' }])
  })

  it('lets a topic be found by words and keys; place, danger and what is awaited are kept and sent', async () => {
    await open()
    await page.getByLabel('求助').check()
    await field('text').fill('路灯杆漏电')
    await field('place').fill('解放路')
    await field('topic').fill('路灯')
    await page.getByRole('option', { name: '城市管理 › 路灯' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('生命财产').check()
    await page.getByLabel('等待专员书面答复').check()
    await field('coordinates').fill('121.17,31.87')
    await page.keyboard.press('Control+Enter')
    await until('it says what is wrong', async () => /境内/.test(await textOf('.case-word')))
    assert.deepEqual(sent('/cases'), [])
    await field('coordinates').fill('31.87,121.17')
    await until('it is saved', () => saved().coordinates === '31.87,121.17' && saved().topic === 'lamp')
    await page.reload()
    await until('it is there again', async () => (await field('topic').inputValue()) === '城市管理 › 路灯')
    assert.match(await textOf('.case-foot .ant-btn-primary'), /登记待答复/)
    await page.keyboard.press('Control+Enter')
    await page.locator('.case-done').waitFor()
    const { topic, danger, coordinates, awaitsAnswer } = sent('/cases')[0] ?? {}
    assert.deepEqual(
      { topic, danger, coordinates, awaitsAnswer },
      { topic: 'lamp', danger: 'life', coordinates: [31.87, 121.17], awaitsAnswer: true },
    )
    assert.match(await textOf('.case-done-word'), /等待专员书面答复/)
  })
})
