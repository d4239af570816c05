import type { AttachmentFactBody, ErasedWhy, Uploader } from '../../domain/attachments/attachment-facts.ts'
import { uploadBoundsOf } from '../../domain/attachments/bounds.ts'
import { joined } from '../../domain/attachments/bytes.ts'
import { judgeFile } from '../../domain/attachments/detect.ts'
import type { Place } from '../../domain/attachments/exif.ts'
import { safeName } from '../../domain/attachments/file-name.ts'
import { type FileRefusal, kindOf, mostOfCase, mostOfSubmission } from '../../domain/attachments/kinds.ts'
import type { Fact } from '../../domain/fact.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock, Log } from '../ports.ts'
import type { Reads } from '../store.ts'
import type { AttachmentRow } from './attachment-store.ts'
import type { AttachmentVault, OpenFile } from './ports.ts'

/** Done with what it gave, or refused with a code of the catalogue. */
export type AttachmentAnswer<T> = { readonly done: T } | { readonly refused: ErrorCode }

/** Who sees an attachment, and from where; booked before the first byte. */
export interface Opener {
  readonly userName: string
  readonly role: string
  readonly address: string
}

/** What may be done with attachments. All of it becomes facts, in order with all others. */
export interface AttachmentDesk {
  /** Keeps a file that came under this name. `place`: where a photo was taken, which is offered and not kept. */
  keep(
    bytes: Uint8Array,
    name: string,
    uploader: Uploader,
  ): Promise<AttachmentAnswer<{ row: AttachmentRow; place: Place | null }>>
  /** What is known of one; null: there is none, or no more. */
  find(id: string): Promise<AttachmentRow | null>
  /** Why these uploads of his cannot be attached to this case (null: to a new one), or null: they can. */
  refuseAttach(ids: readonly string[], uploader: Uploader, caseNo: string | null): Promise<ErrorCode | null>
  /**
   * Attaches uploads of his to a case; asking twice changes nothing. Of a confidential case what tells of its author is taken out first. Gives the ids of
   * what is attached, in order.
   */
  attach(
    ids: readonly string[],
    uploader: Uploader,
    of: { readonly caseNo: string; readonly confidential: boolean },
  ): Promise<AttachmentAnswer<readonly string[]>>
  /** Takes out of all attachments of a case what tells of their authors: it has become confidential. */
  strip(caseNo: string): Promise<AttachmentAnswer<null>>
  /** Opens one for somebody who may see it. `mine`: his own upload, not yet attached, which is no opening. */
  open(row: AttachmentRow, opener: Opener, mine: boolean): Promise<AttachmentAnswer<OpenFile>>
  /** Erases one for good. `by`: who wished it; null: the rules. */
  erase(id: string, why: ErasedWhy, by: string | null): Promise<AttachmentAnswer<null>>
}

export interface AttachmentDeskParts {
  readonly reads: Pick<Reads, 'attachment' | 'attachmentsOfCase' | 'attachmentsWaiting'>
  readonly vault: AttachmentVault
  /** Makes facts durable in order with all others. Rejects where they cannot be kept. */
  book(facts: readonly Fact[]): Promise<void>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** A new id that nobody has: nothing of what is kept can be told from it. */
  newId(): string
  /** Whether photos keep what they tell, but for those of confidential cases. */
  readonly keepsMetadata: boolean
}

/** Attachments whose facts were booked last, which the database may not hold yet. */
const remembered = 2_000

/** A page asks for the same attachment again and again: within this time it is one opening. */
const oneOpeningMs = 30 * 60_000

const refused = (code: ErrorCode): { readonly refused: ErrorCode } => ({ refused: code })

const codes: Readonly<Record<FileRefusal, ErrorCode>> = {
  empty: 'attachment_empty',
  too_large: 'attachment_too_large',
  unknown: 'attachment_type_unknown',
  heic: 'attachment_heic',
  disguised: 'attachment_disguised',
  active: 'attachment_active',
  damaged: 'attachment_damaged',
}

/** A disk that is full is told as what it is; all else is not expected. */
const noRoom = (error: unknown): { readonly refused: ErrorCode } => {
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  if (full) return refused('attachment_no_room')
  throw error
}

/** One map that forgets what was put into it longest ago. */
const bounded = <V>() => {
  const map = new Map<string, V>()
  return {
    get: (key: string): V | undefined => map.get(key),
    values: () => map.values(),
    set: (key: string, value: V): void => {
      map.delete(key)
      map.set(key, value)
      const [oldest] = map.keys()
      if (map.size > remembered && oldest !== undefined) map.delete(oldest)
    },
  }
}

