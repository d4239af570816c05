import type { AttachmentType } from './kinds.ts'

/** Who has uploaded something: a user by his sign-in name, a citizen by the id of his visit, a unit by its id. */
export interface Uploader {
  readonly kind: 'user' | 'citizen' | 'wechat' | 'unit'
  readonly id: string
}

/** Why an attachment was erased; `unattached`: nobody attached it to a case in time; `stripped`: another without what it told took its place. */
export type ErasedWhy = 'unattached' | 'removed' | 'stripped' | 'retention' | 'person'

/** What happens to attachments: facts of the same ledger as those of calls and cases. */
export type AttachmentFactBody =
  /** It lies encrypted on the disk; `bytes` and `sha256` are those of what is kept of it, plain. */
  | {
      readonly kind: 'attachment_kept'
      readonly attachmentId: string
      readonly name: string
      readonly type: AttachmentType
      readonly bytes: number
      readonly sha256: string
      readonly uploader: string
      readonly uploaderKind: Uploader['kind']
      /** Whether it tells nothing of its author and place any more. */
      readonly stripped: boolean
      /** The attachment that it takes the place of; null: of none. */
      readonly insteadOf: string | null
    }
  | {
      readonly kind: 'attachment_attached'
      readonly attachmentId: string
      readonly caseNo: string
      /** Its place among the attachments of the case, from 1 on. */
      readonly position: number
    }
  /** `by`: the sign-in name of who wished it; null: the rules did. */
  | {
      readonly kind: 'attachment_erased'
      readonly attachmentId: string
      readonly caseNo: string | null
      readonly why: ErasedWhy
      readonly by: string | null
    }
  /** Somebody saw it, or took it away. */
  | {
      readonly kind: 'attachment_opened'
      readonly attachmentId: string
      readonly caseNo: string | null
      readonly userName: string
      readonly role: string
      readonly address: string
    }
