import { chainHash, type SealedRow, type Tip } from './chain.ts'
import { type Claim, claimOf, vouches } from './erased-row.ts'

/** Where rows do not fit their hashes, and the tip before. */
export interface Broken {
  readonly brokenAt: number
  readonly before: Tip
}

/**
 * Checks rows that follow `tip`, in order; gives the new tip, or the sequence of the first row that is missing or does not fit its hash, with the tip
 * before it. A row whose personal data were erased fits where a later row vouches for what is left of it: `claims` are those for which no such row has come
 * yet, and whoever checks must see to it that none is left at the end (`unvouched`).
 */
export const checkRows = (tip: Tip, rows: Iterable<SealedRow>, claims: Claim[]): Tip | Broken => {
  let last = tip
  for (const row of rows) {
    const seq = last.seq + 1
    if (row.seq !== seq) return { brokenAt: seq, before: last }
    if (row.hash !== chainHash(last.hash, seq, row)) {
      const claim = claimOf(last.hash, row)
      if (claim === null) return { brokenAt: seq, before: last }
      claims.push(claim)
    } else if (row.kind === 'facts_redacted') settle(row, claims)
    last = { seq, hash: row.hash }
  }
  return last
}

/** Takes out the claims that a row of the chain vouches for. */
export const settle = (row: Pick<SealedRow, 'seq' | 'kind' | 'body'>, claims: Claim[]): void => {
  const left = claims.filter(claim => claim.by !== row.seq || !vouches(row, claim))
  claims.splice(0, claims.length, ...left)
}

/** The first row for whose erasure nobody vouches; null: there is none. */
export const unvouched = (claims: readonly Claim[]): number | null =>
  claims.length === 0 ? null : Math.min(...claims.map(({ seq }) => seq))
