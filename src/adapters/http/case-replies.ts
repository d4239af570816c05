import type { Static } from 'typebox'
import type { Fact } from '../../domain/fact.ts'
import { maskNumber } from '../../domain/number/mask.ts'
import { sightOf } from '../../engine/cases/case-sight.ts'
import type { CaseFilter, CaseRow } from '../../engine/cases/case-store.ts'
import { hasRole, isOfUnit, seesWholeNumbers, type Viewer } from '../../engine/viewer.ts'
import type { CaseDetailSchema } from './case-schemas.ts'

/** A case as a list shows it, as far as the viewer may see it. Numbers are masked unless the role sees them whole; a unit's never are whole. */
export const caseReply = (row: CaseRow, viewer: Viewer) => {
  const { text: _text, answer: _answer, callId: _call, foreignPlatform: _platform, foreignId: _foreign, ...rest } = row
  const sight = sightOf(viewer, row)
  const { coordinates, coUnits } = row
  const lists = { coordinates: coordinates && [...coordinates], coUnits: coUnits && [...coUnits] }
  const nobody = { requesterName: null, number: null }
  if (sight === 'stub' || sight === 'nothing')
    return {
      ...rest,
      ...lists,
      ...nobody,
      hidden: true,
      identityHidden: true,
      title: null,
      place: null,
      contact: null,
      coordinates: null,
    }
  if (sight === 'content') return { ...rest, ...lists, ...nobody, hidden: false, identityHidden: true }
  const number = !isOfUnit(viewer) && seesWholeNumbers(viewer.role) ? row.number : maskNumber(row.number)
  return { ...rest, ...lists, hidden: false, identityHidden: false, number }
}

/** Events of whose doer a unit is told nothing: it must not know who rated it. */
const ratedBy: readonly string[] = ['visit', 'adjudicate', 'confirm_ruling', 'redo']

/** What is not decided yet, and what was not approved, is no matter of the unit that is rated. */
const undecided: readonly string[] = ['propose_ruling', 'refuse_ruling']

/** What a step was told, as this viewer may see it. Whether a rating came from a number of the unit itself is for those alone who look after ratings. */
const detailsOf = ({ wish, standing }: Moved, viewer: Viewer): Record<string, unknown> => {
  const { event, ...details } = wish
  if (event === 'confirm_ruling') {
    const { ruling, reason } = standing.ruling ?? {}
    return { ruling, reason, ...(isOfUnit(viewer) ? {} : details) }
  }
  if (event !== 'visit') return { ...details }
  const { ownNumber, ...rest } = { ownNumber: null, ...details }
  const looksAfter = !isOfUnit(viewer) && hasRole(viewer, 'supervisor', 'analyst', 'auditor')
  return looksAfter && ownNumber === true ? { ...rest, ownNumber } : rest
}

type Moved = Extract<Fact, { kind: 'case_moved' }>
type HistoryReply = Static<typeof CaseDetailSchema>['history'][number]

/** A fact of a case as its history shows it. */
export const historyReply = (fact: Fact, viewer: Viewer): HistoryReply[] => {
  if (fact.kind === 'case_moved') {
    const { event } = fact.wish
    if (isOfUnit(viewer) && undecided.includes(event)) return []
    const unknown = isOfUnit(viewer) && ratedBy.includes(event)
    const by = unknown ? { kind: 'user' as const, name: '', unit: null } : fact.by
    const shown = { kind: by.kind, name: by.name, unit: by.unit }
    return [
      {
        kind: fact.kind,
        at: fact.at,
        event,
        by: shown,
        state: fact.standing.state,
        details: detailsOf(fact, viewer),
      },
    ]
  }
  const name = 'agentId' in fact ? (fact.agentId ?? '') : ''
  const fromCitizen = fact.kind === 'case_registered' && fact.agentId === null
  const by = {
    kind: fromCitizen ? ('citizen' as const) : ('user' as const),
    name: isOfUnit(viewer) ? '' : name,
    unit: null,
  }
  return [{ kind: fact.kind, at: fact.at, event: null, by, state: null, details: {} }]
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
