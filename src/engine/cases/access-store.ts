import type { Told, Viewing } from '../../domain/cases/access-facts.ts'
import type { Role } from '../../domain/cases/role.ts'

/** Somebody was told whose case it is (`revealed`), or read, printed or exported a confidential one. Times UTC ms. */
export interface AccessRow {
  readonly seq: number
  readonly at: number
  readonly kind: 'revealed' | 'viewed'
  readonly caseNo: string
  readonly by: string
  readonly role: Role
  /** Empty where none is asked for. */
  readonly reason: string
  readonly address: string
  readonly what: readonly (Told | Viewing)[]
}

/** Which accesses are wanted, newest first, before the sequence `before`. */
export interface AccessFilter {
  readonly caseNo?: string
  /** Sign-in name. */
  readonly by?: string
  readonly before?: number
  readonly limit: number
}

/** Reads of the log of accesses. */
export interface AccessReads {
  accesses(filter: AccessFilter): Promise<readonly AccessRow[]>
}
