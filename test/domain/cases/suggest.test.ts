import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { DispatchRow } from '../../../src/domain/cases/catalogue/dispatch.ts'
import { duplicatesOf, type OpenMatter } from '../../../src/domain/cases/duplicates.ts'
import { likeness, tellingSegments } from '../../../src/domain/cases/likeness.ts'
import { catalogueHits, type Neighbour, suggest } from '../../../src/domain/cases/suggest.ts'

const catalogue: readonly DispatchRow[] = [
  { topic: 'light', unit: 'urban', keywords: ['路灯', '不亮'] },
  { topic: 'signal', unit: 'police', keywords: ['红绿灯', '不亮'] },
  { topic: 'village', unit: 'town-a', keywords: ['村委'], place: '城东' },
  { topic: 'village', unit: 'town-b', keywords: ['村委'], place: '城西' },
]
const neighbour = (caseNo: string, alike: number, but: Partial<Neighbour> = {}): Neighbour => ({
  caseNo,
  class: 'complaint',
  topic: 'light',
  unit: 'urban',
  likeness: alike,
  ...but,
})

suite('rows of the dispatch catalogue', () => {
  test('are hit by their words; a word of several topics counts less than one of one', () => {
    const hits = catalogueHits('红绿灯不亮', '', catalogue)
    assert.deepEqual(
      hits.map(({ topic, words }) => [topic, words]),
      [
        ['light', ['不亮']],
        ['signal', ['红绿灯', '不亮']],
      ],
    )
    assert.ok((hits[1]?.weight ?? 0) > 2 * (hits[0]?.weight ?? 0))
  })

  test('with a place hold there only, and width and case of letters make no difference', () => {
    assert.deepEqual(
      catalogueHits('村委不公开', '城西街道', catalogue).map(({ unit }) => unit),
      ['town-b'],
    )
    assert.deepEqual(catalogueHits('村委不公开', '', catalogue), [])
    assert.equal(catalogueHits('ＫＴＶ太吵', '', [{ topic: 't', unit: 'u', keywords: ['KTV'] }]).length, 1)
  })
})

suite('a suggestion', () => {
  test('of nothing is nothing', () => {
    assert.deepEqual(suggest('', [], []), { classes: [], topics: [], units: [] })
  })

  test('is what the nearest cases had, with their numbers; a case without topic or unit says nothing of them', () => {
    const { classes, topics, units } = suggest(
      '某事',
      [
        neighbour('a', 0.9),
        neighbour('b', 0.5, { topic: 'signal', unit: 'police', class: 'help' }),
        neighbour('c', 0.9, { topic: null, unit: null }),
      ],
      [],
    )
    assert.deepEqual(
      topics.map(({ value, cases }) => [value, cases]),
      [
        ['light', ['a']],
        ['signal', ['b']],
      ],
    )
    assert.deepEqual(
      units.map(({ value }) => value),
      ['urban', 'police'],
    )
    assert.deepEqual(classes[0]?.cases, ['a', 'c'])
    assert.ok(Math.abs(classes.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
  })

  test('takes no notice of cases that are far', () => {
    assert.deepEqual(suggest('某事', [neighbour('a', 0.01)], []).topics, [])
  })

  test('follows a very near case against the catalogue, and the catalogue against one that is somewhat near', () => {
    const hits = catalogueHits('路灯不亮', '', catalogue)
    const first = (alike: number) =>
      suggest('路灯不亮', [neighbour('a', alike, { topic: 'other', unit: 'other' })], hits).topics[0]?.value
    assert.deepEqual([first(0.9), first(0.2)], ['other', 'light'])
  })

  test('knows by its words what somebody asks for', () => {
    assert.equal(suggest('请问怎么办理', [], []).classes[0]?.value, 'consultation')
    assert.equal(suggest('特意来表扬', [], []).classes[0]?.value, 'praise')
  })
})

suite('the same matter', () => {
  const now = 1_800_000_000_000
  const day = 86_400_000
  const matter = (caseNo: string, but: Partial<OpenMatter> = {}): OpenMatter => ({
    caseNo,
    text: '工地半夜打桩扰民',
    place: '解放路工地',
    number: '+8613900000000',
    acceptedAt: now - day,
    ...but,
  })
  const draft = { text: '半夜工地打桩太吵', place: '解放路工地', number: '+8613800000000' }
  const found = (open: readonly OpenMatter[], but: Partial<typeof draft> = {}) =>
    duplicatesOf({ ...draft, ...but }, open, () => 1, now).map(({ caseNo, as }) => [caseNo, as])

  test('of another caller is an open case with its place and its words', () => {
    assert.deepEqual(found([matter('a')]), [['a', 'merge']])
    assert.deepEqual(found([matter('a', { place: '青年路' })]), [], 'elsewhere')
    assert.deepEqual(found([matter('a', { text: '下水道堵塞' })]), [], 'something else')
    assert.deepEqual(found([matter('a', { acceptedAt: now - 31 * day })]), [], 'long ago')
  })

  test('where no place is known must be alike in many more words', () => {
    assert.deepEqual(found([matter('a')], { place: '' }), [['a', 'merge']])
    assert.deepEqual(found([matter('a', { text: '小区外面的工地施工没有围挡尘土飞扬' })], { place: '' }), [])
  })

  test("of the same caller is every open case of his, before others'", () => {
    const own = matter('own', { number: draft.number, text: '停水', place: '', acceptedAt: now - 400 * day })
    assert.deepEqual(found([matter('a'), own]).sort(), [
      ['a', 'merge'],
      ['own', 'follow_up'],
    ])
    assert.equal(found([matter('a', { number: null })], { number: null as never })[0]?.[1], 'merge')
  })

  test('is at most five cases', () => {
    assert.equal(found(Array.from({ length: 9 }, (_, n) => matter(String(n)))).length, 5)
  })
})

suite('how alike two texts are', () => {
  test('is 1 for the same words, 0 for others and for none, and more by rare words than by common ones', () => {
    const of = (one: string, other: string, weight = (_: string) => 1) =>
      likeness(tellingSegments(one), tellingSegments(other), weight)
    assert.ok(Math.abs(of('路灯坏了', '路灯坏了') - 1) < 1e-9)
    assert.equal(of('路灯', '停水'), 0)
    assert.equal(of('', ''), 0)
    const rare = (segment: string) => (segment === '路灯' ? 9 : 1)
    assert.ok(of('小区路灯', '马路路灯', rare) > of('小区路灯', '小区停水', rare))
  })
})
