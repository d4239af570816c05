import type { Told, Viewing } from '../../../domain/cases/access-facts.ts'
import type { Role } from '../../../domain/cases/role.ts'
import type { Dialect } from './vocabulary.ts'

/** Who was told whose case it is, and who read a confidential one: a projection of the ledger. */
export const definePrivacy = ({ table, index, text, int, instant, json }: Dialect) => {
  const caseAccesses = table(
    'case_accesses',
    {
      seq: int().primaryKey(),
      at: instant().notNull(),
      kind: text().$type<'revealed' | 'viewed'>().notNull(),
      caseNo: text().notNull(),
      by: text().notNull(),
      role: text().$type<Role>().notNull(),
      reason: text().notNull(),
      address: text().notNull(),
      what: json<readonly (Told | Viewing)[]>().notNull(),
    },
    t => [index('case_accesses_case').on(t.caseNo, t.seq), index('case_accesses_by').on(t.by, t.seq)],
  )

  /** Whose data were erased, by the keyed hash of the number; a backup that is brought back must be brought up to this. */
  const erasures = table(
    'erasures',
    {
      seq: int().primaryKey(),
      at: instant().notNull(),
      numberHash: text().notNull(),
      by: text().notNull(),
      reason: text().notNull(),
    },
    t => [index('erasures_number').on(t.numberHash)],
  )
  return { caseAccesses, erasures }
}
