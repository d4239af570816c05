import { segments, segmentsVersion } from '../../../domain/text/segments.ts'
import type { DialectName } from '../db.ts'
import type { Query, Template } from '../query.ts'
import { caseKeyOf, caseKeySql, isCaseOfKey, monthOfKey } from './case-key.ts'

/*
 * The index of the words of cases. It holds nothing that `cases` does not hold, and is written beside it in the same transaction. Its
 * table is none of drizzle's: SQLite's is virtual and PostgreSQL's has a type and an index of its own. So it is made when a database is
 * opened, by a version of its own: an index of another version is thrown away and filled anew from `cases` (refill.ts).
 */

/** How the index of each dialect is cut and built; another name, and it is made anew. */
export const caseIndexVersion: Readonly<Record<DialectName, string>> = {
  sqlite: `${segmentsVersion}/1`,
  postgres: `${segmentsVersion}/2`,
}

/** Above every key: nothing is filled in yet. */
export const nothingFilled = 9_000_000_000_000_000

/** What says of each index how it was made, and down to which key it is filled; 0: wholly. */
export const indexesTable = (dialect: DialectName): string =>
  `create table if not exists search_indexes (name text primary key, version text not null, filled_down_to ${
    dialect === 'sqlite' ? 'integer' : 'bigint'
  } not null)${dialect === 'sqlite' ? ' strict' : ''}`

const madeNow = (dialect: DialectName) => `insert into search_indexes
  select 'cases', '${caseIndexVersion[dialect]}', case when exists (select 1 from cases) then ${nothingFilled} else 0 end where true
  on conflict (name) do update set version = excluded.version, filled_down_to = excluded.filled_down_to`

