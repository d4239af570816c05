import { numberHasher } from './adapters/files/privacy/number-key.ts'
import type { Config } from './config/config.ts'
import type { AttachmentDesk } from './engine/attachments/attachment-desk.ts'
import type { AttachmentVault } from './engine/attachments/ports.ts'
import type { Clock, Log } from './engine/ports.ts'
import { type CaseMonths, createCaseRetention } from './engine/privacy/case-retention.ts'
import type { EraseFile } from './engine/privacy/erase-records.ts'
import { createPersonErasure, type ErasureParts } from './engine/privacy/person-erasure.ts'
import { monthsAgo } from './engine/recordings/nightly.ts'
import type { Store } from './engine/store.ts'

type Files = { readonly desk: Pick<AttachmentDesk, 'erase'>; readonly vault: Pick<AttachmentVault, 'erase'> }

interface ErasureOf extends Pick<ErasureParts, 'reads' | 'book' | 'keepsFacts' | 'vault' | 'clock'> {
  readonly config: Pick<Config, 'dataFolder' | 'zone' | 'recording'>
  readonly attachments: Files
}

/** The file first: where its disk fails nothing says that it is gone. */
const eraserOf =
  ({ desk, vault }: Files): EraseFile =>
  async (id, why, by) => {
    await vault.erase(id)
    await desk.erase(id, why, by)
  }

/** Wires what erases a person's data. Complaints and reports are kept as long as their recordings are. */
export const openPersonErasure = ({ config, attachments, ...parts }: ErasureOf) =>
  createPersonErasure({
    ...parts,
    eraseFile: eraserOf(attachments),
    hashOf: numberHasher(config.dataFolder),
    keepComplaintsSince: now =>
      monthsAgo(now, config.zone, Math.max(config.recording.months, config.recording.complaintMonths)),
  })

/** How long cases are kept: never less than the recordings of their calls. null: for ever. */
export const caseMonthsOf = (months: number | null, recording: Config['recording']): CaseMonths | null =>
  months === null
    ? null
    : {
        others: Math.max(months, recording.months),
        complaints: Math.max(months, recording.months, recording.complaintMonths),
      }

interface Parts {
  readonly config: Pick<Config, 'dataFolder' | 'zone' | 'recording' | 'caseMonths'>
  readonly store: Store
  readonly recordings: Pick<ErasureParts, 'vault' | 'book'>
  readonly attachments: Files
  readonly clock: Clock
  readonly log: Log
  /** Whether this server still acts; nothing is erased by one that does not. */
  readonly acts: () => Promise<boolean>
}

/** Wires the erasure of one person, and what takes personal data out of old cases at night. */
export const openPrivacy = ({ config, store, recordings: { vault, book }, attachments, clock, log, acts }: Parts) => ({
  erasure: openPersonErasure({
    config,
    reads: store.read,
    book,
    keepsFacts: () => store.line.state !== 'losing',
    vault,
    attachments,
    clock,
  }),
  retention: createCaseRetention({
    reads: store.read,
    book,
    eraseFile: eraserOf(attachments),
    clock,
    zone: config.zone,
    log,
    months: caseMonthsOf(config.caseMonths, config.recording),
    settled: async () => {
      if (store.line.state !== 'ok') throw new Error('the store is away')
      if (!(await acts())) throw new Error('another server acts')
      await store.caughtUp()
    },
  }),
})
