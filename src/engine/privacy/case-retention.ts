import type { Fact } from '../../domain/fact.ts'
import { nextLocalHour } from '../local-day.ts'
import type { Clock, Log } from '../ports.ts'
import { monthsAgo } from '../recordings/nightly.ts'
import { type EraseFile, eraseFiles, redactionsOf, wordsOf } from './erase-records.ts'
import type { AgedCall, AgedCase, AgedRecords, PersonReads } from './person-store.ts'

/** How long cases are kept, in months of the calendar: complaints and reports, and all others. */
export interface CaseMonths {
  readonly others: number
  readonly complaints: number
}

/** Why a case whose time is over is kept all the same: a recording of it is held, or another one is still there. */
export type StillKept = 'legal_hold' | 'recording'

/** What a look at all cases found. */
export interface AgedCounts {
  /** Their time is over, and nothing keeps them. */
  readonly due: number
  readonly kept: Readonly<Record<StillKept, number>>
  /** They were erased before. */
  readonly erased: number
}

export interface CaseRetentionParts {
  readonly reads: PersonReads
  book(facts: readonly Fact[]): Promise<void>
  readonly eraseFile: EraseFile
  readonly clock: Clock
  readonly zone: string
  readonly log: Log
  /** null: cases are kept for ever. */
  readonly months: CaseMonths | null
  /** Resolves when all facts taken so far can be read; rejects where they cannot be kept or another server acts. */
  settled(): Promise<void>
}

/** What is done about closed cases whose time is over. */
export interface CaseRetention {
  /** Takes what is about persons out of those that are due now, one after the other; how many there were. */
  erase(): Promise<number>
  start(): void
  /** Resolves when the case under way is done. */
  stop(): Promise<void>
}

/** After the recordings, whose time comes first, and the check of the ledger. */
const quietHour = 4
/** What is left then is done the next night: the day belongs to the callers. */
const longestMs = 2 * 3_600_000
const pageOf = 500
/** Between two cases, so that facts of calls never queue behind an erasure. */
const restMs = 50

const isOver = ({ class: of, closedAt }: AgedCase, months: CaseMonths, now: number, zone: string): boolean => {
  if (closedAt === null) return false
  const must = of === 'complaint' || of === 'report'
  return closedAt < monthsAgo(now, zone, must ? months.complaints : months.others)
}

const keeps = ({ calls }: AgedRecords): StillKept | null => {
  const audio = calls.flatMap(({ recordings }) => recordings).filter(({ erasedAt }) => erasedAt === null)
  if (audio.some(({ heldAt }) => heldAt !== null)) return 'legal_hold'
  return audio.some(({ closedAt }) => closedAt !== null) ? 'recording' : null
}

type Looks = Pick<CaseRetentionParts, 'zone'> & { readonly reads: Pick<PersonReads, 'casesByAge' | 'agedCase'> }

/** All cases that were accepted so long ago that their time may be over, in order. */
async function* oldCases({ reads, zone }: Looks, months: CaseMonths, now: number): AsyncGenerator<AgedCase> {
  const before = monthsAgo(now, zone, Math.min(months.others, months.complaints))
  let after: AgedCase | null = null
  for (;;) {
    const page: readonly AgedCase[] = await reads.casesByAge(after, before, pageOf)
    yield* page
    after = page.at(-1) ?? null
    if (page.length < pageOf) return
  }
}

/** Counts what an erasure at `now` would do, and changes nothing. */
export const countAged = async (looks: Looks, months: CaseMonths, now: number): Promise<AgedCounts> => {
  const kept = { legal_hold: 0, recording: 0 }
  let [due, erased] = [0, 0]
  for await (const each of oldCases(looks, months, now)) {
    if (each.erased) erased += 1
    if (each.erased || !isOver(each, months, now, looks.zone)) continue
    const found = await looks.reads.agedCase(each.caseNo)
    const why = found && keeps(found)
    if (why) kept[why] += 1
    else due += 1
  }
  return { due, kept, erased }
}

/** Takes what is about persons out of closed cases when their time is over. What figures are made of stays. */
export const createCaseRetention = (parts: CaseRetentionParts): CaseRetention => {
  const { reads, book, eraseFile, clock, zone, log, months } = parts
  let cancel = () => {}
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()

  /** A call goes with the last of its cases. */
  const goes = ({ endedAt, others }: AgedCall, of: CaseMonths, now: number): boolean =>
    endedAt !== null && others.every(each => each.erased || isOver(each, of, now, zone))

  const eraseCase = async ({ caseNo, class: kind }: AgedCase, of: CaseMonths): Promise<boolean> => {
    const found = await reads.agedCase(caseNo)
    if (found === null || keeps(found) !== null) return false
    const now = clock.now()
    const calls = found.calls.filter(call => goes(call, of, now))
    const callIds = calls.map(({ id }) => id)
    const except = [
      ...new Set(
        found.calls.flatMap(({ others }) =>
          others.filter(each => !each.erased && !isOver(each, of, now, zone)).map(each => each.caseNo),
        ),
      ),
    ]
    const { attachments, messages } = await reads.besideCases([caseNo], null)
    await eraseFiles(attachments, eraseFile, 'retention', null)
    const attachmentIds = attachments.map(({ id }) => id)
    const numbers = [found.number, ...found.calls.map(({ number }) => number)].filter(each => each !== null)
    const raw = found.calls.map(({ rawNumber }) => rawNumber)
    const words = wordsOf(numbers, raw, [found.requesterName])
    const rows = { callIds, caseNos: [caseNo], attachmentIds, except, seqs: [] }
    const { facts } = await redactionsOf(reads, rows, words, now)
    const kept = kind === 'complaint' || kind === 'report' ? of.complaints : of.others
    const messageKeys = messages.map(({ key }) => key)
    await book([
      ...facts,
      {
        ...{ at: now, received: now, kind: 'case_erased', caseNo, why: 'retention', months: kept },
        ...{ callIds, attachmentIds, messageKeys },
      },
    ])
    return true
  }

  const rest = (): Promise<void> => new Promise(resolve => void clock.at(clock.now() + restMs, resolve))

  const erase = async (): Promise<number> => {
    if (months === null) return 0
    await parts.settled()
    const began = clock.now()
    let count = 0
    for await (const each of oldCases({ reads, zone }, months, began)) {
      if (stopped || clock.now() - began > longestMs) break
      if (each.erased || !isOver(each, months, began, zone)) continue
      if (await eraseCase(each, months)) count += 1
      await rest()
      await parts.settled()
    }
    return count
  }

  const night = async () => {
    try {
      const count = await erase()
      if (count > 0) log.info({ count }, 'personal data were taken out of cases: their time was over')
    } catch (error) {
      log.error({ err: error }, 'the nightly work on old cases; it is done again the next night')
    }
  }

  const plan = () => {
    cancel = clock.at(nextLocalHour(clock.now(), zone, quietHour), () => {
      running = night().then(() => {
        if (!stopped) plan()
      })
    })
  }

  return {
    erase,
    start: () => {
      if (months !== null) plan()
    },
    stop: async () => {
      stopped = true
      cancel()
      await running
    },
  }
}
