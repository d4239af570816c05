import { caseEntries } from './entries/cases.ts'
import { contacts } from './entries/contacts.ts'
import { dispatches } from './entries/dispatches.ts'
import { handling } from './entries/handling.ts'
import { loads } from './entries/loads.ts'
import { losses } from './entries/losses.ts'
import { waits } from './entries/waits.ts'
import type { Entry } from './entry.ts'

/** Every figure that is kept for the house beside the published ones, in the order of report.json. */
export const entries: readonly Entry[] = [
  ...waits,
  ...losses,
  ...loads,
  ...contacts,
  ...handling,
  ...dispatches,
  ...caseEntries,
]

/** Of all entries together: rises with that of any of them. */
export const dictionaryVersion = entries.reduce((sum, { version }) => sum + version - 1, 1)
