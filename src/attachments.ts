import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openAttachmentVault } from './adapters/files/attachments/vault.ts'
import { createUploads } from './adapters/http/uploads.ts'
import type { Config } from './config/config.ts'
import { createAttachmentDesk } from './engine/attachments/attachment-desk.ts'
import { caseReaders } from './engine/attachments/may-read.ts'
import { createSweep } from './engine/attachments/sweep.ts'
import type { CaseOffice } from './engine/cases/case-office.ts'
import type { Engine } from './engine/engine.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

interface Parts {
  readonly config: Pick<Config, 'dataFolder' | 'attachments'>
  readonly store: Store
  readonly book: Engine['book']
  /** The house's key, which wraps those of all files. */
  readonly houseKey: Buffer
  readonly clock: Clock
  readonly log: Log
  /** Whether this server still acts; nothing is deleted by one that does not. */
  readonly acts: () => Promise<boolean>
  /** Tells when a case becomes confidential: then its files must tell nothing of their authors. */
  readonly cases?: Pick<CaseOffice, 'onHappening'>
}

/** Wires what keeps attachments. `book` rejects where facts cannot be kept. */
export const openAttachments = ({ config, store, book, houseKey, clock, log, acts, cases }: Parts) => {
  const vault = openAttachmentVault(join(config.dataFolder, 'attachments'), houseKey)
  const desk = createAttachmentDesk({
    reads: store.read,
    vault,
    book,
    clock,
    log,
    newId: randomUUID,
    keepsMetadata: config.attachments.keepMetadata,
  })
  const sweep = createSweep({
    desk,
    vault,
    reads: store.read,
    clock,
    log,
    settled: async () => {
      if (!store.healthy) throw new Error('the store is away')
      if (!(await acts())) throw new Error('another server acts')
      await store.caughtUp()
    },
  })
  cases?.onHappening(({ file, before }) => {
    if (before?.confidential !== false || !file.standing.confidential) return
    desk.strip(file.caseNo).catch(error => log.error({ err: error }, 'attachments of a case that became confidential'))
  })
  return { vault, desk, sweep, readers: caseReaders(store.read), uploads: createUploads(clock) }
}
