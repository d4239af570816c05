import type { Fact } from '../../../domain/fact.ts'

/** A fact as its row, but for sequence and hash. `body` is canonical JSON of all that is not a column before it. */
export interface FactRow {
  readonly at: number
  readonly received: number
  readonly kind: Fact['kind']
  readonly callId: string | null
  readonly agentId: string | null
  readonly body: string
}

/** The row of a fact. The ids stand in the body too; their columns are there to be searched. */
export const toFactRow = (fact: Fact): FactRow => {
  const { at, received, kind, ...body } = fact
  return { at, received, kind, ...idsOf(fact), body: canonicalJson(body) }
}

/** The fact of a row that this program wrote. */
export const toFact = (row: Pick<FactRow, 'at' | 'received' | 'kind' | 'body'>): Fact =>
  ({ at: row.at, received: row.received, kind: row.kind, ...JSON.parse(row.body) }) as Fact

const idsOf = (fact: Fact): { readonly callId: string | null; readonly agentId: string | null } => {
  if (fact.kind === 'stuck_freed')
    return fact.what === 'call' ? { callId: fact.id, agentId: null } : { callId: null, agentId: fact.id }
  return { callId: 'callId' in fact ? fact.callId : null, agentId: 'agentId' in fact ? fact.agentId : null }
}

/** JSON with the keys of every object in order, so that equal values give equal text and equal hashes. */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const parts: string[] = []
  for (const [key, part] of Object.entries(value).sort(byKey))
    if (part !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(part)}`)
  return `{${parts.join(',')}}`
}

const byKey = (a: [string, unknown], b: [string, unknown]): number => (a[0] < b[0] ? -1 : 1)
