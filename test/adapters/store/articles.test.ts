import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { migrationFolder, readMigrations } from '../../../src/adapters/store/migrate/plan.ts'
import {
  articleSearchSql,
  matchQuery,
  vectorOf,
  vectorQuery,
} from '../../../src/adapters/store/schema/article-search.ts'
import { reviewWaitMs } from '../../../src/domain/knowledge/article-step.ts'
import { soughtIn } from '../../../src/domain/knowledge/query.ts'
import type { ArticleSearch } from '../../../src/engine/knowledge/knowledge-store.ts'
import { givenContent } from '../../domain/knowledge/given-article.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { drafted, edited, published, withdrawn } from './given-articles.ts'
import { fact, morning } from './given-facts.ts'

const day = 86_400_000

const search = (q: string, change: Partial<ArticleSearch> = {}): ArticleSearch => ({
  sought: soughtIn(q),
  validOnly: false,
  now: morning + day,
  limit: 10,
  ...change,
})

for (const dialect of dialects)
  describe(`the knowledge base on ${dialect}`, () => {
    test('an article that was drafted, edited and published is one row, and every version and fact of it is kept', async t => {
      const store = await givenStore(t, dialect)
      const facts = [
        ...published({ id: 'a', at: morning }),
        edited('a', morning + 9, 2, { title: '新标题', body: '新' }),
      ]
      await store.append(facts)
      const { content, ...rest } = (await store.read.article('a')) ?? assert.fail()
      assert.deepEqual(rest, {
        id: 'a',
        state: 'published',
        version: 2,
        author: '1001',
        owner: 'editor',
        origin: { kind: 'written' },
        changedAt: morning + 9,
        changedBy: 'editor',
        submittedAt: morning + 1,
        publishedAt: morning + 2,
        remindedAt: null,
      })
      assert.equal(content.title, '新标题')
      const versions = await store.read.articleVersions('a', { limit: 10 })
      assert.deepEqual(
        versions.map(each => [each.version, each.content.title, each.by, each.note]),
        [
          [2, '新标题', 'editor', '更新'],
          [1, givenContent().title, '1001', ''],
        ],
      )
      assert.deepEqual(
        (await store.read.articleVersions('a', { before: 2, limit: 10 })).map(({ version }) => version),
        [1],
      )
      assert.deepEqual(await store.read.articleFacts('a', 10), facts)
      assert.deepEqual(await store.read.articleFacts('a', 2), facts.slice(-2), 'the last ones, in their order')
      assert.equal(await store.read.article('b'), null)
    })

    test('what is searched is found by title before questions before text, and what has expired comes last', async t => {
      const store = await givenStore(t, dialect)
      const other = { questions: ['别的'], body: '别的内容', topics: [] }
      await store.append([
        ...published({ id: 'expired', at: morning, title: '公积金提取', ...other, expiresAt: morning + 5 }),
        ...published({ id: 'body', at: morning, title: '租房', ...other, body: '租房可以提取公积金' }),
        ...published({ id: 'later', at: morning, title: '公积金提取', ...other, validFrom: morning + 9 * day }),
        ...published({ id: 'question', at: morning, title: '租房', ...other, questions: ['提取公积金'] }),
        ...published({ id: 'title', at: morning, title: '公积金怎么提取', ...other }),
        ...published({ id: 'not', at: morning, title: '居住证', ...other }),
        drafted({ id: 'draft', at: morning, title: '公积金提取' }),
        ...published({ id: 'withdrawn', at: morning, title: '公积金提取' }),
        withdrawn('withdrawn', morning + 9),
      ])
      const ids = async (asked: ArticleSearch) => (await store.read.searchArticles(asked)).map(({ id }) => id)
      assert.deepEqual(await ids(search('公积金提取')), ['title', 'question', 'body', 'later', 'expired'])
      assert.deepEqual(await ids(search('如何提取 公积金？')), ['title', 'question', 'body', 'later', 'expired'])
      assert.deepEqual(await ids(search('公积金提取', { validOnly: true })), ['title', 'question', 'body'])
      assert.deepEqual(await ids(search('公积金提取', { limit: 2 })), ['title', 'question'])
      assert.deepEqual(await ids(search('证')), ['not'])
    })

    test('what has some of what is asked for comes after what has all of it', async t => {
      const store = await givenStore(t, dialect)
      const other = { questions: [], body: '内容', topics: [] }
      await store.append([
        ...published({ id: 'some', at: morning, title: '居住证办理', ...other }),
        ...published({ id: 'all', at: morning, title: '办理事项', ...other, body: '外地人的居住证在社区签注' }),
      ])
      const found = await store.read.searchArticles(search('居住证 签注'))
      assert.deepEqual(
        found.map(({ id }) => id),
        ['all', 'some'],
      )
    })

    test('modules part what is found; without words the latest come first', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...published({ id: 'e', at: morning, module: 'enterprise' }),
        ...published({ id: 'p', at: morning + 10, module: 'public' }),
        ...published({ id: 'g', at: morning + 20 }),
      ])
      const ids = async (change: Partial<ArticleSearch>, q = '社保') =>
        (await store.read.searchArticles(search(q, change))).map(({ id }) => id)
      assert.deepEqual((await ids({ module: ['enterprise', 'public'] })).sort(), ['e', 'p'])
      assert.deepEqual(await ids({}, ''), ['g', 'p', 'e'])
      assert.deepEqual(await ids({ module: ['general'] }, ''), ['g'])
    })

    test('an edited article is found by its new words and no more by the old', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...published({ id: 'a', at: morning, title: '停水' }),
        edited('a', morning + 9, 2, { title: '停电' }),
      ])
      const ids = async (q: string) => (await store.read.searchArticles(search(q))).map(({ id }) => id)
      assert.deepEqual([await ids('停水'), await ids('停电')], [[], ['a']])
    })

    test('words with rare characters, quotes and operators are only words', async t => {
      const store = await givenStore(t, dialect)
      await store.append(published({ id: 'a', at: morning, title: '𠮷野路 O\'Brien "AND" 噪声 NEAR(1) 100%' }))
      const ids = async (q: string) => (await store.read.searchArticles(search(q))).map(({ id }) => id)
      for (const q of ['𠮷野', "o'brien", '"and"', 'near', '100', '噪声*', "') or 2=2 --", '\\'])
        assert.deepEqual(await ids(q), q === "') or 2=2 --" ? [] : ['a'], q)
    })

    test('lists go on where they ended, by state, module, author and by what is due next', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...published({ id: 'a', at: morning, expiresAt: morning + 5 * day }),
        ...published({ id: 'b', at: morning + 10, expiresAt: null, reviewAt: morning + 2 * day, module: 'public' }),
        drafted({ id: 'c', at: morning + 20, by: '1002' }),
      ])
      const ids = async (filter: Partial<Parameters<typeof store.read.articles>[0]>) =>
        (await store.read.articles({ limit: 10, ...filter })).map(({ id }) => id)
      assert.deepEqual(await ids({}), ['c', 'b', 'a'])
      assert.deepEqual(await ids({ after: { at: morning + 12, id: 'b' } }), ['a'])
      assert.deepEqual(await ids({ state: 'published', module: 'public' }), ['b'])
      assert.deepEqual(await ids({ author: '1002' }), ['c'])
      assert.deepEqual(await ids({ dueBefore: morning + 9 * day }), ['b', 'a'])
      assert.deepEqual(await ids({ dueBefore: morning + 3 * day }), ['b'])
      const after = { at: morning + 2 * day, id: 'b' }
      assert.deepEqual(await ids({ dueBefore: morning + 9 * day, after }), ['a'])
    })

    test('what is due is found at its instant, and what comes next is known', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...published({ id: 'expires', at: morning, expiresAt: morning + day }),
        ...published({ id: 'review', at: morning, expiresAt: null, reviewAt: morning + 2 * day }),
        drafted({ id: 'waits', at: morning }),
        fact(morning + 9, { kind: 'article_submitted', articleId: 'waits', by: '1001', version: 1 }),
      ])
      const due = async (now: number) => {
        const { articles, next } = await store.read.dueArticles(now, reviewWaitMs, 10)
        return [articles.map(({ id }) => id).sort(), next] as const
      }
      assert.deepEqual(await due(morning + day - 1), [[], morning + day])
      assert.deepEqual(await due(morning + day), [['expires'], morning + 2 * day])
      assert.deepEqual(await due(morning + 4 * day), [['expires', 'review', 'waits'], null])
      await store.append([
        fact(morning + day, { kind: 'article_expired', articleId: 'expires', version: 1, expiresAt: morning + day }),
        fact(morning + day, { kind: 'article_reminded', articleId: 'review', version: 1, why: 'review_due' }),
      ])
      assert.deepEqual(await due(morning + 4 * day), [['waits'], null])
      assert.equal((await store.read.article('expires'))?.state, 'expired')
      await store.append([edited('review', morning + 2 * day, 2, { expiresAt: null, reviewAt: morning + 9 * day })])
      assert.deepEqual(await due(morning + 2 * day), [[], morning + 9 + reviewWaitMs])
    })

    test('who looks after an article is changed without another version, is reminded anew, and what happened is read behind a place', async t => {
      const store = await givenStore(t, dialect)
      const facts = [
        ...published({ id: 'a', at: morning, expiresAt: null, reviewAt: morning }),
        fact(morning + 5, { kind: 'article_reminded', articleId: 'a', version: 1, why: 'review_due' }),
      ]
      await store.append(facts)
      assert.equal((await store.read.article('a'))?.remindedAt, morning + 5)
      const of = { articleId: 'a', by: 'editor', version: 1, from: '1001' }
      const handed = fact(morning + 9, { kind: 'article_handed_over', ...of, owner: 'other', note: '调岗' })
      const seen = await store.read.lastArticleFact()
      await store.append([handed])
      const { owner, version, changedAt, remindedAt } = (await store.read.article('a')) ?? assert.fail()
      assert.deepEqual([owner, version, changedAt, remindedAt], ['other', 1, morning + 2, null])
      const happened = async (after: number) => (await store.read.articleHappenings(after, 10)).map(each => each.fact)
      assert.deepEqual(await happened(seen), [handed])
      assert.deepEqual(await happened(0), [...facts, handed])
      assert.deepEqual(await store.read.articleFacts('a', 10), [...facts.slice(0, 3), handed])
      assert.equal(await store.read.noticeProgress('articles'), null)
      await store.write.saveNoticeProgress('articles', seen)
      assert.deepEqual(
        [await store.read.noticeProgress('articles'), await store.read.noticeProgress('cases')],
        [seen, null],
      )
    })

    test('what readers say is kept with its version; complaints are open until they are resolved', async t => {
      const store = await givenStore(t, dialect)
      const given = (feedbackId: string, feedback: 'useful' | 'wrong' | 'outdated', note = '') =>
        fact(morning + 9, {
          kind: 'article_feedback_given',
          articleId: 'a',
          feedbackId,
          by: '1001',
          version: 1,
          feedback,
          note,
        })
      await store.append([
        ...published({ id: 'a', at: morning }),
        given('f1', 'useful'),
        given('f2', 'outdated'),
        given('f2', 'outdated', '电话变了'),
        given('f3', 'wrong'),
      ])
      const open = async () => (await store.read.openFeedback(10)).map(({ id, note, title }) => [id, note, title])
      assert.deepEqual(await open(), [
        ['f2', '电话变了', givenContent().title],
        ['f3', '', givenContent().title],
      ])
      await store.append([
        fact(morning + 20, {
          kind: 'article_feedback_resolved',
          articleId: 'a',
          feedbackId: 'f2',
          by: 'editor',
          resolution: 'changed',
          note: '已改',
        }),
      ])
      assert.deepEqual(
        (await open()).map(([id]) => id),
        ['f3'],
      )
      const { resolution, resolvedBy, resolvedAt, resolvedNote } =
        (await store.read.feedbackById('f2')) ?? assert.fail()
      assert.deepEqual([resolution, resolvedBy, resolvedAt, resolvedNote], ['changed', 'editor', morning + 20, '已改'])
      assert.deepEqual((await store.read.articleComplaints('a', 10)).map(({ id }) => id).sort(), ['f2', 'f3'])
      assert.equal(await store.read.articleUseful('a'), 1)
    })
  })

test('the index of words stands in the migrations of both dialects as its part of the store says', () => {
  for (const dialect of dialects) {
    const files = readMigrations(migrationFolder(dialect)).map(({ name }) =>
      readFileSync(`${migrationFolder(dialect)}${name}.sql`, 'utf8'),
    )
    for (const statement of articleSearchSql[dialect])
      assert.ok(
        files.some(file => file.includes(statement)),
        statement,
      )
  }
})

test('segments are quoted for each database, whatever is in them', () => {
  assert.equal(matchQuery(['社保', 'a"b'], 'title'), '{title} : ("社保" AND "a""b")')
  assert.equal(vectorQuery(["o'b", 'c\\d'], false), "'o''b':AB | 'c\\\\d':AB")
  assert.equal(vectorOf({ title: ['社保'], questions: ["o'b"], body: ['x'] }), "'社保':1A 'o''b':1B 'x':1")
})
