import type { AccessReads } from '../../../engine/cases/access-store.ts'
import type { Builder } from '../db.ts'
import { and, desc, eq, lt } from '../drizzle.ts'

/** Who looked at cases. */
export const accessReads = ({ db, tables: { caseAccesses } }: Builder): AccessReads => ({
  accesses: ({ caseNo, by, before, limit }) =>
    db
      .select()
      .from(caseAccesses)
      .where(
        and(
          caseNo === undefined ? undefined : eq(caseAccesses.caseNo, caseNo),
          by === undefined ? undefined : eq(caseAccesses.by, by),
          before === undefined ? undefined : lt(caseAccesses.seq, before),
        ),
      )
      .orderBy(desc(caseAccesses.seq))
      .limit(limit),
})
