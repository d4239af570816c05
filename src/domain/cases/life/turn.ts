import type { Actor } from '../role.ts'
import type { Units } from '../unit.ts'
import type { Clocks } from './clocks.ts'
import type { CaseEventName, CommandOf } from './commands.ts'
import type { CaseFile } from './file.ts'
import type { Standing } from './standing.ts'

/** Why something is not done to a case. Each is a code of the catalogue of errors. */
export const caseRefusals = [
  'case_event_impossible',
  'case_not_yours',
  'case_changed',
  'case_incomplete',
  'words_missing',
  'unit_unknown',
  'unit_not_below',
  'return_too_late',
  'return_ruled',
  'ruling_needed',
  'ruling_too_early',
  'extension_too_late',
  'extension_once',
  'extension_too_long',
  'extension_none',
  'citizen_not_told',
  'own_overdue',
  'until_passed',
  'urgent_only',
  'sign_off_needed',
  'redo_used',
  'not_dissatisfied',
  'rated_already',
  'rating_too_late',
  'ruling_waits',
  'ruling_none',
  'ruled_already',
  'own_ruling',
  'scored_unit',
  'merge_itself',
  'master_final',
  'urged_today',
] as const
export type CaseRefusal = (typeof caseRefusals)[number]

/** What of the world a decision needs. All instants UTC ms. */
export interface CaseContext {
  readonly now: number
  readonly clocks: Clocks
  readonly units: Units
  /** The local day (yyyymmdd) of an instant in the city's zone. */
  dayOf(at: number): number
  /** How long a rating may come after the closing, in ms. */
  readonly ratingWindowMs: number
}

/** What a case is decided by, whatever is wished. */
export interface AnyTurn extends CaseContext {
  readonly file: CaseFile
  readonly standing: Standing
  readonly by: Actor
}

/** A wish that the table allows, with all it is decided by. */
export interface Turn<E extends CaseEventName = CaseEventName> extends AnyTurn {
  readonly wish: CommandOf<E>
}

/** What changes of where a case stands; `deadline` left out: as the new state has it. */
export type Change = Partial<Standing>

/** What becomes of a wish. */
export type Outcome = { readonly change: Change } | { readonly refused: CaseRefusal }

export const changed = (change: Change): Outcome => ({ change })
export const refused = (code: CaseRefusal): Outcome => ({ refused: code })

/** How one event is decided. */
export type Decide<E extends CaseEventName> = (turn: Turn<E>) => Outcome
