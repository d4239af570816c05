import type { Kept, KeptWhy } from '../../domain/cases/access-facts.ts'
import type { Fact } from '../../domain/fact.ts'
import type { Clock } from '../ports.ts'
import type { RecordingVault } from '../recordings/ports.ts'
import { type EraseFile, eraseFiles, redactionsOf, wordsOf } from './erase-records.ts'
import type { PersonReads, PersonRecords } from './person-store.ts'

/** What an erasure did, for who asked for it. */
export interface Erased {
  readonly cases: number
  readonly calls: number
  readonly persons: number
  readonly recordings: number
  readonly attachments: number
  readonly messages: number
  /** Rows of the ledger whose personal data were taken out. */
  readonly facts: number
  readonly kept: readonly Kept[]
}

export interface ErasureParts {
  readonly reads: PersonReads
  /** Makes facts durable, all of them or none. */
  book(facts: readonly Fact[]): Promise<void>
  keepsFacts(): boolean
  readonly vault: Pick<RecordingVault, 'erase'>
  readonly eraseFile: EraseFile
  readonly clock: Pick<Clock, 'now'>
  /** Keyed hash of a number, by which an erasure can be found again without telling whose it was. */
  hashOf(number: string): string
  /** The instant before which a complaint or report must have been closed to be erased, for now. */
  keepComplaintsSince(now: number): number
}

export type ErasureAnswer =
  | { readonly done: Erased }
  | { readonly refused: 'number_is_shared' | 'not_found' | 'store_down' }

/** Erases what is held of one number, but what the law or the house must keep. */
export interface PersonErasure {
  erase(number: string, by: string, reason: string): Promise<ErasureAnswer>
}

/** What is kept and why: what is not over, what is held, what its retention keeps, and the calls and tasks of such cases. */
const keptOf = (found: PersonRecords, complaintsSince: number): ReadonlyMap<string, KeptWhy> => {
  const kept = new Map<string, KeptWhy>()
  const held = new Set(
    found.recordings.filter(row => row.heldAt !== null && row.erasedAt === null).map(row => row.callId),
  )
  for (const { id, endedAt } of found.calls)
    if (endedAt === null) kept.set(id, 'open')
    else if (held.has(id)) kept.set(id, 'legal_hold')
  const attemptsOf = Map.groupBy(found.attempts, ({ taskId }) => taskId)
  const callsOf = Map.groupBy(
    [
      ...found.caseCalls,
      ...found.tasks.flatMap(({ taskId, caseNo }) =>
        caseNo === null ? [] : (attemptsOf.get(taskId) ?? []).map(({ callId }) => ({ caseNo, callId })),
      ),
    ],
    ({ caseNo }) => caseNo,
  )
  for (const { caseNo, closedAt, class: of } of found.cases) {
    const calls = callsOf.get(caseNo) ?? []
    const must = ['complaint', 'report'].includes(of)
    if (closedAt === null) kept.set(caseNo, 'open')
    else if (calls.some(({ callId }) => held.has(callId))) kept.set(caseNo, 'legal_hold')
    else if (must && closedAt > complaintsSince) kept.set(caseNo, 'retention')
    const why = kept.get(caseNo)
    if (why) for (const { callId } of calls) if (!kept.has(callId)) kept.set(callId, why)
  }
  for (const { taskId, caseNo, state } of found.tasks) {
    const attempts = attemptsOf.get(taskId) ?? []
    const ofCase = caseNo === null ? undefined : kept.get(caseNo)
    const why =
      state === 'closed' ? (ofCase ?? (attempts.some(({ callId }) => held.has(callId)) ? 'legal_hold' : null)) : 'open'
    if (why === null) continue
    kept.set(taskId, why)
    for (const { callId } of attempts) if (!kept.has(callId)) kept.set(callId, why)
  }
  return kept
}

export const createPersonErasure = (parts: ErasureParts): PersonErasure => {
  const { reads, book, keepsFacts, vault, eraseFile, clock, hashOf } = parts

  return {
    async erase(number, by, reason) {
      if (!keepsFacts()) return { refused: 'store_down' }
      const now = clock.now()
      const found = await reads.person(number)
      if (found.shared !== null) return { refused: 'number_is_shared' }
      const kept = keptOf(found, parts.keepComplaintsSince(now))
      const gone = (id: string) => !kept.has(id)
      const callIds = found.calls.map(({ id }) => id).filter(gone)
      const caseNos = found.cases.map(({ caseNo }) => caseNo).filter(gone)
      const personIds = found.persons.map(({ id }) => id)
      // such an entry has the sequence of the fact that opened it
      const missedIds = found.missedCalls.map(({ id }) => id)
      // one that goes on is found again when it has ended
      const chatIds = found.chats.filter(chat => chat.endedAt !== null && chat.caseNos.every(gone)).map(({ id }) => id)
      const taskIds = found.tasks.map(({ taskId }) => taskId).filter(gone)
      const historyCallIds = found.historyCalls.map(({ callId }) => callId)
      const all = [found.calls, found.cases, found.chats, found.tasks, personIds, missedIds, historyCallIds]
      if (all.every(each => each.length === 0)) return { refused: 'not_found' }
      const ends = found.recordings.filter(row => row.closedAt !== null && row.erasedAt === null && gone(row.callId))
      const of = { at: now, received: now }
      const except = found.cases.map(({ caseNo }) => caseNo).filter(id => !gone(id))
      const { attachments, messages } = await reads.besideCases(caseNos, number)
      const messageKeys = messages
        .filter(({ key }) => !except.some(caseNo => key.startsWith(`notice-${caseNo}-`)))
        .map(({ key }) => key)
      const attachmentIds = attachments.map(({ id }) => id)
      const names = [...found.persons.map(({ name }) => name), ...found.cases.map(row => row.requesterName)]
      const raw = found.calls.map(({ rawNumber }) => rawNumber)
      for (const { part } of ends) await vault.erase(part)
      const files = await eraseFiles(attachments, eraseFile, 'person', by)
      const rowsOf = { callIds, caseNos, attachmentIds, chatIds, taskIds, except, seqs: missedIds }
      const redactions = await redactionsOf(reads, rowsOf, wordsOf([number], raw, names), now)
      const keptList: Kept[] = [
        ...found.calls.map(({ id }) => ['call', id] as const),
        ...except.map(id => ['case', id] as const),
        ...found.tasks.map(({ taskId }) => ['task', taskId] as const),
      ].flatMap(([what, id]) => {
        const why = kept.get(id)
        return why ? [{ what, id, why }] : []
      })
      const facts: Fact[] = [
        ...ends.map(
          ({ part, callId }) => ({ ...of, kind: 'recording_erased', callId, part, why: 'person_erased' }) as const,
        ),
        ...redactions.facts,
        {
          ...of,
          kind: 'person_erased',
          numberHash: hashOf(number),
          by,
          reason,
          caseNos,
          callIds,
          personIds,
          missedIds,
          attachmentIds,
          messageKeys,
          chatIds,
          taskIds,
          historyCallIds,
          kept: keptList,
        },
      ]
      try {
        await book(facts)
      } catch {
        return { refused: 'store_down' }
      }
      const counts = { cases: caseNos.length, calls: callIds.length, persons: personIds.length }
      const beside = { recordings: ends.length, attachments: files, messages: messageKeys.length }
      return { done: { ...counts, ...beside, facts: redactions.rows, kept: keptList } }
    },
  }
}
