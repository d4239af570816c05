import { shortWords } from '../../domain/cases/notice-words.ts'
import { type OwnerNotice, type OwnerNoticeKind, ownerNoticesOf } from '../../domain/knowledge/owner-notice.ts'
import type { MessageRequest, TemplateId } from '../../domain/messages/message.ts'
import { MessageError } from '../../domain/messages/template.ts'
import { contactsOf } from '../cases/notice-messages.ts'
import type { NoticeReads, NoticeWrites } from '../cases/notice-store.ts'
import type { Outbox } from '../messages/outbox.ts'
import type { Clock, Log } from '../ports.ts'
import { contactIn } from '../settings/account-contact.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { ArticleHappening, KnowledgeReads } from './knowledge-store.ts'

/** Tells owners of articles what waits for them, by the ways that their account has: each thing once, by the key of its message. */
export interface ArticleNotices {
  start(): void
  /** Something was booked. Returns at once. */
  look(): void
  stop(): Promise<void>
}

export interface ArticleNoticesParts {
  readonly reads: Pick<NoticeReads, 'noticeProgress'> &
    Pick<KnowledgeReads, 'article' | 'articleHappenings' | 'lastArticleFact'>
  readonly writes: NoticeWrites
  readonly outbox: Pick<Outbox, 'send' | 'carries'>
  readonly settings: Pick<SettingsBook, 'get'>
  readonly clock: Clock
  readonly log: Log
  readonly homeArea: string
}

const everyMs = 60_000
const atOnce = 200
/** What an owner was not told within a week he finds in his lists. */
const lifeMs = 7 * 86_400_000
const mostTitle = 60
const mostWords = 100

const templateOf: Readonly<Record<OwnerNoticeKind, TemplateId>> = {
  expired: 'article_expired',
  review_due: 'article_review_due',
  waits_for_review: 'article_waits',
  wrong: 'article_wrong',
  outdated: 'article_outdated',
  handed_to: 'article_handed_to',
  handed_away: 'article_handed_away',
}

/**
 * What happened is read from the ledger behind a place that is kept, as for cases (docs/decisions/0035): a server that died between a fact and its notice leaves
 * the notice to the next one. A store that never had these notices begins at its end.
 */
export const createArticleNotices = (parts: ArticleNoticesParts): ArticleNotices => {
  const { reads, writes, outbox, settings, clock, log, homeArea } = parts
  let cancel = () => {}
  let stopped = true
  let looksSoon = false
  let running: Promise<void> = Promise.resolve()
  let progress: number | null = null

  const send = async (request: MessageRequest): Promise<boolean> => {
    if (!outbox.carries(request.to.kind)) return false
    try {
      await outbox.send(request)
      return true
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      log.error({ err: error, key: request.key }, 'a notice to the owner of an article cannot be sent')
      return false
    }
  }

  const tell = async ({ kind, to, key, words }: OwnerNotice, { fact }: ArticleHappening): Promise<void> => {
    const { articleId, at } = fact
    const article = await reads.article(articleId)
    const notAfter = at + lifeMs
    if (article === null || notAfter <= clock.now()) return
    const owner = to ?? article.owner
    const said = shortWords(words, mostWords)
    const title = shortWords(article.content.title, mostTitle)
    const values = { title, owner: article.owner, words: said === '' ? '' : `说明：${said}` }
    let told = false
    for (const way of contactsOf(contactIn(settings, owner), homeArea)) {
      const request = { key: `article-${key}-${way.kind}`, to: way, template: templateOf[kind], values, notAfter }
      told = (await send(request)) || told
    }
    if (!told) log.info({ owner, articleId, why: kind }, 'an article waits for its owner, whom no message reaches')
  }

  const readHappenings = async (): Promise<void> => {
    looksSoon = false
    if (progress === null) {
      const kept = await reads.noticeProgress('articles')
      progress = kept ?? (await reads.lastArticleFact())
      if (kept === null) await writes.saveNoticeProgress('articles', progress)
    }
    while (!stopped) {
      const happenings = await reads.articleHappenings(progress, atOnce)
      for (const happening of happenings)
        for (const notice of ownerNoticesOf(happening.fact, happening.seq)) await tell(notice, happening)
      const last = happenings.at(-1)
      if (!last) return
      await writes.saveNoticeProgress('articles', last.seq)
      progress = last.seq
    }
  }

  const look = (): void => {
    if (stopped || looksSoon) return
    looksSoon = true
    running = running.then(readHappenings).catch(error => {
      looksSoon = false
      log.error({ err: error }, 'owners of articles could not be told; it is tried again')
    })
  }

  const next = (): void => {
    cancel = clock.at(clock.now() + everyMs, () => {
      look()
      next()
    })
  }

  return {
    start: () => {
      stopped = false
      look()
      next()
    },
    look,
    stop: async () => {
      stopped = true
      cancel()
      await running
    },
  }
}
