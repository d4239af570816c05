import type { Fact } from '../../domain/fact.ts'
import type { Line } from '../../domain/line/line.ts'
import { queueOf } from '../../domain/line/line.ts'
import { localDayOf, nextLocalHour } from '../local-day.ts'
import type { Clock, Log } from '../ports.ts'
import type { CallRow, Reads } from '../store.ts'
import type { RecordingVault } from './ports.ts'

export interface NightlyParts {
  readonly reads: Pick<Reads, 'recordingsDue' | 'answeredWithoutAudio'>
  readonly vault: Pick<RecordingVault, 'erase'>
  readonly line: () => Line
  readonly clock: Clock
  readonly zone: string
  readonly log: Log
  /** How long recordings are kept, in months of the calendar. */
  readonly months: number
  /** The same for calls that belong to a complaint; where it is shorter, the other one counts. */
  readonly complaintMonths: number
  book(facts: readonly Fact[]): Promise<void>
}

/** What is done about recordings each night. */
export interface RecordingNights {
  /** Erases what has been kept for its time and is not held; how many there were. */
  erase(): Promise<number>
  /** Calls of these instants that were to be recorded, were answered, and have no audio. */
  withoutAudio(from: number, to: number): Promise<readonly CallRow[]>
  start(): void
  stop(): void
  /** Of the last whole day: answered calls without audio; null: not looked yet. */
  readonly lacking: number | null
}

/** After midnight's backups and before the ledger's check. */
const quietHour = 2
const atOnce = 50
const mostListed = 500

/** The instant this many months ago in the calendar of `zone`, UTC ms. */
export const monthsAgo = (now: number, zone: string, months: number): number =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).subtract({ months }).epochMilliseconds

/** Deletes what has had its time, and looks for answered calls that nobody can listen to. */
export const createNights = (parts: NightlyParts): RecordingNights => {
  const { reads, vault, clock, zone, log, months } = parts
  const complaintMonths = Math.max(months, parts.complaintMonths)
  let cancel = () => {}
  let stopped = false
  let lacking: number | null = null

  const erase = async (): Promise<number> => {
    const before = monthsAgo(clock.now(), zone, months)
    const complaintsBefore = monthsAgo(clock.now(), zone, complaintMonths)
    let count = 0
    for (;;) {
      const due = await reads.recordingsDue({ before, complaintsBefore, limit: atOnce })
      if (due.length === 0 || stopped) return count
      for (const { part, callId } of due) {
        await vault.erase(part)
        const now = clock.now()
        await parts.book([{ kind: 'recording_erased', at: now, received: now, callId, part, why: 'retention' }])
        count += 1
      }
    }
  }

  const withoutAudio = async (from: number, to: number): Promise<readonly CallRow[]> => {
    const line = parts.line()
    if (!line.settings.record) return []
    const found = await reads.answeredWithoutAudio(from, to, mostListed)
    return found.filter(({ queueId }) => queueOf(line, queueId)?.record !== false)
  }

  const lookBack = async () => {
    const yesterday = localDayOf(localDayOf(clock.now(), zone).from - 1, zone)
    const calls = await withoutAudio(yesterday.from, yesterday.to)
    lacking = calls.length
    if (calls.length > 0)
      log.warn({ count: calls.length, callIds: calls.slice(0, 20).map(({ id }) => id) }, 'answered calls without audio')
  }

  const night = async () => {
    try {
      const count = await erase()
      if (count > 0) log.info({ count }, 'recordings were erased: their time was over')
      await lookBack()
    } catch (error) {
      log.error({ err: error }, 'the nightly work on recordings; it is done again the next night')
    }
  }

  const plan = () => {
    cancel = clock.at(nextLocalHour(clock.now(), zone, quietHour), () => {
      void night().then(() => {
        if (!stopped) plan()
      })
    })
  }

  return {
    erase,
    withoutAudio,
    start: () => {
      plan()
      void lookBack().catch(error => log.warn({ err: error }, 'calls without audio could not be looked for'))
    },
    stop: () => {
      stopped = true
      cancel()
    },
    get lacking() {
      return lacking
    },
  }
}
