import type { ErasedWhy } from '../../domain/attachments/attachment-facts.ts'
import type { RedactedRow } from '../../domain/cases/access-facts.ts'
import type { Fact } from '../../domain/fact.ts'
import { formsOf, redacted } from '../../domain/privacy/redact.ts'
import type { PersonAttachment, PersonReads, RowsOf } from './person-store.ts'

/*
 * What every erasure does, in this order: files, then rows. Whose a file is stands in the rows alone: were they gone first, a crash would leave files that nobody can find
 * any more. A row whose file is gone is found again by the same erasure, and shows meanwhile as a file that is no more.
 */

/** Erases the file of an attachment, then books that it is gone; one that is gone stays so. */
export type EraseFile = (attachmentId: string, why: ErasedWhy, by: string | null) => Promise<void>

/** Rows of the ledger that one fact vouches for. */
const rowsOfFact = 100

/** The words by which somebody is called in texts, the longest first; a single character is no name. */
export const wordsOf = (
  numbers: readonly string[],
  rawNumbers: readonly string[],
  names: readonly string[],
): readonly string[] => {
  const raw = rawNumbers.filter(each => each.length >= 7)
  const spoken = names.map(name => name.trim()).filter(name => name.length >= 2)
  return [...new Set([...numbers.flatMap(formsOf), ...raw, ...spoken])].sort((a, b) => b.length - a.length)
}

/** Erases the files of these attachments that are still there. */
export const eraseFiles = async (
  attachments: readonly Pick<PersonAttachment, 'id' | 'erasedAt'>[],
  erase: EraseFile,
  why: ErasedWhy,
  by: string | null,
): Promise<number> => {
  const left = attachments.filter(({ erasedAt }) => erasedAt === null)
  for (const { id } of left) await erase(id, why, by)
  return left.length
}

/** The facts that take personal data out of rows of the ledger. `words`: by which the person is called wherever he is named. */
export const redactionsOf = async (
  reads: Pick<PersonReads, 'personRows'>,
  of: RowsOf,
  words: readonly string[],
  at: number,
): Promise<{ readonly facts: readonly Fact[]; readonly rows: number }> => {
  const rows: RedactedRow[] = []
  for (const row of await reads.personRows(of)) {
    const body = canonical(redacted(row.kind, JSON.parse(row.body) as object, words))
    if (body !== row.body) rows.push({ seq: row.seq, body, seal: row.seal(body) })
  }
  const facts = inParts(rows).map(some => ({ at, received: at, kind: 'facts_redacted', rows: some }) as const)
  return { facts, rows: rows.length }
}

const inParts = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / rowsOfFact) }, (_, i) => all.slice(i * rowsOfFact, (i + 1) * rowsOfFact))

/** JSON whose keys stand in order, as those of the ledger do. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
