import type { Log } from '../../engine/ports.ts'
import type { HistoryView } from '../../wire/views.ts'

/** What is known of the callers in the line: asked for at their arrival, so that it is mostly there when a phone rings. */
export interface Histories {
  /** Asks for a caller's history; once for each call. */
  ask(callId: string, number: string | null): void
  /** The history, or null while (or because) it is not known. */
  of(callId: string): HistoryView | null
  forget(callId: string): void
  /** Forgets the calls that `keep` does not want. */
  sweep(keep: (callId: string) => boolean): void
}

export interface HistoriesParts {
  readonly read: (number: string, callId: string) => Promise<HistoryView>
  readonly log: Log
  /** Called when a history came, unless its call was forgotten meanwhile. */
  onKnown(callId: string, history: HistoryView): void
}

/** The question waits until the phone is being rung: it wakes the store's reader, and the pop can do without the answer for a moment. */
const askAfterMs = 3

export const createHistories = ({ read, log, onKnown }: HistoriesParts): Histories => {
  const known = new Map<string, HistoryView | null>()

  const fetch = async (callId: string, number: string) => {
    try {
      const history = await read(number, callId)
      if (!known.has(callId)) return
      known.set(callId, history)
      onKnown(callId, history)
    } catch (error) {
      log.warn({ err: error, callId }, 'history of the caller could not be read')
    }
  }

  return {
    ask: (callId, number) => {
      if (known.has(callId)) return
      known.set(callId, null)
      if (number !== null) setTimeout(() => void fetch(callId, number), askAfterMs)
    },
    of: callId => known.get(callId) ?? null,
    forget: callId => {
      known.delete(callId)
    },
    sweep: keep => {
      for (const callId of known.keys()) if (!keep(callId)) known.delete(callId)
    },
  }
}
