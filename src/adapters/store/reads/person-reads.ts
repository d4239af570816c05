import type { PersonReads, RedactableRow } from '../../../engine/privacy/person-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, inArray } from '../drizzle.ts'
import { erasedBody, sealOf } from '../ledger/erased-row.ts'
import { shown } from './case-reads.ts'

/** Ids that one statement names. */
const atOnce = 200

const inParts = async <T, Row>(all: readonly T[], read: (part: T[]) => Promise<readonly Row[]>): Promise<Row[]> => {
  const rows: Row[] = []
  for (let i = 0; i < all.length; i += atOnce) rows.push(...(await read(all.slice(i, i + atOnce))))
  return rows
}

/** All that belongs to one number, and the rows of the ledger that hold it. */
export const personReads = ({ db, tables }: Builder): PersonReads => {
  const { cases, caseCalls, caseFacts, calls, drafts, facts, missedCalls, persons, personNumbers } = tables
  const { ratings, recordings, sharedNumbers } = tables

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

  return {
    async person(number) {
      const [marks, known, ownCalls, missed] = await Promise.all([
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
      const callIds = ownCalls.map(({ id }) => id)
      const named = await db.select(shown(tables)).from(cases).where(eq(cases.number, number))
      // an anonymous case names no number, but the call it came from does
      const origins = await inParts(callIds, part =>
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
      const { callId, text, fields, updatedAt } = drafts
      const { caseNo, at, result, score, reason } = ratings
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
        calls: ownCalls,
        recordings: await inParts(callIds, part =>
          db.select().from(recordings).where(inArray(recordings.callId, part)).orderBy(asc(recordings.part)),
        ),
        missedCalls: missed,
        drafts: await inParts(callIds, part =>
          db
            .select({ callId, text, fields, updatedAt })
            .from(drafts)
            .where(inArray(callId, part))
            .orderBy(asc(drafts.id)),
        ),
      }
    },

    async personRows({ callIds, caseNos, except, seqs: more }) {
      const seqs = new Set<number>(more)
      const ofCalls = await inParts(callIds, part =>
        db.select({ seq: facts.seq }).from(facts).where(inArray(facts.callId, part)),
      )
      const ofCases = (some: readonly string[]) =>
        inParts(some, part => db.select({ seq: caseFacts.seq }).from(caseFacts).where(inArray(caseFacts.caseNo, part)))
      for (const { seq } of [...ofCalls, ...(await ofCases(caseNos))]) seqs.add(seq)
      for (const { seq } of await ofCases(except)) seqs.delete(seq)
      return rowsOfSeqs([...seqs].sort((a, b) => a - b))
    },
  }
}
