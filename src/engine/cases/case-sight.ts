import type { Role } from '../../domain/cases/role.ts'
import type { Viewer } from '../viewer.ts'
import { hasRole, isOfUnit, rolesOf } from '../viewer.ts'
import type { CaseRow } from './case-store.ts'

/**
 * How much of a case somebody sees (DOMAIN.md 3.1, 3.5): `whole`; its `content` without whose it is; its `stub`: number, class and state; `nothing`: for
 * him there is no such case.
 */
export type Sight = 'whole' | 'content' | 'stub' | 'nothing'

type Seen = Pick<CaseRow, 'confidential' | 'agentId' | 'unit' | 'coUnits' | 'handlerUnit'>

const concerns = ({ unit, coUnits, handlerUnit }: Seen, viewer: Viewer): boolean => {
  const own = viewer.unitId ?? null
  if (own === null) return false
  const tierTwoOnly = hasRole(viewer, 'unit_handler') && !hasRole(viewer, 'unit_clerk', 'unit_leader')
  return tierTwoOnly ? handlerUnit === own : unit === own || coUnits?.includes(own) === true
}

/** Who sets up, counts or audits the hotline reads no case by that alone (DOMAIN.md 3.1). */
const apart: readonly Role[] = ['admin', 'analyst', 'auditor']

/** Units see what they were given; of a confidential case nobody but who took it sees whose it is without saying why. */
export const sightOf = (viewer: Viewer, row: Seen): Sight => {
  if (isOfUnit(viewer)) {
    if (!concerns(row, viewer)) return 'nothing'
    return row.confidential ? 'content' : 'whole'
  }
  if (rolesOf(viewer).every(role => apart.includes(role))) return 'stub'
  if (!row.confidential) return 'whole'
  if (row.agentId !== null && row.agentId === viewer.agentId) return 'whole'
  const office = hasRole(viewer, 'shift_leader', 'reviewer', 'dispatcher', 'supervisor', 'callback_agent')
  return office ? 'content' : 'stub'
}
