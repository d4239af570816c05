import type { Texts } from '../case-life/kept-texts.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import type { TextKey } from '../texts.ts'
import type { Wish } from './office-api.ts'
import type { Field, Step } from './steps.ts'

type Case = CaseDetail['case']
type Corrections = Extract<Wish, { event: 'correct' }>['corrections']

/** Fields of a correction that are typed, and those that are switches. */
export const correctedTexts = ['title', 'text', 'place'] as const
export const correctedSwitches = ['confidential', 'enterprise', 'specialNeeds', 'sensitive'] as const

/** What the form of a correction shows: what was changed and not sent yet, else what the case has. */
export const correctedValue = (of: Case, texts: Texts, name: string): string => {
  const typed = texts[name]
  if (typed !== undefined) return typed
  const value: unknown = of[name as keyof Case]
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : ''
}

/** Only what differs from what the case has. */
const correctionsOf = (of: Case, texts: Texts): Corrections => {
  const changed = (name: string) => correctedValue(of, texts, name) !== correctedValue(of, {}, name)
  const value = (name: string) => correctedValue(of, texts, name)
  const given: Record<string, unknown> = {}
  for (const name of [...correctedTexts, 'class']) if (changed(name)) given[name] = value(name)
  for (const name of correctedSwitches) if (changed(name)) given[name] = value(name) === 'yes'
  for (const name of ['topic', 'danger']) if (changed(name)) given[name] = value(name) === '' ? null : value(name)
  return given as Corrections
}

const isEmpty = (texts: Texts, { name }: Field): boolean => (texts[name] ?? '').trim() === ''

/** What must still be told before a step can be taken, by its labels. */
export const missingFields = ({ event, form, fields }: Step, of: Case, texts: Texts): readonly TextKey[] => {
  if (form === 'merge') return (texts.masterNo ?? '') === '' ? ['detail_master'] : []
  if (form === 'correct') return Object.keys(correctionsOf(of, texts)).length === 0 ? ['field_corrections'] : []
  const needed = fields.filter(field => field.optional !== true && isEmpty(texts, field)).map(({ label }) => label)
  const scoreMissing = event === 'visit' && texts.result === 'rated' && (texts.score ?? '') === ''
  return scoreMissing ? [...needed, 'detail_score'] : needed
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)
const yesOrNull = (text: string | undefined): boolean | null => (orNull(text) === null ? null : text === 'yes')

/** The units that assist, out of the one text in which they are kept. */
export const coUnitsOf = (texts: Texts): readonly string[] => (texts.coUnits ?? '').split(' ').filter(Boolean)

/** A moment as its field has it (`2026-12-01T18:00`, in the hotline's zone) as UTC ms. */
const instantOf = (moment: string): number => Date.parse(`${moment}:00+08:00`)

/** By which way the requester is asked unless another is chosen: who wants messages is not called. */
export const visitSourceOf = ({ contact }: Pick<Case, 'contact'>): 'callback' | 'sms' =>
  contact === 'sms' ? 'sms' : 'callback'

const ownOf = (event: Step['event'], of: Case, texts: Texts): object => {
  switch (event) {
    case 'correct':
      return { corrections: correctionsOf(of, texts) }
    case 'pass_review':
    case 'send_to_review':
      return { suggestedUnit: orNull(texts.suggestedUnit) }
    case 'dispatch':
    case 'assign_by_ruling':
      return { coUnits: coUnitsOf(texts).filter(each => each !== texts.unit) }
    case 'redo':
      return { unit: orNull(texts.unit) }
    case 'merge':
      return { masterNo: texts.masterNo ?? '' }
    case 'answer_online':
      return { articleId: null }
    case 'suspend':
      return { until: instantOf(texts.until ?? '') }
    case 'supplement':
      return { attachments: [] }
    case 'mark_urgent':
      return { urgent: !of.urgent }
    case 'visit':
      return {
        source: orNull(texts.source) ?? visitSourceOf(of),
        score: texts.result === 'rated' ? orNull(texts.score) : null,
        solved: yesOrNull(texts.solved),
        contacted: yesOrNull(texts.contacted),
      }
    default:
      return {}
  }
}

/** The wish of a step with what was typed. Nothing of it may be missing. */
export const toWish = ({ event, fields }: Step, of: Case, texts: Texts): Wish => {
  const typed = Object.fromEntries(fields.map(({ name }) => [name, (texts[name] ?? '').trim()]))
  return { event, ...typed, ...ownOf(event, of, texts) } as Wish
}
