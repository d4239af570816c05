import type { DeskTaskView } from '../../../wire/views.ts'
import type { TextKey } from '../../texts.ts'
import type { KeyPress } from '../keys.ts'
import type { ToConclude } from './visit-api.ts'

export type Outcome = ToConclude['outcome']
export type Score = NonNullable<ToConclude['answers']>['score']

/** What was filled in about a visit. `appointment`: as the field for date and time has it, in the city's time. */
export interface VisitFields {
  readonly outcome: Outcome | null
  readonly score: Score | null
  readonly solved: boolean | null
  readonly contacted: boolean | null
  readonly reason: string
  readonly redo: boolean
  readonly appointment: string
  readonly note: string
}

export const noFields: VisitFields = {
  ...{ outcome: null, score: null, solved: null, contacted: null, reason: '', redo: true, appointment: '', note: '' },
}

/** Scores in the order of their digit keys. */
export const scoresByKey: readonly Score[] = ['satisfied', 'basically_satisfied', 'dissatisfied']

/** What a person said, and what a carrier says, each with its letter; rating is done by the digits. */
const ofPerson: readonly (readonly [string, Outcome])[] = [
  ['R', 'refused'],
  ['A', 'appointment'],
  ['D', 'done'],
  ['W', 'wrong_person'],
  ['H', 'hung_up'],
  ['I', 'informed'],
]
const ofCarrier: readonly (readonly [string, Outcome])[] = [
  ['E', 'empty_number'],
  ['O', 'unreachable'],
  ['B', 'busy'],
  ['S', 'suspended'],
  ['M', 'machine'],
]
const ofSilence: readonly (readonly [string, Outcome])[] = [
  ['N', 'no_answer'],
  ['J', 'rejected'],
]

/** The outcomes that an attempt as it stands can have, with their letters, persons first. Nothing before it is dialled. */
export const outcomesOf = ({ state, answered }: DeskTaskView) => ({
  person: answered ? ofPerson : [],
  carrier: state === 'previewed' || state === 'summoned' ? [] : answered ? ofCarrier : [...ofCarrier, ...ofSilence],
})

/** Beside the scores: whether the unit has been in touch, and whether the matter is solved. */
const answersByKey: Readonly<Record<string, Partial<VisitFields>>> = {
  '4': { contacted: true },
  '5': { contacted: false },
  '6': { solved: true },
  '7': { solved: false },
}

/** What a key fills in; null: it is none of the form's. Keys are letters, so they never act where text is typed. */
export const fieldsOfKey = (task: DeskTaskView, asks: boolean, press: KeyPress): Partial<VisitFields> | null => {
  if (press.modified || press.repeat || press.composing || press.inText) return null
  if (task.answered && asks && /^[1-3]$/.test(press.key))
    return { score: scoresByKey[Number(press.key) - 1] ?? null, outcome: 'rated' }
  if (task.answered && asks && Object.hasOwn(answersByKey, press.key)) return answersByKey[press.key] ?? null
  const { person, carrier } = outcomesOf(task)
  const found = [...person, ...carrier].find(([letter]) => letter === press.key.toUpperCase())
  return found && !press.shift ? { outcome: found[1] } : null
}

/** The hotline's zone has no summer time. */
const zoneMs = 8 * 3_600_000

/** An instant as a field for date and time shows it, and back; NaN where nothing sound is in it. */
export const toMoment = (instant: number): string => new Date(instant + zoneMs).toISOString().slice(0, 16)
export const fromMoment = (text: string): number => Date.parse(`${text}Z`) - zoneMs

/** What is missing still before it can be sent; null: nothing. */
export const missingOf = ({ outcome, score, reason, appointment }: VisitFields): TextKey | null => {
  if (outcome === null) return 'visit_missing_outcome'
  if (outcome === 'rated' && score === null) return 'visit_missing_score'
  if (outcome === 'rated' && score === 'dissatisfied' && reason.trim() === '') return 'visit_missing_reason'
  return outcome === 'appointment' && Number.isNaN(fromMoment(appointment)) ? 'visit_missing_time' : null
}

/** What is sent; null: something is missing. */
export const toConclude = (callId: string, fields: VisitFields, mayRedo: boolean): ToConclude | null => {
  const { outcome, score, solved, contacted, reason, redo, appointment, note } = fields
  if (outcome === null || missingOf(fields) !== null) return null
  return {
    ...{ callId, outcome, note: note.trim() },
    appointment: outcome === 'appointment' ? fromMoment(appointment) : null,
    answers:
      outcome === 'rated' && score !== null
        ? {
            ...{ score, solved, contacted, reason: reason.trim() },
            redo: score === 'dissatisfied' && mayRedo && redo,
          }
        : null,
  }
}
