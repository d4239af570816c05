import { chainHash, type SealedRow } from './chain.ts'
import type { FactRow } from './fact-row.ts'

/*
 * A row whose personal data were erased keeps its hash, so that the chain holds over all hashes as before; what stands in it now is vouched for by a later
 * row, a fact `facts_redacted`, which the row names and which is under the same chain. So no row can be changed without a fact that says so.
 */

/** The body of an erased row: what is left, and which row vouches for it. The name comes first: no canonical body begins with it by itself. */
export const markErased = (body: string, by: number): string =>
  `{"${mark}":${by}${body === '{}' ? '}' : `,${body.slice(1)}`}`

const mark = ' erased'
const marked = /^\{" erased":(\d{1,15})(,|\})/

/** What an erased row says of itself; null: it says nothing of the kind. */
export const erasedBody = (body: string): { readonly by: number; readonly body: string } | null => {
  const [start, by, next] = marked.exec(body) ?? []
  if (start === undefined) return null
  return { by: Number(by), body: next === '}' ? '{}' : `{${body.slice(start.length)}` }
}

/** The seal of what is left of a row: the hash it would have had with this body. */
export const sealOf = (before: string, seq: number, row: FactRow, body: string): string =>
  chainHash(before, seq, { ...row, body })

/** A row that does not fit its hash and names the row that vouches for it. */
export interface Claim {
  readonly seq: number
  readonly by: number
  readonly seal: string
}

/** What a row that does not fit its hash claims; null: nothing that could be true. */
export const claimOf = (before: string, row: SealedRow): Claim | null => {
  const erased = erasedBody(row.body)
  if (erased === null || erased.by <= row.seq) return null
  return { seq: row.seq, by: erased.by, seal: sealOf(before, row.seq, row, erased.body) }
}

/** Whether this row, itself part of the chain, vouches for a claim. */
export const vouches = (row: Pick<SealedRow, 'seq' | 'kind' | 'body'>, claim: Claim): boolean => {
  if (row.seq !== claim.by || row.kind !== 'facts_redacted') return false
  const { rows } = JSON.parse(row.body) as {
    readonly rows?: readonly { readonly seq: number; readonly seal: string }[]
  }
  return rows?.some(({ seq, seal }) => seq === claim.seq && seal === claim.seal) ?? false
}
