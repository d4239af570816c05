import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { draftFromAnswer, foreignAddresses, lacksOf, stateNow, tidy } from '../../../src/domain/knowledge/article.ts'
import { type ArticleWish, dueOf, reviewWaitMs, stepArticle } from '../../../src/domain/knowledge/article-step.ts'
import {
  type ArticleActor,
  type ArticleEvent,
  afterArticleEvent,
  articleTable,
} from '../../../src/domain/knowledge/article-table.ts'
import { day, givenArticle, givenContent, now } from './given-article.ts'

const states = ['absent', 'draft', 'in_review', 'published', 'expired', 'withdrawn'] as const
const events: readonly ArticleEvent[] = [
  'draft',
  'edit',
  'submit',
  'send_back',
  'publish',
  'withdraw',
  'expire',
  'remind',
  'feedback',
  'hand_over',
]
const actors: readonly ArticleActor[] = ['editor', 'author', 'reader', 'clock']

/** Every pair of state and event that is taken, from whom, and where it leads: written down a second time, by hand. */
const taken: Readonly<Record<string, string>> = {
  'absent draft': 'draft: editor author reader',
  'draft edit': 'draft: editor author',
  'draft submit': 'in_review: editor author',
  'draft withdraw': 'withdrawn: editor author',
  'draft hand_over': 'draft: editor',
  'in_review edit': 'in_review: editor',
  'in_review send_back': 'draft: editor',
  'in_review publish': 'published: editor',
  'in_review withdraw': 'withdrawn: editor author',
  'in_review remind': 'in_review: clock',
  'in_review hand_over': 'in_review: editor',
  'published edit': 'published: editor',
  'published withdraw': 'withdrawn: editor',
  'published expire': 'expired: clock',
  'published remind': 'published: clock',
  'published feedback': 'published: editor author reader',
  'published hand_over': 'published: editor',
  'expired edit': 'expired: editor',
  'expired publish': 'published: editor',
  'expired withdraw': 'withdrawn: editor',
  'expired feedback': 'expired: editor author reader',
  'expired hand_over': 'expired: editor',
  'withdrawn submit': 'in_review: editor',
}

test('given each state, event and actor, then exactly what the table says is taken, and all else refused with a code', () => {
  assert.deepEqual(Object.keys(articleTable), states)
  for (const state of states)
    for (const event of events)
      for (const actor of actors) {
        const [to, who] = taken[`${state} ${event}`]?.split(': ') ?? []
        const expected =
          to === undefined
            ? { refused: 'not_allowed_now' }
            : who?.split(' ').includes(actor)
              ? { to }
              : { refused: 'forbidden' }
        assert.deepEqual(afterArticleEvent(state, event, [actor]), expected, `${state} ${event} ${actor}`)
      }
})

const editor = { name: 'editor', actors: ['editor'], now } as const
const edit = (change: Partial<Extract<ArticleWish, { does: 'edit' }>> = {}): ArticleWish => ({
  does: 'edit',
  basedOn: 3,
  content: givenContent(),
  note: '',
  ...change,
})
const refusalOf = (step: ReturnType<typeof stepArticle>) => ('refused' in step ? step.refused : null)

test('given two who edit one version, then the second is refused and changes nothing', () => {
  const article = givenArticle()
  const first = stepArticle(article, edit(), editor)
  assert.ok('facts' in first && first.facts[0]?.kind === 'article_edited' && first.facts[0].version === 4)
  assert.equal(refusalOf(stepArticle(givenArticle({ version: 4 }), edit(), editor)), 'article_changed')
})

test('given an article that somebody has changed meanwhile, then it is not published, withdrawn or sent back unseen', () => {
  for (const [does, state] of [
    ['publish', 'in_review'],
    ['withdraw', 'published'],
    ['send_back', 'in_review'],
    ['submit', 'withdrawn'],
  ] as const)
    assert.equal(
      refusalOf(stepArticle(givenArticle({ state }), { does, basedOn: 2, note: '' }, editor)),
      'article_changed',
      does,
    )
})

test('given an article that is handed over, then the reason and both owners are booked, and a second who saw the owner before changes nothing', () => {
  const article = givenArticle()
  const handOver = (change: Partial<Extract<ArticleWish, { does: 'hand_over' }>> = {}) =>
    stepArticle(
      article,
      { does: 'hand_over', basedOn: 3, from: 'editor', owner: 'other', note: ' 调岗 ', ...change },
      editor,
    )
  const fact = { kind: 'article_handed_over', articleId: article.id, by: 'editor', version: 3 } as const
  assert.deepEqual(handOver(), { facts: [{ ...fact, from: 'editor', owner: 'other', note: '调岗' }] })
  assert.deepEqual(handOver({ owner: 'editor' }), { facts: [] })
  assert.equal(refusalOf(handOver({ from: 'former' })), 'article_changed')
  assert.equal(refusalOf(handOver({ note: ' \n' })), 'words_missing')
  const edited = stepArticle(givenArticle({ owner: 'other' }), edit(), editor)
  assert.ok('facts' in edited && edited.facts[0]?.kind === 'article_edited' && edited.facts[0].owner === 'other')
})

