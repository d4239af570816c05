import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Fact } from '../../../src/domain/fact.ts'
import { createArticleNotices } from '../../../src/engine/knowledge/article-notices.ts'
import { createOutbox } from '../../../src/engine/messages/outbox.ts'
import { openSettingsBook } from '../../../src/engine/settings/settings-book.ts'
import { published } from '../../adapters/store/given-articles.ts'
import { fact, morning } from '../../adapters/store/given-facts.ts'
import { givenStore, keptLog } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { givenCarrier } from '../messages/given-outbox.ts'
import { virtualClock } from '../simulation/virtual-clock.ts'

const day = 86_400_000

/** Notices over a real store, settings and outbox; `serve` is another server on the same store. */
const givenNotices = async (t: TestContext) => {
  const store = await givenStore(t)
  const clock = virtualClock(morning)
  const log = keptLog()
  const book = (facts: readonly Fact[]) => store.append(facts)
  const settings = await openSettingsBook({ reads: store.read, book, keepsFacts: () => true, clock })
  const contact = { mobile: '13900000001', email: 'editor@example.cn' }
  await settings.set('account_contact', 'editor', contact, 0, 'editor')
  await settings.set('account_contact', 'other', { mobile: '', email: 'other@example.cn' }, 0, 'admin')
  const { carrier } = givenCarrier()
  const outbox = createOutbox({
    ...{ reads: store.read, writes: store.write, clock, log, zone: 'Asia/Shanghai' },
    carriers: { sms: carrier, email: carrier },
    acts: async () => true,
    random: () => 0.5,
    keepDays: 190,
  })
  const sent: string[] = []
  const serve = (fails = false) => {
    const send: typeof outbox.send = async request => {
      if (fails) throw new Error('the store is away')
      const answer = await outbox.send(request)
      const to = request.to.kind === 'email' ? request.to.address : request.to.kind === 'sms' ? request.to.number : ''
      if (answer === 'stored') sent.push(`${to} ${(await store.read.message(request.key))?.text}`)
      return answer
    }
    const notices = createArticleNotices({
      ...{ reads: store.read, writes: store.write, settings, clock, log, homeArea: '0513' },
      outbox: { send, carries: outbox.carries },
    })
    t.after(() => notices.stop())
    notices.start()
    return notices
  }
  /** Resolves when a server has read the ledger up to here. */
  const isRead = () =>
    until(
      'all is read',
      async () => (await store.read.noticeProgress('articles')) === (await store.read.lastArticleFact()),
    )
  await store.append(published({ id: 'a', at: morning, title: '租房提取', owner: 'editor' }))
  return { store, clock, log, sent, serve, isRead }
}

const expired = fact(morning, { kind: 'article_expired', articleId: 'a', version: 1, expiresAt: morning })
const wrong = (note: string, feedbackId = 'feedback-1', feedback: 'wrong' | 'useful' = 'wrong') =>
  fact(morning, { kind: 'article_feedback_given', articleId: 'a', feedbackId, by: '1001', version: 1, feedback, note })
const handedOver = (from: string, owner: string) =>
  fact(morning, { kind: 'article_handed_over', articleId: 'a', by: 'boss', version: 1, from, owner, note: '调岗' })

test('given an article that expires and a word against it, then its owner is told of each once, by every way that he has', async t => {
  const { store, sent, serve, isRead, log } = await givenNotices(t)
  const notices = serve()
  await isRead()
  assert.deepEqual(sent, [], 'what happened before anybody was told is nobody\u2019s news')
  await store.append([expired, wrong(''), wrong('额度变了'), wrong('', 'feedback-2', 'useful')])
  notices.look()
  await isRead()
  const texts = [
    '【12345】您维护的知识条目已过期：租房提取。请更新有效期后重新发布，或撤下。',
    '【12345】有人反馈您维护的知识条目有误：租房提取。请核对处理。',
  ]
  assert.deepEqual(
    sent,
    texts.flatMap(text => [`+8613900000001 ${text}`, `editor@example.cn ${text}`]),
  )
  assert.deepEqual(log.lines, [], 'that an article is useful is nobody\u2019s matter')
})

test('given an article that is handed over, then both are told why, and what comes after goes to the new owner alone', async t => {
  const { store, sent, serve, isRead } = await givenNotices(t)
  const notices = serve()
  await isRead()
  await store.append([handedOver('editor', 'other')])
  notices.look()
  await isRead()
  assert.deepEqual(sent, [
    'other@example.cn 【12345】知识条目已转由您维护：租房提取。说明：调岗',
    '+8613900000001 【12345】您维护的知识条目已移交other维护：租房提取。说明：调岗',
    'editor@example.cn 【12345】您维护的知识条目已移交other维护：租房提取。说明：调岗',
  ])
  await store.append([expired])
  notices.look()
  await isRead()
  assert.match(sent.slice(3).join(), /^other@example\.cn .*已过期/)
})

test('given a server that died before its owner was told, then the next one tells him; after a week nobody does', async t => {
  const { store, clock, sent, serve, isRead, log } = await givenNotices(t)
  const first = serve(true)
  await isRead()
  await store.append([expired])
  first.look()
  await until('it failed', () => log.lines.some(({ level }) => level === 'error'))
  await first.stop()
  const second = serve()
  await isRead()
  assert.equal(sent.length, 2)
  await second.stop()
  await store.append([wrong('')])
  let there = false
  clock.at(morning + 8 * day, () => {
    there = true
  })
  while (!there) clock.next()
  serve()
  await isRead()
  assert.equal(sent.length, 2)
})

test('given an owner whom no message reaches, then it is said in the log and nothing else is held up', async t => {
  const { store, sent, serve, isRead, log } = await givenNotices(t)
  const notices = serve()
  await isRead()
  await store.append([handedOver('editor', 'nobody'), expired, handedOver('nobody', 'other')])
  notices.look()
  await isRead()
  assert.equal(log.lines.filter(({ about }) => 'owner' in about && about.owner === 'nobody').length, 2)
  assert.match(sent.at(-1) ?? '', /^other@example\.cn .*转由您维护/)
})
