import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import type { Tally } from '../../src/domain/kpi/tally.ts'
import { abandonedCall } from '../adapters/store/given-facts.ts'
import { filesIn, importFolder, tallyOf } from '../helpers/period-files.ts'
import { dialects, givenDatabase, givenFolder, openGiven } from '../helpers/store.ts'
import { writeSmallYear } from './given-small-year.ts'

/** Runs the command; a hotline of this process lives on meanwhile. */
const run = async (args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const child = spawn(process.execPath, ['scripts/export.ts', ...args], { env })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, stdout, stderr }
}

const byId = ({ staff }: Tally) => [...staff].sort((a, b) => (a.staffId < b.staffId ? -1 : 1))

const figuresIn = (folder: string) => JSON.parse(filesIn(folder)['figures.json']?.toString() ?? '')

test('given a year that was imported, exported, and imported into another house, then that has the same counts of everything, and its export is the same files', async t => {
  const folder = givenFolder(t)
  const [here, there] = [await givenDatabase(t, 'sqlite'), await givenDatabase(t, 'sqlite')]
  for (const database of [here, there]) await (await openGiven(t, database)).close()
  await writeSmallYear(join(folder, 'past'))
  assert.equal((await importFolder(here, join(folder, 'past'))).kind, 'imported')
  // dispatches and visits of the last cases of the year lie in the next one
  const span = ['--period', '2020-01-01..2021-01-31']
  const settings = { YIHAO_DATA: folder, YIHAO_DATABASE: here }
  const done = await run([...span, '--out', join(folder, 'first')], settings)
  assert.deepEqual([done.status, done.stderr], [0, ''])
  assert.match(done.stdout, /^calls\.csv: \d+ 行 rows, \d+ 字节 bytes\n/)
  assert.equal((await importFolder(there, join(folder, 'first'))).kind, 'imported')
  const [counted, expected] = [await tallyOf(t, there, '2020'), await tallyOf(t, here, '2020')]
  assert.deepEqual({ ...counted, staff: byId(counted) }, { ...expected, staff: byId(expected) })
  const again = await run([...span, '--out', join(folder, 'second')], { ...settings, YIHAO_DATABASE: there })
  assert.deepEqual([again.status, again.stderr], [0, ''])
  const [first, second] = ['first', 'second'].map(name => filesIn(join(folder, name)))
  // of masked numbers the import knows no whole ones, and so none is told
  assert.deepEqual(Object.keys(second ?? {}), Object.keys(first ?? {}))
  for (const [name, bytes] of Object.entries(first ?? {})) assert.ok(second?.[name]?.equals(bytes), name)
})

describe('npm run export', () => {
  for (const dialect of dialects)
    test(`given a hotline that has the store on ${dialect}, then its files are written beside it, and a folder with anything else stays as it is`, async t => {
      const folder = givenFolder(t)
      const settings = { YIHAO_DATA: folder, YIHAO_DATABASE: await givenDatabase(t, dialect) }
      const hotline = await openGiven(t, settings.YIHAO_DATABASE)
      const arrivedAt = Date.parse('2020-05-06T10:00:00+08:00')
      await hotline.append(abandonedCall({ callId: 'own', arrivedAt }, 9_000))
      const args = ['--period', '2020-05', '--out', join(folder, 'out'), '--formats', 'csv,json', '--numbers', 'full']
      assert.deepEqual([(await run(args, settings)).status, (await run(args, settings)).status], [0, 0])
      const files = filesIn(join(folder, 'out'))
      assert.match(files['calls.csv']?.toString() ?? '', /^own,.*,abandoned,\+8613812345678,,,\r\n$/m)
      assert.equal(figuresIn(join(folder, 'out')).figures.offered, 1)
      assert.ok(!('rows.xlsx' in files))
      await hotline.append(abandonedCall({ callId: 'later', arrivedAt }, 9_000))
      const refused = await run(args, settings)
      assert.equal(refused.status, 73)
      assert.match(refused.stderr, /^The folder holds something else already: .*\.\n$/)
      assert.deepEqual(filesIn(join(folder, 'out')), files)
    })

  test('given a command line that is wrong, or no database, then it says so and writes nothing', async t => {
    const folder = givenFolder(t)
    const out = ['--out', join(folder, 'out')]
    for (const [args, words] of [
      [['--period', '2020-13', ...out], /^npm run export/],
      [['--period', '2020', ...out, '--formats', 'csv,pdf'], /^npm run export/],
      [['--period', '2020', ...out, '--numbers', 'some'], /^npm run export/],
      [['--period', '2020', ...out, 'more'], /^npm run export/],
      [['--period', '2020', ...out], /There is no database at/],
    ] as const) {
      const done = await run(args, { YIHAO_DATA: folder })
      assert.equal(done.status, 2, `${args.join(' ')}: ${done.stderr}`)
      assert.match(done.stderr, words)
    }
    assert.deepEqual(readdirSync(folder), [])
  })

  test('given a file where the folder should be, then it ends with 66 and one sentence', async t => {
    const folder = givenFolder(t)
    const settings = { YIHAO_DATA: folder, YIHAO_DATABASE: await givenDatabase(t, 'sqlite') }
    await (await openGiven(t, settings.YIHAO_DATABASE)).close()
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'file'), '')
    const done = await run(['--period', '2020', '--out', join(folder, 'in', 'file')], settings)
    assert.deepEqual([done.status, done.stderr.split('\n').length], [66, 2])
    assert.deepEqual(readdirSync(join(folder, 'in')), ['file'])
  })
})
