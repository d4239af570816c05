import type { Uploader } from '../../domain/attachments/attachment-facts.ts'
import type { AttachmentType } from '../../domain/attachments/kinds.ts'

/** One attachment as the ledger's projection holds it. Times UTC ms; null: not (yet) so. */
export interface AttachmentRow {
  readonly id: string
  readonly name: string
  readonly type: AttachmentType
  /** Of what is kept, plain. */
  readonly bytes: number
  readonly sha256: string
  readonly uploader: string
  readonly uploaderKind: Uploader['kind']
  readonly uploadedAt: number
  /** The case it belongs to, since when, and its place among the others. */
  readonly caseNo: string | null
  readonly attachedAt: number | null
  readonly position: number | null
  /** Whether it tells nothing of its author and place. */
  readonly stripped: boolean
  readonly erasedAt: number | null
}

/** Reads of attachments. */
export interface AttachmentReads {
  attachment(id: string): Promise<AttachmentRow | null>
  /** Those of a case that are not erased, in their order. */
  attachmentsOfCase(caseNo: string): Promise<readonly AttachmentRow[]>
  /** Those of an uploader that wait to be attached, the latest first. */
  attachmentsWaiting(uploader: Uploader, limit: number): Promise<readonly AttachmentRow[]>
  /** Those that were uploaded before this instant and belong to no case, oldest first; `of`: by uploaders of this kind alone. */
  attachmentsLeft(before: number, limit: number, of?: Uploader['kind']): Promise<readonly AttachmentRow[]>
  /** Which of these are there and not erased. */
  attachmentsAmong(ids: readonly string[]): Promise<readonly string[]>
}
