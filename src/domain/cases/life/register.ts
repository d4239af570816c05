import { type CaseClass, type CaseForm, type ContactWay, isConfidential, titleOf } from '../case.ts'
import type { CaseFactBody } from '../case-facts.ts'
import type { Actor } from '../role.ts'
import type { CaseCommand } from './commands.ts'
import { decideCase } from './decide.ts'
import { afterFact } from './file.ts'
import type { CaseContext } from './turn.ts'

type Registered = Extract<CaseFactBody, { kind: 'case_registered' }>

/** What names a case that is registered: its number, whose it is, the way it came, and the wish that made it. */
export type Registration = Pick<
  Registered,
  'caseNo' | 'requestId' | 'localDay' | 'running' | 'callId' | 'agentId' | 'number'
> &
  Partial<Pick<Registered, 'channel' | 'topic' | 'danger' | 'coordinates' | 'queryCode' | 'foreign'>>

/** A form in which nothing is missing. */
export type CompleteForm = CaseForm & { readonly class: CaseClass; readonly contact: ContactWay }

const registeredBy = (registration: Registration, form: CompleteForm): Registered => {
  const { answer: _answer, suggestedUnit: _unit, reviewNote: _note, awaitsAnswer: _awaits, ...content } = form
  const { text, place, requesterName, ...rest } = content
  return {
    ...rest,
    ...registration,
    kind: 'case_registered',
    title: titleOf(form),
    text: text.trim(),
    place: place.trim(),
    requesterName: form.anonymous ? '' : requesterName.trim(),
    number: form.anonymous ? null : registration.number,
    confidential: isConfidential(form),
  }
}

/** What becomes of a case at once: answered on the line, or it waits for a specialist, or it goes to review. */
const firstStep = ({
  answer,
  awaitsAnswer = false,
  suggestedUnit = null,
  reviewNote = '',
}: CompleteForm): CaseCommand => {
  const note = reviewNote.trim()
  if (answer.trim() !== '') return { event: 'answer_online', answer: answer.trim(), articleId: null }
  return { event: awaitsAnswer ? 'await_answer' : 'send_to_review', suggestedUnit, note }
}

/**
 * The facts of a case that is registered, in order: with an answer it is answered online at once, where it awaits one it stays registered with the deadline
 * of that, else it goes to review. From a call it is bound to it, and the call has come to a new case.
 */
export const registrationFacts = (
  registration: Registration,
  form: CompleteForm,
  by: Actor,
  context: CaseContext,
): readonly CaseFactBody[] => {
  const { caseNo, callId, agentId } = registration
  const registered = registeredBy(registration, form)
  const file = afterFact(null, { at: context.now, received: context.now, ...registered })
  const decided = file && decideCase(file, by, firstStep(form), null, context)
  const moved = decided && 'fact' in decided ? [decided.fact] : []
  if (callId === null || agentId === null) return [registered, ...moved]
  return [
    registered,
    ...moved,
    { kind: 'case_linked', caseNo, callId, agentId, as: 'origin', note: '' },
    { kind: 'call_outcome', callId, agentId, outcome: 'new_case', caseNo, reason: null },
  ]
}
