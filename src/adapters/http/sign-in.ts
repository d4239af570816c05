import { createHash, randomBytes } from 'node:crypto'
import { fastifyCookie } from '@fastify/cookie'
import type { Clock } from '../../engine/ports.ts'
import type { Reads, User } from '../../engine/store.ts'
import type { RequestHeaders, Viewer } from '../../engine/viewer.ts'
import { knownViewers } from './known-viewers.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** How long a sign-in lasts: a shift with its overlap. */
export const signInMs = 12 * 3_600_000

/** The cookie's name; by `__Host-` a browser refuses it from other hosts and in the clear. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-yihao' : 'yihao')

/** What the cookie allows: sent by our own pages only, and never given to scripts. */
export const cookieFlags = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure }) as const

/** A new random token of 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored in place of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** The token that a request brings, or null. */
export const tokenOf = (headers: RequestHeaders, secure: boolean): string | null => {
  const { cookie } = headers
  if (typeof cookie !== 'string') return null
  const token = fastifyCookie.parse(cookie)[cookieName(secure)]
  return token !== undefined && tokenForm.test(token) ? token : null
}

const askStore = async (reads: Reads, tokenHash: string): Promise<Viewer | null> => {
  const viewers = knownViewers(reads)
  const session = await reads.session(tokenHash)
  const user = session && (await reads.userById(session.userId))
  if (!session || !user || user.disabled) {
    viewers.forget(tokenHash)
    return null
  }
  const { id: userId, name, displayName, role, agentId, alsoRoles, unitId } = user
  const of = { userId, name, displayName, role, agentId, alsoRoles, unitId }
  const viewer = { ...of, tokenHash, expiresAt: session.expiresAt }
  viewers.remember(viewer)
  return viewer
}

/** How long the store may take to say who somebody is who was let in before, ms. */
const storeWithinMs = 1_000

/**
 * The one behind a request, or null: no token, or one that is unknown, over, or of a disabled user. While the store is away,
 * or does not answer, whoever it let in before stays let in until his sign-in is over.
 */
export const readViewer = async (
  headers: RequestHeaders,
  { reads, clock, cookieSecure }: { reads: Reads; clock: Clock; cookieSecure: boolean },
): Promise<Viewer | null> => {
  const token = tokenOf(headers, cookieSecure)
  if (token === null) return null
  const tokenHash = hashToken(token)
  const before = knownViewers(reads).of(tokenHash)
  const asked = askStore(reads, tokenHash)
  const viewer = before ? await Promise.race([asked.catch(() => before), after(storeWithinMs, before)]) : await asked
  return viewer && viewer.expiresAt > clock.now() ? viewer : null
}

const after = <T>(ms: number, value: T): Promise<T> =>
  new Promise(resolve => setTimeout(() => resolve(value), ms).unref())

const decoy = hashPassword(newToken())

/** The user with this name and password, or null; an unknown or disabled name takes the same work as a wrong password. */
export const checkPassword = async (reads: Reads, name: string, password: string): Promise<User | null> => {
  const user = await reads.userByName(name)
  const right = await verifyPassword(password, user?.passwordHash ?? (await decoy))
  return user && right && !user.disabled ? user : null
}
