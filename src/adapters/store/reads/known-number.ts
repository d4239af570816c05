import type { CaseBrief, KnownNumber } from '../../../engine/cases/case-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, isNotNull, isNull } from '../drizzle.ts'
import { fill, type Query, type Row } from '../query.ts'
import { hole, template } from '../template.ts'

/** Who a number may be and what is open for it: queries built once, and what their rows say, in the same order. */
export interface KnownNumberReads {
  ask(number: string): readonly Query[]
  told(answers: readonly (readonly Row[])[]): KnownNumber
}

export const knownNumberReads = ({ db, tables }: Builder): KnownNumberReads => {
  const { cases, persons, personNumbers, sharedNumbers } = tables
  const { caseNo, class: of, title, state, confidential, acceptedAt, closedAt } = cases
  const brief = { caseNo, class: of, title, state, confidential, acceptedAt, closedAt }
  const { id, name, place, elder, minor, disabled, contact, note } = persons
  const queries = [
    template<{ number: string }>(
      db
        .select({ kind: sharedNumbers.kind })
        .from(sharedNumbers)
        .where(eq(sharedNumbers.number, hole('number'))),
    ),
    template<{ number: string }>(
      db
        .select({ id, name, place, elder, minor, disabled, contact, note })
        .from(personNumbers)
        .innerJoin(persons, eq(id, personNumbers.personId))
        .where(eq(personNumbers.number, hole('number')))
        .orderBy(desc(personNumbers.confirmedAt))
        .limit(3),
    ),
    template<{ number: string }>(
      db
        .select(brief)
        .from(cases)
        .where(and(eq(cases.number, hole('number')), isNull(closedAt)))
        .orderBy(asc(acceptedAt), asc(caseNo))
        .limit(9),
    ),
    template<{ number: string }>(
      db
        .select(brief)
        .from(cases)
        .where(and(eq(cases.number, hole('number')), isNotNull(closedAt)))
        .orderBy(desc(acceptedAt), desc(caseNo))
        .limit(3),
    ),
  ]
  return {
    ask: number => queries.map(query => fill(query, { number })),
    told: ([shared = [], people = [], openCases = [], closedCases = []]) => {
      const kind = shared[0]?.[0]
      if (kind !== undefined)
        return { shared: kind as KnownNumber['shared'], people: [], openCases: [], closedCases: [] }
      return {
        shared: null,
        people: people.map(toPerson),
        openCases: openCases.map(toBrief),
        closedCases: closedCases.map(toBrief),
      }
    },
  }
}

/** SQLite gives flags as 0 and 1, PostgreSQL as true and false. */
const flag = (value: Row[number] | undefined): boolean => value === true || value === 1

const toPerson = ([id, name, place, elder, minor, disabled, contact, note]: Row): KnownNumber['people'][number] => ({
  id: String(id),
  name: String(name),
  place: String(place),
  elder: flag(elder),
  minor: flag(minor),
  disabled: flag(disabled),
  contact: contact as KnownNumber['people'][number]['contact'],
  note: String(note),
})

const toBrief = ([caseNo, of, title, state, confidential, acceptedAt, closedAt]: Row): CaseBrief => ({
  caseNo: String(caseNo),
  class: of as CaseBrief['class'],
  title: String(title),
  state: state as CaseBrief['state'],
  confidential: flag(confidential),
  acceptedAt: Number(acceptedAt),
  closedAt: closedAt === null ? null : Number(closedAt),
})
