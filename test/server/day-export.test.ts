import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { createMetrics } from '../../src/adapters/http/metrics.ts'
import { openBook } from '../../src/adapters/store/history/open-book.ts'
import { readPeriod } from '../../src/domain/kpi/period.ts'
import { reportOf } from '../../src/domain/kpi/report.ts'
import type { ExportAlarm } from '../../src/engine/export/troubles.ts'
import { openExports } from '../../src/exports.ts'
import { answeredCall, arrived } from '../adapters/store/given-facts.ts'
import { virtualClock } from '../engine/cases/virtual-clock.ts'
import { filesBelow, march } from '../engine/export/given-export.ts'
import { changeRow } from '../helpers/change-row.ts'
import { dialects, givenDatabase, givenFolder, keptLog, openGiven } from '../helpers/store.ts'

const zone = 'Asia/Shanghai'
const call = (n: number, at: number) =>
  answeredCall({ callId: `c${n}`, arrivedAt: at + n * 1_000 }, '1001', 9_000, 100_000)

for (const dialect of dialects)
  describe(`the nightly export, wired as in the server, on ${dialect}`, () => {
    test('given a day of calls, then its files come to the target, tell what the report tells, and a late call restates it', async t => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append([...call(1, march(1, 9)), ...call(2, march(1, 9)), ...call(3, march(2, 9))])
      const folders = { data: givenFolder(t), archive: givenFolder(t) }
      const alarms: ExportAlarm[] = []
      const clock = virtualClock(march(3))
      const metrics = createMetrics()
      const night = openExports({
        config: {
          database: url,
          zone,
          dataFolder: folders.data,
          dayExport: {
            targets: [{ kind: 'folder', name: 'archive', folder: folders.archive }],
            hour: 4,
            finalAfterDays: 45,
            formats: ['csv', 'json', 'xlsx', 'parquet'],
            fullNumbers: false,
          },
        },
        store,
        clock,
        log: keptLog(),
        metrics,
        acts: async () => true,
        alarm: message => alarms.push(message),
      })
      assert.ok(night)
      await night.run()
      assert.equal(alarms.length, 0)
      const version = join(folders.archive, '2026/03/01/v1')
      const says = JSON.parse(readFileSync(join(version, 'version.json'), 'utf8'))
      assert.equal(says.standing, 'provisional')
      for (const { name, sha256 } of says.files)
        assert.equal(
          createHash('sha256')
            .update(readFileSync(join(version, name)))
            .digest('hex'),
          sha256,
          name,
        )
      assert.deepEqual(
        readdirSync(version)
          .filter(
            name => !/^(calls|cases|dispatches|callback_tasks|ratings|staff|regulations)\.(csv|parquet)$/.test(name),
          )
          .sort(),
        ['figures.json', 'manifest.json', 'rows.xlsx', 'version.json'],
      )
      assert.match(readFileSync(join(version, 'calls.csv'), 'utf8'), /138\*\*\*\*5678/)

      const book = await openBook(url)
      const day = readPeriod('2026-03-01', zone) ?? assert.fail()
      assert.deepEqual(
        JSON.parse(readFileSync(join(version, 'figures.json'), 'utf8')),
        JSON.parse(JSON.stringify(reportOf(await book.tally(day)))),
      )
      await book.close()

      const before = filesBelow(join(folders.archive, '2026/03/02'))
      await store.append([arrived({ callId: 'late', arrivedAt: march(1, 20) })])
      clock.set(march(4))
      await night.run()
      assert.deepEqual(readdirSync(join(folders.archive, '2026/03/01')), ['v1', 'v2'])
      assert.deepEqual(filesBelow(join(folders.archive, '2026/03/02')), before)
      const told = await metrics.metrics()
      assert.match(told, /yihao_export_troubles 0/)
      assert.match(told, /yihao_export_undelivered\{target="archive"\} 0/)

      // a fact that came since is no difference: its day is restated the next night
      await store.append(call(4, march(2, 9)))
      await night.run('missing')
      assert.equal(alarms.length, 0)
      await night.run('all')
      assert.deepEqual(readdirSync(join(folders.archive, '2026/03/02')), ['v1', 'v2'])
      assert.equal(alarms.length, 0)

      // somebody changes a row behind the ledger's back
      await changeRow(url, "update calls set talk_ms = 900000 where id = 'c3'")
      await night.run('missing')
      assert.deepEqual(
        alarms.map(({ what, why }) => [what, why]),
        [
          [
            'comparing',
            {
              code: 'figures_disagree',
              detail: '2026-03-02 inbound_avg_talk_s 500 ≠ 100; 2026-03-02 inbound_max_talk_s 900 ≠ 100',
            },
          ],
        ],
      )
      await changeRow(url, "update calls set talk_ms = 100000 where id = 'c3'")
      await night.run('missing')
      assert.equal(alarms.at(-1)?.state, 'ended')
      await night.stop()
    })
  })
