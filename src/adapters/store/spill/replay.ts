import { constants, copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Fact } from '../../../domain/fact.ts'
import type { Log } from '../../../engine/ports.ts'
import { clean } from '../clean.ts'
import { type FactRow, toFactRow } from '../ledger/fact-row.ts'
import { encodeLine, isHeader, linesOf, type SpilledBatch, type SpillLine } from './format.ts'
import { asideName, syncFolder } from './spill-file.ts'

/** The ledger as the replay needs it. */
export interface ReplayedLedger {
  /** The hash of its first fact; null where it has none. */
  readonly ledger: string | null
  /** The sequence it ends with now. */
  readonly tip: number
  /** Its rows from `from` to `to`, in order. */
  rows(from: number, to: number): Promise<readonly FactRow[]>
  /** Resolves when these facts are in the database. */
  append(facts: readonly Fact[]): Promise<void>
}

/** What a replay did: facts that were there already, facts appended, and lines nobody could read. */
export interface Replayed {
  readonly there: number
  readonly appended: number
  readonly damaged: number
}

/** How a replay goes: one batch at a time, and without the batch at `drop`, which the database rejected. */
export interface ReplayOptions {
  readonly oneByOne?: boolean
  readonly drop?: number | null
}

/** The database rejects a batch for good: the one at `seq` of the file, or, where they went together, one that is not known. */
export class RejectedBatch extends Error {
  readonly seq: number | null

  constructor(seq: number | null, cause: unknown) {
    super('the database rejects facts of the spill file', { cause })
    this.seq = seq
  }
}

/** Facts that may be under way into the database at a time. */
const underWay = 2_000
const nothing: Replayed = { there: 0, appended: 0, damaged: 0 }

/**
 * Brings the facts of a spill file that a process before us left into the ledger, each once, and removes the file. A fact is there
 * already when the ledger has the same one at its place. Where the ledger has gone on without these facts (a standby wrote meanwhile, or an
 * older copy was restored), they are appended behind its end: the file is first written anew with their new places, so that another
 * replay after a crash finds them. A file of another ledger, or none of ours, is kept aside. Throws a `RejectedBatch`, or what the disk says.
 */
export const replay = async (
  path: string,
  ledger: ReplayedLedger,
  log: Log,
  { oneByOne = false, drop = null }: ReplayOptions = {},
): Promise<Replayed> => {
  const found = await withFile(path, file => survey(file, ledger))
  if (typeof found === 'string') {
    const aside = asideName(path, found)
    await rename(path, aside)
    log.error({ path, aside, why: found }, 'a spill file that is not of this ledger is kept aside')
    return nothing
  }
  const { there, damaged, torn } = found
  if (torn > 0)
    log.warn({ path, bytes: torn }, 'the end of the spill file was torn off; nobody was told that it is safe')
  if (damaged > 0) await keepCopy(path, 'damaged', { damaged }, log)
  if (drop !== null) await keepCopy(path, 'rejected', { seq: drop }, log)
  if (found.renumber || drop !== null) await withFile(path, file => renumber(file, path, ledger, found.lost, drop))
  const appended = await withFile(path, file => appendAll(file, ledger, oneByOne))
  await rm(path)
  await syncFolder(dirname(path))
  return { there, appended, damaged }
}

const keepCopy = async (path: string, why: string, about: object, log: Log): Promise<void> => {
  const aside = asideName(path, why)
  await copyFile(path, aside, constants.COPYFILE_EXCL)
  log.error({ ...about, path, aside, why }, 'not all of a spill file can go into the ledger; a copy is kept aside')
}

/** What stands in a file, and how it fits the ledger. */
interface Survey {
  readonly there: number
  /** Whether facts that are not there yet do not follow the end of the ledger one by one. */
  readonly renumber: boolean
  /** Damaged lines with good ones behind them. */
  readonly damaged: number
  /** Bytes behind the last good line. */
  readonly torn: number
  /** Facts that stood in damaged lines and are not in the ledger, by the sequence of the batch behind them. */
  readonly lost: ReadonlyMap<number, number>
}

