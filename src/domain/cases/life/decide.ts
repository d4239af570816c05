import { finalStates, type KeptState, titleOf } from '../case.ts'
import type { CaseFactBody } from '../case-facts.ts'
import { ruleOf } from '../case-table.ts'
import type { Actor, Role } from '../role.ts'
import { unitRoles } from '../role.ts'
import { assignmentDecisions } from './assignments.ts'
import type { CaseCommand, CaseEventName } from './commands.ts'
import { deskDecisions } from './desk.ts'
import type { CaseFile } from './file.ts'
import { handlingDecisions } from './handling.ts'
import type { Standing } from './standing.ts'
import type { CaseContext, CaseRefusal, Decide, Outcome, Turn } from './turn.ts'
import { hasUse, visitDecisions } from './visits.ts'

type Decisions = { readonly [E in CaseEventName]: Decide<E> }

const decisions: Decisions = {
  ...deskDecisions,
  ...assignmentDecisions,
  ...handlingDecisions,
  ...visitDecisions,
}

const outcomeOf = (turn: Turn): Outcome => {
  const decideIt = decisions[turn.wish.event] as Decide<CaseEventName>
  return decideIt(turn)
}

/** Roles of the desk that see what they took only, as far as it changes a case. */
const takers: readonly Role[] = ['agent', 'internet_agent']
const adding: readonly CaseEventName[] = ['urge', 'supplement', 'withdraw']

/** Whether one of his roles may cause it for this very case. */
const mayCause = (file: CaseFile, by: Actor, event: CaseEventName, role: Role): boolean => {
  const { assignment } = file.standing
  if (unitRoles.includes(role)) {
    if (by.unit === null || !assignment || assignment.endedAt !== null) return false
    return role === 'unit_handler' ? by.unit === assignment.handlerUnit : by.unit === assignment.unit
  }
  if (takers.includes(role)) return adding.includes(event) || (by.agentId !== null && by.agentId === file.agentId)
  return true
}

const isAllowed = (file: CaseFile, by: Actor, event: CaseEventName, who: readonly string[]): boolean => {
  if (by.kind === 'system' || by.kind === 'citizen') return who.includes(by.kind)
  return by.roles.some(role => who.includes(role) && mayCause(file, by, event, role))
}

/** The events that somebody may ask for now, as far as table and roles go; what each needs beside is decided when it is asked for. */
export const mayNow = (file: CaseFile, by: Actor): readonly CaseEventName[] =>
  (Object.keys(decisions) as CaseEventName[]).filter(event => {
    const rule = ruleOf(file.standing.state, event)
    return rule !== null && isAllowed(file, by, event, rule.by) && hasUse(file.standing, by, event)
  })

/** When somebody must have acted in this state (DOMAIN.md 3.3); null in a final one. */
const deadlineOf = (standing: Standing, { now, clocks }: CaseContext): number | null => {
  const { state, assignment } = standing
  if (finalStates.includes(state)) return null
  switch (state) {
    case 'dispatched':
      return assignment?.signBy ?? null
    case 'signed':
    case 'handling':
      return assignment?.dueAt ?? null
    case 'return_requested':
      return clocks.due('ruling', now, standing).at
    case 'replied':
    case 'reply_review':
      return clocks.due('reply_review', assignment?.repliedAt ?? now, standing).at
    case 'pending_callback':
      return clocks.due('visit', now, standing).at
    case 'suspended':
      return standing.deadline
    default:
      return clocks.due('review', now, standing).at
  }
}

const ownStates: readonly KeptState[] = ['dispatched', 'signed', 'handling']

const standingAfter = (before: Standing, change: Partial<Standing>, context: CaseContext): Standing => {
  const after = { ...before, ...change, version: before.version + 1 }
  const moved = after.state !== before.state
  const since = moved ? context.now : before.since
  if ('deadline' in change) return { ...after, since }
  // a unit's own deadlines follow its clocks; the others begin with the state
  const deadline = moved || ownStates.includes(after.state) ? deadlineOf(after, context) : before.deadline
  return { ...after, since, deadline }
}

/** A correction as it is booked holds the whole content, so that whoever reads one fact need not know those before. */
const whole = ({ content, agentId }: CaseFile, wish: CaseCommand): CaseCommand => {
  if (wish.event !== 'correct') return wish
  const { title, text, place, ...flags } = wish.corrections
  const trimmed = {
    text: (text ?? content.text).trim(),
    place: (place ?? content.place).trim(),
  }
  const named = titleOf({ title: title ?? content.title, text: trimmed.text })
  return { event: 'correct', corrections: { ...flags, ...trimmed, title: named, takenBy: agentId } }
}

/**
 * What becomes of a wish: the fact that it happened, with where the case stands then, or why it did not. Changes nothing itself.
 * `seen`: the version of the case that whoever wishes it has before his eyes; null where it makes no difference.
 */
export const decideCase = (
  file: CaseFile,
  by: Actor,
  wish: CaseCommand,
  seen: number | null,
  context: CaseContext,
): { readonly fact: Extract<CaseFactBody, { kind: 'case_moved' }> } | { readonly refused: CaseRefusal } => {
  const { standing, caseNo } = file
  const rule = ruleOf(standing.state, wish.event)
  if (rule === null)
    return { refused: seen !== null && seen !== standing.version ? 'case_changed' : 'case_event_impossible' }
  if (!isAllowed(file, by, wish.event, rule.by)) return { refused: 'case_not_yours' }
  if (seen !== null && seen !== standing.version) return { refused: 'case_changed' }
  const outcome = outcomeOf({ ...context, file, standing, by, wish } as Turn)
  if ('refused' in outcome) return outcome
  return {
    fact: {
      kind: 'case_moved',
      caseNo,
      by,
      wish: whole(file, wish),
      standing: standingAfter(standing, outcome.change, context),
    },
  }
}
