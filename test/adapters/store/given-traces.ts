import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { openHistory } from '../../../src/adapters/store/history/open-book.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { call, rating } from '../../../src/domain/kpi/example-rows.ts'
import type { OutboxEntry } from '../../../src/domain/messages/outbox-table.ts'
import type { Store } from '../../../src/engine/store.ts'
import { attemptFacts, taskCreated, taskMoved } from './given-campaigns.ts'
import { caseNoOf } from './given-cases.ts'
import { fact, morning } from './given-facts.ts'
import { mine, personFacts, traces } from './given-person.ts'

/** What else stands for the person alone. */
export const allTraces: readonly string[] = [
  ...traces,
  ...['31.987654', 'code-mine', 'foreign-mine', 'wechat-mine', 'receipt-mine', 'error-mine', '13700000001'],
]

export const attachmentIds = {
  original: '00000000-0000-4000-8000-000000000001',
  stripped: '00000000-0000-4000-8000-000000000002',
}

const kept = (attachmentId: string, insteadOf: string | null): Fact =>
  fact(morning + 70_000, {
    ...{ kind: 'attachment_kept', attachmentId, name: '王建国身份证.jpg', type: 'jpeg', bytes: 9 },
    ...{ sha256: 'b'.repeat(64), uploader: 'wechat-mine', uploaderKind: 'wechat', stripped: true, insteadOf },
  })

/** Data of the person in every place of the ledger that can hold some: also where only the house writes. */
export const tracedFacts = (): readonly Fact[] => {
  const caseNo = caseNoOf(1)
  const facts = personFacts().map((each): Fact => {
    if (each.kind === 'case_registered' && each.caseNo === caseNo)
      return {
        ...each,
        title: '王建国门前路灯',
        coordinates: [31.987654, 121],
        queryCode: 'code-mine',
        foreign: { platform: 'province', id: 'foreign-mine' },
      }
    if (each.kind === 'case_linked' && each.caseNo === caseNo) return { ...each, note: '王建国又打来' }
    // whom an agent called by a number is called by a name as well
    if (each.kind === 'party_called') return { ...each, name: { zh: '王建国', en: '王建国' } }
    return each
  })
  const moved = facts.findLast(each => each.kind === 'case_moved' && each.caseNo === caseNo)
  if (moved?.kind !== 'case_moved') throw new Error('the case was not moved')
  const at = morning + 80_000
  const step = (wish: Extract<Fact, { kind: 'case_moved' }>['wish']): Fact => ({ ...moved, at, received: at, wish })
  return [
    ...facts,
    step({ event: 'supplement', text: '王建国补充：耳背', attachments: [attachmentIds.stripped] }),
    step({
      ...{ event: 'visit', result: 'rated', source: 'web', score: 'dissatisfied', solved: false, contacted: true },
      reason: '王建国不满意',
    }),
    step({ event: 'adjudicate', ruling: 'excluded', reason: '王建国说错了' }),
    step({ event: 'propose_ruling', ruling: 'excluded', reason: '王建国又说错了' }),
    step({ event: 'refuse_ruling', reason: '王建国没有说错' }),
    kept(attachmentIds.original, null),
    kept(attachmentIds.stripped, attachmentIds.original),
    fact(at, { kind: 'attachment_attached', attachmentId: attachmentIds.stripped, caseNo, position: 1 }),
    fact(at, {
      ...{ kind: 'attachment_erased', attachmentId: attachmentIds.original, caseNo: null, why: 'stripped', by: null },
    }),
    fact(at, {
      ...{ kind: 'chat_opened', chatId: 'chat-1', queueId: 'text', priority: 5, language: 'zh', secretHash: 'c' },
      number: mine,
    }),
    fact(at + 1, { kind: 'chat_said', chatId: 'chat-1', n: 1, from: 'citizen', agentId: null, text: '我是王建国' }),
    fact(at + 2, { kind: 'chat_ended', chatId: 'chat-1', cause: 'left', by: 'citizen', talkMs: null }),
    taskCreated({ taskId: 'task-1', at, number: mine, caseNo, note: '王建国，耳背' }),
    ...attemptFacts({
      callId: 'visit-1',
      taskId: 'task-1',
      at,
      outcome: 'done',
      talkMs: 9,
      number: mine,
      note: '王建国在家',
    }),
    taskMoved('task-1', at + 1, { version: 2, state: 'closed', due: null, result: 'taken_back' }, '王建国说不用打了'),
    // to another number of his household, about his case
    taskCreated({ taskId: 'task-2', at, number: '+8613700000001', caseNo, note: '王建国之妻' }),
    ...attemptFacts({ callId: 'visit-2', taskId: 'task-2', at, outcome: 'done', talkMs: 9, number: '+8613700000001' }),
    taskMoved('task-2', at + 1, { version: 2, state: 'closed', due: null, result: 'done' }),
    fact(at, {
      ...{ kind: 'case_revealed', caseNo, by: 'leader', role: 'shift_leader', address: '10.0.0.1' },
      ...{ reason: '王建国要求回电 13812345678', what: ['name'] },
    }),
    fact(at, {
      ...{ kind: 'score_objected', id: 'objection-1', month: '2026-03', version: 1, unit: 'water' },
      ...{ indicator: null, caseNo, reason: '王建国不在家', by: 'water', ruleBy: at + 1 },
    }),
    fact(at + 1, {
      ...{ kind: 'score_ruled', id: 'objection-1', by: 'supervise', issued: null },
      ruling: { accepted: false, reason: '已与王建国核实', correction: null },
    }),
  ] as readonly Fact[]
}

