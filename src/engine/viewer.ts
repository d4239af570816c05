import type { ErrorCode } from '../wire/errors.ts'
import type { Role } from './store.ts'

/** Who a request or a console is: read from his sign-in, good until `expiresAt` (UTC ms). */
export interface Viewer {
  readonly userId: number
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly agentId: string | null
  /** The hash under which his sign-in is stored; names it without giving it away. */
  readonly tokenHash: string
  readonly expiresAt: number
}

/** The headers of a request, as node gives them. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Says who asks to open a socket, or why he may not: `not_signed_in`, `foreign_origin`. */
export type Authenticate = (request: { readonly headers: RequestHeaders }) => Promise<Viewer | ErrorCode>

/** Whether a role may see callers' numbers whole (DOMAIN.md 3.1). */
export const seesWholeNumbers = (role: Role): boolean => role !== 'agent'

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
