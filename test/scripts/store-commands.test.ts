import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { givenLedger, tamper } from '../adapters/store/backup/given-backup.ts'
import { dialects, givenDatabase, givenFolder } from '../helpers/store.ts'

/** Runs a command on the store as npm does, with these settings. */
const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

for (const dialect of dialects)
  describe(`the commands on a store of ${dialect}`, () => {
    test('given a ledger, then it is backed up, checked, restored elsewhere, and found to be the one of the backup', async t => {
      const folder = givenFolder(t)
      const old = { YIHAO_DATABASE: await givenLedger(t, dialect), YIHAO_DATA: folder }
      const file = join(folder, 'a-backup')
      const taken = run('backup.ts', [file], old)
      assert.match(taken.stdout, /11 facts, the last of 2026-03-02T08:00:0\d\.\d{3}\+08:00.*\nIt was read back: whole/)
      assert.deepEqual([taken.status, taken.stderr], [0, ''])
      assert.match(run('restore.ts', [file, '--check'], old).stdout, /^The backup is whole: 11 facts/)
      const fresh = { YIHAO_DATABASE: await givenDatabase(t, dialect), YIHAO_DATA: folder }
      assert.match(
        run('restore.ts', [file], fresh).stdout,
        /^Restored: 11 facts, everything up to 2026-03-02T08:00:0\d/,
      )
      assert.match(run('verify.ts', ['--against', file], fresh).stdout, /^The ledger verifies: rows 1 to 11\.\n/)
      assert.match(run('verify.ts', ['--from', '8'], fresh).stdout, /rows 8 to 11\./)
      const again = run('restore.ts', [file], fresh)
      assert.deepEqual([again.status, again.stdout], [73, ''])
      assert.match(again.stderr, /^[A-Z][^\n]*--replace[^\n]*\.\n$/)
    })

    test('given a ledger that was changed or cut off, then verify says from which row and ends with 1', async t => {
      const folder = givenFolder(t)
      const settings = { YIHAO_DATABASE: await givenLedger(t, dialect), YIHAO_DATA: folder }
      const file = join(folder, 'a-backup')
      assert.equal(run('backup.ts', [file], settings).status, 0)
      await tamper(settings.YIHAO_DATABASE, 'delete from facts where seq > 9')
      assert.equal(run('verify.ts', [], settings).status, 0)
      const cut = run('verify.ts', ['--against', file], settings)
      assert.deepEqual([cut.status, cut.stderr], [1, 'The ledger does not verify from row 11 on.\n'])
      await tamper(settings.YIHAO_DATABASE, `update facts set kind = 'call_failed' where seq = 3`)
      const changed = run('verify.ts', [], settings)
      assert.deepEqual([changed.status, changed.stderr], [1, 'The ledger does not verify from row 3 on.\n'])
      assert.equal(run('verify.ts', ['--from', '4'], settings).status, 0)
    })
  })

test('given a command line or a setting that is wrong, then each command says how it should be and does nothing', t => {
  const YIHAO_DATA = givenFolder(t)
  for (const [program, args] of [
    ['backup.ts', ['--keep', '0']],
    ['backup.ts', ['a', 'b']],
    ['backup.ts', ['--fast']],
    ['restore.ts', []],
    ['restore.ts', ['a', '--check', '--replace']],
    ['verify.ts', ['--from', 'x']],
    ['verify.ts', ['a']],
  ] as const) {
    const { status, stderr } = run(program, args, { YIHAO_DATA })
    assert.deepEqual([status, stderr.startsWith('npm run ')], [2, true], `${program} ${args.join(' ')}: ${stderr}`)
  }
  const wrong = run('verify.ts', [], { YIHAO_DATA, YIHAO_DATABASE: 'mysql://x' })
  assert.equal(wrong.status, 78)
  assert.match(wrong.stderr, /^YIHAO_DATABASE must be/)
  assert.equal(run('verify.ts', [], { YIHAO_DATA }).status, 66)
})
