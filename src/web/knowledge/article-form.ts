import type { TextKey } from '../texts.ts'
import type { ArticleContent } from './knowledge-api.ts'

const day = 86_400_000

/** An empty article, to be looked at again after half a year. */
export const emptyArticle = (now: number): ArticleContent => ({
  module: 'general',
  title: '',
  questions: [],
  body: '',
  source: { number: '', issuer: '', url: '' },
  unit: '',
  topics: [],
  validFrom: null,
  expiresAt: null,
  reviewAt: now + 180 * day,
})

/** A content as it is written: texts that fields can hold; days as yyyy-mm-dd. */
export interface ArticleDraft {
  readonly module: ArticleContent['module']
  readonly title: string
  readonly questions: string
  readonly body: string
  readonly number: string
  readonly issuer: string
  readonly url: string
  readonly unit: string
  readonly topics: string
  readonly validFrom: string
  readonly expiresAt: string
  readonly reviewAt: string
}
export type ArticleField = keyof ArticleDraft

/** What each field is called, in their order. */
export const fieldTexts: readonly (readonly [ArticleField, TextKey])[] = [
  ['module', 'article_module'],
  ['title', 'article_title'],
  ['questions', 'article_questions'],
  ['body', 'article_body'],
  ['issuer', 'article_issuer'],
  ['number', 'article_number'],
  ['url', 'article_url'],
  ['unit', 'article_unit_field'],
  ['topics', 'article_topics'],
  ['validFrom', 'article_from'],
  ['expiresAt', 'article_expires'],
  ['reviewAt', 'article_review'],
]

/** The texts of an older version, with the dates that hold now: those say how long a text holds and are no part of it. */
export const restoredFrom = (older: ArticleDraft, now: ArticleDraft): ArticleDraft => {
  const { validFrom, expiresAt, reviewAt } = now
  return { ...older, validFrom, expiresAt, reviewAt }
}

/** The city's day of an instant; the end of a day is the beginning of the next. */
const dayOf = (at: number | null): string =>
  at === null ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const instantOf = (text: string): number | null => (text === '' ? null : Date.parse(`${text}T00:00:00+08:00`))

export const draftOf = ({
  source,
  questions,
  topics,
  validFrom,
  expiresAt,
  reviewAt,
  ...rest
}: ArticleContent): ArticleDraft => ({
  ...rest,
  ...source,
  questions: questions.join('\n'),
  topics: topics.join('\n'),
  validFrom: dayOf(validFrom),
  expiresAt: dayOf(expiresAt),
  reviewAt: dayOf(reviewAt),
})

const lines = (text: string): string[] => text.split('\n').filter(line => line.trim() !== '')

export const contentOf = (draft: ArticleDraft): ArticleContent => {
  const { number, issuer, url, questions, topics, validFrom, expiresAt, reviewAt, ...rest } = draft
  return {
    ...rest,
    source: { number, issuer, url },
    questions: lines(questions),
    topics: lines(topics),
    validFrom: instantOf(validFrom),
    expiresAt: instantOf(expiresAt),
    reviewAt: instantOf(reviewAt),
  }
}

/**
 * What two editors made of one version: fields that I left as they were are theirs, the others mine. `both`: changed by both, to be looked at;
 * mine stands in the form and theirs beside it.
 */
export const mergeArticles = (
  base: ArticleDraft,
  mine: ArticleDraft,
  theirs: ArticleDraft,
): { readonly draft: ArticleDraft; readonly both: readonly ArticleField[] } => {
  const names = Object.keys(base) as ArticleField[]
  const theirsIn = names.filter(name => mine[name] === base[name])
  const both = names.filter(
    name => mine[name] !== base[name] && theirs[name] !== base[name] && mine[name] !== theirs[name],
  )
  const taken = Object.fromEntries(theirsIn.map(name => [name, theirs[name]])) as Partial<ArticleDraft>
  return { draft: { ...mine, ...taken }, both }
}
