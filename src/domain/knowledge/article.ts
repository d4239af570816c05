/** Which part of the knowledge base an article belongs to: what agents need, policies for enterprises (惠企政策), notices to the public (便民公告). */
export const articleModules = ['general', 'enterprise', 'public'] as const
export type ArticleModule = (typeof articleModules)[number]

export const articleStates = ['draft', 'in_review', 'published', 'expired', 'withdrawn'] as const
export type ArticleState = (typeof articleStates)[number]

/** What an article rests on: a document's number, the body that issued it, and its address, which is shown as text. */
export interface ArticleSource {
  readonly number: string
  readonly issuer: string
  readonly url: string
}

/** What somebody writes of an article. Empty: not filled in. Instants in UTC ms. */
export interface ArticleContent {
  readonly module: ArticleModule
  readonly title: string
  /** How citizens ask for it, in their own words. */
  readonly questions: readonly string[]
  /** Plain text: an empty line ends a paragraph, a line with `- ` or `1. ` is of a list. */
  readonly body: string
  readonly source: ArticleSource
  /** The unit that answers for what it says. */
  readonly unit: string
  readonly topics: readonly string[]
  /** Null: at once. */
  readonly validFrom: number | null
  /** From here on it is not offered any more; null: it has a date of review. */
  readonly expiresAt: number | null
  /** When its owner is asked whether it still holds. */
  readonly reviewAt: number | null
}

/** An article as it stands. `version` counts its contents from 1. */
export interface Article {
  readonly id: string
  readonly state: ArticleState
  readonly version: number
  readonly content: ArticleContent
  /** Sign-in names: who proposed it, and who is asked about it. */
  readonly author: string
  readonly owner: string
}

/** What an article lacks before it can be reviewed. `deadline`: neither expiry nor review. */
export type ArticleLack = 'title' | 'body' | 'issuer' | 'unit' | 'deadline'

const isEmpty = (text: string): boolean => text.trim() === ''

/** What is still missing; a draft may lack all but its title and a deadline. */
export const lacksOf = (content: ArticleContent): readonly ArticleLack[] => {
  const lacks: ArticleLack[] = []
  if (isEmpty(content.title)) lacks.push('title')
  if (isEmpty(content.body)) lacks.push('body')
  if (isEmpty(content.source.issuer)) lacks.push('issuer')
  if (isEmpty(content.unit)) lacks.push('unit')
  if (content.expiresAt === null && content.reviewAt === null) lacks.push('deadline')
  return lacks
}

const address = /https?:\/\/[^\s"'<>，。；、！？（）()「」『』《》【】]+/gi
const ofGovernment = /^https?:\/\/([a-z0-9-]+\.)+gov\.cn(:\d+)?([/?#].*)?$/i

/** Addresses in an article that are no government's: what an agent reads out must not lead anybody elsewhere. */
export const foreignAddresses = ({ body, source }: Pick<ArticleContent, 'body' | 'source'>): readonly string[] => {
  const given = source.url.trim()
  const all = [...(given === '' ? [] : [given]), ...(body.match(address) ?? [])]
  return all.filter(each => !ofGovernment.test(each))
}

/** Whether the dates follow each other: from before to. */
export const datesFit = ({ validFrom, expiresAt }: Pick<ArticleContent, 'validFrom' | 'expiresAt'>): boolean =>
  validFrom === null || expiresAt === null || validFrom < expiresAt

/** The state as a reader must see it now: an article whose time is over is expired, whether or not that was booked yet. */
export const stateNow = (
  state: ArticleState,
  { expiresAt }: Pick<ArticleContent, 'expiresAt'>,
  now: number,
): ArticleState => (state === 'published' && expiresAt !== null && expiresAt <= now ? 'expired' : state)

const lineOf = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** The content as it is kept: no white space around texts, no empty or repeated question or topic. */
export const tidy = (content: ArticleContent): ArticleContent => {
  const several = (texts: readonly string[]) => [...new Set(texts.map(lineOf))].filter(text => text !== '')
  const { number, issuer, url } = content.source
  return {
    ...content,
    title: lineOf(content.title),
    questions: several(content.questions),
    body: content.body.replaceAll('\r\n', '\n').trim(),
    source: { number: lineOf(number), issuer: lineOf(issuer), url: url.trim() },
    unit: lineOf(content.unit),
    topics: several(content.topics),
  }
}

/** What an agent or specialist answered, and what he was asked. */
export interface GivenAnswer {
  readonly title: string
  readonly question: string
  readonly answer: string
  readonly unit: string
  readonly enterprise: boolean
}

/** How long an article made of an answer may stand before its owner looks at it again: 90 days. */
const answerHoldsMs = 90 * 86_400_000
const longestQuestion = 200

/** The content of a draft that an answer becomes (RIVALS.md 3.10); what it rests on is still to be found by an editor. */
export const draftFromAnswer = (
  { title, question, answer, unit, enterprise }: GivenAnswer,
  at: number,
): ArticleContent => {
  const [first = ''] = question.trim().split('\n')
  const asked = [...first].slice(0, longestQuestion).join('')
  return tidy({
    module: enterprise ? 'enterprise' : 'general',
    title: isEmpty(title) ? asked : title,
    questions: [asked],
    body: answer,
    source: { number: '', issuer: '', url: '' },
    unit,
    topics: [],
    validFrom: null,
    expiresAt: null,
    reviewAt: at + answerHoldsMs,
  })
}
