import type { Asker, CaseKey, CitizenRating, CitizenService, Done } from '../../../engine/citizens/citizen-service.ts'
import type { Clock, Log } from '../../../engine/ports.ts'
import type { Names } from '../../../wire/views.ts'
import { readCaseQuery } from './case-query.ts'
import { menuKeys } from './menu.ts'
import * as texts from './texts.ts'
import type { WechatMessage } from './wechat-message.ts'

/** What the account says to a message. */
export interface Conversation {
  /** null: nothing. Never rejects. */
  answer(message: WechatMessage): Promise<string | null>
}

export interface ConversationParts {
  readonly citizens: CitizenService
  /** The picture that a citizen sent; rejects where WeChat does not give it. */
  readonly picture: (mediaId: string) => Promise<Uint8Array>
  /** The keyed hash of an openid. */
  readonly keyOf: (openid: string) => string
  readonly links: texts.Links
  readonly zone: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** How long the case that somebody asked for is the one he speaks of, ms. */
const rememberedMs = 30 * 60_000
const mostRemembered = 20_000
const articles = 5
/** More messages in a minute than anybody types. */
const mostInMinute = 20
const minuteMs = 60_000

type Talk = { readonly asker: Asker; readonly requestId: string; readonly about: CaseKey | null }

const hasHan = /\p{Script=Han}/u
const hasLatin = /[a-z]/i
/** Who writes in Latin letters alone is answered in English. */
const languageOf = (message: WechatMessage): keyof Names => {
  const text = message.type === 'text' ? message.text : message.type === 'voice' ? message.heard : ''
  return hasLatin.test(text) && !hasHan.test(text) ? 'en' : 'zh'
}

const ratings: readonly (readonly [RegExp, CitizenRating['satisfaction']])[] = [
  [/^(?:评价)?\s*(?:很|非常)?不满意|^(?:dissatisfied|not satisfied)/i, 'dissatisfied'],
  [/^(?:评价)?\s*基本满意|^fairly satisfied/i, 'fairly_satisfied'],
  [/^(?:评价)?\s*(?:很|非常)?满意|^(?:very )?satisfied/i, 'satisfied'],
]
const adding = /^(?:补充|add\b)[\s:：，,]*(.+)$/isu
const urging = /^(?:催办|催单|催一下|urge)[!！.。]*$/iu
const asksProgress = /^(?:查询|查|进度|查询进度|我的诉求|query|progress|status)[?？。]*$/iu
const asksEnterprise = /^(?:惠企政策|政策)$/u
const asksPublic = /^(?:便民公告|公告|通知)$/u

export const createConversation = ({
  citizens,
  picture,
  keyOf,
  links,
  zone,
  clock,
  log,
}: ConversationParts): Conversation => {
  const remembered = new Map<string, { readonly about: CaseKey; readonly until: number }>()
  const counts = new Map<string, number>()
  let minute = 0

  const remember = (who: string, about: CaseKey): void => {
    remembered.delete(who)
    remembered.set(who, { about, until: clock.now() + rememberedMs })
    const oldest = remembered.keys().next().value
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
  }
  const aboutOf = (who: string): CaseKey | null => {
    const found = remembered.get(who)
    return found && found.until > clock.now() ? found.about : null
  }
  const isTooOften = (who: string): boolean => {
    const present = Math.floor(clock.now() / minuteMs)
    if (present !== minute) counts.clear()
    minute = present
    const count = (counts.get(who) ?? 0) + 1
    counts.set(who, count)
    return count > mostInMinute
  }

  const outcome = (done: Done, said: { readonly done: Names; readonly notNow: Names }): Names => {
    if (done === 'done') return said.done
    if (done === 'not_now') return said.notNow
    return done === 'unknown' ? texts.notFound : texts.tooMany
  }
  const addTo = async ({ asker, about, requestId }: Talk, text: string, photos: readonly Uint8Array[] = []) => {
    if (!about) return texts.queryFirst(links)
    const named = photos.map((bytes, index) => ({ name: `${texts.pictureTaken.zh}${index + 1}`, bytes }))
    const done = await citizens.add(asker, about, { requestId, text, photos: named })
    return outcome(done, { done: texts.added(about.caseNo), notNow: texts.addedNotNow })
  }
  const progressOf = async (asker: Asker, key: CaseKey): Promise<Names> => {
    const progress = await citizens.progress(asker, key)
    if (progress === 'unknown') return texts.notFound
    if (progress === 'too_many') return texts.tooMany
    remember(asker.key, key)
    return texts.progressText(progress, zone)
  }
  const listOf = async (module: 'enterprise' | 'public'): Promise<Names> =>
    texts.articleList(await citizens.knowledge({ module, words: '', limit: articles }), links)

  const toText = async (talk: Talk, typed: string): Promise<Names> => {
    const text = typed.trim()
    const { asker, about, requestId } = talk
    const query = readCaseQuery(text)
    if (query.kind === 'key') return progressOf(asker, query.key)
    if (query.kind === 'no_code') return texts.codeMissing(query.caseNo)
    if (query.kind === 'wrong') return texts.wrongNumber
    if (asksProgress.test(text)) return about ? progressOf(asker, about) : texts.howToQuery(links)
    const addition = adding.exec(text)?.[1]
    if (addition !== undefined) return addTo(talk, addition.trim())
    if (urging.test(text)) {
      if (!about) return texts.howToQuery(links)
      const done = await citizens.urge(asker, about, requestId)
      return outcome(done, { done: texts.urged(about.caseNo), notNow: texts.urgedNotNow })
    }
    const satisfaction = ratings.find(([pattern]) => pattern.test(text))?.[1]
    if (satisfaction) {
      if (!about) return texts.howToRate(links)
      const done = await citizens.rate(asker, about, { requestId, satisfaction, resolved: null, text })
      return outcome(done, { done: texts.rated, notNow: texts.ratedNotNow })
    }
    if (asksEnterprise.test(text)) return listOf('enterprise')
    return asksPublic.test(text) ? listOf('public') : texts.guide(links)
  }

  const toEvent = async ({ asker }: Talk, event: string, key: string): Promise<Names | null> => {
    if (event === 'subscribe') return texts.welcome(links)
    if (event === 'SCAN') return texts.guide(links)
    if (event === 'unsubscribe') remembered.delete(asker.key)
    if (event !== 'CLICK') return null
    if (key === menuKeys.enterprise) return listOf('enterprise')
    if (key === menuKeys.public) return listOf('public')
    if (key === menuKeys.rate) return texts.howToRate(links)
    return key === menuKeys.progress ? texts.howToQuery(links) : texts.guide(links)
  }

  const answerOf = async (message: WechatMessage, talk: Talk): Promise<Names | null> => {
    switch (message.type) {
      case 'text':
        return toText(talk, message.text)
      case 'voice':
        return message.heard.trim() === '' ? texts.notHeard : toText(talk, message.heard.replace(/[。，！？]+$/u, ''))
      case 'image':
        return talk.about ? addTo(talk, '', [await picture(message.mediaId)]) : texts.queryFirst(links)
      case 'location':
        return addTo(talk, texts.place(message.label, message.latitude, message.longitude))
      case 'event':
        return toEvent(talk, message.event, message.key)
    }
  }

  return {
    answer: async message => {
      const language = languageOf(message)
      const key = keyOf(message.from)
      try {
        if (isTooOften(key)) return texts.tooMany[language]
        const talk: Talk = { asker: { channel: 'wechat', key }, requestId: `wechat ${message.id}`, about: aboutOf(key) }
        return (await answerOf(message, talk))?.[language] ?? null
      } catch (error) {
        log.error({ err: error, type: message.type }, 'a WeChat message could not be answered as it should')
        return texts.away[language]
      }
    },
  }
}
