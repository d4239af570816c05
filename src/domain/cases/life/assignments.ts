import { takesCases } from '../unit.ts'
import type { Assignment, AssignmentEnd } from './standing.ts'
import { type AnyTurn, type CaseContext, type Change, changed, type Decide, type Outcome, refused } from './turn.ts'

/** How often units may give a case back before it is assigned by ruling (DOMAIN.md 3.2). */
export const returnsBeforeRuling = 2

/** An assignment that ends now. */
export const endedNow = (assignment: Assignment | null, ended: AssignmentEnd, now: number): Assignment | null =>
  assignment && assignment.endedAt === null ? { ...assignment, endedAt: now, ended } : assignment

interface To {
  readonly unit: string
  readonly coUnits: readonly string[]
  readonly ruled: boolean
  readonly round: number
}

const newAssignment = ({ now, clocks, standing }: AnyTurn, to: To): Assignment => {
  const handling = clocks.due('handling', now, standing)
  const sign = clocks.due('sign', now, standing)
  const contact = clocks.due('first_contact', now, standing)
  return {
    ...to,
    number: (standing.assignment?.number ?? 0) + 1,
    handlerUnit: null,
    dispatchedAt: now,
    signBy: sign.at,
    signedAt: null,
    firstDueAt: handling.at,
    dueAt: handling.at,
    limitId: handling.limitId,
    clock: handling.clock,
    signClock: sign.clock,
    contactBy: contact.at,
    contactClock: contact.clock,
    calendarVersion: handling.calendarVersion,
    provisional: handling.provisional,
    returnBy: clocks.due('return', now, standing).at,
    returnAskedAt: null,
    contactedAt: null,
    extended: false,
    repliedAt: null,
    endedAt: null,
    ended: null,
  }
}

const unitsFault = ({ units }: CaseContext, unit: string, coUnits: readonly string[]): boolean =>
  !takesCases(units, unit) ||
  coUnits.some(each => each === unit || !takesCases(units, each)) ||
  new Set(coUnits).size !== coUnits.length

/** Gives the case to a unit: the clock of the assignment starts, that of the citizen runs on. */
export const giveTo = (turn: AnyTurn, to: To, more: Change = {}): Outcome => {
  if (unitsFault(turn, to.unit, to.coUnits)) return refused('unit_unknown')
  return changed({
    ...more,
    state: 'dispatched',
    before: null,
    round: to.round,
    assignment: newAssignment(turn, to),
    firstDispatchedAt: turn.standing.firstDispatchedAt ?? turn.now,
    extended: false,
    extensionAsked: null,
    suspendedAt: null,
    draftReply: false,
  })
}

const roundOf = (turn: AnyTurn): number => Math.max(1, turn.standing.round)

const dispatch: Decide<'dispatch'> = turn => {
  const { standing, wish } = turn
  if (standing.state === 'pending_review' && !standing.urgent) return refused('urgent_only')
  if (standing.returns >= returnsBeforeRuling) return refused('ruling_needed')
  return giveTo(turn, { unit: wish.unit, coUnits: wish.coUnits, ruled: false, round: roundOf(turn) })
}

const assignByRuling: Decide<'assign_by_ruling'> = turn => {
  const { standing, wish, now } = turn
  if (wish.reason.trim() === '') return refused('words_missing')
  // a return that was asked for is counted whether it was granted or answered by a ruling
  const asked = standing.returns + (standing.state === 'return_requested' ? 1 : 0)
  if (standing.state !== 'dispatched' && asked < returnsBeforeRuling) return refused('ruling_too_early')
  const before = endedNow(standing.assignment, 'ruled_away', now)
  const ruling = { ...turn, standing: { ...standing, assignment: before } }
  return giveTo(
    ruling,
    { unit: wish.unit, coUnits: wish.coUnits, ruled: true, round: roundOf(turn) },
    { returns: asked },
  )
}

const requestReturn: Decide<'request_return'> = ({ standing, wish, now }) => {
  const { assignment, state } = standing
  if (wish.reason.trim() === '' || wish.clause.trim() === '') return refused('words_missing')
  if (!assignment || assignment.ruled) return refused('return_ruled')
  if (now >= assignment.returnBy) return refused('return_too_late')
  return changed({ state: 'return_requested', before: state, assignment: { ...assignment, returnAskedAt: now } })
}

const grantReturn: Decide<'grant_return'> = ({ standing, now }) =>
  changed({
    state: 'pending_dispatch',
    before: null,
    returns: standing.returns + 1,
    assignment: endedNow(standing.assignment, 'returned', now),
  })

/** The due date was running all the time (DOMAIN.md 3.2); the unit has signed by asking. */
const refuseReturn: Decide<'refuse_return'> = ({ standing, wish, now }) => {
  const { assignment } = standing
  if (wish.reason.trim() === '') return refused('words_missing')
  return changed({
    state: 'signed',
    before: null,
    assignment: assignment && { ...assignment, signedAt: assignment.signedAt ?? now },
  })
}

const redo: Decide<'redo'> = turn => {
  const { standing, wish, by } = turn
  const { assignment } = standing
  if (standing.score !== 'dissatisfied') return refused('not_dissatisfied')
  if (wish.reason.trim() === '') return refused('words_missing')
  const supervises = by.roles.includes('supervisor')
  if (standing.redos > 0 && !supervises) return refused('redo_used')
  if (!assignment) return refused('unit_unknown')
  const to = { unit: wish.unit ?? assignment.unit, coUnits: assignment.coUnits, ruled: assignment.ruled }
  const again = { redos: standing.redos + 1, score: null, ownNumber: null, ruling: null, returns: 0 } as const
  return giveTo(turn, { ...to, round: standing.round + 1 }, supervises ? { ...again, supervised: true } : again)
}

const unitRemoved: Decide<'unit_removed'> = ({ standing, now }) =>
  changed({
    state: 'pending_dispatch',
    before: null,
    extensionAsked: null,
    suspendedAt: null,
    draftReply: false,
    assignment: endedNow(standing.assignment, 'unit_removed', now),
  })

/** How a case comes to a unit, and leaves it without a reply. */
export const assignmentDecisions = {
  dispatch,
  assign_by_ruling: assignByRuling,
  request_return: requestReturn,
  grant_return: grantReturn,
  refuse_return: refuseReturn,
  redo,
  unit_removed: unitRemoved,
}
