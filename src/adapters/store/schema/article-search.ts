import type { DialectName } from '../db.ts'

/**
 * The index of words of articles, which drizzle-kit cannot make: in the migrations it stands after the tables of define-knowledge.ts, and a
 * test compares. Segments are kept as they are: SQLite's `ascii` tokenizer parts them at spaces only and takes every other character;
 * PostgreSQL is given its vector ready made, so that no locale has part in it.
 */
export const articleSearchSql: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [
    "CREATE VIRTUAL TABLE article_words USING fts5(title, questions, body, tokenize = 'ascii', detail = 'column')",
  ],
  postgres: [
    'CREATE TABLE article_words (article_row bigint PRIMARY KEY, words tsvector NOT NULL)',
    'CREATE INDEX article_words_found ON article_words USING gin (words)',
  ],
}

/** The segments of an article by where they stand: title before questions before body. */
export interface ArticleWords {
  readonly title: readonly string[]
  readonly questions: readonly string[]
  readonly body: readonly string[]
}

const quoted = (segment: string): string => `'${segment.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** PostgreSQL's own text of a vector; where a segment stands is its weight. */
export const vectorOf = ({ title, questions, body }: ArticleWords): string =>
  [
    ...title.map(segment => `${quoted(segment)}:1A`),
    ...questions.map(segment => `${quoted(segment)}:1B`),
    ...body.map(segment => `${quoted(segment)}:1`),
  ].join(' ')

/** What PostgreSQL looks for: all of the segments anywhere, or any of them in title or questions. */
export const vectorQuery = (sought: readonly string[], every: boolean): string =>
  sought.map(segment => `${quoted(segment)}${every ? '' : ':AB'}`).join(every ? ' & ' : ' | ')

/** What SQLite looks for: all of the segments, in these columns. */
export const matchQuery = (sought: readonly string[], columns = 'title questions body'): string =>
  `{${columns}} : (${sought.map(segment => `"${segment.replaceAll('"', '""')}"`).join(' AND ')})`
