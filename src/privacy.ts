import { numberHasher } from './adapters/files/privacy/number-key.ts'
import type { Config } from './config/config.ts'
import { createPersonErasure, type ErasureParts } from './engine/privacy/person-erasure.ts'
import { monthsAgo } from './engine/recordings/nightly.ts'

interface Parts extends Pick<ErasureParts, 'reads' | 'book' | 'keepsFacts' | 'vault' | 'clock'> {
  readonly config: Pick<Config, 'dataFolder' | 'zone' | 'recording'>
}

/** Wires what erases a person's data. Complaints and reports are kept as long as their recordings are. */
export const openPrivacy = ({ config, ...parts }: Parts) =>
  createPersonErasure({
    ...parts,
    hashOf: numberHasher(config.dataFolder),
    keepComplaintsSince: now =>
      monthsAgo(now, config.zone, Math.max(config.recording.months, config.recording.complaintMonths)),
  })
