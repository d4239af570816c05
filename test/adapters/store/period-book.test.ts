import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { exportFormats } from '../../../src/adapters/files/export/manifest.ts'
import { clean } from '../../../src/adapters/store/clean.ts'
import { openHistory } from '../../../src/adapters/store/history/open-book.ts'
import { openPeriodBook } from '../../../src/adapters/store/history/period-book.ts'
import { historyKinds } from '../../../src/domain/history/history.ts'
import type { RowsOfFiles } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { reportOf } from '../../../src/domain/kpi/report.ts'
import { writePeriodFiles } from '../../../src/period-files.ts'
import { people, wishes } from '../../domain/cases/given-case.ts'
import { anyRows } from '../../domain/history/given-history.ts'
import { anyText } from '../../domain/history/given-texts.ts'
import { filesIn, importFolder, tallyOf } from '../../helpers/period-files.ts'
import { dialects, finallyDo, givenDatabase, givenFolder, openGiven } from '../../helpers/store.ts'
import { attemptFacts, taskCreated, taskMoved } from './given-campaigns.ts'
import { registered } from './given-cases.ts'
import { abandonedCall, answeredCall, arrived, fact, morning } from './given-facts.ts'
import { caseOf, givenMonth, life, type Step } from './given-month.ts'

type Dialect = (typeof dialects)[number]

const hour = 3_600_000
const at = morning + hour
const back = { caseNo: caseOf(1), round: 1 }

const { clerk, reviewer, supervisor, visitor } = people

/** Signed, replied, accepted, and asked the day after. */
const handled = (day: number, ...asked: readonly Step[]): readonly Step[] => [
  [`2026-03-0${day} 11:00`, clerk, wishes.sign],
  [`2026-03-0${day} 11:30`, clerk, wishes.contact],
  [`2026-03-0${day} 12:00`, clerk, wishes.reply],
  [`2026-03-0${day} 13:00`, reviewer, wishes.review],
  [`2026-03-0${day} 14:00`, reviewer, wishes.accept],
  ...asked,
]

/** Dissatisfied twice, of which only the second was struck out; and one who did not want to rate. */
const ruled = [
  ...life(
    8,
    '2026-03-02 10:00',
    ...handled(2, ['2026-03-03 10:00', visitor, wishes.dissatisfied]),
    ['2026-03-03 12:00', supervisor, wishes.redo],
    ...handled(4, ['2026-03-05 10:00', visitor, wishes.dissatisfied]),
    ['2026-03-05 15:00', reviewer, wishes.exclude],
    ['2026-03-05 16:00', supervisor, wishes.confirm],
  ),
  ...life(
    9,
    '2026-03-02 10:00',
    ...handled(2, [
      '2026-03-03 10:00',
      visitor,
      { event: 'visit', result: 'refused', source: 'callback', score: null, solved: null, contacted: null, reason: '' },
    ]),
  ),
]

/** Beside the month that was counted by hand: calls of all kinds, visits, and a case that was answered on the line. */
const own = [
  ...givenMonth(),
  ...ruled,
  ...answeredCall({ callId: 'in-1', arrivedAt: morning }, '1001', 9_000, 100_000),
  ...answeredCall({ callId: 'in-2', arrivedAt: morning }, '1001', 20_001, 61_000),
  ...abandonedCall({ callId: 'in-3', arrivedAt: morning, number: null, rawNumber: 'anonymous' }, 3_000),
  arrived({ callId: 'in-4', arrivedAt: morning }),
  ...registered({ running: 20, at: morning + 200_000, callId: 'in-1', class: 'consultation', answer: '周一至周五' }),
  fact(morning + 1, {
    ...{ kind: 'call_outcome', callId: 'in-2', agentId: '1001', outcome: 'follow_up', caseNo: caseOf(3), reason: null },
  }),
  taskCreated({ taskId: 't1', at: morning, ...back }),
  ...['t2', 't3', 't4', 't5'].map(taskId => taskCreated({ taskId, at: morning })),
  taskCreated({ taskId: 'notice', at: morning, campaignId: 'notices', purpose: 'progress_notice' }),
  ...attemptFacts({ callId: 'out-1', taskId: 't1', at: morning, outcome: 'busy', how: 'busy', byNetwork: 'busy' }),
  ...attemptFacts({ callId: 'out-2', taskId: 't1', at, outcome: 'rated', talkMs: 80_000 }),
  ...attemptFacts({ callId: 'out-3', taskId: 't2', at, outcome: 'machine', talkMs: 500_000 }),
  taskMoved('t1', at + hour, { version: 2, state: 'closed', due: null, result: 'rated', since: at + hour }),
  taskMoved('t4', at + hour, { version: 2, state: 'closed', due: null, result: 'bad_number', since: at + hour }),
  // by the link, without a dial
  taskMoved('t5', at + hour, { version: 2, state: 'closed', due: null, result: 'rated', since: at + hour }),
]

