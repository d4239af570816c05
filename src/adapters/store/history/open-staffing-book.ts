import type { BookCall } from '../../../domain/kpi/book.ts'
import { type Queue, queueForDialled, takesCalls } from '../../../domain/queue/queue.ts'
import { createHalfHours } from '../../../domain/staffing/measured.ts'
import type { StaffingBook } from '../../../engine/staffing/staffing-book.ts'
import { openReader } from '../sqlite/connection.ts'
import type { Sight } from './book-sql.ts'
import { importOf, importsSql } from './import-sql.ts'
import { connectPatiently } from './postgres-history.ts'
import { documentsOf, readCalendar } from './read-calendar.ts'
import { postgresSnapshot, type Snapshot, sqliteSnapshot } from './snapshots.ts'
import { queuesSql, staffingCalls, wrapUpsSql } from './staffing-sql.ts'

/** Runs reads in one transaction, and so on one state of the store. */
type Within = <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>

/** Opens what staffing is planned by, of a database that has the newest schema, to read it, also while the hotline runs. Throws `store_unavailable`. */
export const openStaffingBook = async (url: string): Promise<StaffingBook> => {
  if (!url.startsWith('sqlite:')) {
    const client = await connectPatiently(url, 'yihao-forecast')
    const snapshot = postgresSnapshot(client)
    return staffingBook(
      async read => {
        await snapshot.rows('begin isolation level repeatable read read only')
        try {
          return await read(snapshot)
        } finally {
          await snapshot.rows('rollback')
        }
      },
      () => client.end(),
    )
  }
  const file = openReader(url.slice('sqlite:'.length))
  const snapshot = sqliteSnapshot(file)
  return staffingBook(
    async read => {
      file.exec('begin')
      try {
        return await read(snapshot)
      } finally {
        file.exec('commit')
      }
    },
    async () => {
      file.close()
    },
  )
}

/** Imports that are not whole are not seen. */
const sightOf = async (snapshot: Snapshot): Promise<Sight> => {
  const imports = (await snapshot.rows(importsSql)).map(importOf)
  return { hole: snapshot.hole, unfinished: imports.filter(({ endedAt }) => endedAt === null).map(({ id }) => id) }
}

const staffingBook = (within: Within, close: () => Promise<void>): StaffingBook => {
  const eachCall = async (snapshot: Snapshot, from: number, to: number, take: (call: BookCall) => void) => {
    const { past, own, rowOf } = staffingCalls(await sightOf(snapshot))
    for (const sql of [past, own]) await snapshot.each(sql, [from, to], row => take(rowOf(row)))
  }
  return {
    halfHours: (period, measuredFrom) =>
      within(async snapshot => {
        const halfHours = createHalfHours(period, measuredFrom)
        await eachCall(snapshot, period.from, period.to, halfHours.call)
        const measured = period.starts[Math.max(0, measuredFrom - period.firstDay)] ?? period.to
        const sight = await sightOf(snapshot)
        const [[calls, ms] = []] = await snapshot.rows(wrapUpsSql(sight), [measured, period.to])
        return { ...halfHours.end(), wrapUps: { calls: Number(calls ?? 0), ms: Number(ms ?? 0) } }
      }),
    calls: period =>
      within(async snapshot => {
        const calls: BookCall[] = []
        await eachCall(snapshot, period.from, period.to, call => calls.push(call))
        return calls
      }),
    calendar: () => within(readCalendar),
    queue: () =>
      within(async snapshot => {
        // those stored before the switches came have none
        const queues = (await documentsOf<Queue>(snapshot, queuesSql))
          .filter(takesCalls)
          .map(queue => ({ ...{ overflowOpen: false, announcement: null }, ...queue }))
        return queueForDialled(queues, '*') ?? null
      }),
    close,
  }
}
