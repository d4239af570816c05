import type { IncomingMessage } from 'node:http'
import { kindByBeginning } from '../../domain/attachments/detect.ts'
import { mostBytes, mostBytesOfAll } from '../../domain/attachments/kinds.ts'
import type { Clock } from '../../engine/ports.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { ApiError } from './errors.ts'
import { uploadMs } from './slow-bodies.ts'

/** How much comes in at once. */
export interface UploadLimits {
  /** What all uploads together may hold in memory, in bytes. */
  readonly mostAtOnce: number
  /** How many of one uploader go at once. */
  readonly mostOfOne: number
  /** The largest upload, in bytes. */
  readonly largest: number
}

const ofThoseWhoWorkHere: UploadLimits = { mostAtOnce: 4 * mostBytesOfAll, mostOfOne: 3, largest: mostBytesOfAll }

/** Strangers have memory of their own, so that nobody who works here waits for them; behind one address may be many. */
export const limitsOfCitizens: UploadLimits = {
  mostAtOnce: 12 * mostBytes.photo,
  mostOfOne: 4,
  largest: mostBytes.photo,
}

/** A stretch without a byte after which an upload is given up, ms. */
const silenceMs = 20_000

/** Enough to tell what kind of file it is. */
const beginning = 16

const wholeNumber = /^\d{1,15}$/

/** Takes uploads in, whole and within bounds. */
export interface Uploads {
  /** The bytes of one upload. Throws a refusal as soon as it is clear that it cannot be taken; nothing more is read then. */
  receive(request: IncomingMessage, uploader: string): Promise<Uint8Array>
}

const lengthOf = (request: IncomingMessage): number => {
  const text = request.headers['content-length']
  // without its length nobody knows what it will need
  if (text === undefined || !wholeNumber.test(text)) throw new ApiError('bad_request')
  return Number(text)
}

/** Reads what was announced, which Node itself holds a request to; a refusal leaves the connection open for the answer. */
const readAll = (request: IncomingMessage, length: number, until: number, clock: Pick<Clock, 'now'>) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const bytes = new Uint8Array(length)
    let at = 0
    let silence: NodeJS.Timeout | undefined
    const fail = (code: ErrorCode) => {
      over()
      request.pause()
      reject(new ApiError(code))
    }
    const listen = () => {
      clearTimeout(silence)
      silence = setTimeout(() => fail('upload_too_slow'), Math.min(silenceMs, Math.max(0, until - clock.now())))
    }
    const take = (piece: Uint8Array) => {
      listen()
      if (at + piece.length > length) return fail('too_large')
      bytes.set(piece, at)
      const isNew = at < beginning
      at += piece.length
      const kind = isNew ? kindByBeginning(bytes.subarray(0, at)) : null
      if (kind !== null && length > mostBytes[kind]) fail('attachment_too_large')
    }
    const end = () => {
      if (at !== length) return fail('upload_too_slow')
      over()
      resolve(bytes)
    }
    const broken = () => fail('upload_too_slow')
    const over = () => {
      clearTimeout(silence)
      request.off('data', take).off('end', end).off('close', broken)
    }
    listen()
    // what breaks off later is nobody's concern any more
    request.on('error', broken).on('close', broken).on('end', end).on('data', take)
  })

/** The one place where uploads wait to be judged: in memory, so that no file lies on the disk in the clear. */
export const createUploads = (
  clock: Pick<Clock, 'now'>,
  { mostAtOnce, mostOfOne, largest }: UploadLimits = ofThoseWhoWorkHere,
): Uploads => {
  let held = 0
  const going = new Map<string, number>()
  return {
    receive: async (request, uploader) => {
      const length = lengthOf(request)
      if (length > largest) throw new ApiError('attachment_too_large')
      const mine = going.get(uploader) ?? 0
      if (mine >= mostOfOne || held + length > mostAtOnce) throw new ApiError('uploads_busy')
      held += length
      going.set(uploader, mine + 1)
      try {
        return await readAll(request, length, clock.now() + uploadMs, clock)
      } finally {
        held -= length
        const left = (going.get(uploader) ?? 1) - 1
        if (left > 0) going.set(uploader, left)
        else going.delete(uploader)
      }
    },
  }
}
