import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { arrived, morning } from '../adapters/store/given-facts.ts'
import { givenMonth } from '../adapters/store/given-month.ts'
import { changeRow } from '../helpers/change-row.ts'
import { dialects, givenDatabase, givenFolder, openGiven } from '../helpers/store.ts'

const month = ['--period', '2026-03'] as const

for (const dialect of dialects)
  describe(`a report that was frozen, on ${dialect}`, () => {
    test('given a published month, then it comes again byte for byte whatever came later; what changed, what was altered, and by which row, is told', async t => {
      const url = await givenDatabase(t, dialect)
      const folder = givenFolder(t)
      const report = (...args: readonly string[]) => {
        const { PATH, HOME } = process.env
        const env = { PATH, HOME, YIHAO_DATABASE: url, YIHAO_DATA: folder, YIHAO_BROWSER: '/nowhere' }
        const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/report.ts', ...args], {
          env: env as NodeJS.ProcessEnv,
          encoding: 'utf8',
        })
        return { status, stdout, stderr }
      }
      const filesIn = (name: string) =>
        Object.fromEntries(
          readdirSync(join(folder, name))
            .sort()
            .map(file => [file, readFileSync(join(folder, name, file), 'base64')]),
        )
      const append = async (...facts: Parameters<typeof store.append>[0]) => {
        const opened = await openGiven(t, url)
        await opened.append(facts)
        await opened.close()
      }
      const store = await openGiven(t, url)
      await store.append(givenMonth())
      await store.close()

      assert.match(report(...month, '--frozen').stderr, /^2026-03 was not frozen\.$/m)
      const first = report(...month, '--city', '海门', '--freeze', '--out', join(folder, 'published'))
      assert.equal(first.status, 0, first.stderr)
      assert.match(first.stdout, /^2026-03, version 1, frozen at 20/m)
      const json = readFileSync(join(folder, 'published', 'report.json'), 'utf8')
      assert.doesNotMatch(json, /"agents"/, 'what is kept for good names no agent')

      // a call that came late, and another city's name: neither is in what was published
      await append(arrived({ callId: 'late', arrivedAt: morning }))
      const again = report(...month, '--frozen', '--out', join(folder, 'again'))
      assert.equal(again.status, 0, again.stderr)
      assert.match(
        again.stdout,
        /The ledger holds as it was then: rows 1 to \d+\.\nWhat the books tell otherwise now:\n(?: .*\n)* {2}offered: 0 → 1\n/,
      )
      assert.deepEqual(filesIn('again'), filesIn('published'))
      assert.doesNotMatch(again.stdout, /writes otherwise/)

      const refused = report(...month, '--freeze', '--out', join(folder, 'second'))
      assert.deepEqual([refused.status, /--reason/.test(refused.stderr)], [2, true])
      const second = report(...month, '--freeze', '--reason', '补录一次来电', '--out', join(folder, 'second'))
      assert.match(second.stdout, /^2026-03, version 2, frozen at .* \(补录一次来电\)$/m)
      assert.notDeepEqual(filesIn('second'), filesIn('published'))
      const old = report(...month, '--frozen', '--frozen-version', '1', '--out', join(folder, 'old'))
      assert.deepEqual([old.status, filesIn('old')], [0, filesIn('published')])

      await changeRow(url, 'update facts set at = at + 1 where seq = 5')
      const altered = report(...month, '--frozen', '--frozen-version', '1', '--out', join(folder, 'altered'))
      assert.equal(altered.status, 1)
      assert.match(altered.stdout, /The ledger does not verify: the first altered row is 5\./)
      assert.deepEqual(filesIn('altered'), filesIn('published'))
      assert.match(
        report(...month, '--freeze', '--reason', 'x', '--out', join(folder, 'x')).stderr,
        /from row 5 on: nothing is frozen/,
      )

      await changeRow(url, 'update facts set at = at - 1 where seq = 5')
      await changeRow(url, `update frozen_reports set document = replace(document, '海门', '海安') where version = 1`)
      const damaged = report(...month, '--frozen', '--frozen-version', '1')
      assert.deepEqual([damaged.status, /Not as it was kept: document\./.test(damaged.stdout)], [1, true])
    })

    test('given a period that is not over, or a command that makes no sense, then nothing is frozen', async t => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append(givenMonth())
      await store.close()
      const folder = givenFolder(t)
      const env = { ...process.env, YIHAO_DATABASE: url, YIHAO_DATA: folder, YIHAO_BROWSER: '/nowhere' }
      const out = join(folder, 'out')
      for (const [args, why] of [
        [['--period', '2199', '--freeze', '--out', out], /is not over/],
        [[...month, '--freeze'], /^npm run report/],
        [[...month, '--freeze', '--internal', '--out', out], /^npm run report/],
        [[...month, '--reason', 'x'], /^npm run report/],
        [[...month, '--frozen-version', '1'], /^npm run report/],
        [[...month, '--frozen', '--frozen-version', '7'], /as version 7/],
      ] as const) {
        const { status, stderr } = spawnSync(process.execPath, ['scripts/report.ts', ...args], {
          env,
          encoding: 'utf8',
        })
        assert.deepEqual([status, why.test(stderr)], [2, true], args.join(' '))
      }
    })
  })