/** A database with these facts. */
const givenOwn = async (t: TestContext, dialect: Dialect): Promise<string> => {
  const database = await givenDatabase(t, dialect)
  await (await openGiven(t, database)).append(own)
  return database
}

/** An empty database of the newest schema. */
const givenEmpty = async (t: TestContext, dialect: Dialect): Promise<string> => {
  const database = await givenDatabase(t, dialect)
  await (await openGiven(t, database)).close()
  return database
}

/** Keeps rows as one import. */
const keep = async (database: string, rows: RowsOfFiles): Promise<void> => {
  const store = await openHistory(database)
  const files = historyKinds.map(kind => ({ kind, bytes: 1, sha256: '0', encoding: 'utf-8' }) as const)
  const { id } = await store.begin('one', files, 1)
  for (const kind of historyKinds)
    assert.deepEqual(await store.add(id, kind, (rows[kind] ?? []) as never, { fileIndex: 0, byte: 9, line: 2 }), [])
  await store.finish(id, 2)
  await store.close()
}

const dropAll = async (database: string): Promise<void> => {
  const store = await openHistory(database)
  for (const { id } of await store.imports()) await store.drop(id)
  await store.close()
}

const write = (database: string, folder: string, period: string, numbers: 'masked' | 'full' = 'full') =>
  writePeriodFiles({ database, zone: 'Asia/Shanghai', period, folder, numbers, formats: exportFormats })

