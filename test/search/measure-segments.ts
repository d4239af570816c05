/**
 * Compares ways to cut Chinese for a search on the labelled set: `node test/search/measure-segments.ts [FOLDER WITH @node-rs/jieba]`.
 * Prints recall and precision over all queries, the size of a SQLite index of 20,000 texts made of the set's, and how long it takes.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { foldWords } from '../../src/domain/text/fold.ts'
import { segments, soughtSegments } from '../../src/domain/text/segments.ts'
import { queries } from './labelled/queries.ts'
import { requests } from './labelled/requests.ts'

interface Way {
  readonly name: string
  readonly file: (text: string) => readonly string[]
  readonly seek: (query: string) => readonly string[]
}

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })
const icu = (text: string): string[] =>
  [...dictionary.segment(foldWords(text))].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
const pairsOnly = (text: string): string[] => {
  const all = segments(text)
  const pairs = all.filter(each => !/^\p{Script=Han}$/u.test(each))
  return pairs.length > 0 ? pairs : all
}

interface Jieba {
  cut(text: string, hmm?: boolean): string[]
  cutForSearch(text: string, hmm?: boolean): string[]
}
const jiebaFrom = (folder: string): Jieba => {
  const load = createRequire(`${folder}/`)
  const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array }
  return (load('@node-rs/jieba') as { Jieba: { withDict(dict: Uint8Array): Jieba } }).Jieba.withDict(dict)
}
const wordLike = (words: readonly string[]): string[] => words.filter(word => /[\p{L}\p{N}]/u.test(word))

const [folder] = process.argv.slice(2)
const jieba = folder === undefined ? null : jiebaFrom(folder)
const ways: readonly Way[] = [
  { name: 'substring (as before)', file: text => [foldWords(text)], seek: query => [foldWords(query)] },
  { name: 'Intl.Segmenter', file: icu, seek: icu },
  { name: 'pairs', file: segments, seek: pairsOnly },
  { name: 'characters', file: segments, seek: query => [...foldWords(query)] },
  { name: 'pairs, query in words', file: segments, seek: soughtSegments },
  ...(jieba === null
    ? []
    : [
        {
          name: 'jieba',
          file: (t: string) => wordLike(jieba.cut(foldWords(t), true)),
          seek: (q: string) => wordLike(jieba.cut(foldWords(q), true)),
        },
        {
          name: 'jieba for search',
          file: (t: string) => wordLike(jieba.cutForSearch(foldWords(t), true)),
          seek: (q: string) => wordLike(jieba.cut(foldWords(q), true)),
        },
        {
          name: 'pairs, query by jieba',
          file: segments,
          seek: (q: string) => wordLike(jieba.cut(foldWords(q), true)).flatMap(pairsOnly),
        },
      ]),
]

const textOf = ({ place, text }: (typeof requests)[number]): string => `${text}\n${place}`

const quality = ({ name, file, seek }: Way) => {
  const filed = requests.map(request => ({ id: request.id, under: new Set(file(textOf(request))) }))
  const whole = name.startsWith('substring')
  const finds = (under: ReadonlySet<string>, wanted: readonly string[]) =>
    whole ? [...under].some(text => wanted.every(each => text.includes(each))) : wanted.every(each => under.has(each))
  let [right, found, wanted] = [0, 0, 0]
  const missed: string[] = []
  for (const [query, ids] of queries) {
    const hits = filed.filter(({ under }) => finds(under, seek(query))).map(({ id }) => id)
    const good = hits.filter(id => ids.includes(id)).length
    right += good
    found += hits.length
    wanted += ids.length
    if (good < ids.length || hits.length > good) missed.push(`${query}→${hits.join('+') || '–'}`)
  }
  return { recall: right / wanted, precision: right / found, missed }
}

/** An index of 20,000 texts, each two of the set. */
const cost = ({ name, file }: Way) => {
  if (name.startsWith('substring')) return { mb: null, us: null }
  const path = mkdtempSync(join(tmpdir(), 'yihao-segments-'))
  const database = new Sqlite(join(path, 'index.db'))
  database.exec(`create virtual table f using fts5(s, content='', contentless_delete=1, detail=none, tokenize='ascii')`)
  const insert = database.prepare('insert into f (rowid, s) values (?, ?)')
  const texts = Array.from({ length: 20_000 }, (_, n) => {
    const [one, other] = [requests[n % requests.length], requests[(n * 31) % requests.length]]
    return `${one ? textOf(one) : ''} ${other ? textOf(other) : ''} ${n}`
  })
  const began = performance.now()
  const cut = texts.map(text => file(text))
  const us = ((performance.now() - began) / texts.length) * 1000
  database.transaction(() => {
    for (const [n, each] of cut.entries()) insert.run(n, each.join(' '))
  })()
  database.exec(`insert into f (f) values ('optimize')`)
  database.pragma('wal_checkpoint(truncate)')
  database.exec('vacuum')
  database.close()
  const mb = statSync(join(path, 'index.db')).size / 1e6
  rmSync(path, { recursive: true })
  return { mb, us }
}

console.log(
  `${requests.length} requests, ${queries.length} queries; node ${process.version}, ICU ${process.versions.icu}`,
)
console.log('way | recall | precision | µs to cut a text | MB of 20,000 texts')
for (const way of ways) {
  const { recall, precision, missed } = quality(way)
  const { mb, us } = cost(way)
  const [r, p] = [recall, precision].map(share => `${(100 * share).toFixed(1)} %`)
  console.log([way.name, r, p, us?.toFixed(0) ?? '–', mb?.toFixed(1) ?? '–'].join(' | '))
  if (process.env.MISSED) console.log(`   ${missed.join('  ')}`)
}
