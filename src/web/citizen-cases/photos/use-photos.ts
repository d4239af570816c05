import { useEffect, useRef, useState } from 'react'
import type { Names } from '../../../wire/views.ts'
import { Refusal, takeBackPhoto, uploadPhoto } from '../citizen-api.ts'
import type { KeptPhoto } from '../draft.ts'
import type { WordKey } from '../words.tsx'
import { scaledDown } from './scale.ts'

/** One photo that was chosen. */
export interface Photo {
  readonly key: number
  readonly name: string
  /** null: it was uploaded before this page was loaded. */
  readonly file: File | null
  /** 0 to 1. */
  readonly share: number
  /** Once it is uploaded. */
  readonly id: string | null
  /** Why it is not. */
  readonly refused: Names | WordKey | null
  /** Whether the same file may be taken another time. */
  readonly worthAgain: boolean
}

export const mostPhotos = 4
const largest = 10 * 1024 * 1024

/** What the file itself is refused for: it is refused each time. */
const ofTheFile = new Set(['empty', 'disguised', 'active', 'heic', 'damaged'].map(why => `attachment_${why}`))
  .add('photo_only')
  .add('photo_too_large')

const whyNot = (error: unknown): Pick<Photo, 'refused' | 'worthAgain'> => {
  const { code, words } = error instanceof Refusal ? error : new Refusal('unreachable', null)
  return { refused: words ?? 'photos_cut', worthAgain: !ofTheFile.has(code) }
}

/** As it is, or smaller where it would be refused. */
const sendable = async (file: File): Promise<Blob | null> => {
  const photo = file.size <= largest ? file : await scaledDown(file)
  return photo && photo.size <= largest ? photo : null
}

/**
 * The photos of one wish, uploaded one after the other while the citizen writes. `onKept`: told what is uploaded, so that it can be kept with the draft.
 */
export const usePhotos = (
  requestId: string,
  kept: readonly KeptPhoto[],
  onKept: (photos: readonly KeptPhoto[]) => void = () => {},
) => {
  const counter = useRef(0)
  const fromBefore = ({ id, name }: KeptPhoto): Photo => {
    counter.current += 1
    return { key: counter.current, name, file: null, share: 1, id, refused: null, worthAgain: false }
  }
  const [photos, setPhotos] = useState<readonly Photo[]>(() => kept.slice(0, mostPhotos).map(fromBefore))
  const now = useRef({ photos, requestId, onKept })
  now.current.requestId = requestId
  now.current.onKept = onKept
  const queue = useRef<Promise<void>>(Promise.resolve())
  const aborts = useRef(new Map<number, AbortController>())

  const keptNow = (): readonly KeptPhoto[] =>
    now.current.photos.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]))
  const set = (next: readonly Photo[]): void => {
    const before = keptNow()
    now.current.photos = next
    setPhotos(next)
    if (JSON.stringify(before) !== JSON.stringify(keptNow())) now.current.onKept(keptNow())
  }
  const change = (key: number, part: Partial<Photo>): void =>
    set(now.current.photos.map(each => (each.key === key ? { ...each, ...part } : each)))
  const find = (key: number): Photo | undefined => now.current.photos.find(each => each.key === key)

  const upload = async (key: number): Promise<void> => {
    const file = find(key)?.file
    if (!file) return
    const wish = now.current.requestId
    const abort = new AbortController()
    aborts.current.set(key, abort)
    try {
      const photo = await sendable(file)
      if (!photo) return change(key, { refused: 'photos_too_large', worthAgain: false })
      const id = await uploadPhoto(wish, file.name, photo, share => change(key, { share }), abort.signal)
      // taken back while it was on its way
      if (find(key)) change(key, { id })
      else takeBackPhoto(wish, id)
    } catch (error) {
      change(key, whyNot(error))
    } finally {
      aborts.current.delete(key)
    }
  }
  const enqueue = (key: number): void => {
    queue.current = queue.current.then(() => upload(key))
  }
  useEffect(
    () => () => {
      for (const abort of aborts.current.values()) abort.abort()
    },
    [],
  )

  return {
    photos,
    /** Gives how many were left out. */
    add: (files: readonly File[]): number => {
      const taken = files.slice(0, mostPhotos - now.current.photos.length)
      const added = taken.map((file): Photo => {
        counter.current += 1
        return { key: counter.current, name: file.name, file, share: 0, id: null, refused: null, worthAgain: true }
      })
      set([...now.current.photos, ...added])
      for (const { key } of added) enqueue(key)
      return files.length - taken.length
    },
    again: (key: number): void => {
      change(key, { refused: null, share: 0 })
      enqueue(key)
    },
    remove: (key: number): void => {
      const id = find(key)?.id ?? null
      aborts.current.get(key)?.abort()
      set(now.current.photos.filter(each => each.key !== key))
      if (id !== null) takeBackPhoto(now.current.requestId, id)
    },
    /** Forgets all; `back`: they were not sent. */
    clear: (back: boolean): void => {
      const { photos: all, requestId: wish } = now.current
      for (const abort of aborts.current.values()) abort.abort()
      set([])
      for (const { id } of back ? all : []) if (id !== null) takeBackPhoto(wish, id)
    },
    /** The server has none of them any more. */
    lost: (): void =>
      set(
        now.current.photos.map(each => ({
          ...each,
          id: null,
          share: 0,
          refused: 'photos_lost',
          worthAgain: each.file !== null,
        })),
      ),
    /** Waits for those on their way and gives the ids of all; null: one was refused. */
    settled: async (): Promise<readonly string[] | null> => {
      await queue.current
      const all = now.current.photos
      return all.every(({ id }) => id !== null) ? keptNow().map(({ id }) => id) : null
    },
  }
}

export type Photos = ReturnType<typeof usePhotos>
