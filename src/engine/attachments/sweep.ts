import type { Uploader } from '../../domain/attachments/attachment-facts.ts'
import { boundsOfCitizens } from '../../domain/attachments/bounds.ts'
import { waitsMs } from '../../domain/attachments/kinds.ts'
import type { Clock, Log } from '../ports.ts'
import type { Reads } from '../store.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { AttachmentVault } from './ports.ts'

export interface SweepParts {
  readonly desk: Pick<AttachmentDesk, 'erase'>
  readonly vault: Pick<AttachmentVault, 'writtenBefore' | 'erase'>
  readonly reads: Pick<Reads, 'attachmentsLeft' | 'attachmentsAmong'>
  readonly clock: Clock
  readonly log: Log
  /** Resolves when all facts taken so far can be read; rejects while that is not to be had. */
  settled(): Promise<void>
}

/** What becomes of uploads that nobody attached, and of files that no attachment has. */
export interface AttachmentSweep {
  /** Erases both where they are older than a day, and what citizens left after their hours; how many there were. */
  sweep(): Promise<{ readonly left: number; readonly orphans: number }>
  start(): void
  /** Resolves when what is under way is done. */
  stop(): Promise<void>
}

const everyMs = 3_600_000
const atOnce = 50

/** An upload that belongs to no case, and a file that belongs to no upload, go after a day; a citizen's photo goes sooner. */
export const createSweep = ({ desk, vault, reads, clock, log, settled }: SweepParts): AttachmentSweep => {
  let cancel = () => {}
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false

  const eraseLeft = async (before: number, of?: Uploader['kind']): Promise<number> => {
    let count = 0
    for (;;) {
      const rows = await reads.attachmentsLeft(before, atOnce, of)
      for (const { id } of rows) await desk.erase(id, 'unattached', null)
      count += rows.length
      if (rows.length < atOnce || stopped) return count
      await settled()
    }
  }

  /** A crash between a file and its fact leaves one, and so does a fact of an erasure whose file could not be deleted. */
  const eraseOrphans = async (before: number): Promise<number> => {
    const files = await vault.writtenBefore(before)
    let count = 0
    for (let from = 0; from < files.length && !stopped; from += atOnce) {
      const some = files.slice(from, from + atOnce)
      const known = new Set(await reads.attachmentsAmong(some))
      for (const id of some.filter(each => !known.has(each))) {
        await vault.erase(id)
        count += 1
      }
    }
    return count
  }

  const sweep = async () => {
    await settled()
    const before = clock.now() - waitsMs
    const ofCitizens = await eraseLeft(clock.now() - boundsOfCitizens.waitsMs, 'citizen')
    const left = ofCitizens + (await eraseLeft(before))
    const orphans = await eraseOrphans(before)
    if (left + orphans > 0) log.info({ left, orphans }, 'uploads that nobody attached were erased')
    return { left, orphans }
  }

  const plan = () => {
    cancel = clock.at(clock.now() + everyMs, () => {
      running = sweep()
        .catch(error => log.error({ err: error }, 'uploads that nobody attached; they are looked for again in an hour'))
        .then(() => {
          if (!stopped) plan()
        })
    })
  }

  return {
    sweep,
    start: plan,
    stop: async () => {
      stopped = true
      cancel()
      await running
    },
  }
}
