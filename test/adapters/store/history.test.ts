import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { openBook, openHistory } from '../../../src/adapters/store/history/open-book.ts'
import { type HistoryKind, historyColumns, historyKinds } from '../../../src/domain/history/history.ts'
import { breakdownOfRows } from '../../../src/domain/kpi/breakdown/in-memory-breakdown.ts'
import { metrics } from '../../../src/domain/kpi/catalogue.ts'
import { dictionaryOfRows } from '../../../src/domain/kpi/dictionary/in-memory-dictionary.ts'
import { aCase, call, dispatch } from '../../../src/domain/kpi/example-rows.ts'
import { type RowsOfFiles, tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { reportOf } from '../../../src/domain/kpi/report.ts'
import { countsFor } from '../../../src/domain/kpi/rows-of-figure.ts'
import type { Tally } from '../../../src/domain/kpi/tally.ts'
import type { BookReader, HistoryFile, HistoryStore } from '../../../src/engine/history/history-store.ts'
import { type HistorySource, importHistory } from '../../../src/engine/history/import-history.ts'
import { anyRows } from '../../domain/history/given-history.ts'
import { dialects, finallyDo, givenDatabase, openGiven } from '../../helpers/store.ts'
import { tamper } from './backup/given-backup.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { morning } from './given-facts.ts'

const year = readPeriod('2020', 'Asia/Shanghai') ?? assert.fail()
const files: readonly HistoryFile[] = historyKinds.map(kind => ({ kind, bytes: 1, sha256: '0', encoding: 'utf-8' }))
const start = { fileIndex: 0, byte: 9, line: 2 }

/** Keeps rows as one import; finished, or still being read. */
const keep = async (store: HistoryStore, rows: RowsOfFiles, { name = 'one', whole = true } = {}): Promise<number> => {
  const { id } = await store.begin(name, files, 1)
  for (const kind of historyKinds)
    assert.deepEqual(await store.add<HistoryKind>(id, kind, rows[kind] ?? [], start), [], kind)
  if (whole) await store.finish(id, 2)
  return id
}

/** Without the order of what has none. Only what lies in the period of the reader counts: a store may know of completions behind it. */
const comparable = ({ staff, days, total: _, ...tally }: Tally) => ({
  ...tally,
  staff: [...staff].sort((a, b) => (a.staffId < b.staffId ? -1 : 1)),
  days: days.map(({ handled: _completions, calls, ...counts }) => ({
    ...counts,
    calls: { ...calls, answersBySecond: [...calls.answersBySecond].sort(([a], [b]) => a - b) },
  })),
})

/** How many rows of the store each figure counts that is a number of rows of one kind. */
const countedRows = async (book: BookReader): Promise<ReadonlyMap<string, number>> => {
  const counted = new Map<string, number>()
  for (const metric of metrics) {
    const [kind, another] = metric.rows ?? []
    if (kind === undefined || another !== undefined || !['case', 'call', 'task', 'rating'].includes(metric.unit))
      continue
    if (metric.key.endsWith('_by_month')) continue
    const counts = countsFor(metric, year)
    let count = 0
    await book.rows(kind, year, (row, names) => {
      assert.ok(Object.values(names)[0], `${metric.key}: a row without a name`)
      if (counts(kind, row) === 'numerator') count += 1
    })
    counted.set(metric.key, count)
  }
  return counted
}

for (const dialect of dialects)
  describe(`imported history on ${dialect}`, () => {
    const given = async (t: Parameters<typeof givenDatabase>[0]) => {
      const url = await givenDatabase(t, dialect)
      await (await openGiven(t, url)).close()
      const store = await openHistory(url)
      finallyDo(t, store.close)
      const book = await openBook(url)
      finallyDo(t, book.close)
      return { url, store, book }
    }

    test('given any rows, then what is read of the store is what the definitions make of the rows themselves', async t => {
      const { store, book } = await given(t)
      let turn = 0
      await fc.assert(
        fc.asyncProperty(anyRows, async rows => {
          turn += 1
          const id = await keep(store, rows, { name: String(turn) })
          const read = await book.tally(year)
          await store.rollUp(year.zone, 3)
          const fromDays = await book.tally(year)
          const fromRows = await book.tally(year, { rows: true })
          const byUnitAndTopic = await book.breakdown(year)
          const dictionary = await book.dictionary(year, year.to)
          const counted = await countedRows(book)
          await store.drop(id)
          const expected = comparable(tallyRows(rows, year))
          for (const tally of [read, fromDays, fromRows]) assert.deepEqual(comparable(tally), expected)
          assert.deepEqual(byUnitAndTopic, breakdownOfRows(rows, year))
          const { tally: _, ...counts } = dictionaryOfRows(rows, year)
          assert.deepEqual(dictionary, counts)
          const { figures } = reportOf(read)
          for (const [key, count] of counted) assert.equal(count, figures[key], key)
        }),
        { numRuns: 60 },
      )
    })

    test('given a set that is not whole yet, then no report sees it, and beside it the whole ones count as before', async t => {
      const { store, book } = await given(t)
      await keep(store, { cases: [aCase()], dispatches: [dispatch('1')] })
      const before = reportOf(await book.tally(year))
      const rows = { calls: [call({ answered: 3 })], cases: [aCase({ caseNo: '2' })], dispatches: [dispatch('2')] }
      const id = await keep(store, rows, { name: 'two', whole: false })
      assert.deepEqual(reportOf(await book.tally(year)), before)
      assert.equal(before.figures.cases_total, 1)
      await store.finish(id, 3)
      assert.equal(reportOf(await book.tally(year)).figures.cases_total, 2)
    })

    test('given an id that is there already, in this set or an earlier one, then its row is named and nothing of the piece is kept', async t => {
      const { store, book } = await given(t)
      await keep(store, { cases: [aCase({ caseNo: '1' })] })
      const { id } = await store.begin('two', files, 3)
      const rows = ['2', '1', '3', '2'].map(caseNo => aCase({ caseNo }))
      assert.deepEqual(await store.add(id, 'cases', rows, { fileIndex: 0, byte: 99, line: 9 }), [1, 3])
      assert.deepEqual(
        (await store.imports()).map(({ byte }) => byte),
        [9, 0],
      )
      await store.finish(id, 4)
      assert.equal(reportOf(await book.tally(year)).figures.cases_total, 1)
    })

    test('given a case that the hotline has booked itself, then an imported one of that number is refused', async t => {
      const { url, store } = await given(t)
      const own = await openGiven(t, url)
      await own.append(registered({ running: 1, at: morning }))
      const { id } = await store.begin('one', files, 3)
      const rows = [caseNoOf(2), caseNoOf(1)].map(caseNo => aCase({ caseNo }))
      assert.deepEqual(await store.add(id, 'cases', rows, start), [1])
    })

    test('given rows that are only looked at, then what is taken is named and nothing is kept', async t => {
      const { store, book } = await given(t)
      const id = await keep(store, { cases: [aCase({ caseNo: '1' })] })
      assert.deepEqual(await store.add(id, 'cases', [aCase({ caseNo: '1' }), aCase({ caseNo: '2' })], null), [0])
      assert.equal(reportOf(await book.tally(year)).figures.cases_total, 1)
    })

    test('given days that were counted, then another set, another zone or a set taken out make them count no more', async t => {
      const { store, book } = await given(t)
      const casesOf = async () => reportOf(await book.tally(year)).figures.cases_total
      const id = await keep(store, { cases: [aCase({ caseNo: '1' })] })
      await store.rollUp(year.zone, 3)
      // what is not in the days is not seen as long as they count
      await store.add(id, 'cases', [aCase({ caseNo: 'hidden' })], start)
      assert.equal(await casesOf(), 1)
      await store.rollUp(year.zone, 4)
      assert.equal(await casesOf(), 1)
      const tokyo = readPeriod('2020', 'Asia/Tokyo') ?? assert.fail()
      assert.equal(reportOf(await book.tally(tokyo)).figures.cases_total, 2)
      const second = await keep(store, { cases: [aCase({ caseNo: '2' })] }, { name: 'two' })
      assert.equal(await casesOf(), 3)
      await store.rollUp(year.zone, 5)
      assert.equal(await casesOf(), 3)
      await store.drop(second)
      assert.equal(await casesOf(), 2)
    })

    test('given a set that was being taken out when the command was stopped, then no report sees what is left, and its files are imported anew, all of them', async t => {
      const { url, store, book } = await given(t)
      const cases = ['1', '2', '3'].map(caseNo => aCase({ caseNo }))
      const text = `${historyColumns.cases.join()}\n${cases.map(({ caseNo }) => `${caseNo},phone,help,2020-05-06T10:00:00+08:00,,,`).join('\n')}`
      const source: HistorySource = {
        kinds: ['cases'],
        inspect: async () => ({ bytes: text.length, sha256: 'a', encoding: 'utf-8' }),
        async *pieces(_kind, _encoding, from) {
          if (from < text.length) yield { text: text.slice(from), end: text.length }
        },
      }
      const options = { source, store, homeArea: '0513', zone: year.zone, now: () => 1, tell: () => {} }
      assert.equal((await importHistory(options)).kind, 'imported')
      assert.equal((await importHistory(options)).kind, 'known')
      // as far as the first step and a part of the second
      await tamper(url, 'delete from history_roll_ups')
      await tamper(url, 'update history_imports set ended_at = null, file_index = -1')
      await tamper(url, "delete from history_cases where case_no = '3'")
      assert.equal(reportOf(await book.tally(year)).figures.cases_total, null)
      assert.equal((await importHistory(options)).kind, 'imported')
      assert.equal(reportOf(await book.tally(year)).figures.cases_total, 3)
    })

    test('given a file of nothing, then it is refused for its header', async t => {
      const { store } = await given(t)
      const source: HistorySource = {
        kinds: ['calls'],
        inspect: async () => ({ bytes: 0, sha256: 'e', encoding: 'utf-8' }),
        async *pieces() {},
      }
      const result = await importHistory({ source, store, homeArea: '0513', zone: year.zone, now: () => 1, tell() {} })
      assert.deepEqual(result, {
        kind: 'refused',
        count: 1,
        faults: [{ kind: 'calls', line: 1, column: null, fault: 'header_missing' }],
      })
      assert.deepEqual(await store.imports(), [])
    })

    test('given an import that runs, a second one is refused', async t => {
      const { url, store } = await given(t)
      await assert.rejects(openHistory(url), { code: 'store_in_use' })
      await store.close()
      await (await openHistory(url)).close()
    })

    test('given nothing at all, then no figure is a number', async t => {
      const { book } = await given(t)
      const { figures } = reportOf(await book.tally(year))
      assert.deepEqual(
        Object.values(figures).filter(value => value !== null),
        [],
      )
    })
  })
