import { rename } from 'node:fs/promises'
import type { Log } from '../../../engine/ports.ts'
import type { Backend } from '../backend.ts'
import { builder, type DialectName, single } from '../db.ts'
import { ledgerReads, rowsBetween } from '../reads/ledger-reads.ts'
import { StoreError } from '../store-error.ts'
import { RejectedBatch, type ReplayOptions, replay } from './replay.ts'
import { type Slot, takeSlots } from './slots.ts'
import { asideName, noSpill, spillFile } from './spill-file.ts'

/** Batches of one file that are dropped because the database rejects them; a file with more is kept aside whole. */
const mostRejected = 20

/**
 * Brings what is left in the spill folder into the database, then gives the backend a spill file of its own. A folder that cannot be
 * used is logged and stops nothing: facts then wait in memory only. `reopen` opens the backend anew, after one that stopped was closed.
 */
export const withSpill = async (
  opened: Backend,
  reopen: () => Promise<Backend>,
  dialect: DialectName,
  { folder, maxBytes }: { readonly folder: string; readonly maxBytes: number },
  log: Log,
): Promise<{ readonly backend: Backend; release(): void }> => {
  const slots = slotsOf(folder, log)
  const release = (): void => {
    for (const slot of slots) slot.release()
  }
  let backend = opened
  try {
    for (const { path, left } of slots) if (left) backend = await bringIn(backend, reopen, dialect, path, log)
    const own = slots.find(({ left }) => !left)
    const spill = own
      ? spillFile(own.path, (await ledgerOf(backend, dialect)).ledger, maxBytes)
      : noSpill(`The folder ${folder} cannot be used.`)
    backend.ledger.spillTo(spill)
    return { backend, release }
  } catch (error) {
    await backend.close().catch(() => {})
    release()
    throw error
  }
}

const slotsOf = (folder: string, log: Log): readonly Slot[] => {
  try {
    return takeSlots(folder)
  } catch (error) {
    log.error(
      { err: error, folder },
      'the spill folder cannot be used: while the database is away, facts wait in memory only',
    )
    return []
  }
}

const ledgerOf = async ({ read, ledger: { append } }: Backend, dialect: DialectName) => {
  const reading = builder(dialect, single(read))
  const rows = rowsBetween(reading)
  const [first] = await rows(1, 1)
  const tip = await ledgerReads(reading).tip()
  return { ledger: first?.hash ?? null, tip: tip?.seq ?? 0, rows, append }
}

/** Brings one file in; gives the backend that is open afterwards. A file that the disk does not give is left for the next start. */
const bringIn = async (
  opened: Backend,
  reopen: () => Promise<Backend>,
  dialect: DialectName,
  path: string,
  log: Log,
): Promise<Backend> => {
  let backend = opened
  let options: ReplayOptions = {}
  for (let rejected = 0; ; ) {
    try {
      const done = await replay(path, await ledgerOf(backend, dialect), log, options)
      log.warn({ ...done, path }, 'the facts that a process before this left in the spill file are in the ledger')
      return backend
    } catch (error) {
      if (error instanceof StoreError) throw error
      if (!(error instanceof RejectedBatch)) {
        log.error({ err: error, path }, 'a spill file cannot be brought in; it stays for the next start')
        return backend
      }
      log.error({ err: error.cause, path, seq: error.seq }, 'the database rejects facts of a spill file')
      await backend.close()
      backend = await reopen()
      options = { oneByOne: true, drop: error.seq }
      if (error.seq !== null) rejected += 1
      if (rejected <= mostRejected) continue
      const aside = asideName(path, 'rejected')
      await rename(path, aside)
      log.error({ path, aside }, 'too many facts of a spill file are rejected: it is kept aside')
      return backend
    }
  }
}
