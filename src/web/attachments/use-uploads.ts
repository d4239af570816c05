import { useEffect, useRef, useState } from 'react'
import type { AttachmentView } from '../../wire/attachments.ts'
import { type PhotoPlace, refuseFile, uploadFile } from './upload.ts'

/** A file on its way, or one that was refused. */
export interface Going {
  readonly key: number
  readonly file: File
  /** 0 to 1. */
  readonly share: number
  readonly refused: string | null
}

interface Given {
  readonly items: readonly AttachmentView[]
  readonly url: string
  readonly most: number
  onChange(items: readonly AttachmentView[]): void
  onPlace?(place: PhotoPlace): void
}

/** What may go at once: more would be told to wait by the server. */
const atOnce = 2

/** Uploads that go on beside those that are done; which ones go is said by their order. */
export const useUploads = (given: Given) => {
  const [going, setGoing] = useState<readonly Going[]>([])
  const now = useRef(given)
  now.current = given
  const cancels = useRef(new Map<number, () => void>())
  /** Each goes once: an effect may still run for what was drawn before it was over. */
  const begun = useRef(new Set<number>())
  const counter = useRef(0)

  const change = (key: number, part: Partial<Going>) =>
    setGoing(all => all.map(each => (each.key === key ? { ...each, ...part } : each)))
  const forget = (key: number) => {
    cancels.current.get(key)?.()
    cancels.current.delete(key)
    setGoing(all => all.filter(each => each.key !== key))
  }

  useEffect(() => {
    const open = going.filter(({ refused }) => refused === null)
    for (const { key, file } of open.slice(0, atOnce)) {
      if (begun.current.has(key)) continue
      begun.current.add(key)
      const { result, cancel } = uploadFile(now.current.url, file, share => change(key, { share }))
      cancels.current.set(key, cancel)
      void result.then(answer => {
        // one that was taken back meanwhile
        if (!cancels.current.delete(key)) return
        if ('refused' in answer) return change(key, { refused: answer.refused })
        setGoing(all => all.filter(each => each.key !== key))
        const items = [...now.current.items, answer.attachment]
        now.current = { ...now.current, items }
        now.current.onChange(items)
        if (answer.place) now.current.onPlace?.(answer.place)
      })
    }
  })
  useEffect(
    () => () => {
      for (const [key, cancel] of cancels.current) {
        cancels.current.delete(key)
        cancel()
      }
    },
    [],
  )

  const add = (files: readonly File[]) => {
    const free = given.most - given.items.length - going.filter(({ refused }) => refused === null).length
    const added = files.map((file, index): Going => {
      counter.current += 1
      const refused = index < free ? refuseFile(file) : 'attachment_too_many'
      return { key: counter.current, file, share: 0, refused }
    })
    setGoing(all => [...all, ...added])
  }
  const again = (key: number) => {
    begun.current.delete(key)
    change(key, { refused: null, share: 0 })
  }
  return { going, add, forget, again }
}