const survey = async (file: FileHandle, ledger: ReplayedLedger): Promise<Survey | 'foreign' | 'other-ledger'> => {
  const lost = new Map<number, number>()
  let header = false
  let next = ledger.tip + 1
  let there = 0
  let renumbered = false
  let damaged = 0
  let suspects = 0
  let good = 0
  let lastEnd = 0
  for await (const { says, end } of linesOf(file, 0)) {
    if (!header) {
      if (!isHeader(says)) return 'foreign'
      if (says.ledger !== null && says.ledger !== ledger.ledger) return 'other-ledger'
      header = true
      good = end
      continue
    }
    if (!isBatch(says) || says.seq <= lastEnd) {
      suspects += 1
      continue
    }
    const gap = says.seq - 1 - Math.max(lastEnd, ledger.tip)
    if (suspects > 0 && gap > 0) {
      lost.set(says.seq, gap)
      renumbered = true
    }
    damaged += suspects
    suspects = 0
    good = end
    lastEnd = says.seq + says.facts.length - 1
    if (await isThere(says, ledger)) {
      there += says.facts.length
      continue
    }
    if (says.seq !== next) renumbered = true
    next += says.facts.length
  }
  if (!header) return 'foreign'
  return { there, renumber: renumbered, damaged, torn: (await file.stat()).size - good, lost }
}

/** Whether the ledger has these facts at their places. */
const isThere = async ({ seq, facts }: SpilledBatch, ledger: ReplayedLedger): Promise<boolean> => {
  const last = seq + facts.length - 1
  if (last > ledger.tip) return false
  const rows = await ledger.rows(seq, last)
  return rows.length === facts.length && facts.every((fact, i) => isSame(toFactRow(clean(fact)), rows[i]))
}

const isSame = (a: FactRow, b: FactRow | undefined): boolean =>
  b !== undefined && a.at === b.at && a.received === b.received && a.kind === b.kind && a.body === b.body

/** Writes the file anew with what is not in the ledger yet, numbered on from its end, and what was lost told at its place. */
const renumber = async (
  file: FileHandle,
  path: string,
  ledger: ReplayedLedger,
  lost: ReadonlyMap<number, number>,
  drop: number | null,
): Promise<void> => {
  const fresh = `${path}.new`
  const to = await open(fresh, 'w', 0o600)
  try {
    let next = ledger.tip + 1
    let last: number | null = null
    const write = async (facts: readonly Fact[]): Promise<void> => {
      await to.appendFile(encodeLine({ seq: next, facts }))
      next += facts.length
    }
    const tellLost = (count: number, from: number, until: number): Promise<void> =>
      write([{ kind: 'facts_lost', at: until, received: Date.now(), count, from, until }])
    await to.appendFile(encodeLine({ spill: 1, ledger: ledger.ledger }))
    for await (const batch of batchesOf(file)) {
      const { seq, facts } = batch
      const first = facts[0]?.received ?? 0
      const count = lost.get(seq)
      if (count !== undefined) await tellLost(count, last ?? first, first)
      last = facts.at(-1)?.received ?? first
      if (seq === drop) await tellLost(facts.length, first, last)
      else if (!(await isThere(batch, ledger))) await write(facts)
    }
    await to.sync()
  } finally {
    await to.close()
  }
  await rename(fresh, path)
  await syncFolder(dirname(path))
}

/** Appends all that is behind the end of the ledger; gives how many facts. */
const appendAll = async (file: FileHandle, ledger: ReplayedLedger, oneByOne: boolean): Promise<number> => {
  const rejected = (seq: number | null) => (error: unknown) => {
    throw new RejectedBatch(seq, error)
  }
  let appended = 0
  let waiting: Promise<void>[] = []
  let facts = 0
  for await (const batch of batchesOf(file)) {
    if (batch.seq <= ledger.tip) continue
    const done = ledger.append(batch.facts)
    appended += batch.facts.length
    if (oneByOne) {
      await done.catch(rejected(batch.seq))
      continue
    }
    done.catch(() => {})
    waiting.push(done)
    facts += batch.facts.length
    if (facts < underWay) continue
    await Promise.all(waiting).catch(rejected(null))
    waiting = []
    facts = 0
  }
  await Promise.all(waiting).catch(rejected(null))
  return appended
}

const isBatch = (says: SpillLine['says']): says is SpilledBatch => says !== null && !isHeader(says)

/** The batches of a file whose places follow each other. */
async function* batchesOf(file: FileHandle): AsyncGenerator<SpilledBatch> {
  let end = 0
  for await (const { says } of linesOf(file, 0)) {
    if (!isBatch(says) || says.seq <= end) continue
    end = says.seq + says.facts.length - 1
    yield says
  }
}

const withFile = async <T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> => {
  const file = await open(path, 'r')
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}
