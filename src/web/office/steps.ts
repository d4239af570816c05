import {
  adjudicationTexts,
  rejectTexts,
  type StepName,
  scoreTexts,
  supervisionTexts,
  suspendTexts,
  terminateTexts,
  visitSourceTexts,
  visitTexts,
} from '../case-life/case-words.ts'
import type { TextKey } from '../texts.ts'

type Codes = Readonly<Record<string, TextKey>>

/** One thing a step must or may be told. */
export type Field = { readonly name: string; readonly label: TextKey; readonly optional?: true } & (
  | { readonly kind: 'text' | 'line' | 'moment' | 'unit' }
  | { readonly kind: 'choice'; readonly codes: Codes }
  | { readonly kind: 'units' }
)

/** A step as the office offers it. */
export interface Step {
  readonly event: StepName
  /** The letter of its key; each has its own, but for two that are never there together. */
  readonly letter: string
  readonly fields: readonly Field[]
  /** A form of its own: two cases side by side, or all that can be corrected. */
  readonly form?: 'merge' | 'correct'
  /** It gives the case to a unit: the due date is shown beforehand. */
  readonly gives?: true
  /** It ends or stops something: its button is not the first. */
  readonly grave?: true
  /** The same case is worked on further. */
  readonly stays?: true
}

const note: Field = { kind: 'text', name: 'note', label: 'field_note', optional: true }
const words: Field = { kind: 'text', name: 'note', label: 'field_note' }
const reason: Field = { kind: 'text', name: 'reason', label: 'field_reason' }
const units: Field = { kind: 'units', name: 'unit', label: 'detail_unit' }
const yesNo: Codes = { yes: 'answer_yes', no: 'answer_no' }

/** All steps of the office, the usual ones of each state first. */
export const steps: readonly Step[] = [
  {
    event: 'pass_review',
    letter: 'A',
    fields: [{ kind: 'unit', name: 'suggestedUnit', label: 'detail_suggested_unit', optional: true }, note],
  },
  { event: 'dispatch', letter: 'D', fields: [units, note], gives: true },
  {
    event: 'send_to_review',
    letter: 'A',
    fields: [{ kind: 'unit', name: 'suggestedUnit', label: 'detail_suggested_unit', optional: true }, note],
  },
  { event: 'grant_return', letter: 'Y', fields: [note] },
  { event: 'refuse_return', letter: 'X', fields: [reason] },
  { event: 'assign_by_ruling', letter: 'Z', fields: [units, reason], gives: true },
  { event: 'grant_extension', letter: 'G', fields: [note] },
  { event: 'refuse_extension', letter: 'F', fields: [reason] },
  { event: 'review_reply', letter: 'V', fields: [], stays: true },
  { event: 'accept_reply', letter: 'A', fields: [note] },
  { event: 'bounce_reply', letter: 'B', fields: [reason] },
  {
    event: 'visit',
    letter: 'V',
    fields: [
      { kind: 'choice', name: 'result', label: 'field_visit_result', codes: visitTexts },
      { kind: 'choice', name: 'source', label: 'detail_source', codes: visitSourceTexts, optional: true },
      { kind: 'choice', name: 'score', label: 'detail_score', codes: scoreTexts, optional: true },
      { kind: 'choice', name: 'contacted', label: 'detail_contacted', codes: yesNo, optional: true },
      { kind: 'choice', name: 'solved', label: 'detail_solved', codes: yesNo, optional: true },
      { ...reason, label: 'field_visit_words', optional: true },
    ],
  },
  {
    event: 'redo',
    letter: 'R',
    fields: [reason, { kind: 'unit', name: 'unit', label: 'field_other_unit', optional: true }],
    gives: true,
  },
  {
    event: 'propose_ruling',
    letter: 'J',
    fields: [{ kind: 'choice', name: 'ruling', label: 'field_ruling', codes: adjudicationTexts }, reason],
  },
  { event: 'confirm_ruling', letter: 'Y', fields: [note] },
  { event: 'refuse_ruling', letter: 'X', fields: [reason] },
  { event: 'resume', letter: 'O', fields: [note] },
  { event: 'unmerge', letter: 'U', fields: [words] },
  { event: 'reopen', letter: 'E', fields: [{ kind: 'text', name: 'newFacts', label: 'field_new_facts' }] },
  { event: 'correct', letter: 'C', fields: [], form: 'correct', stays: true },
  { event: 'merge', letter: 'M', fields: [], form: 'merge' },
  { event: 'await_answer', letter: 'B', fields: [words], stays: true },
  { event: 'ask_agent', letter: 'K', fields: [words] },
  { event: 'answer_online', letter: 'W', fields: [{ kind: 'text', name: 'answer', label: 'case_answer' }] },
  {
    event: 'supervise',
    letter: 'S',
    fields: [
      { kind: 'choice', name: 'step', label: 'field_supervision', codes: supervisionTexts },
      { kind: 'text', name: 'text', label: 'field_words' },
    ],
  },
  { event: 'urge', letter: 'I', fields: [note], stays: true },
  { event: 'mark_urgent', letter: 'Q', fields: [reason], stays: true },
  { event: 'supplement', letter: 'L', fields: [{ kind: 'text', name: 'text', label: 'field_words' }], stays: true },
  {
    event: 'suspend',
    letter: 'P',
    fields: [
      { kind: 'choice', name: 'reason', label: 'field_reason', codes: suspendTexts },
      { kind: 'moment', name: 'until', label: 'detail_until' },
      words,
    ],
    grave: true,
  },
  {
    event: 'reject',
    letter: 'N',
    fields: [
      { kind: 'choice', name: 'reason', label: 'field_reason', codes: rejectTexts },
      { kind: 'text', name: 'whereTo', label: 'field_where_to' },
    ],
    grave: true,
  },
  {
    event: 'hand_to_emergency',
    letter: 'H',
    fields: [{ kind: 'line', name: 'service', label: 'field_service' }, note],
    grave: true,
  },
  {
    event: 'terminate',
    letter: 'T',
    fields: [{ kind: 'choice', name: 'reason', label: 'field_reason', codes: terminateTexts }, words],
    grave: true,
  },
  { event: 'withdraw', letter: '0', fields: [note], grave: true },
]

/** The steps that may be taken now, the usual ones first. */
export const stepsOf = (may: readonly string[]): readonly Step[] => steps.filter(({ event }) => may.includes(event))

/** The step of a letter key among those that may be taken. */
export const stepOfKey = (may: readonly string[], key: string): Step | null =>
  stepsOf(may).find(({ letter }) => letter === key.toUpperCase()) ?? null
