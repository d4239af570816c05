import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { openPerson } from '../../../src/adapters/store/reads/open-person.ts'
import {
  type ColumnsOf,
  dataFolders,
  otherTables,
  personalData,
} from '../../../src/adapters/store/schema/personal-data.ts'
import { exportOf } from '../../../src/engine/privacy/person-export.ts'
import { dialects, givenDatabase, openGiven } from '../../helpers/store.ts'
import { caseNoOf } from './given-cases.ts'
import { morning } from './given-facts.ts'
import { everythingIn, givenErasure, mine } from './given-person.ts'
import {
  allTraces,
  attachmentIds,
  type RealTable,
  realTables,
  tracedFacts,
  tracedHistory,
  tracedMessages,
} from './given-traces.ts'

const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const register = new Map(
  Object.entries(personalData as Readonly<Record<string, ColumnsOf<string>>>).map(([name, of]) => [snake(name), of]),
)

const columnsOf = ({ personal = [], typed = [], staff = [], plain = [] }: ColumnsOf<string>) =>
  [...personal, ...typed, ...staff, ...plain].map(snake)

/** Which columns of which tables tell of the person, as `table.column`. */
const telling = (tables: readonly RealTable[], which: (of: ColumnsOf<string>) => readonly string[]): string[] =>
  tables.flatMap(({ name, rows }) =>
    which(register.get(name) ?? {})
      .map(snake)
      .filter(column => rows.some(row => allTraces.some(trace => row[column]?.includes(trace))))
      .map(column => `${name}.${column}`),
  )

/** Known by the name in their row: of themselves they are a yes, a no, a word or an id of ours. */
const ofTheirRow = ['persons.elder', 'persons.minor', 'persons.disabled', 'persons.contact', 'person_numbers.person_id']

for (const dialect of dialects)
  describe(`where personal data may stand on ${dialect}`, () => {
    test('given a database, every column of every table has its place, and nothing has one that is not there', async t => {
      const url = await givenDatabase(t, dialect)
      await (await openGiven(t, url)).close()
      const tables = await realTables(url)
      const without = tables
        .filter(({ name }) => !(name in otherTables))
        .flatMap(({ name, columns }) => {
          const known = columnsOf(register.get(name) ?? {})
          return columns
            .filter(column => known.filter(each => each === column).length !== 1)
            .map(each => `${name}.${each}`)
        })
      assert.deepEqual(without, [], 'columns that nobody has decided on, or that stand twice')
      const there = new Map(tables.map(({ name, columns }) => [name, columns]))
      const gone = [...register].flatMap(([name, of]) =>
        columnsOf(of)
          .filter(column => !there.get(name)?.includes(column))
          .map(column => `${name}.${column}`),
      )
      assert.deepEqual(gone, [])
    })

    test('given data of a person in every column that may hold some, the export has it, an erasure takes it out, and a second one has nothing to do', async t => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append(tracedFacts())
      await tracedMessages(store)
      await tracedHistory(url)
      await store.write.saveDraft({
        ...{ callId: 'p1', agentId: '1001', now: morning, basedOn: null },
        fields: { text: '王建国说三天不亮', place: '幸福里' },
      })
      const before = await realTables(url)
      const personal = [...register].flatMap(([name, { personal: of = [], typed = [] }]) =>
        [...of, ...typed].map(column => `${name}.${snake(column)}`),
      )
      const planted = telling(before, ({ personal: of = [], typed = [] }) => [...of, ...typed])
      assert.deepEqual(
        personal.filter(each => !planted.includes(each) && !ofTheirRow.includes(each)),
        [],
        'columns that are said to be personal and in which this test plants nothing',
      )
      assert.deepEqual(
        telling(before, ({ plain = [], staff = [] }) => [...plain, ...staff]),
        [],
        'columns that are said to tell of nobody',
      )

      const opened = openPerson(url)
      const { json, text } = exportOf(mine, await opened.reads.person(mine), morning, 'Asia/Shanghai')
      await opened.close()
      for (const each of [
        '王建国补充：耳背',
        '王建国不满意',
        '王建国说错了',
        '王建国身份证.jpg',
        '回电王先生',
        '我是王建国',
        '王建国，耳背',
        '王建国在家',
        '王建国说不用打了',
        '王建国之妻',
      ])
        for (const [where, of] of Object.entries({ json, text }))
          assert.ok(of.includes(each), `${each} in the ${where}`)
      assert.doesNotMatch(json + text, /13900000000|李秀英|已答复李/)

      const gone: string[] = []
      const answer = await givenErasure(store, undefined, gone).erase(mine, 'admin', '本人申请删除')
      assert.ok('done' in answer)
      const { cases, attachments, messages, recordings } = answer.done
      assert.deepEqual(
        { cases, attachments, messages, recordings },
        { cases: 1, attachments: 1, messages: 3, recordings: 1 },
      )
      assert.deepEqual(gone, ['p1-1', attachmentIds.stripped])
      assert.equal(await store.read.verifyChain(1), null)
      const waiting = await store.read.message('other-1')
      assert.deepEqual([waiting?.state, waiting?.recipient, waiting?.endedAt !== null], ['expired', '', true])
      assert.equal((await store.read.message(`notice-${caseNoOf(9)}-0-receipt-sms`))?.text, '已答复李')
      assert.deepEqual(await givenErasure(store).erase(mine, 'admin', '再次'), { refused: 'not_found' })
      const found = await store.read.cases({ limit: 9, words: ['路', '灯'], confidentialOf: '1001' })
      assert.deepEqual(found.map(({ caseNo }) => caseNo).includes(caseNoOf(1)), false, 'found by its words')
      await store.close()

      const after = await realTables(url)
      assert.deepEqual(telling(after, columnsOf), [])
      const words = after.find(({ name }) => name === 'case_words')
      assert.ok(
        words && !words.rows.some(row => row.segments?.includes('路灯')),
        'the index still has words of the case',
      )
      const all = await everythingIn(url)
      for (const trace of allTraces) assert.ok(!all.includes(trace), `${trace} is still there`)
    })
  })

test('given the data folder, every folder and file that the house makes in it has its place', () => {
  const named = globSync(['src/**/*.ts', 'scripts/*.ts', 'scripts/asterisk/*.ts']).flatMap(path =>
    [...readFileSync(path, 'utf8').matchAll(/(?:dataFolder|citizensKeyIn|citizenKeyIn)[^;\n]*?, '([a-z.]+)'\)/g)].map(
      ([, name = '']) => name,
    ),
  )
  assert.ok(named.length >= 5, named.join(' '))
  assert.deepEqual(
    named.filter(name => !(name in dataFolders)),
    [],
  )
})
