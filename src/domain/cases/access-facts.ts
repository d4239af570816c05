import type { Role } from './role.ts'

/** What of a requester's identity was told. */
export type Told = 'name' | 'number' | 'contact'

/** What was done with the content of a confidential case. */
export const viewings = ['content', 'print', 'export'] as const
export type Viewing = (typeof viewings)[number]

/** A row of the ledger whose personal data were taken out: what is left of its body, and the hash that this row would have had with it. */
export interface RedactedRow {
  readonly seq: number
  readonly body: string
  readonly seal: string
}

/** Who looked at what of a case, and whose data were erased: facts of the same ledger, kept apart from the history that units see. */
export type AccessFactBody =
  /** Somebody was told whose case it is: written before he was told (DOMAIN.md 3.5). */
  | {
      readonly kind: 'case_revealed'
      readonly caseNo: string
      readonly by: string
      readonly role: Role
      readonly reason: string
      readonly address: string
      readonly what: readonly Told[]
    }
  /** Somebody read, printed or exported a confidential case; once for each of these, reader and ten minutes. */
  | {
      readonly kind: 'case_viewed'
      readonly caseNo: string
      readonly by: string
      readonly role: Role
      readonly address: string
      readonly what: Viewing
    }
  /** The personal data of one number were erased from what is read (PIPL art. 47). The number itself is told by its keyed hash alone. */
  | {
      readonly kind: 'person_erased'
      readonly numberHash: string
      readonly by: string
      readonly reason: string
      readonly caseNos: readonly string[]
      readonly callIds: readonly string[]
      readonly personIds: readonly string[]
      /** Entries of the ring-back list, by their ids. */
      readonly missedIds: readonly number[]
      /** Attachments of these cases, and what they took the place of; their files are gone. Left out in facts from before they were erased. */
      readonly attachmentIds?: readonly string[]
      /** Messages about these cases and to this number. Left out as above. */
      readonly messageKeys?: readonly string[]
      /** Chats of these cases, and those in which this number was given. Left out as above. */
      readonly chatIds?: readonly string[]
      /** Callback tasks of these cases and to this number; their attempts go with their calls. Left out as above. */
      readonly taskIds?: readonly string[]
      /** Imported calls of this number; what was ruled on ratings of their cases goes with them. Left out as above. */
      readonly historyCallIds?: readonly string[]
      /** Cases and calls that were kept, and why the law or the house wants that. */
      readonly kept: readonly Kept[]
    }
  /** The time of a closed case was over: what is about a person was taken out of it, of the calls of no other case, its callback tasks, its files and its messages. */
  | {
      readonly kind: 'case_erased'
      readonly caseNo: string
      readonly why: 'retention'
      /** How long cases of its class are kept, months of the calendar. */
      readonly months: number
      readonly callIds: readonly string[]
      readonly attachmentIds: readonly string[]
      readonly messageKeys: readonly string[]
    }
  /** The same in rows of the ledger: the chain holds over their old hashes, this fact vouches for what stands there now. */
  | { readonly kind: 'facts_redacted'; readonly rows: readonly RedactedRow[] }

/** Why something of a person was not erased. */
export type KeptWhy = 'open' | 'legal_hold' | 'retention'
export interface Kept {
  readonly what: 'case' | 'call' | 'task'
  readonly id: string
  readonly why: KeptWhy
}
