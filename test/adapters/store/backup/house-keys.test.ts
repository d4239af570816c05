import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { citizensKeyIn } from '../../../../src/adapters/files/citizens/citizen-secrets.ts'
import { numberHasher } from '../../../../src/adapters/files/privacy/number-key.ts'
import { citizenKeyIn } from '../../../../src/adapters/messaging/wechat/citizen-key.ts'
import { restoreBackup } from '../../../../src/adapters/store/backup/restore-backup.ts'
import { dialects, givenDatabase, givenFolder } from '../../../helpers/store.ts'
import { backUp, givenLedger, noon } from './given-backup.ts'

const given = async (t: Parameters<typeof givenFolder>[0], dialect: 'sqlite' | 'postgres' = 'sqlite') => {
  const folder = givenFolder(t)
  const data = join(folder, 'data')
  const keys = { citizens: Buffer.from(citizensKeyIn(data)), wechat: Buffer.from(citizenKeyIn(data)) }
  numberHasher(data)
  const backup = await backUp(await givenLedger(t, dialect), join(folder, 'a-backup'), { dataFolder: data })
  const into = (database: string, dataFolder: string, file = backup.file) =>
    restoreBackup({
      ...{ file, database, replace: false, spillFolder: join(folder, 'spill'), dataFolder },
      ...{ env: process.env, now: noon },
    })
  return { ...backup, folder, keys, into }
}

for (const dialect of dialects)
  test(`given keys of query codes and of WeChat, a backup of ${dialect} brings both back on a new machine, and no key that erases`, async t => {
    const { file, folder, keys, into } = await given(t, dialect)
    const manifest = readFileSync(`${file}.json`, 'utf8')
    assert.equal(statSync(`${file}.json`).mode & 0o777, 0o600)
    const number = readFileSync(join(folder, 'data', 'keys', 'number.key'), 'utf8').trim()
    assert.ok(!manifest.includes(number), 'the key of erased numbers is in the backup')
    const fresh = join(folder, 'fresh')
    assert.deepEqual((await into(await givenDatabase(t, dialect), fresh)).aside, [])
    assert.deepEqual(Buffer.from(citizensKeyIn(fresh)), keys.citizens)
    assert.deepEqual(Buffer.from(citizenKeyIn(fresh)), keys.wechat)
    assert.equal(statSync(join(fresh, 'citizens.key')).mode & 0o777, 0o600)
    assert.ok(!existsSync(join(fresh, 'keys')))
    // the same again, as after a restore that was cut off
    assert.deepEqual((await into(await givenDatabase(t, dialect), fresh)).aside, [])
  })

test('given another key where the backup goes, it is kept under another name; where the restore fails, it stays in its place', async t => {
  const { folder, keys, into } = await given(t)
  const other = join(folder, 'other')
  const before = Buffer.from(citizensKeyIn(other))
  const taken = await givenLedger(t, 'sqlite')
  await assert.rejects(into(taken, other), { code: 'ledger_exists' })
  assert.deepEqual(Buffer.from(citizensKeyIn(other)), before)
  assert.ok(!existsSync(join(other, 'wechat.key')))
  const { aside } = await into(await givenDatabase(t, 'sqlite'), other)
  assert.deepEqual(aside, [join(other, 'citizens.key.before-restore-20260302T040000Z')])
  assert.equal(readFileSync(aside[0] ?? '', 'utf8').trim(), before.toString('base64'))
  assert.deepEqual(Buffer.from(citizensKeyIn(other)), keys.citizens)
})

test('given a backup from before keys were kept, it is restored and touches no key; a damaged key stops a backup', async t => {
  const { file, folder, into } = await given(t)
  const { keys: _, ...old } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Record<string, unknown>
  writeFileSync(`${file}.json`, JSON.stringify(old))
  const fresh = join(folder, 'fresh')
  await into(await givenDatabase(t, 'sqlite'), fresh)
  assert.ok(!existsSync(join(fresh, 'citizens.key')))
  const damaged = join(folder, 'damaged')
  mkdirSync(damaged)
  writeFileSync(join(damaged, 'wechat.key'), 'short\n')
  const target = join(folder, 'another')
  await assert.rejects(backUp(await givenLedger(t, 'sqlite'), target, { dataFolder: damaged }), { code: 'key_damaged' })
  assert.ok(!existsSync(target) && !existsSync(`${target}.json`))
})
