import { maskNumber } from '../../domain/number/mask.ts'
import type { CaseFilter, CaseRow } from '../../engine/cases/case-store.ts'
import type { Viewer } from '../../engine/viewer.ts'
import { leads, seesWholeNumbers } from '../../engine/viewer.ts'

/** Whether a case must not be shown to this viewer: confidential, and another agent's (DOMAIN.md 3.1). */
export const isHidden = (
  { confidential, agentId }: Pick<CaseRow, 'confidential' | 'agentId'>,
  viewer: Viewer,
): boolean => confidential && !leads(viewer.role) && agentId !== viewer.agentId

/** A case as a list shows it. Numbers are masked unless the role sees them whole. */
export const caseReply = (row: CaseRow, viewer: Viewer) => {
  const { text: _text, answer: _answer, callId: _call, ...rest } = row
  if (isHidden(row, viewer))
    return { ...rest, hidden: true, title: null, place: null, requesterName: null, number: null, contact: null }
  const number = seesWholeNumbers(viewer.role) ? row.number : maskNumber(row.number)
  return { ...rest, hidden: false, number }
}

type Place = NonNullable<CaseFilter['before']>

/** The place after which the next page begins, as an opaque text. */
export const toCaseCursor = ({ acceptedAt, caseNo }: Place): string =>
  Buffer.from(JSON.stringify([acceptedAt, caseNo])).toString('base64url')

/** The place in a cursor, or null when it is not one of ours. */
export const fromCaseCursor = (cursor: string): Place | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(value) || value.length !== 2) return null
    const [acceptedAt, caseNo]: unknown[] = value
    const isPlace = typeof acceptedAt === 'number' && Number.isSafeInteger(acceptedAt)
    return isPlace && typeof caseNo === 'string' && /^\d{14,17}$/.test(caseNo) ? { acceptedAt, caseNo } : null
  } catch {
    return null
  }
}
