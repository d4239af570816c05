import type { Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gte, inArray, lte } from '../drizzle.ts'
import { noFacts, type SealedRow, type Tip } from '../ledger/chain.ts'
import { checkRows, settle, unvouched } from '../ledger/check-rows.ts'
import type { Claim } from '../ledger/erased-row.ts'

/** Rows of the ledger that `verifyChain` checks at a time: about a millisecond of hashing. */
const pageSize = 500

/** What the ledger tells of itself. */
export type LedgerReads = Pick<Reads, 'tip' | 'checkChain' | 'verifyChain'>

/** Rows of the ledger from a sequence on, so many at most, in order. */
export type PageOfLedger = (from: number, atMost: number) => Promise<SealedRow[]>

/** The ledger itself. `pageOf`: another way to its rows, for who checks millions of them. */
export const ledgerReads = (
  { db, tables: { facts } }: Builder,
  pageOf: PageOfLedger = async (from, atMost) =>
    db.select().from(facts).where(gte(facts.seq, from)).orderBy(asc(facts.seq)).limit(atMost),
): LedgerReads => {
  /** What vouches for erased rows comes later in the ledger, where this same check comes by. */
  const settleLater = async (claims: Claim[]): Promise<void> => {
    if (claims.length === 0) return
    const { seq, kind, body } = facts
    const bySeq = inArray(
      seq,
      claims.map(({ by }) => by),
    )
    for (const row of await db.select({ seq, kind, body }).from(facts).where(bySeq)) settle(row, claims)
  }

  const checkChain: LedgerReads['checkChain'] = async (after, atMost) => {
    const from = after ?? noFacts
    const rows = await pageOf(from.seq, atMost + 1)
    // the row that was checked last comes again: it may have been changed or cut off since
    const known = from.seq === 0 ? from : rows.shift()
    if (known?.seq !== from.seq || known.hash !== from.hash)
      return { checkedTo: noFacts, brokenAt: from.seq, more: false }
    const claims: Claim[] = []
    const checked = checkRows(from, rows, claims)
    await settleLater(claims)
    const unsaid = unvouched(claims)
    if (unsaid !== null) return { checkedTo: from, brokenAt: unsaid, more: false }
    if ('brokenAt' in checked) return { checkedTo: checked.before, brokenAt: checked.brokenAt, more: false }
    return { checkedTo: checked, brokenAt: null, more: rows.length >= atMost }
  }

  return {
    async tip() {
      const last = db.select({ seq: facts.seq, hash: facts.hash }).from(facts).orderBy(desc(facts.seq)).limit(1)
      return (await last)[0] ?? null
    },
    checkChain,
    async verifyChain(fromSeq) {
      let tip: Tip | null = null
      if (fromSeq > 1) {
        const known = db
          .select({ seq: facts.seq, hash: facts.hash })
          .from(facts)
          .where(eq(facts.seq, fromSeq - 1))
        tip = (await known)[0] ?? null
        if (!tip) return { brokenAt: fromSeq - 1 }
      }
      for (;;) {
        const { checkedTo, brokenAt, more } = await checkChain(tip, pageSize)
        if (brokenAt !== null) return { brokenAt }
        if (!more) return null
        tip = checkedTo
      }
    },
  }
}

/** Rows of the ledger from one sequence to another, in order. */
export const rowsBetween =
  ({ db, tables: { facts } }: Builder) =>
  async (from: number, to: number): Promise<readonly SealedRow[]> =>
    db
      .select()
      .from(facts)
      .where(and(gte(facts.seq, from), lte(facts.seq, to)))
      .orderBy(asc(facts.seq))