const message = (key: string, more: Partial<OutboxEntry>): OutboxEntry => ({
  ...{ key, kind: 'sms', recipient: mine, template: 'requester_replied', values: { words: '王建国' } },
  ...{ subject: '王建国', text: '回电王先生', urgent: false, createdAt: morning, notAfter: morning + 9e9 },
  ...{ state: 'sent', dueAt: morning, nextAt: morning, tries: 1, lastError: 'error-mine', endedAt: morning + 5 },
  receipt: 'receipt-mine',
  ...more,
})

/** What of the person leaves the house: to himself, to a unit about his case, and one that has not left. */
export const tracedMessages = async (store: Store): Promise<void> => {
  const caseNo = caseNoOf(1)
  await store.write.addMessage(message(`notice-${caseNo}-0-receipt-sms`, {}))
  await store.write.addMessage(
    message(`notice-${caseNo}-1-dispatched-webhook`, { kind: 'webhook', recipient: 'water' }),
  )
  await store.write.addMessage(message('other-1', { state: 'waiting', endedAt: null, tries: 0 }))
  await store.write.addMessage(
    message(`notice-${caseNoOf(9)}-0-receipt-sms`, {
      ...{ recipient: '+8613900000000', values: { words: '李秀英' }, subject: '', text: '已答复李' },
      ...{ lastError: null, receipt: null },
    }),
  )
}

/** What was imported of the person, and of somebody else. */
export const tracedHistory = async (url: string): Promise<void> => {
  const store = await openHistory(url)
  const { id } = await store.begin('traced', [], morning)
  const progress = { fileIndex: 0, byte: 0, line: 1 }
  const others = { callId: 'past-2', rawNumber: '13900000000', number: '+8613900000000', caseNo: 'past-case-2' }
  await store.add(
    id,
    'calls',
    [call({ callId: 'past-1', rawNumber: mine.slice(3), number: mine, caseNo: 'past-case-1' }), call(others)],
    progress,
  )
  await store.add(
    id,
    'ratings',
    [
      rating('past-case-1', { adjudication: 'excluded', adjudicationReason: '王建国打错了' }),
      rating('past-case-2', { ratingId: '2', adjudication: 'excluded', adjudicationReason: '李秀英打错了' }),
    ],
    progress,
  )
  await store.finish(id, morning)
  await store.close()
}

/** A table of a real database, its columns, and its rows as texts. */
export interface RealTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

const shadowed = /^(case_words|article_words)_/

/** All tables of a database, as they are. The parts of an index of SQLite belong to it. */
export const realTables = async (url: string): Promise<readonly RealTable[]> => {
  const asTexts = (row: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''),
      ]),
    )
  if (url.startsWith('sqlite:')) {
    const file = new Sqlite(url.slice('sqlite:'.length))
    try {
      const names = file.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all() as string[]
      return names
        .filter(name => !name.startsWith('sqlite_') && !shadowed.test(name))
        .map(name => ({
          name,
          columns: (file.pragma(`table_info(${name})`) as { name: string }[]).map(column => column.name),
          rows: (file.prepare(`select * from ${name}`).all() as Record<string, unknown>[]).map(asTexts),
        }))
    } finally {
      file.close()
    }
  }
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; columns: string[] }>(
      `select table_name::text as name, array_agg(column_name::text) as columns
       from information_schema.columns where table_schema = 'public' group by 1`,
    )
    const tables: RealTable[] = []
    for (const table of rows) {
      const found = await client.query(`select * from "${table.name}"`)
      tables.push({ ...table, rows: found.rows.map(asTexts) })
    }
    return tables
  } finally {
    await client.end()
  }
}
