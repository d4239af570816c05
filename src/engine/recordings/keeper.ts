import type { Fact } from '../../domain/fact.ts'
import type { Line } from '../../domain/line/line.ts'
import { callOfRecording } from '../../domain/recording/recording.ts'
import { get } from '../../domain/sorted.ts'
import type { Clock, Log } from '../ports.ts'
import {
  EncodingError,
  type KeptRecording,
  type RecordingCodec,
  type RecordingSource,
  type RecordingVault,
} from './ports.ts'

export interface KeeperParts {
  readonly source: RecordingSource
  readonly vault: RecordingVault
  readonly line: () => Line
  readonly clock: Clock
  readonly log: Log
  /** How recordings are kept from now on. */
  readonly codec: RecordingCodec
  /** From the start of this recording to the end of its call, ms; null where one of the two is not known. */
  expectedMs(callId: string, part: string): Promise<number | null>
  /** Makes facts durable. */
  book(facts: readonly Fact[]): Promise<void>
  readonly everyMs?: number
}

/** Takes finished recordings from Asterisk. */
export interface RecordingKeeper {
  start(): void
  /** Resolves when what is under way is done. */
  stop(): Promise<void>
  /** Recordings of ended calls that still lie in Asterisk, as of the last look. */
  readonly waiting: number
}

/** So many at once: each takes a file descriptor, some 200 kB, and a share of the disk. */
const atOnce = 2

/** Asterisk closes a file some milliseconds after the channel is gone. */
const settleMs = 2_000

/** After a failure the next look comes later and later, at most so late, ms. */
const mostRestMs = 60_000

/** Less than this is no gap: the request to record takes its way, and a hang-up as well. */
const gapFromMs = 1_500

/**
 * What lies in Asterisk and whose caller is gone is fetched, kept encrypted, booked, and only then deleted there. Asterisk's own list is the only
 * memory of what is left to do: so nothing is forgotten by a restart, an outage or a crash between two of these steps, and doing one twice
 * changes nothing.
 */
export const createKeeper = (parts: KeeperParts): RecordingKeeper => {
  const { source, vault, clock, log, everyMs = 2_000 } = parts
  /** When a recording was first seen to be over. */
  const over = new Map<string, number>()
  let cancel = () => {}
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let failures = 0
  let waiting = 0

  const fetchAs = async (part: string, codec: RecordingCodec): Promise<KeptRecording | null> => {
    const found = await source.fetch(part)
    return found && (await vault.keep(part, found.audio, found.bytes, codec))
  }

  const fetchAndKeep = async (part: string, callId: string): Promise<KeptRecording | null> => {
    try {
      return await fetchAs(part, parts.codec)
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error
      log.error({ err: error, callId }, 'a recording could not be encoded; it is kept as µ-law')
      return await fetchAs(part, 'g711')
    }
  }

  const keepOne = async (part: string, callId: string): Promise<void> => {
    // kept by one who could not delete it in Asterisk any more
    const kept = (await vault.kept(part)) ?? (await fetchAndKeep(part, callId))
    if (!kept) return
    const expected = await parts.expectedMs(callId, part)
    const missing = expected === null ? null : Math.max(0, expected - kept.audioMs)
    const { codec, bytes, sha256, audioMs } = kept
    const now = clock.now()
    const gapMs = missing !== null && missing < gapFromMs ? 0 : missing
    await parts.book([
      { kind: 'recording_closed', at: now, received: now, callId, part, codec, bytes, sha256, audioMs, gapMs },
    ])
    if (!(await source.forget(part))) throw new Error('Asterisk did not delete a recording')
    over.delete(part)
  }

  /** Recordings whose call is over, long enough that nothing is written to them any more. */
  const finished = async (): Promise<readonly { part: string; callId: string }[]> => {
    const parts_ = await source.list()
    if (parts_ === null) return []
    for (const known of over.keys()) if (!parts_.includes(known)) over.delete(known)
    const ready: { part: string; callId: string }[] = []
    for (const part of parts_) {
      const callId = callOfRecording(part)
      if (callId === null || get(parts.line().calls, callId)) continue
      const since = over.get(part)
      if (since !== undefined) {
        if (clock.now() - since >= settleMs) ready.push({ part, callId })
      } else if ((await source.goesOn(callId)) === false) over.set(part, clock.now())
    }
    waiting = over.size
    return ready
  }

  const look = async (): Promise<void> => {
    const queue = [...(await finished())]
    const work = async () => {
      for (let next = queue.shift(); next && !stopped; next = queue.shift()) {
        try {
          await keepOne(next.part, next.callId)
        } catch (error) {
          failures += 1
          log.error({ err: error, callId: next.callId }, 'a recording could not be kept; it stays in Asterisk')
          return
        }
      }
    }
    const before = failures
    await Promise.all(Array.from({ length: atOnce }, work))
    if (failures === before) failures = 0
  }

  const lookIn = (ms: number) => {
    cancel = clock.at(clock.now() + ms, () => {
      running = look()
        .catch(error => {
          failures += 1
          log.error({ err: error }, 'the recordings in Asterisk could not be looked at')
        })
        .then(() => {
          if (!stopped) lookIn(Math.min(mostRestMs, everyMs * 2 ** Math.min(failures, 10)))
        })
    })
  }

  return {
    start: () => lookIn(everyMs),
    stop: () => {
      stopped = true
      cancel()
      return running
    },
    get waiting() {
      return waiting
    },
  }
}
