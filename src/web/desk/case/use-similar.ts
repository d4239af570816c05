import { useEffect, useRef, useState } from 'react'
import { fetchSimilar, type Similar } from '../../cases/case-api.ts'
import type { DraftFields } from '../draft/draft-fields.ts'

/** How long the agent must have stopped writing, ms, and how far requests are apart: the server takes 60 a minute. */
const pauseMs = 400
const apartMs = 1_100

/** Fewer characters say nothing. */
const fewest = 4

/**
 * What the server proposes for what is written so far; null: nothing. It is asked in pauses only, for one text at a time and with low priority; where no
 * answer comes, nothing is said.
 */
export const useSimilar = (callId: string, { title = '', text = '', place = '' }: DraftFields): Similar | null => {
  const [found, setFound] = useState<Similar | null>(null)
  const askedAt = useRef(Number.NEGATIVE_INFINITY)
  const isEnough = [...`${title}${text}`.trim()].length >= fewest

  useEffect(() => {
    if (!isEnough) return setFound(null)
    const abort = new AbortController()
    const ask = async (): Promise<void> => {
      askedAt.current = performance.now()
      const wish = { title: title.slice(0, 200), text: text.slice(0, 20_000), place: place.slice(0, 300), callId }
      const similar = await fetchSimilar(wish, abort.signal).catch(() => undefined)
      if (similar && !abort.signal.aborted) setFound(similar)
    }
    const wait = Math.max(pauseMs, askedAt.current + apartMs - performance.now())
    const timer = setTimeout(() => void ask(), wait)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [callId, title, text, place, isEnough])
  return found
}