for (const dialect of dialects)
  describe(`the files of a period out of ${dialect}`, () => {
    test('given what the hotline booked itself, then its files say it in the words of the import, and what it does not know is empty', async t => {
      const out = join(givenFolder(t), 'out')
      const { ledger, as_of } = await write(await givenOwn(t, dialect), out, '2026-03', 'masked')
      assert.deepEqual([ledger?.seq, as_of], [own.length, '2026-03-02T10:00:00.000+08:00'])
      const files = filesIn(out)
      const rowsOf = (kind: string) =>
        files[`${kind}.csv`]
          ?.toString()
          .replaceAll('2026-03-', '')
          .replaceAll(':00.000+08:00', '')
          .split('\r\n')
          .slice(1, -1)
      const inbound = 'inbound,hotline,02T08:00'
      const visit = 'outbound,satisfaction_visit'
      assert.deepEqual(rowsOf('calls'), [
        `in-1,${inbound},02T08:00,02T08:00:09.000+08:00,02T08:01:49.000+08:00,completed,138****5678,1001,20260302000209,`,
        `in-2,${inbound},02T08:00,02T08:00:20.001+08:00,02T08:01:21.001+08:00,completed,138****5678,1001,20260302000036,`,
        `in-3,${inbound},,,02T08:00:03.000+08:00,abandoned,anonymous,,,`,
        `in-4,${inbound},,,,,138****5678,,,`,
        `out-1,${visit},02T08:00,,,02T08:00:05.000+08:00,busy,138****5678,,20260302000012,t1`,
        `out-2,${visit},02T09:00,,02T09:00:05.000+08:00,02T09:01:25.000+08:00,completed,138****5678,1001,20260302000012,t1`,
        // a machine's answer is none
        `out-3,${visit},02T09:00,,,02T09:08:25.000+08:00,completed,138****5678,1001,,t2`,
      ])
      assert.deepEqual(rowsOf('cases'), [
        '20260302000209,phone,consultation,02T08:03:20.000+08:00,online,,02T08:03:20.000+08:00',
        '20260302000012,phone,help,02T10:00,dispatched,,06T10:00',
        '20260302000020,phone,help,02T10:00,dispatched,,',
        '20260302000036,phone,help,02T10:00,dispatched,,11T16:00',
        '20260302000048,phone,help,02T10:00,dispatched,,',
        '20260302000057,phone,help,02T10:00,dispatched,,',
        '20260302000073,phone,help,02T10:00,dispatched,,11T10:00',
        '20260302000085,phone,help,02T10:00,dispatched,,05T16:00',
        '20260302000099,phone,help,02T10:00,dispatched,,03T10:00',
        '20260302000061,phone,help,27T10:00,dispatched,,',
      ])
      assert.deepEqual(rowsOf('dispatches'), [
        '20260302000012,1,water,02T10:00,02T11:00,10T00:00,05T10:00,false',
        '20260302000020,1,water,02T10:00,,10T00:00,,false',
        '20260302000036,1,water,02T10:00,02T11:00,10T00:00,10T00:00,false',
        '20260302000048,1,water,02T10:00,,10T00:00,,true',
        '20260302000057,1,water,02T10:00,02T11:00,17T00:00,16T23:59,false',
        '20260302000073,1,water,02T10:00,02T11:00,10T00:00,04T10:00,false',
        '20260302000085,1,water,02T10:00,02T11:00,10T00:00,02T12:00,false',
        '20260302000099,1,water,02T10:00,02T11:00,10T00:00,02T12:00,false',
        '20260302000048,1,housing,03T10:30,,11T00:00,,false',
        '20260302000085,2,water,03T12:00,04T11:00,11T00:00,04T12:00,false',
        '20260302000073,2,water,06T10:00,06T11:00,14T00:00,10T10:00,false',
        '20260302000061,1,water,27T10:00,28T10:00,2026-04-04T00:00,,false',
      ])
      assert.deepEqual(rowsOf('callback_tasks'), [
        't1,20260302000012,02T08:00,rated,02T10:00',
        't2,,02T08:00,open,',
        't3,,02T08:00,open,',
        // a number that cannot be dialled is no result that the file has a word for
        't4,,02T08:00,,02T10:00',
        't5,,02T08:00,rated,02T10:00',
      ])
      // of a case that was redone only the second rating was struck out; who did not want to rate has none
      const seqs = /^R0+\d+,/
      assert.deepEqual(
        rowsOf('ratings')?.map(row => row.replace(seqs, 'R,')),
        [
          'R,20260302000085,,callback,03T10:00,dissatisfied,no,,',
          'R,20260302000073,,callback,05T10:00,dissatisfied,no,,',
          'R,20260302000085,,callback,05T10:00,dissatisfied,no,excluded,诉求人撤回评价',
          'R,20260302000012,t1,callback,06T10:00,satisfied,yes,,',
          'R,20260302000036,,callback,11T10:00,dissatisfied,no,excluded,诉求人撤回评价',
          'R,20260302000073,,callback,11T10:00,satisfied,yes,,',
        ],
      )
      assert.ok(!('staff.csv' in files))
    })

    test('given these files in another house, then it has the same figures and the same reconciliation, and its own files say the same', async t => {
      const folder = givenFolder(t)
      const here = await givenOwn(t, dialect)
      await write(here, join(folder, 'first'), '2026-03')
      const other = await givenEmpty(t, dialect)
      assert.equal((await importFolder(other, join(folder, 'first'))).kind, 'imported')
      assert.deepEqual(reportOf(await tallyOf(t, other, '2026-03')), reportOf(await tallyOf(t, here, '2026-03')))
      await write(other, join(folder, 'second'), '2026-03')
      const first = filesIn(join(folder, 'first'))
      const second = filesIn(join(folder, 'second'))
      for (const [name, bytes] of Object.entries(first))
        if (name !== 'manifest.json') assert.ok(second[name]?.equals(bytes), name)
    })

    test('given any past, with texts of any kind, then its files in another house give the same counts and the same files', async t => {
      const span = '2019-12-01..2021-02-28'
      const folder = givenFolder(t)
      const [here, there] = [await givenEmpty(t, dialect), await givenEmpty(t, dialect)]
      let turn = 0
      await fc.assert(
        fc.asyncProperty(anyRows, fc.array(anyText, { minLength: 6, maxLength: 6 }), async (rows, texts) => {
          turn += 1
          const [first, second] = ['first', 'second'].map(name => join(folder, String(turn), name))
          await dropAll(here)
          await dropAll(there)
          await keep(here, withTexts(rows, texts))
          await write(here, first ?? '', span)
          const result = await importFolder(there, first ?? '')
          assert.equal(result.kind, 'imported', JSON.stringify(result))
          await write(there, second ?? '', span)
          assert.deepEqual(filesIn(second ?? ''), filesIn(first ?? ''))
          const [one, other] = await Promise.all([here, there].map(each => countsOf(t, each)))
          assert.deepEqual(other, one)
        }),
        { numRuns: dialect === 'sqlite' ? 20 : 6, endOnFailure: true },
      )
    })

    test('given that the hotline books on while files are read, then all of them are of the state in which the reading began', async t => {
      const database = await givenDatabase(t, dialect)
      const store = await openGiven(t, database)
      await store.append(own)
      const book = await openPeriodBook(database)
      finallyDo(t, book.close)
      const march = readPeriod('2026-03', 'Asia/Shanghai') ?? assert.fail()
      const read = () =>
        book.read(march, async ({ tally, head, rows }) => {
          await store.append(abandonedCall({ callId: `late-${turn}`, arrivedAt: morning }, 9_000))
          const calls: string[] = []
          for await (const piece of rows('calls')) calls.push(...piece.map(({ callId }) => callId))
          return { seq: head?.seq, offered: tally.total.calls.offered, calls: calls.length }
        })
      let turn = 1
      assert.deepEqual(await read(), { seq: own.length, offered: 4, calls: 7 })
      turn = 2
      const later = await read()
      assert.deepEqual([later.offered, later.calls], [5, 8])
    })

    test('given rows that are left in the midst, then the next ones can be read, and the store can be read again', async t => {
      const book = await openPeriodBook(await givenOwn(t, dialect))
      finallyDo(t, book.close)
      const march = readPeriod('2026-03', 'Asia/Shanghai') ?? assert.fail()
      const leave = () =>
        book.read(march, async ({ rows }) => {
          for await (const piece of rows('calls')) {
            assert.equal(piece.length, 7)
            break
          }
          for await (const piece of rows('cases')) assert.equal(piece.length, 10)
          throw new Error('no room')
        })
      await assert.rejects(leave(), /no room/)
      await assert.rejects(leave(), /no room/)
    })
  })

