import { type Actor, unitRoles } from '../domain/cases/role.ts'
import type { ErrorCode } from '../wire/errors.ts'
import type { Role } from './store.ts'

/** Who a request or a console is: read from his sign-in, good until `expiresAt` (UTC ms). */
export interface Viewer {
  readonly userId: number
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly agentId: string | null
  /** What he may do beside his role. */
  readonly alsoRoles?: readonly Role[] | null
  /** The unit he belongs to; left out or null: the hotline itself. */
  readonly unitId?: string | null
  /** The hash under which his sign-in is stored; names it without giving it away. */
  readonly tokenHash: string
  readonly expiresAt: number
}

/** The headers of a request, as node gives them. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Says who asks to open a socket, or why he may not: `not_signed_in`, `foreign_origin`. */
export type Authenticate = (request: { readonly headers: RequestHeaders }) => Promise<Viewer | ErrorCode>

/** All that somebody may do. */
export const rolesOf = ({ role, alsoRoles }: Pick<Viewer, 'role' | 'alsoRoles'>): readonly Role[] => [
  role,
  ...(alsoRoles ?? []),
]

/** Whether he has one of these roles. */
export const hasRole = (viewer: Pick<Viewer, 'role' | 'alsoRoles'>, ...wanted: readonly Role[]): boolean =>
  rolesOf(viewer).some(role => wanted.includes(role))

/** Whether he belongs to a unit, and sees nothing but its cases. */
export const isOfUnit = (viewer: Pick<Viewer, 'role' | 'alsoRoles' | 'unitId'>): boolean =>
  (viewer.unitId ?? null) !== null || unitRoles.includes(viewer.role)

/** Somebody signed in, as one who does something to a case. */
export const actorOf = (viewer: Viewer): Actor => ({
  kind: 'user',
  name: viewer.name,
  roles: rolesOf(viewer),
  unit: viewer.unitId ?? null,
  agentId: viewer.agentId,
})

/** Whether a role may see callers' numbers whole (DOMAIN.md 3.1): those who lead, and those who ring back. */
export const seesWholeNumbers = (role: Role): boolean => leads(role) || role === 'callback_agent'

/**
 * Which recordings somebody may hear (DOMAIN.md 3.1): shift leaders all, those who administer none. Agents none either, but where the house wishes
 * so (`agentsHearOwn`) those of the calls they talked in.
 */
export const hearing = (
  { role, agentId }: Pick<Viewer, 'role' | 'agentId'>,
  agentsHearOwn = false,
): 'all' | 'own' | 'none' => {
  if (role === 'shift_leader') return 'all'
  return role === 'agent' && agentId !== null && agentsHearOwn ? 'own' : 'none'
}

/** Whether a role changes settings of the house (DOMAIN.md 3.1). */
export const administers = (role: Role): boolean => role === 'admin'

/** Whether a role leads a shift: the wall, all calls, the ring-back list. */
export const leads = (role: Role): boolean => role === 'shift_leader' || role === 'admin'
