import type { Actor, Role } from './role.ts'
import { unitRoles } from './role.ts'

/** Who may be told whose case it is, with a reason (DOMAIN.md 3.1, 3.5). */
export const revealingRoles: readonly Role[] = ['shift_leader', 'supervisor', 'callback_agent', 'reviewer']

/** Who reads the log of accesses. */
export const loggingRoles: readonly Role[] = ['auditor', 'supervisor']

/** What of a case decides who may know and call its requester. */
export interface Reachable {
  readonly confidential: boolean
  /** Who took it. */
  readonly agentId: string | null
  readonly number: string | null
  readonly unit: string | null
  readonly coUnits: readonly string[] | null
  readonly handlerUnit: string | null
}

type Who = Pick<Actor, 'roles' | 'unit' | 'agentId'>

const ofUnit = ({ unit, roles }: Who): boolean => unit !== null || roles.some(role => unitRoles.includes(role))

const tookIt = ({ agentId }: Who, of: Pick<Reachable, 'agentId'>): boolean =>
  of.agentId !== null && of.agentId === agentId

/** The role in which somebody may be told whose case it is; null: he may not. Never units and never who only administers. */
export const revealingRole = (who: Who, of: Pick<Reachable, 'agentId'>): Role | null => {
  if (ofUnit(who)) return null
  const role = who.roles.find(each => revealingRoles.includes(each))
  if (role) return role
  return tookIt(who, of) ? (who.roles[0] ?? null) : null
}

/**
 * Whether somebody may have the requester of a case called without seeing the number (DOMAIN.md 4.2): who took it, callback agents, and the unit that has
 * it, through the hotline's own number; a unit not where the case is confidential, since whoever answers says who he is.
 */
export const mayDial = (who: Who, of: Reachable): boolean => {
  if (of.number === null) return false
  if (!ofUnit(who)) return tookIt(who, of) || who.roles.includes('callback_agent')
  if (of.confidential || who.unit === null) return false
  return [of.unit, of.handlerUnit, ...(of.coUnits ?? [])].includes(who.unit)
}