/** Statements that make the index in place of one that is there. */
export const makeCaseIndex: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [
    'drop table if exists case_words',
    // the tokenizer parts at what is ASCII and no letter or digit: all of our segments stay whole, also those of newer Unicode
    `create virtual table case_words using fts5(segments, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
    madeNow('sqlite'),
  ],
  postgres: [
    'drop table if exists case_words',
    'drop table if exists case_words_open',
    // Segments are kept outside the row, since a search reads rows for their keys only. PostgreSQL moves nothing out of a row below
    // 2 kB: so each begins with blanks, which are compressed to nothing.
    `create table case_words (key bigint primary key, confidential_of text, segments tsvector not null,
     padding text not null default repeat(' ', 2100)) with (toast_tuple_target = 128)`,
    'alter table case_words alter column segments set storage external',
    // what is not filed at once would be read through by every search, and be filed by one commit that takes long
    'create index case_words_segments on case_words using gin (segments) with (fastupdate = off)',
    // of the few that are open, without months: these are looked up over all years at once
    'create table case_words_open (key bigint primary key, confidential_of text, segments tsvector not null)',
    'create index case_words_open_segments on case_words_open using gin (segments) with (fastupdate = off)',
    madeNow('postgres'),
  ],
}

/** The segments of a case without their month, as PostgreSQL has them of open ones. */
const withoutMonth = `array_to_tsvector(array(select substr(lexeme, 7) from unnest(segments)))`

/** Files all open cases of an index that was filled by other ways than `caseWordsTemplate`. */
export const fileOpenCases = `insert into case_words_open
  select key, confidential_of, ${withoutMonth} from cases join case_words on key = ${caseKeySql} where closed_at is null`

/** What of a case its words are filed by. */
export interface FiledCase {
  readonly localDay: number
  readonly running: number
  readonly title: string
  readonly text: string
  readonly place: string
  readonly confidential: boolean
  /** null: nobody at the desk took it. */
  readonly agentId: string | null
}

/** The values of a row of the index. */
export interface CaseWordsRow {
  readonly key: number
  readonly month: string
  readonly segments: string
  /** Who may find it by words, as a segment of its own. */
  readonly finder: string
  readonly confidentialOf: string | null
}

/** Not a letter, so that no text has it in a segment. */
const everybody = '\ue000'
const agentMark = '\ue001'

/** The segment of a confidential case that only this agent finds by words. */
export const finderOf = (agentId: string): string => `${agentMark}${Buffer.from(agentId).toString('hex')}`

/** The segment of the cases that everybody finds. */
export const foundByAll = everybody

/**
 * Writes a case's words, in place of those that were there. On PostgreSQL each segment begins with its month, which parts the list of a
 * frequent one: a search for the newest need not read all of it. There the words of an open case are filed among open ones, too.
 */
export const caseWordsTemplate = (dialect: DialectName): Template<CaseWordsRow> =>
  dialect === 'sqlite'
    ? {
        sql: `insert or replace into case_words (rowid, segments) values (?, ? || ' ' || ?)`,
        holes: [plain('key'), plain('segments'), plain('finder')],
      }
    : {
        sql: `with among_all as (
                insert into case_words (key, confidential_of, segments) values ($1::bigint, $2::text, coalesce((select
                array_to_tsvector(array_agg($3::text || segment)) from unnest(string_to_array($4::text, ' ')) segment), ''))
                on conflict (key) do update set confidential_of = excluded.confidential_of, segments = excluded.segments)
              insert into case_words_open
              select $1::bigint, $2::text, array_to_tsvector(string_to_array($4::text, ' '))
              from cases where ${isCaseOfKey('$1::bigint')} and closed_at is null
              on conflict (key) do update set confidential_of = excluded.confidential_of, segments = excluded.segments`,
        holes: [plain('key'), plain('confidentialOf'), plain('month'), plain('segments')],
      }

/** What files the words of a case among open ones as it is closed or opened again; SQLite has no such index. */
export const openCaseTemplates = (dialect: DialectName): OpenCaseTemplates =>
  dialect === 'sqlite'
    ? {}
    : {
        caseWordsOpened: {
          sql: `insert into case_words_open select key, confidential_of, ${withoutMonth} from case_words
                where key = $1 and not exists (select from case_words_open where key = $1) on conflict do nothing`,
          holes: [plain('key')],
        },
        caseWordsClosed: { sql: 'delete from case_words_open where key = $1', holes: [plain('key')] },
      }

/** Both, or none. */
export type OpenCaseTemplates =
  | { readonly caseWordsOpened: Template<CaseKey>; readonly caseWordsClosed: Template<CaseKey> }
  | { readonly caseWordsOpened?: never; readonly caseWordsClosed?: never }

/** A case by its key. */
export interface CaseKey {
  readonly key: number
}

const plain = (name: keyof CaseWordsRow) => ({ name, as: 'plain' }) as const

/** Most that is filed of one case, in segments and in bytes: PostgreSQL refuses more than 1 MB, and a case must never be refused. */
const most = { segments: 10_000, bytes: 500_000 } as const

/** The row of a case. What a text has beyond some 5,000 different characters is not found by words. */
export const caseWordsRow = (filed: FiledCase): CaseWordsRow => {
  const key = caseKeyOf(filed)
  const month = String(monthOfKey(key))
  let bytes = 0
  const kept = segments(`${filed.title}\n${filed.text}\n${filed.place}`)
    .slice(0, most.segments)
    .filter(segment => {
      bytes += Buffer.byteLength(segment) + month.length
      return bytes <= most.bytes
    })
  return {
    key,
    month,
    segments: kept.join(' '),
    finder: filed.confidential ? finderOf(filed.agentId ?? '') : everybody,
    confidentialOf: filed.confidential ? (filed.agentId ?? '') : null,
  }
}

/** How far the index is filled. */
export const filledDownTo: Query = {
  sql: `select filled_down_to from search_indexes where name = 'cases'`,
  params: [],
}

/** Says how far it is filled now. */
export const fillDownTo = (dialect: DialectName, key: number): Query => ({
  sql: `update search_indexes set filled_down_to = ${dialect === 'sqlite' ? '?' : '$1'} where name = 'cases'`,
  params: [key],
})

/** How the index was made that is there. */
export const indexVersion: Query = { sql: `select version from search_indexes where name = 'cases'`, params: [] }

/** Whether the index that is there must be made anew. */
export const isOld = (dialect: DialectName, version: string | undefined): boolean =>
  version !== caseIndexVersion[dialect]
