import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Language, textOf } from '../../../src/web/language/language.ts'
import { unitTexts } from '../../../src/web/texts/unit.ts'
import { addTexts, type TextKey } from '../../../src/web/texts.ts'
import { createKeptTexts } from '../../../src/web/unit/kept-texts.ts'
import { offeredSteps, placesLeft } from '../../../src/web/unit/steps/offered-steps.ts'
import { dueWords, sayDays, signWords } from '../../../src/web/unit/time-words.ts'

addTexts(unitTexts)

const now = Date.parse('2020-09-30T10:00:00+08:00')
const due = Date.parse('2020-10-13T00:00:00+08:00')
const t = (language: Language) => (key: TextKey, values?: Readonly<Record<string, string | number>>) =>
  textOf(language, key, values)
const left = {
  workdays: 3,
  off: [
    { from: '2020-10-01', to: '2020-10-08', name: '国庆节' },
    { from: '2020-10-11', to: '2020-10-11', name: null },
  ],
  makeUp: ['2020-10-10'],
}
type Of = Parameters<typeof dueWords>[2]
const signed: Of = { state: 'signed', deadline: due, dueAt: due, provisional: false }
const words = (language: Language, of: Of, when = now, what: typeof left | null = left) =>
  dueWords(t(language), language, of, what, when, () => '10-12')

describe('the words of a countdown', () => {
  it('say how many working days are left, and why', () => {
    assert.deepEqual(words('zh', signed), {
      text: '还剩 3 个工作日（10月1–8日放假，10月10日上班）',
      tone: 'calm',
    })
    assert.equal(words('en', signed).text, '3 wd left (1–8 Oct off, 10 Oct worked)')
  })

  it('count hours on the last day, and say how late it is after it', () => {
    const none = { workdays: 0, off: [], makeUp: [] }
    assert.deepEqual(words('zh', signed, due - 5 * 3_600_000 - 12 * 60_000, none), {
      text: '今天到期，还剩 5 小时 12 分',
      tone: 'soon',
    })
    assert.deepEqual(words('zh', signed, due), { text: '已逾期 0 分 0 秒', tone: 'late' })
    assert.equal(words('en', signed, due + 27 * 3_600_000).text, 'overdue by 1 d 3 h')
  })

  it('promise nothing in a year that is not loaded, and count nothing while the clock stands or the hotline has it', () => {
    assert.equal(
      words('zh', { ...signed, provisional: true }, now, null).text,
      '10-12 到期（暂定：该年度放假安排未公布）',
    )
    assert.equal(words('zh', { ...signed, state: 'suspended' }).text, '计时暂停')
    assert.equal(words('zh', { ...signed, state: 'replied' }).tone, 'still')
  })

  it('count the signing by itself, until it is signed', () => {
    const fresh: Of = { ...signed, state: 'dispatched', deadline: now + 90_000 }
    assert.equal(signWords(t('zh'), fresh, now)?.text, '签收还剩 1 分 30 秒')
    assert.equal(signWords(t('zh'), fresh, now + 90_000)?.tone, 'late')
    assert.equal(signWords(t('zh'), signed, now), null)
  })

  it('name days across two months by both', () => {
    assert.equal(sayDays('zh', '2026-09-30', '2026-10-02'), '9月30日–10月2日')
    assert.equal(sayDays('en', '2026-09-30', '2026-10-02'), '30 Sept–2 Oct')
  })
})

describe('the steps that a unit is offered', () => {
  const found = (may: string[], of: object = {}) =>
    ({
      may,
      extension: null,
      case: { state: 'handling', draftReply: false, extended: false, ...of },
    }) as unknown as Parameters<typeof offeredSteps>[0]
  const clerk = { leads: false, signsOff: false, hasOffices: true }
  const all = ['log_contact', 'sub_dispatch', 'draft_reply', 'send_back_draft', 'reply']

  it('given a unit whose leader signs off, then its clerk drafts and its leader replies', () => {
    assert.deepEqual(offeredSteps(found(all), { ...clerk, signsOff: true }), ['draft', 'contact', 'hand_down'])
    assert.deepEqual(offeredSteps(found(all), { ...clerk, signsOff: true, leads: true }), [
      'reply',
      'contact',
      'hand_down',
    ])
  })

  it('given a draft, then it can be sent back; given no office below, then nothing is handed down', () => {
    assert.deepEqual(offeredSteps(found(all, { draftReply: true }), { ...clerk, hasOffices: false }), [
      'reply',
      'send_back',
      'contact',
    ])
  })

  it('given a case that was just signed, then speaking to the requester comes first', () => {
    assert.equal(offeredSteps(found(['draft_reply', 'log_contact'], { state: 'signed' }), clerk)[0], 'contact')
  })

  it('given an extension that was asked for or granted, then none is offered', () => {
    const may = ['ask_extension']
    assert.deepEqual(offeredSteps(found(may), clerk), ['extension'])
    assert.deepEqual(offeredSteps(found(may, { extended: true }), clerk), [])
  })

  it('names places of a template that nobody has filled in', () => {
    assert.deepEqual(placesLeft('您好，{处理结果}。{date} {处理结果}'), ['{处理结果}', '{date}'])
    assert.deepEqual(placesLeft('您好。'), [])
  })
})

describe('texts that are kept', () => {
  const storage = () => {
    const items = new Map<string, string>()
    return {
      get length() {
        return items.size
      },
      key: (index: number) => [...items.keys()][index] ?? null,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    }
  }

  it('are one for each reader, case and step, and all of a reader go when he signs out', () => {
    const here = storage()
    const [one, other] = ['water', 'water-east'].map(name => createKeptTexts(name, here))
    one?.write('1', 'return', { reason: '一' })
    one?.write('2', 'reply', { text: '二' })
    other?.write('1', 'return', { reason: '三' })
    assert.deepEqual(one?.read('1', 'return'), { reason: '一' })
    assert.equal(one?.read('1', 'reply'), null)
    assert.ok(one?.has('2'))
    one?.drop('2', 'reply')
    assert.ok(!one?.has('2'))
    one?.dropAll()
    assert.equal(one?.read('1', 'return'), null)
    assert.deepEqual(other?.read('1', 'return'), { reason: '三' })
  })

  it('are none where a browser keeps nothing or something else stands there', () => {
    const here = storage()
    here.setItem('yihao.unit.water.1.return', '[1')
    assert.equal(createKeptTexts('water', here).read('1', 'return'), null)
    const full = { ...storage(), setItem: () => assert.fail('full') }
    assert.doesNotThrow(() => createKeptTexts('water', full).write('1', 'return', {}))
  })
})
