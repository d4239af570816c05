import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { BackupError } from '../../../../src/adapters/store/backup/backup-error.ts'
import { readDump } from '../../../../src/adapters/store/backup/dump-text.ts'
import {
  type Manifest,
  manifestOf,
  manifestText,
  parseManifest,
} from '../../../../src/adapters/store/backup/manifest.ts'
import { checkBackup } from '../../../../src/adapters/store/backup/take-backup.ts'
import { dialects, finallyDo, givenDatabase, givenFolder } from '../../../helpers/store.ts'
import { backUp, givenBackup, givenLedger, restore } from './given-backup.ts'

const refusedAs =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof BackupError && codes.includes(error.code) && !error.message.includes('\n')

test('given a manifest of any text, then it is read or refused with one sentence', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array().map(bytes => Buffer.from(bytes).toString('utf8')),
  )
  fc.assert(
    fc.property(text, given => {
      assert.throws(() => parseManifest(given), refusedAs('manifest_invalid', 'backup_newer'))
    }),
    { numRuns: 2_000 },
  )
})

test('given a manifest with any one field changed, then it is what it says or refused', async t => {
  const { manifest } = await givenBackup(t)
  assert.deepEqual(parseManifest(manifestText(manifest)), manifest)
  const fields = fc.constantFrom(...(Object.keys(manifest) as (keyof Manifest)[]))
  fc.assert(
    fc.property(fields, fc.jsonValue(), (field, value) => {
      const changed = { ...manifest, [field]: value }
      try {
        assert.deepEqual(parseManifest(JSON.stringify(changed)), JSON.parse(JSON.stringify(changed)))
      } catch (error) {
        if (error instanceof assert.AssertionError || !(error instanceof BackupError)) throw error
      }
    }),
    { numRuns: 2_000 },
  )
  assert.throws(() => parseManifest(JSON.stringify({ ...manifest, format: 2 })), { code: 'backup_newer' })
  for (const format of ['2', { toString: {} }])
    assert.throws(() => parseManifest(JSON.stringify({ ...manifest, format })), { code: 'manifest_invalid' })
  assert.throws(() => parseManifest(JSON.stringify({ ...manifest, takenAt: '2026-99-99T99:99:99.999Z' })), {
    code: 'manifest_invalid',
  })
})

for (const dialect of dialects) {
  test(`given a backup of ${dialect} that is cut off or changed anywhere, then it is refused and nothing is restored`, async t => {
    const { folder, file } = await givenBackup(t, dialect)
    const whole = readFileSync(file)
    const elsewhere = await givenDatabase(t, dialect)
    const put = (bytes: Uint8Array) => {
      writeFileSync(file, bytes)
      return assert.rejects(restore(file, elsewhere, join(folder, 'spill')), { code: 'backup_damaged' })
    }
    await put(whole.subarray(0, 0))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ change
        await put(changed)
        await put(whole.subarray(0, at))
      }),
      { numRuns: 20 },
    )
    if (dialect === 'sqlite') assert.equal(existsSync(elsewhere.slice('sqlite:'.length)), false)
    writeFileSync(file, whole)
    await restore(file, elsewhere, join(folder, 'spill'))
  })

  test(`given any bytes with a manifest that fits them, then a restore to ${dialect} refuses them`, async t => {
    const { folder, file, manifest } = await givenBackup(t, dialect)
    const elsewhere = await givenDatabase(t, dialect)
    const whole = readFileSync(file)
    const garbled = fc.oneof(
      fc.uint8Array({ maxLength: 5_000 }),
      fc.nat(whole.length - 1).map(at => whole.subarray(0, at)),
      fc
        .nat(whole.length - 1_000)
        .map(at => Buffer.concat([whole.subarray(0, at), Buffer.alloc(999, 7), whole.subarray(at + 999)])),
    )
    await fc.assert(
      fc.asyncProperty(garbled, async bytes => {
        writeFileSync(file, bytes)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        writeFileSync(manifestOf(file), manifestText({ ...manifest, bytes: bytes.length, sha256 }))
        // where the damage touched nothing that is stored, the ledger is whole
        const refused = await restore(file, elsewhere, join(folder, 'spill'), true).then(
          () => false,
          (error: unknown) => {
            if (!(error instanceof BackupError)) throw error
            return true
          },
        )
        if (!refused) await checkBackup(file, process.env)
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 15 },
    )
  })

  test(`given no room on the disk, then a backup of ${dialect} says so and leaves nothing behind`, async t => {
    const folder = givenFolder(t)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'yihao-test', folder]).status === 0
    if (!mounted) return t.skip('needs the right to mount a small disk')
    finallyDo(t, () => spawnSync('umount', [folder]))
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(60 * 1024))
    await assert.rejects(backUp(await givenLedger(t, dialect), `${folder}/`), refusedAs('disk_full'))
    assert.deepEqual(readdirSync(folder), ['ballast'])
  })
}