export const createAttachmentDesk = (parts: AttachmentDeskParts): AttachmentDesk => {
  const { reads, vault, clock, log } = parts
  const inTurn = createTurns()
  const recent = bounded<AttachmentRow>()
  const openings = bounded<number>()

  const book = async (bodies: readonly AttachmentFactBody[]): Promise<void> => {
    const at = clock.now()
    await parts.book(bodies.map(body => ({ at, received: at, ...body })))
  }
  const read = async (id: string): Promise<AttachmentRow | null> => recent.get(id) ?? (await reads.attachment(id))
  const find = async (id: string): Promise<AttachmentRow | null> => {
    const row = await read(id)
    return row?.erasedAt === null ? row : null
  }
  /** Rows that were read, as they are by what was booked since. */
  const present = (rows: readonly AttachmentRow[], fits: (row: AttachmentRow) => boolean): readonly AttachmentRow[] => {
    const all = new Map(rows.map(row => [row.id, row]))
    for (const row of recent.values()) all.set(row.id, row)
    return [...all.values()].filter(row => row.erasedAt === null && fits(row))
  }
  const ofCase = async (caseNo: string) =>
    present(await reads.attachmentsOfCase(caseNo), row => row.caseNo === caseNo).toSorted(
      (a, b) => (a.position ?? 0) - (b.position ?? 0),
    )
  const isHis = (row: Pick<AttachmentRow, 'uploader' | 'uploaderKind'>, { id, kind }: Uploader): boolean =>
    row.uploader === id && row.uploaderKind === kind
  const waiting = async (uploader: Uploader) =>
    present(await reads.attachmentsWaiting(uploader, mostOfCase), row => row.caseNo === null && isHis(row, uploader))

  const deleteFile = (id: string): Promise<void> =>
    // where this fails the sweep finds a file whose attachment is erased or was never booked
    vault.erase(id).catch(error => log.error({ err: error, attachment: id }, 'an erased file is still there'))

  /** Puts a file on the disk, not yet booked. */
  const put = async (
    pieces: readonly Uint8Array[],
    about: Pick<AttachmentRow, 'name' | 'type' | 'uploader' | 'uploaderKind' | 'stripped'>,
  ): Promise<AttachmentRow> => {
    const id = parts.newId()
    const { name, type, uploader, uploaderKind, stripped } = about
    const kept = await vault.keep(id, pieces).catch(async (error: unknown) => {
      await deleteFile(id)
      throw error
    })
    const none = { caseNo: null, attachedAt: null, position: null, erasedAt: null }
    return { id, name, type, ...kept, uploader, uploaderKind, uploadedAt: clock.now(), stripped, ...none }
  }

  const erase = async (row: AttachmentRow, why: ErasedWhy, by: string | null): Promise<void> => {
    await book([{ kind: 'attachment_erased', attachmentId: row.id, caseNo: row.caseNo, why, by }])
    recent.set(row.id, { ...row, erasedAt: clock.now() })
    await deleteFile(row.id)
  }

  /** The same attachment without what it tells; the one that is there where nothing can be taken out. */
  const withoutMetadata = async (row: AttachmentRow): Promise<AttachmentRow> => {
    if (row.stripped) return row
    const opened = await vault.open(row.id)
    if (opened === null) return row
    const pieces: Uint8Array[] = []
    try {
      for await (const piece of opened.read(0, opened.bytes)) pieces.push(piece)
    } finally {
      await opened.close()
    }
    const judged = judgeFile(joined(pieces), row.name)
    if ('refused' in judged || !judged.tellsNothing) return row
    return put(judged.stripped, { ...row, stripped: true })
  }

  const refusal = async (
    ids: readonly string[],
    uploader: Uploader,
    caseNo: string | null,
  ): Promise<ErrorCode | null> => {
    if (ids.length > mostOfSubmission || new Set(ids).size !== ids.length) return 'attachment_too_many'
    const rows = await Promise.all(ids.map(find))
    if (rows.some(row => row === null || !isHis(row, uploader))) return 'attachment_gone'
    const others = rows.filter(row => row?.caseNo !== null)
    if (others.some(row => row?.caseNo !== caseNo)) return 'attachment_gone'
    const since = clock.now() - uploadBoundsOf(uploader.kind).waitsMs
    if (rows.some(row => row?.caseNo === null && row.uploadedAt <= since)) return 'attachment_gone'
    const there = caseNo === null ? 0 : (await ofCase(caseNo)).length
    return there + ids.length - others.length > mostOfCase ? 'attachment_too_many' : null
  }

  /** Attaches what is not attached yet, from this position on, in one commit; `strip`: without what it tells, which is a new file in the place of the old. */
  const attachAll = async (
    rows: readonly AttachmentRow[],
    caseNo: string,
    first: number,
    strip: boolean,
  ): Promise<readonly string[]> => {
    const bodies: AttachmentFactBody[] = []
    const now: AttachmentRow[] = []
    const before: AttachmentRow[] = []
    let next = first
    try {
      for (const row of rows) {
        const clean = strip ? await withoutMetadata(row) : row
        const isNew = clean.id !== row.id
        const position = row.position ?? next
        if (row.position === null) next += 1
        now.push({ ...clean, caseNo, attachedAt: row.attachedAt ?? clock.now(), position })
        if (isNew) bodies.push(keptFact(clean, row.id))
        if (isNew || row.caseNo === null)
          bodies.push({ kind: 'attachment_attached', attachmentId: clean.id, caseNo, position })
        if (!isNew) continue
        before.push(row)
        bodies.push({ kind: 'attachment_erased', attachmentId: row.id, caseNo: row.caseNo, why: 'stripped', by: null })
      }
      if (bodies.length > 0) await book(bodies)
    } catch (error) {
      for (const { id } of now) if (!rows.some(row => row.id === id)) await deleteFile(id)
      throw error
    }
    for (const row of now) recent.set(row.id, row)
    for (const row of before) {
      recent.set(row.id, { ...row, erasedAt: clock.now() })
      await deleteFile(row.id)
    }
    return now.map(({ id }) => id)
  }

  const noteOpening = async (row: AttachmentRow, opener: Opener): Promise<void> => {
    const now = clock.now()
    const key = JSON.stringify([opener.userName, row.id])
    if (now - (openings.get(key) ?? Number.NEGATIVE_INFINITY) < oneOpeningMs) return
    await book([{ kind: 'attachment_opened', attachmentId: row.id, caseNo: row.caseNo, ...opener }])
    openings.set(key, now)
  }

  return {
    keep: (bytes, name, uploader) =>
      inTurn(`${uploader.kind} ${uploader.id}`, async () => {
        const { mostWaiting, kinds, leavesFree } = uploadBoundsOf(uploader.kind)
        if ((await waiting(uploader)).length >= mostWaiting) return refused('attachment_too_many')
        const judged = judgeFile(bytes, name)
        if ('refused' in judged) return refused(codes[judged.refused])
        if (!kinds.includes(kindOf(judged.type))) return refused('attachment_type_unknown')
        if (leavesFree > 0 && (await vault.room()) < leavesFree + bytes.length) return refused('attachment_no_room')
        const row = await put(parts.keepsMetadata ? judged.whole : judged.stripped, {
          name: safeName(name, judged.type),
          type: judged.type,
          uploader: uploader.id,
          uploaderKind: uploader.kind,
          stripped: judged.tellsNothing && !parts.keepsMetadata,
        }).catch(noRoom)
        if ('refused' in row) return row
        try {
          await book([keptFact(row, null)])
        } catch (error) {
          await deleteFile(row.id)
          throw error
        }
        recent.set(row.id, row)
        return { done: { row, place: judged.place } }
      }),

    find,
    refuseAttach: refusal,

    attach: (ids, uploader, { caseNo, confidential }) =>
      inTurn(caseNo, async () => {
        const why = await refusal(ids, uploader, caseNo)
        if (why) return refused(why)
        const rows = (await Promise.all(ids.map(find))).filter(row => row !== null)
        const last = (await ofCase(caseNo)).at(-1)?.position ?? 0
        return { done: await attachAll(rows, caseNo, last + 1, confidential) }
      }),

    strip: caseNo =>
      inTurn(caseNo, async () => {
        const rows = await ofCase(caseNo)
        await attachAll(rows, caseNo, (rows.at(-1)?.position ?? 0) + 1, true)
        return { done: null }
      }),

    open: async (row, opener, mine) => {
      const opened = await vault.open(row.id).catch((error: unknown) => {
        log.error({ err: error, attachment: row.id }, 'an attachment cannot be opened')
        return 'damaged' as const
      })
      if (opened === 'damaged') return refused('attachment_unreadable')
      if (opened === null) return refused('attachment_gone')
      try {
        if (!mine) await noteOpening(row, opener)
        return { done: opened }
      } catch (error) {
        await opened.close()
        log.error({ err: error, attachment: row.id }, 'an opening could not be booked')
        return refused('store_down')
      }
    },

    erase: async (id, why, by) => {
      const row = await find(id)
      if (row === null) return refused('attachment_gone')
      return inTurn(row.caseNo ?? `${row.uploaderKind} ${row.uploader}`, async () => {
        const still = await find(id)
        if (still) await erase(still, why, by)
        return { done: null }
      })
    },
  }
}

const keptFact = (row: AttachmentRow, insteadOf: string | null): AttachmentFactBody => {
  const { id: attachmentId, name, type, bytes, sha256, uploader, uploaderKind, stripped } = row
  return {
    kind: 'attachment_kept',
    attachmentId,
    name,
    type,
    bytes,
    sha256,
    uploader,
    uploaderKind,
    stripped,
    insteadOf,
  }
}
