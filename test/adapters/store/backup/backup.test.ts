import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { manifestOf } from '../../../../src/adapters/store/backup/manifest.ts'
import { checkBackup } from '../../../../src/adapters/store/backup/take-backup.ts'
import { dialects, givenDatabase, givenFolder, openGiven } from '../../../helpers/store.ts'
import { until } from '../../../helpers/until.ts'
import { givenAppender } from '../given-appender.ts'
import { arrived, morning } from '../given-facts.ts'
import { backUp, givenBackup, givenLedger, restore, tamper } from './given-backup.ts'

for (const dialect of dialects)
  describe(`backup and restore on ${dialect}`, () => {
    test('given a process that appends for ever, when a backup is made and restored elsewhere, then all acknowledged before is in it', async t => {
      const folder = givenFolder(t)
      const url = await givenDatabase(t, dialect)
      const child = givenAppender(t, url)
      await until('facts are durable', () => child.lines() > 500)
      const before = new Map(child.acknowledged)
      const lines = child.lines()
      const { file, manifest } = await backUp(url, join(folder, 'a-backup'))
      assert.ok(child.lines() > lines, 'the other process went on')
      await child.kill()

      const elsewhere = await givenDatabase(t, dialect)
      const restored = await restore(file, elsewhere, join(folder, 'spill'))
      assert.deepEqual(restored, { manifest, aside: [] })
      const copy = await openGiven(t, elsewhere)
      assert.deepEqual(await copy.read.tip(), manifest.tip)
      assert.equal(await copy.read.verifyChain(1), null)
      let facts = 0
      for (const [place, number] of before) {
        const found = await copy.read.callFacts(`place${place}`)
        assert.ok(found.length > number, `place ${place} was told ${number}, found ${found.length}`)
        facts += found.length
      }
      assert.equal(facts, manifest.tip.seq)
      const original = await openGiven(t, url)
      for (const place of before.keys()) {
        const [mine, theirs] = [
          await copy.read.callFacts(`place${place}`),
          await original.read.callFacts(`place${place}`),
        ]
        assert.deepEqual(mine, theirs.slice(0, mine.length))
      }
    })

    test('given a restored ledger, when the hotline goes on with it, then the chain goes on', async t => {
      const { folder, file } = await givenBackup(t, dialect)
      const elsewhere = await givenDatabase(t, dialect)
      await restore(file, elsewhere, join(folder, 'spill'))
      const store = await openGiven(t, elsewhere)
      await store.append([arrived({ callId: 'c3', arrivedAt: morning + 2 })])
      assert.equal((await store.read.tip())?.seq, 12)
      assert.equal(await store.read.verifyChain(1), null)
      assert.equal((await store.read.call('c1'))?.call.rawNumber, '张"三\\\t\r\n\u2028<b>')
    })

    test('given a ledger that is there, then a restore refuses; with replace it keeps the old one and what waited for it aside', async t => {
      const { folder, file, url } = await givenBackup(t, dialect)
      const store = await openGiven(t, url)
      await store.append([arrived({ callId: 'c3', arrivedAt: morning + 2 })])
      await store.close()
      const spill = join(folder, 'spill')
      mkdirSync(spill)
      writeFileSync(join(spill, 'waiting'), 'facts')
      const code = dialect === 'sqlite' ? 'ledger_exists' : 'database_not_empty'
      await assert.rejects(restore(file, url, spill), { code })
      assert.ok(existsSync(spill))

      const { aside } = await restore(file, url, spill, true)
      const [old = '', waiting = ''] = aside
      assert.equal(readFileSync(join(waiting, 'waiting'), 'utf8'), 'facts')
      assert.equal(existsSync(spill), false)
      const restored = await openGiven(t, url)
      assert.equal((await restored.read.tip())?.seq, 11)
      if (dialect === 'sqlite') {
        const kept = await openGiven(t, `sqlite:${old}`)
        assert.equal((await kept.read.tip())?.seq, 12)
      } else {
        await tamper(url, `do $$ begin assert (select count(*) from ${old.replace('schema ', '')}.facts) = 12; end $$`)
        const again = await backUp(url, join(folder, 'again'))
        assert.equal(again.manifest.tip.seq, 11)
      }
    })

    test('given a server that holds the store, then a restore refuses, also with replace, and the server goes on', async t => {
      const { folder, file, url } = await givenBackup(t, dialect)
      const store = await openGiven(t, url)
      // a pool connects when it is first asked
      await store.read.tip()
      for (const replace of [false, true])
        await assert.rejects(restore(file, url, join(folder, 'spill'), replace), { code: 'store_in_use' })
      await store.append([arrived({ callId: 'c3', arrivedAt: morning + 2 })])
      assert.equal((await store.read.tip())?.seq, 12)
    })

    for (const [what, sql] of [
      ['was changed', `update facts set at = at + 1 where seq = 5`],
      ['is missing', 'delete from facts where seq = 5'],
    ] as const)
      test(`given a ledger with a row that ${what}, then a backup says so by its row and leaves nothing; unchecked it is made, and a restore refuses it`, async t => {
        const folder = givenFolder(t)
        const url = await givenLedger(t, dialect)
        await tamper(url, sql)
        await assert.rejects(backUp(url, `${folder}/`), { code: 'ledger_broken', message: /from row 5 on/ })
        assert.deepEqual(readdirSync(folder), [])
        const { file } = await backUp(url, join(folder, 'unchecked'), { check: false })
        const elsewhere = await givenDatabase(t, dialect)
        await assert.rejects(restore(file, elsewhere, join(folder, 'spill')), { code: 'ledger_broken' })
        const untouched = await openGiven(t, elsewhere)
        assert.equal(await untouched.read.tip(), null)
      })

    test('given a folder and a number to keep, then the oldest whole backups go, and nothing else', async t => {
      const folder = givenFolder(t)
      const url = await givenLedger(t, dialect)
      const other = join(folder, 'yihao-20200101T000000Z.sqlite')
      writeFileSync(other, 'no manifest: not a backup')
      const files: string[] = []
      for (let day = 1; day <= 3; day += 1) {
        const now = new Date(Date.UTC(2026, 2, day))
        const { file, pruned } = await backUp(url, folder, { keep: 2, now })
        files.push(file)
        assert.deepEqual(pruned, day === 3 ? [files[0]] : [])
      }
      const kept = files.slice(1).flatMap(file => [file, manifestOf(file)])
      assert.deepEqual(
        readdirSync(folder)
          .map(name => join(folder, name))
          .sort(),
        [other, ...kept].sort(),
      )
      for (const file of files.slice(1)) await checkBackup(file, process.env)
    })

    test('given a name that is taken, then a backup refuses and leaves what is there', async t => {
      const { url, file } = await givenBackup(t, dialect)
      const before = readFileSync(file)
      await assert.rejects(backUp(url, file), { code: 'target_exists' })
      assert.ok(readFileSync(file).equals(before))
    })

    test('a backup can be read by its owner only', async t => {
      const { file } = await givenBackup(t, dialect)
      for (const each of [file, manifestOf(file)]) assert.equal(statSync(each).mode & 0o077, 0)
    })

    test('given a backup of the other kind of database, then a restore refuses', async t => {
      const { folder, file } = await givenBackup(t, dialect)
      const other = await givenDatabase(t, dialect === 'sqlite' ? 'postgres' : 'sqlite')
      await assert.rejects(restore(file, other, join(folder, 'spill')), { code: 'wrong_database' })
    })
  })
