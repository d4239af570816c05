import type { Uploader } from './attachment-facts.ts'
import { type AttachmentKind, mostOfCase, waitsMs } from './kinds.ts'

/** How much somebody may upload before it belongs to a case. */
export interface UploadBounds {
  readonly kinds: readonly AttachmentKind[]
  /** Uploads of his that wait at a time. */
  readonly mostWaiting: number
  /** How long one waits before it is erased, ms. */
  readonly waitsMs: number
  /** What must stay free on the disk, in bytes, for more to be taken of him. */
  readonly leavesFree: number
}

const ofThoseWhoWorkHere: UploadBounds = {
  kinds: ['photo', 'document', 'sound', 'video'],
  mostWaiting: mostOfCase,
  waitsMs,
  leavesFree: 0,
}

/** Nobody knows who they are: photos alone, few of them for one wish, not for longer than a request is written, and never the room that the house needs. */
export const boundsOfCitizens: UploadBounds = {
  kinds: ['photo'],
  mostWaiting: 4,
  waitsMs: 6 * 3_600_000,
  leavesFree: 1024 ** 3,
}

/** The bounds of an uploader of this kind. */
export const uploadBoundsOf = (kind: Uploader['kind']): UploadBounds =>
  kind === 'citizen' ? boundsOfCitizens : ofThoseWhoWorkHere