test('given an article without source, unit, body or deadline, then it is a draft and nothing more', () => {
  const source = { number: '', issuer: ' ', url: '' }
  const content = givenContent({ source, unit: '', body: '\n' })
  assert.deepEqual(lacksOf(content), ['body', 'issuer', 'unit'])
  const wish: ArticleWish = { does: 'draft', id: 'a', content, origin: { kind: 'written' } }
  assert.ok('facts' in stepArticle(null, wish, { name: '1001', actors: ['reader'], now }))
  const draft = givenArticle({ state: 'draft', content })
  assert.equal(refusalOf(stepArticle(draft, { does: 'submit', basedOn: 3 }, editor)), 'article_incomplete')
  assert.equal(refusalOf(stepArticle(givenArticle(), edit({ content }), editor)), 'article_incomplete')
  const endless = { ...wish, content: givenContent({ expiresAt: null }) }
  assert.equal(refusalOf(stepArticle(null, endless, editor)), 'article_incomplete')
})

test('given an article whose time is over, then it is not published, and an edit cannot end a published one', () => {
  const over = givenContent({ expiresAt: now })
  const expired = givenArticle({ state: 'expired', content: over })
  assert.equal(refusalOf(stepArticle(expired, { does: 'publish', basedOn: 3 }, editor)), 'article_dates')
  assert.equal(refusalOf(stepArticle(givenArticle(), edit({ content: over }), editor)), 'article_dates')
  assert.ok('facts' in stepArticle(expired, edit({ content: givenContent() }), editor))
  const backwards = givenContent({ validFrom: now + 400 * day })
  assert.equal(refusalOf(stepArticle(givenArticle(), edit({ content: backwards }), editor)), 'article_dates')
})

test('given addresses in an article, then only those of governments are kept', () => {
  const body = (text: string) => givenContent({ body: text })
  for (const good of [
    '见 https://www.jianghai.gov.cn/a?b=1。',
    'http://rsj.jianghai.gov.cn',
    '无网址',
    '登录https://zwfw.gov.cn，办理',
  ])
    assert.deepEqual(foreignAddresses(body(good)), [], good)
  for (const bad of [
    'https://gov.cn.evil.example/x',
    'https://www.gov.cn@evil.example/',
    'http://evilgov.cn',
    'https://example.com/.gov.cn',
    'HTTPS://EXAMPLE.COM',
  ])
    assert.equal(foreignAddresses(body(`请看 ${bad} 办理`)).length, 1, bad)
  assert.deepEqual(
    foreignAddresses(givenContent({ source: { number: '', issuer: '局', url: 'javascript:alert(1)' } })),
    ['javascript:alert(1)'],
  )
  const foreign = edit({ content: body('http://evil.example') })
  assert.equal(refusalOf(stepArticle(givenArticle(), foreign, editor)), 'article_address')
})

test('given any content, tidying it twice is tidying it once, and nothing but white space and repetition is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('社', '保', ' ', '\n', '\r\n', '-', '𠮷') })
  fc.assert(
    fc.property(text, text, fc.array(text), (title, body, questions) => {
      const once = tidy(givenContent({ title, body, questions }))
      assert.deepEqual(tidy(once), once)
      const bare = (given: string) => given.replace(/\s/g, '')
      assert.equal(bare(once.title), bare(title))
      assert.equal(bare(once.body), bare(body))
      for (const question of questions)
        assert.ok(bare(question) === '' || once.questions.some(each => bare(each) === bare(question)))
    }),
  )
})

test('given the answer of a specialist, then it becomes a draft with a date of review and a source that is still to be found', () => {
  const content = draftFromAnswer(
    {
      title: '',
      question: '小微企业有什么补贴？\n想问清楚',
      answer: '可申请稳岗补贴。',
      unit: '人社局',
      enterprise: true,
    },
    now,
  )
  assert.equal(content.title, '小微企业有什么补贴？')
  assert.deepEqual(content.questions, ['小微企业有什么补贴？'])
  assert.deepEqual([content.module, content.body, content.reviewAt], ['enterprise', '可申请稳岗补贴。', now + 90 * day])
  assert.deepEqual(lacksOf(content), ['issuer'])
})

test('given the instant at which an article expires, then it is expired for every reader, and the clock books it', () => {
  const content = givenContent({ expiresAt: now })
  assert.equal(stateNow('published', content, now - 1), 'published')
  assert.equal(stateNow('published', content, now), 'expired')
  assert.equal(stateNow('withdrawn', content, now), 'withdrawn')
  const due = (state: 'published' | 'expired', at: number) =>
    dueOf(givenArticle({ state, content }), { now: at, waitsSince: null, reminded: true })
  assert.deepEqual(due('published', now - 1), [])
  assert.deepEqual(due('published', now), [
    { kind: 'article_expired', articleId: 'article-of-a-test', version: 3, expiresAt: now },
  ])
  assert.deepEqual(due('expired', now), [])
})

test('given a date of review or a proposal that waits, then its owner is reminded once', () => {
  const toReview = givenArticle({ content: givenContent({ expiresAt: null, reviewAt: now }) })
  const why = (article: typeof toReview, at: number, reminded: boolean, waitsSince: number | null = null) =>
    dueOf(article, { now: at, waitsSince, reminded }).map(fact => ('why' in fact ? fact.why : fact.kind))
  assert.deepEqual(why(toReview, now - 1, false), [])
  assert.deepEqual(why(toReview, now, false), ['review_due'])
  assert.deepEqual(why(toReview, now, true), [])
  const proposed = givenArticle({ state: 'in_review' })
  assert.deepEqual(why(proposed, now + reviewWaitMs - 1, false, now), [])
  assert.deepEqual(why(proposed, now + reviewWaitMs, false, now), ['waits_for_review'])
  assert.deepEqual(why(proposed, now + reviewWaitMs, true, now), [])
})