/** What is counted, without names. */
const countsOf = async (t: TestContext, database: string) => {
  const { staff, regulations, ...counts } = await tallyOf(t, database, '2020', true)
  const posts = staff.map(({ name: _, ...row }) => row).sort((a, b) => (a.staffId < b.staffId ? -1 : 1))
  return { ...counts, staff: posts, regulations: regulations.length }
}

/** Rows with texts where people and other systems write, as far as any database keeps them. */
const withTexts = (rows: Required<RowsOfFiles>, texts: readonly string[]): RowsOfFiles => {
  const [a, b, c, d, e, f] = texts.map(clean)
  return {
    ...rows,
    calls: rows.calls.map(row => ({ ...row, agentId: a ?? null })),
    cases: rows.cases.map(row => ({ ...row, tags: row.tags && `${row.tags};${b}` })),
    dispatches: rows.dispatches.map(row => ({ ...row, unit: `${row.unit}${c}` })),
    ratings: rows.ratings.map(row => ({ ...row, adjudicationReason: d ?? null })),
    staff: rows.staff.map(row => ({
      ...row,
      name: e ?? null,
      to: row.to !== null && row.to < row.from ? null : row.to,
    })),
    regulations: rows.regulations.length === 0 ? [] : [{ name: `x${f}` }],
  }
}

test('given the same facts in both databases, then all files are the same bytes, and again when they are written anew', async t => {
  const folder = givenFolder(t)
  for (const dialect of dialects) await write(await givenOwn(t, dialect), join(folder, dialect), '2026')
  const [one, other] = dialects.map(dialect => filesIn(join(folder, dialect)))
  assert.deepEqual(Object.keys(one ?? {}), Object.keys(other ?? {}))
  for (const [name, bytes] of Object.entries(one ?? {})) assert.ok(other?.[name]?.equals(bytes), name)
  const database = await givenOwn(t, 'sqlite')
  await write(database, join(folder, 'again'), '2026')
  assert.deepEqual(filesIn(join(folder, 'again')), one)
})

test('given what is no period, then nothing is written', async t => {
  const folder = givenFolder(t)
  const database = await givenOwn(t, 'sqlite')
  await assert.rejects(write(database, join(folder, 'out'), '2020-13'), RangeError)
  assert.deepEqual(readdirSync(folder), [])
})
