import type {
  AgedCall,
  PersonChat,
  PersonReads,
  PersonStep,
  RedactableRow,
} from '../../../engine/privacy/person-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, gt, gte, inArray, isNotNull, lt, or, sql } from '../drizzle.ts'
import { erasedBody, sealOf } from '../ledger/erased-row.ts'
import { toFact } from '../ledger/fact-row.ts'
import { besideCases } from './beside-cases.ts'
import { shown } from './case-reads.ts'
import { inParts } from './in-parts.ts'
import { personHistory } from './person-history.ts'
import { personTasks } from './person-tasks.ts'

/** All that belongs to one number, and the rows of the ledger that hold it. */
export const personReads = (builder: Builder): PersonReads => {
  const { db, tables } = builder
  const { cases, caseAccesses, caseCalls, caseFacts, calls, drafts, facts, missedCalls, persons } = tables
  const { chats, chatMessages, personNumbers, ratings, ratingRulings, recordings, scoreObjections, sharedNumbers } =
    tables
  const { attachmentsOf, seqsOfAttachments, messagesOf } = besideCases(builder)
  const { historyCallsOf } = personHistory(builder)
  const { tasksOf, attemptsOf, callsOfTasks, seqsOfTasks } = personTasks(builder)

  const rowsOfSeqs = async (seqs: readonly number[]): Promise<readonly RedactableRow[]> => {
    const rows = await inParts(seqs, part => db.select().from(facts).where(inArray(facts.seq, part)))
    const before = await inParts(
      rows.map(({ seq }) => seq - 1),
      part => db.select({ seq: facts.seq, hash: facts.hash }).from(facts).where(inArray(facts.seq, part)),
    )
    const hashes = new Map(before.map(({ seq, hash }) => [seq, hash]))
    return rows
      .sort((a, b) => a.seq - b.seq)
      .map(row => ({
        seq: row.seq,
        kind: row.kind,
        body: erasedBody(row.body)?.body ?? row.body,
        seal: body => sealOf(hashes.get(row.seq - 1) ?? '', row.seq, row, body),
      }))
  }

  const stepsOf = async (caseNos: readonly string[]): Promise<readonly PersonStep[]> => {
    const { at, received, kind, body } = facts
    const rows = await inParts(caseNos, part =>
      db
        .select({ at, received, kind, body })
        .from(caseFacts)
        .innerJoin(facts, eq(facts.seq, caseFacts.seq))
        .where(and(inArray(caseFacts.caseNo, part), eq(kind, 'case_moved')))
        .orderBy(asc(caseFacts.seq)),
    )
    return rows.map(toFact).flatMap(fact => {
      if (fact.kind !== 'case_moved') return []
      const { caseNo, by, wish } = fact
      return [{ caseNo, at: fact.at, by: by.kind, unit: by.unit, wish }]
    })
  }

  const aged = {
    caseNo: cases.caseNo,
    class: cases.class,
    acceptedAt: cases.acceptedAt,
    closedAt: cases.closedAt,
    // a case cannot be registered without a text
    erased: sql<boolean | number>`${cases.text} = ''`.mapWith(Boolean),
  }

  const agedCalls = async (caseNo: string): Promise<readonly AgedCall[]> => {
    const ofCase = await db.select({ callId: caseCalls.callId }).from(caseCalls).where(eq(caseCalls.caseNo, caseNo))
    const { id, rawNumber, number, endedAt } = calls
    const linked = await inParts(
      [...new Set([...ofCase.map(row => row.callId), ...(await callsOfTasks([caseNo]))])],
      part => db.select({ id, rawNumber, number, endedAt }).from(calls).where(inArray(id, part)),
    )
    const ids = linked.map(row => row.id)
    const { callId, heldAt, closedAt, erasedAt } = recordings
    const [audio, others] = await Promise.all([
      inParts(ids, part =>
        db.select({ callId, heldAt, closedAt, erasedAt }).from(recordings).where(inArray(callId, part)),
      ),
      inParts(ids, part =>
        db
          .select({ callId: caseCalls.callId, of: aged })
          .from(caseCalls)
          .innerJoin(cases, eq(cases.caseNo, caseCalls.caseNo))
          .where(inArray(caseCalls.callId, part)),
      ),
    ])
    return linked.map(call => ({
      ...call,
      recordings: audio.filter(row => row.callId === call.id),
      others: others.filter(row => row.callId === call.id && row.of.caseNo !== caseNo).map(({ of }) => of),
    }))
  }

  const chatsOf = async (caseNos: readonly string[], number: string): Promise<readonly PersonChat[]> => {
    const { id, openedAt, endedAt } = chats
    const linked = await inParts(caseNos, part =>
      db
        .select({ id })
        .from(caseCalls)
        .innerJoin(chats, eq(id, caseCalls.callId))
        .where(inArray(caseCalls.caseNo, part)),
    )
    const given = await db.select({ id }).from(chats).where(eq(chats.number, number))
    const ids = [...new Set([...linked, ...given].map(row => row.id))]
    const { chatId, at, speaker, text } = chatMessages
    const [rows, links, said] = await Promise.all([
      inParts(ids, part =>
        db.select({ id, openedAt, endedAt, number: chats.number }).from(chats).where(inArray(id, part)),
      ),
      inParts(ids, part =>
        db
          .select({ id: caseCalls.callId, caseNo: caseCalls.caseNo })
          .from(caseCalls)
          .where(inArray(caseCalls.callId, part)),
      ),
      inParts(ids, part =>
        db
          .select({ chatId, at, speaker, text })
          .from(chatMessages)
          .where(inArray(chatId, part))
          .orderBy(asc(chatMessages.n)),
      ),
    ])
    return rows
      .sort((a, b) => a.openedAt - b.openedAt)
      .map(chat => ({
        ...chat,
        caseNos: links.filter(link => link.id === chat.id).map(({ caseNo }) => caseNo),
        messages: said.filter(each => each.chatId === chat.id).map(({ chatId: _, ...message }) => message),
      }))
  }

  return {
    async person(number) {
      const [marks, known, callsOfNumber, missed] = await Promise.all([
        db.select({ kind: sharedNumbers.kind }).from(sharedNumbers).where(eq(sharedNumbers.number, number)),
        db
          .select({ person: persons })
          .from(personNumbers)
          .innerJoin(persons, eq(persons.id, personNumbers.personId))
          .where(eq(personNumbers.number, number))
          .orderBy(asc(personNumbers.confirmedAt)),
        db.select().from(calls).where(eq(calls.number, number)).orderBy(asc(calls.arrivedAt), asc(calls.id)),
        db.select().from(missedCalls).where(eq(missedCalls.number, number)).orderBy(asc(missedCalls.id)),
      ])
      const callsBefore = callsOfNumber.map(({ id }) => id)
      const named = await db.select(shown(tables)).from(cases).where(eq(cases.number, number))
      // an anonymous case names no number, but the call it came from does
      const origins = await inParts(callsBefore, part =>
        db
          .select({ caseNo: caseCalls.caseNo })
          .from(caseCalls)
          .where(and(inArray(caseCalls.callId, part), eq(caseCalls.as, 'origin'))),
      )
      const namedNos = new Set(named.map(({ caseNo }) => caseNo))
      const others = [...new Set(origins.map(({ caseNo }) => caseNo))].filter(caseNo => !namedNos.has(caseNo))
      const unnamed = await inParts(others, part =>
        db.select(shown(tables)).from(cases).where(inArray(cases.caseNo, part)),
      )
      const all = [...named, ...unnamed.filter(row => row.number === null)].sort((a, b) => a.acceptedAt - b.acceptedAt)
      const caseNos = all.map(({ caseNo }) => caseNo)
      const tasks = await tasksOf(caseNos, number)
      const attempts = await attemptsOf(
        tasks.map(({ taskId }) => taskId),
        number,
      )
      const further = attempts.map(({ callId }) => callId).filter(id => !callsBefore.includes(id))
      const callsOfOthers = await inParts(further, part => db.select().from(calls).where(inArray(calls.id, part)))
      const ownCalls = [...callsOfNumber, ...callsOfOthers]
      const callIds = ownCalls.map(({ id }) => id)
      const { callId, text, fields, updatedAt } = drafts
      const { caseNo, at, result, score, reason } = ratings
      const ruled = ratingRulings
      return {
        shared: marks[0]?.kind ?? null,
        persons: known.map(({ person }) => person),
        cases: all,
        caseCalls: await inParts(caseNos, part =>
          db.select().from(caseCalls).where(inArray(caseCalls.caseNo, part)).orderBy(asc(caseCalls.id)),
        ),
        ratings: await inParts(caseNos, part =>
          db
            .select({ caseNo, at, result, score, reason })
            .from(ratings)
            .where(inArray(caseNo, part))
            .orderBy(asc(ratings.seq)),
        ),
        rulings: await inParts(caseNos, part =>
          db
            .select({
              ...{ caseNo: ruled.caseNo, at: ruled.at, ruling: ruled.ruling, reason: ruled.reason },
              ...{ state: ruled.state, decision: ruled.decision },
            })
            .from(ruled)
            .where(inArray(ruled.caseNo, part))
            .orderBy(asc(ruled.seq)),
        ),
        steps: await stepsOf(caseNos),
        attachments: await attachmentsOf(caseNos),
        messages: await messagesOf(caseNos, number),
        chats: await chatsOf(caseNos, number),
        calls: ownCalls,
        tasks,
        attempts,
        recordings: await inParts(callIds, part =>
          db.select().from(recordings).where(inArray(recordings.callId, part)).orderBy(asc(recordings.part)),
        ),
        missedCalls: missed,
        historyCalls: await historyCallsOf(number),
        drafts: await inParts(callIds, part =>
          db
            .select({ callId, text, fields, updatedAt })
            .from(drafts)
            .where(inArray(callId, part))
            .orderBy(asc(drafts.id)),
        ),
      }
    },

    besideCases: async (caseNos, number) => ({
      attachments: await attachmentsOf(caseNos),
      messages: await messagesOf(caseNos, number),
    }),

    async personRows({ callIds, caseNos, attachmentIds, chatIds = [], taskIds = [], except, seqs: more }) {
      const seqs = new Set<number>(more)
      const ofCalls = await inParts(callIds, part =>
        db.select({ seq: facts.seq }).from(facts).where(inArray(facts.callId, part)),
      )
      const ofCases = (some: readonly string[]) =>
        inParts(some, part => db.select({ seq: caseFacts.seq }).from(caseFacts).where(inArray(caseFacts.caseNo, part)))
      const ofChats = await inParts(caseNos, part =>
        db
          .select({ seq: chatMessages.seq })
          .from(chatMessages)
          .innerJoin(caseCalls, eq(caseCalls.callId, chatMessages.chatId))
          .where(inArray(caseCalls.caseNo, part)),
      )
      const opened = await inParts(caseNos, part =>
        db
          .select({ seq: chats.seq })
          .from(chats)
          .innerJoin(caseCalls, eq(caseCalls.callId, chats.id))
          .where(inArray(caseCalls.caseNo, part)),
      )
      const told = await inParts(caseNos, part =>
        db.select({ seq: caseAccesses.seq }).from(caseAccesses).where(inArray(caseAccesses.caseNo, part)),
      )
      const objected = await inParts(caseNos, part =>
        db
          .select({ seq: scoreObjections.seq, ruledSeq: scoreObjections.ruledSeq })
          .from(scoreObjections)
          .where(and(isNotNull(scoreObjections.caseNo), inArray(scoreObjections.caseNo, part))),
      )
      const ofOwnChats = await inParts(chatIds, async part => [
        ...(await db.select({ seq: chats.seq }).from(chats).where(inArray(chats.id, part))),
        ...(await db.select({ seq: chatMessages.seq }).from(chatMessages).where(inArray(chatMessages.chatId, part))),
      ])
      for (const { seq } of [...ofOwnChats, ...ofCalls, ...ofChats, ...opened, ...(await ofCases(caseNos)), ...told])
        seqs.add(seq)
      for (const seq of await seqsOfAttachments(attachmentIds)) seqs.add(seq)
      for (const seq of await seqsOfTasks(taskIds, caseNos)) seqs.add(seq)
      for (const seq of objected.flatMap(row => [row.seq, row.ruledSeq])) if (seq !== null) seqs.add(seq)
      for (const { seq } of await ofCases(except)) seqs.delete(seq)
      return rowsOfSeqs([...seqs].sort((a, b) => a - b))
    },

    casesByAge: (after, acceptedBefore, limit) => {
      const { acceptedAt, caseNo } = cases
      const later =
        after === null
          ? undefined
          : and(gte(acceptedAt, after.acceptedAt), or(gt(acceptedAt, after.acceptedAt), gt(caseNo, after.caseNo)))
      return db
        .select(aged)
        .from(cases)
        .where(and(lt(acceptedAt, acceptedBefore), later))
        .orderBy(asc(acceptedAt), asc(caseNo))
        .limit(limit)
    },

    async agedCase(caseNo) {
      const { requesterName, number } = cases
      const [found] = await db.select({ requesterName, number }).from(cases).where(eq(cases.caseNo, caseNo))
      if (!found) return null
      return { ...found, calls: await agedCalls(caseNo) }
    },
  }
}