test('given a backup without a manifest, or none at all, then it is refused', async t => {
  const { folder, file } = await givenBackup(t)
  rmSync(manifestOf(file))
  await assert.rejects(checkBackup(file, process.env), refusedAs('backup_incomplete'))
  await assert.rejects(checkBackup(join(folder, 'none'), process.env), refusedAs('not_found'))
  writeFileSync(manifestOf(file), Buffer.alloc(100_000, 32))
  await assert.rejects(checkBackup(file, process.env), refusedAs('manifest_invalid'))
})

test('given what is no ledger of ours, then a backup refuses with one sentence', async t => {
  const folder = givenFolder(t)
  const to = join(folder, 'backup')
  await assert.rejects(backUp(`sqlite:${folder}/none.db`, to), refusedAs('not_found'))
  writeFileSync(
    join(folder, 'text.db'),
    'this is no database, it is a long enough text to be read as one, or so it seems',
  )
  await assert.rejects(backUp(`sqlite:${folder}/text.db`, to), refusedAs('not_a_database'))
  writeFileSync(join(folder, 'empty.db'), '')
  await assert.rejects(backUp(`sqlite:${folder}/empty.db`, to), refusedAs('not_a_database'))
  await assert.rejects(backUp(await givenDatabase(t, 'postgres'), to), refusedAs('not_a_database'))
  await assert.rejects(backUp('postgres://yihao@127.0.0.1:9/none', to), refusedAs('database_unavailable'))
  assert.deepEqual(readdirSync(folder).sort(), ['empty.db', 'text.db'])
})

test('given a database whose pages were damaged, then the backup is not kept', async t => {
  const url = await givenLedger(t, 'sqlite')
  const path = url.slice('sqlite:'.length)
  const bytes = readFileSync(path)
  bytes.fill(0x55, bytes.length - 3 * 4096, bytes.length - 4096)
  writeFileSync(path, bytes)
  const folder = givenFolder(t)
  await assert.rejects(backUp(url, `${folder}/`), refusedAs('not_a_database', 'ledger_broken', 'backup_damaged'))
  assert.deepEqual(readdirSync(folder), [])
  truncateSync(path, 5_000)
  await assert.rejects(backUp(url, `${folder}/`), refusedAs('not_a_database'))
})

test('given a place where nothing may be written, then a backup and a restore say so', async t => {
  const { file } = await givenBackup(t)
  const url = await givenLedger(t, 'sqlite')
  await assert.rejects(backUp(url, '/proc/backup'), refusedAs('no_permission', 'not_found'))
  await assert.rejects(backUp(url, '/dev/null/backup'), refusedAs('not_found'))
  await assert.rejects(restore(file, 'sqlite:/dev/null/x/yihao.db', '/dev/null/spill'), refusedAs('not_found'))
  const folder = givenFolder(t)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'yihao-test', folder]).status === 0
  if (!mounted) return
  finallyDo(t, () => spawnSync('umount', [folder]))
  await assert.rejects(backUp(url, folder), refusedAs('no_permission'))
  await assert.rejects(
    restore(file, `sqlite:${folder}/yihao.db`, '/dev/null/spill'),
    refusedAs('no_permission', 'not_found'),
  )
})

test('given no pg_dump on PATH, then a backup of PostgreSQL says what to install', async t => {
  const folder = givenFolder(t)
  const env = { PATH: folder }
  await assert.rejects(backUp(await givenLedger(t, 'postgres'), join(folder, 'backup'), { env }), {
    code: 'program_missing',
    message: /no pg_dump on PATH; install PostgreSQL's client programs/,
  })
  assert.deepEqual(readdirSync(folder), [])
})

test('given leftovers of a backup that was killed, then the next one takes the old ones away', async t => {
  const { url, file } = await givenBackup(t)
  const folder = join(givenFolder(t), 'backups')
  mkdirSync(folder)
  const left = join(folder, 'yihao-20200101T000000Z.sqlite.part-1')
  copyFileSync(file, left)
  await backUp(url, folder, { now: new Date() })
  assert.ok(existsSync(left), 'perhaps of one that still runs')
  await backUp(url, folder, { now: new Date(Date.now() + 2 * 86_400_000) })
  assert.equal(existsSync(left), false)
})

test('given rows in any text and any cut of the stream, then a dump is read as it was written', async () => {
  const escaped = (text: string | null): string =>
    text === null
      ? '\\N'
      : text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  const value = fc.option(fc.string({ unit: 'binary' }).map(text => text.replaceAll(/[\0\ud800-\udfff]/g, '')))
  const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (given, size) => {
      const lines = given.map(row => row.map(escaped).join('\t'))
      const text = `SET x;\nCOPY public.facts (seq, "at") FROM stdin;\n${lines.map(line => `${line}\n`).join('')}\\.\n\nSELECT 1;\n`
      const bytes = Buffer.from(text)
      const chunks: Uint8Array[] = []
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
      const read: (readonly (string | null)[])[] = []
      let columns: readonly string[] = []
      await readDump(Readable.from(chunks), {
        table: (_, names) => {
          columns = names
        },
        row: (_, values) => void read.push(values),
      })
      assert.deepEqual(columns, ['seq', 'at'])
      assert.deepEqual(read, given)
    }),
  )
})
