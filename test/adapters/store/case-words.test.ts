import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import type { OpenStore } from '../../../src/adapters/store/open-store.ts'
import { runOn } from '../../helpers/postgres.ts'
import { dialects, givenDatabase, givenStore, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { morning } from './given-facts.ts'

const day = 86_400_000
const runningOf = (caseNo: string): number => Number(caseNo.slice(8, -1))

/** The running numbers of the cases that are found. */
const found = async (store: OpenStore, text: string, filter: object = {}): Promise<number[]> =>
  (await store.read.cases({ limit: 9, words: [text], ...filter })).map(each => runningOf(each.caseNo))

for (const dialect of dialects)
  describe(`cases by words on ${dialect}`, () => {
    test('words are found in title, text and place, in any order and with others between', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({
          running: 1,
          at: morning,
          title: '工资',
          text: '包工头拖着工人的工资一直拖欠',
          place: '万象工地',
        }),
        ...registered({
          running: 2,
          at: morning + 1,
          title: '停水',
          text: '自来水管爆了 WIFI-6',
          place: '建设路 20 号',
        }),
      ])
      assert.deepEqual(await found(store, '拖欠工资'), [1])
      assert.deepEqual(await found(store, '万象'), [1])
      assert.deepEqual(await found(store, '建设路 自来水'), [2])
      assert.deepEqual(await found(store, 'ｗｉｆｉ'), [2])
      assert.deepEqual(await found(store, '20'), [2])
      assert.deepEqual(await found(store, '工资 停水'), [])
    })

    test('one character is found wherever it stands, and so is one outside the BMP', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({ running: 1, at: morning, title: '灯', text: '灯', place: '' }),
        ...registered({ running: 2, at: morning + 1, title: '新路灯', text: '𠮷野家门口 𰻝𰻝面', place: '' }),
      ])
      assert.deepEqual(await found(store, '灯'), [2, 1])
      assert.deepEqual(await found(store, '𠮷'), [2])
      assert.deepEqual(await found(store, '𠮷野家'), [2])
      assert.deepEqual(await found(store, '𰻝𰻝'), [2])
      assert.deepEqual(await found(store, '\ud842'), [])
    })

    test('a hostile query is words and nothing else, and what has no words finds nothing', async t => {
      const store = await givenStore(t, dialect)
      await store.append(registered({ running: 1, at: morning, title: '噪音', text: '夜间施工', place: 'a or b' }))
      const finding = [
        '噪音"',
        '"噪音',
        '噪音*',
        "噪音'",
        '噪音\\',
        '(噪音)',
        '噪音 & !施工 | :*',
        '{segments} : 噪音'.slice(12),
      ]
      for (const query of finding) assert.deepEqual(await found(store, query), [1], query)
      const nothing = [
        '',
        ' ',
        '"',
        "''",
        '*',
        '\\',
        '\0',
        '\u0007',
        '-',
        'NOT 噪音',
        'segments : 噪音',
        '噪音 NEAR 施工',
        '\ue000',
        '\ue001',
      ]
      for (const query of nothing) assert.deepEqual(await found(store, query), [], query)
      assert.deepEqual(await found(store, '噪音 OR 施工'), [1], 'or is a word, and the place has it')
      const long = `${'噪音'.repeat(25_000)}${'x'.repeat(50_000)}`
      assert.deepEqual(await found(store, long), [])
    })

    test('a text of 100 kB, one without any word and one of nothing but long words are registered and found', async t => {
      const store = await givenStore(t, dialect)
      const rare = Array.from({ length: 20_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('')
      const long = Array.from({ length: 3_000 }, (_, n) => `${'\u{1d538}'.repeat(30)}${n}`).join(' ')
      await store.append([
        ...registered({ running: 1, at: morning, title: '长文', text: rare, place: '' }),
        ...registered({ running: 2, at: morning, title: '…', text: '。！\u0007 \0', place: '' }),
        ...registered({ running: 3, at: morning, title: '长词', text: long, place: '' }),
      ])
      assert.deepEqual(await found(store, '长文'), [1])
      assert.deepEqual(await found(store, '长词'), [3])
      assert.equal((await store.read.cases({ limit: 9 })).length, 3)
    })

    test('pages follow each other in the order of the numbers, over months and years, and end', async t => {
      const store = await givenStore(t, dialect)
      const days = [20190105, 20191231, 20240229, 20260301, 20260302]
      for (const [index, localDay] of days.entries())
        await store.append(
          [1, 2, 3].flatMap(running => registered({ running, localDay, at: morning - (9 - index) * day })),
        )
      const pages: string[][] = []
      let before: { acceptedAt: number; caseNo: string } | undefined
      for (let page = 0; page < 9; page += 1) {
        const rows = await store.read.cases({ limit: 4, words: ['路灯'], ...(before && { before }) })
        if (rows.length === 0) break
        pages.push(rows.map(each => each.caseNo))
        before = rows.at(-1)
      }
      const all = days.toReversed().flatMap(localDay => [3, 2, 1].map(running => caseNoOf(running, localDay)))
      assert.deepEqual(pages, [all.slice(0, 4), all.slice(4, 8), all.slice(8, 12), all.slice(12)])
    })

    test('words find no confidential case of another agent, and a page is full all the same', async t => {
      const store = await givenStore(t, dialect)
      for (let running = 1; running <= 12; running += 1)
        await store.append(
          registered({
            running,
            at: morning + running,
            class: running % 3 === 0 ? 'complaint' : 'report',
            agentId: running % 2 === 0 ? '1001' : "o'2",
          }),
        )
      assert.deepEqual(await found(store, '路灯', { limit: 20 }), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
      assert.deepEqual(await found(store, '路灯', { confidentialOf: '1001' }), [12, 10, 9, 8, 6, 4, 3, 2])
      assert.deepEqual(await found(store, '路灯', { confidentialOf: '1001', limit: 4 }), [12, 10, 9, 8])
      assert.deepEqual(await found(store, '路灯', { confidentialOf: "o'2", limit: 3 }), [12, 11, 9])
      assert.deepEqual(await found(store, '路灯', { confidentialOf: '' }), [12, 9, 6, 3])
    })

    test('words and a number, or open ones only, hold together', async t => {
      const store = await givenStore(t, dialect)
      const other = '+8613900000000'
      for (let running = 1; running <= 6; running += 1)
        await store.append(
          registered({
            running,
            at: morning + running,
            answer: running % 2 === 0 ? '已答' : '',
            ...(running > 4 && { number: other }),
          }),
        )
      assert.deepEqual(await found(store, '路灯', { open: true }), [5, 3, 1])
      assert.deepEqual(await found(store, '路灯', { open: false, limit: 2 }), [6, 4])
      assert.deepEqual(await found(store, '路灯', { number: other }), [6, 5])
      assert.deepEqual(await found(store, '路灯', { number: other, open: true, confidentialOf: '1001' }), [5])
      assert.deepEqual(await found(store, '路灯', { caseNo: caseNoOf(3) }), [3])
      assert.deepEqual(await found(store, '路灯', { number: '+8613811111111' }), [])
    })

    test('given a case that is closed, opened again and corrected, it is among open ones as it is now', async t => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      const facts = registered({ running: 1, at: morning })
      const last = facts.findLast(({ kind }) => kind === 'case_moved')
      if (last?.kind !== 'case_moved') throw new Error('the case was not moved')
      const moved = (after: number, closedAt: number | null, own: Partial<typeof last> = {}) =>
        store.append([{ ...last, at: morning + after, standing: { ...last.standing, closedAt }, ...own }])
      const open = (text: string) => found(store, text, { open: true })
      await store.append(facts)
      assert.deepEqual(await open('路灯'), [1])
      await moved(1, morning + 1)
      assert.deepEqual([await open('路灯'), await found(store, '路灯')], [[], [1]])
      if (dialect === 'postgres') assert.deepEqual(await runOn(url, 'select key from case_words_open'), [])
      await moved(2, null)
      await moved(3, null)
      assert.deepEqual(await open('路灯'), [1])
      const corrections = { title: '井盖', text: '井盖松动', place: '' }
      await moved(4, null, { wish: { event: 'correct', corrections } })
      assert.deepEqual([await open('路灯'), await open('井盖')], [[], [1]])
    })

    test('given an index of another version, or none, it is made anew and filled from the newest case down', async t => {
      const url = await givenDatabase(t, dialect)
      const before = await openGiven(t, url)
      for (let running = 1; running <= 45; running += 1)
        await before.append(registered({ running, at: morning + running, localDay: 20260301 + (running % 2) }))
      await before.close()
      await onDatabase(url, "update search_indexes set version = 'of old'")
      const old = await openGiven(t, url)
      await until(
        'all are found again',
        async () => (await old.read.cases({ limit: 99, words: ['路灯'] })).length === 45,
      )
      assert.equal((await old.read.cases({ limit: 99, words: ['路灯'], open: true })).length, 45)
      await old.close()
      await onDatabase(url, 'drop table case_words')
      await onDatabase(url, 'drop table search_indexes')
      const none = await openGiven(t, url)
      await none.append(registered({ running: 99, at: morning + day }))
      await until(
        'all are found again',
        async () => (await none.read.cases({ limit: 99, words: ['路灯'] })).length === 46,
      )
      assert.deepEqual(await found(none, '路灯', { limit: 1 }), [99])
    })
  })

const onDatabase = async (url: string, sql: string): Promise<void> => {
  if (!url.startsWith('sqlite:')) return void (await runOn(url, sql))
  const database = new Sqlite(url.slice('sqlite:'.length))
  database.exec(sql)
  database.close()
}
