import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { createPersonErasure } from '../../../src/engine/privacy/person-erasure.ts'
import type { Store } from '../../../src/engine/store.ts'
import { registered } from './given-cases.ts'
import { answeredCall, fact, morning } from './given-facts.ts'

/** Whose data is erased, in all the forms in which it came, and words that only he said. */
export const mine = '+8613812345678'
export const traces: readonly string[] = ['13812345678', '王建国', '三天不亮', '耳背', '回电王先生', '幸福里']

/** Somebody else. */
export const other = '+8613900000000'

/** All that can be of one person, and somebody else with the same kinds of things. */
export const personFacts = () => {
  const of = { callId: 'p1', agentId: '1001' }
  const person = { elder: true, minor: false, disabled: false, contact: 'phone' } as const
  return [
    fact(morning - 5_000, { kind: 'missed_call', callId: 'p0', number: mine, why: 'abandoned' }),
    ...answeredCall({ callId: 'p1', arrivedAt: morning }, '1001', 4_000, 60_000),
    fact(morning + 10_000, { kind: 'recording_started', callId: 'p1', part: 'p1-1' }),
    fact(morning + 70_000, {
      ...{ kind: 'recording_closed', callId: 'p1', part: 'p1-1', codec: 'g711' },
      ...{ bytes: 480_000, sha256: 'a'.repeat(64), audioMs: 60_000, gapMs: 0 },
    }),
    fact(morning + 20_000, {
      ...{ kind: 'party_called', callId: 'p1', partyId: 'x1', leg: 'x1', party: 'outside', mode: 'join' },
      ...{ calledBy: '1001', toAgentId: null, contactId: null, name: null, number: mine, unit: null },
    }),
    fact(morning + 21_000, { kind: 'party_ended', callId: 'p1', partyId: 'x1', how: 'normal', talkMs: null }),
    ...registered({ running: 1, at: morning + 60_000, callId: 'p1', place: '幸福里 3 号', answer: '回电王先生' }),
    fact(morning + 61_000, {
      kind: 'person_confirmed',
      ...of,
      personId: 'person-1',
      number: mine,
      ...person,
      ...{ name: '王建国', place: '幸福里', note: '耳背' },
    }),
    fact(morning + 62_000, { kind: 'number_shared', ...of, number: mine, shared: 'public_phone' }),
    fact(morning + 63_000, { kind: 'number_shared', ...of, number: mine, shared: null }),
    ...answeredCall(
      { callId: 'o1', arrivedAt: morning + 90_000, number: other, rawNumber: '13900000000' },
      '1002',
      1,
      9,
    ),
    ...registered({
      ...{ running: 9, at: morning + 95_000, callId: 'o1', agentId: '1002', number: other, answer: '已答复李' },
      ...{ requesterName: '李秀英', title: '公交改线', text: '公交改线问题', place: '人民路' },
    }),
    fact(morning + 96_000, {
      kind: 'person_confirmed',
      ...{ callId: 'o1', agentId: '1002', personId: 'person-2', number: other, ...person },
      ...{ name: '李秀英', place: '人民路', note: '' },
    }),
  ]
}

export const givenErasure = (store: Store, now = morning + 86_400_000, erased: string[] = []) =>
  createPersonErasure({
    reads: store.read,
    book: store.append,
    keepsFacts: () => true,
    vault: { erase: async part => void erased.push(part) },
    eraseFile: async (id, why, by) => {
      erased.push(id)
      await store.append([fact(now, { kind: 'attachment_erased', attachmentId: id, caseNo: null, why, by })])
    },
    clock: { now: () => now },
    hashOf: number => `hash-of-${number.length}`,
    keepComplaintsSince: at => at - 36 * 30 * 86_400_000,
  })

/** Everything that a database holds, as text: on SQLite the bytes of its file, written anew; on PostgreSQL the rows of all tables. */
export const everythingIn = async (url: string): Promise<string> => {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length)
    const file = new Sqlite(path)
    file.exec('vacuum')
    file.pragma('wal_checkpoint(truncate)')
    file.close()
    return readFileSync(path).toString('utf8')
  }
  const client = new Client(url)
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      parts.push(...rows.map(({ row }) => row))
    }
    return parts.join('\n')
  } finally {
    await client.end()
  }
}
