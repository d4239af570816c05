import assert from 'node:assert/strict'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { lostQuery, numberedQuery } from '../../../src/adapters/store/history/contact-sql.ts'
import { migrationFolder } from '../../../src/adapters/store/migrate/plan.ts'
import { migrateSqlite } from '../../../src/adapters/store/migrate/sqlite.ts'
import { finallyDo } from '../../helpers/store.ts'

test('given somebody who called many thousand times, whether he called before or again is found by his number and the instants together', t => {
  const database = new Sqlite(':memory:')
  finallyDo(t, () => database.close())
  migrateSqlite(database, migrationFolder('sqlite'))
  const sight = { hole: () => '?', unfinished: [] }
  for (const { past, own } of [numberedQuery(sight), lostQuery(sight)])
    for (const sql of [past, own]) {
      const plan = database
        .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
        .all(0, 1)
        .map(row => row.detail)
      const lookUps = plan.filter(detail => /SEARCH p USING .*\(number=\?/.test(detail))
      assert.ok(lookUps.length >= 2, plan.join('\n'))
      for (const each of lookUps) assert.match(each, /number=\? AND (arrived|began)_at>\? AND (arrived|began)_at<\?/)
    }
})
