import { finalStates } from '../../domain/cases/case.ts'
import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import { decideCase } from '../../domain/cases/life/decide.ts'
import type { CaseFile } from '../../domain/cases/life/file.ts'
import type { CaseContext } from '../../domain/cases/life/turn.ts'
import { citizenActor } from '../../domain/cases/role.ts'
import type { Fact } from '../../domain/fact.ts'
import type { Names } from '../../wire/views.ts'
import type { Progress } from './citizen-service.ts'
import { rejectTexts, type StepCode, stepTexts } from './step-texts.ts'

type Moved = Extract<Fact, { kind: 'case_moved' }>

/** A step with what the page needs beside its words. */
export interface ProgressStep {
  readonly at: number
  readonly code: StepCode
  readonly text: Names
}

/** What the page shows: the port's progress, and what it draws beside it. */
export interface CitizenProgress extends Progress {
  readonly steps: readonly ProgressStep[]
  readonly isOpen: boolean
  readonly isConfidential: boolean
  /** Until when the unit must have answered, UTC ms; null: nobody has promised anything. */
  readonly promisedAt: number | null
  readonly mayWithdraw: boolean
}

const closing = ({ standing, at }: Moved): StepCode | null =>
  standing.state === 'closed' && standing.since === at ? 'closed' : null

const byCitizen = ({ by }: Moved, code: StepCode): StepCode | null => (by.kind === 'citizen' ? code : null)

/** What a fact is to the requester; null: it is none of his, such as what units and the hotline write to each other. */
const codeOf = (fact: Moved): StepCode | null => {
  const { wish } = fact
  switch (wish.event) {
    case 'send_to_review':
      return 'in_review'
    case 'dispatch':
    case 'assign_by_ruling':
      return 'dispatched'
    case 'sign':
      return 'signed'
    case 'log_contact':
      return wish.contact === 'not_reached' ? null : 'contacted'
    case 'grant_return':
    case 'unit_removed':
      return 'reassigning'
    case 'grant_extension':
      return 'extended'
    case 'suspend':
      return wish.reason === 'waiting_for_citizen' ? 'waiting_for_you' : 'suspended'
    case 'resume':
      return 'resumed'
    case 'answer_online':
    case 'answer_with_master':
    case 'accept_reply':
      return 'answered'
    case 'reject':
      return 'rejected'
    case 'hand_to_emergency':
      return 'emergency'
    case 'merge':
      return 'merged'
    case 'unmerge':
      return 'unmerged'
    case 'urge':
      return byCitizen(fact, 'urged')
    case 'supplement':
      return byCitizen(fact, 'supplemented')
    case 'visit':
      return wish.result === 'rated' ? 'rated' : closing(fact)
    case 'adjudicate':
    case 'confirm_ruling':
      return closing(fact)
    case 'redo':
      return 'redo'
    case 'terminate':
      return 'ended'
    case 'withdraw':
      return 'withdrawn'
    case 'reopen':
      return 'reopened'
    default:
      return null
  }
}

const with_ = ({ zh, en }: Names, more: Names | null): Names =>
  more === null ? { zh, en } : { zh: `${zh}：${more.zh}`, en: `${en}: ${more.en}` }

/** The unit's name, but of a confidential case: who looks over a shoulder must not learn whom it is about. */
const unitName = ({ standing }: Moved, { units }: CaseContext): Names | null => {
  const unit = standing.assignment && units.get(standing.assignment.unit)
  return standing.confidential || !unit ? null : unit.name
}

const textOf = (fact: Moved, code: StepCode, context: CaseContext): Names => {
  const plain = stepTexts[code]
  if (code === 'dispatched' || code === 'redo') return with_(plain, unitName(fact, context))
  if (fact.wish.event === 'reject') return with_(plain, rejectTexts[fact.wish.reason])
  return fact.wish.event === 'hand_to_emergency'
    ? with_(plain, { zh: fact.wish.service, en: fact.wish.service })
    : { ...plain }
}

/** The last thing the city said to him. A reply counts once the hotline has accepted it. */
const answerOf = (facts: readonly Fact[]): string | null => {
  let reply = ''
  let answer = ''
  for (const fact of facts) {
    if (fact.kind === 'case_answered_online') answer = fact.answer
    if (fact.kind !== 'case_moved') continue
    const { wish } = fact
    if (wish.event === 'reply') reply = wish.text
    if (wish.event === 'accept_reply') answer = reply
    if (wish.event === 'answer_online' || wish.event === 'answer_with_master') answer = wish.answer
    if (wish.event === 'reject') answer = wish.whereTo
  }
  return answer === '' ? null : answer
}

const unrated = { solved: null, contacted: null, reason: '' } as const
const wishes = {
  add: { event: 'supplement', text: '.', attachments: [] },
  urge: { event: 'urge', note: '' },
  withdraw: { event: 'withdraw', note: '' },
  rate: { event: 'visit', result: 'rated', source: 'web', score: 'satisfied', ...unrated },
} as const satisfies Readonly<Record<string, CaseCommand>>

const stepsOf = (file: CaseFile, facts: readonly Fact[], context: CaseContext): readonly ProgressStep[] => {
  const accepted: ProgressStep = { at: file.standing.acceptedAt, code: 'accepted', text: { ...stepTexts.accepted } }
  const moved = facts.flatMap((fact): ProgressStep[] => {
    if (fact.kind === 'case_answered_online')
      return [{ at: fact.at, code: 'answered', text: { ...stepTexts.answered } }]
    if (fact.kind !== 'case_moved') return []
    const code = codeOf(fact)
    return code === null ? [] : [{ at: fact.at, code, text: textOf(fact, code, context) }]
  })
  return [accepted, ...moved]
}

/**
 * How far a case has come, for its requester: no name of anybody who works on it, no word that was not meant for him. What he may do is asked of the
 * same table that decides upon it. A date is told only where the calendar is known up to it (DOMAIN.md 3.4).
 */
export const progressOf = (file: CaseFile, facts: readonly Fact[], context: CaseContext): CitizenProgress => {
  const { standing, caseNo } = file
  const { assignment, state } = standing
  const may = (wish: CaseCommand) => 'fact' in decideCase(file, citizenActor, wish, null, context)
  const runs = assignment !== null && assignment.endedAt === null && assignment.repliedAt === null
  return {
    caseNo,
    steps: stepsOf(file, facts, context),
    answer: answerOf(facts),
    isOpen: !finalStates.includes(state),
    isConfidential: standing.confidential,
    promisedAt: runs && state !== 'suspended' && !assignment.provisional ? assignment.dueAt : null,
    mayAdd: may(wishes.add),
    mayUrge: may(wishes.urge),
    mayRate: may(wishes.rate),
    mayWithdraw: may(wishes.withdraw),
  }
}
