import type { KeptState } from '../case.ts'
import { endedNow } from './assignments.ts'
import { closedNow } from './handling.ts'
import { type AnyTurn, type Change, changed, type Decide, refused } from './turn.ts'

const blank = (text: string): boolean => text.trim() === ''

/** Ends the case in a final state, whoever had it. */
const ends = (
  turn: AnyTurn,
  state: KeptState,
  how: 'terminated' | 'withdrawn' | 'merged',
  more: Change = {},
): Change => ({
  ...closedNow(turn),
  before: null,
  assignment: endedNow(turn.standing.assignment, how, turn.now),
  extensionAsked: null,
  suspendedAt: null,
  ruling: null,
  ...more,
  state,
})

const awaitAnswer: Decide<'await_answer'> = ({ standing, now, clocks }) =>
  changed({ deadline: clocks.due('answer', now, standing).at })

const answerOnline: Decide<'answer_online'> = turn =>
  blank(turn.wish.answer) ? refused('words_missing') : changed({ ...closedNow(turn), state: 'answered_online' })

const sendToReview: Decide<'send_to_review'> = () => changed({ state: 'pending_review' })

const askAgent: Decide<'ask_agent'> = ({ wish, standing, now, clocks }) =>
  blank(wish.note)
    ? refused('words_missing')
    : changed({ state: 'registered', deadline: clocks.due('answer', now, standing).at })

const passReview: Decide<'pass_review'> = () => changed({ state: 'pending_dispatch' })

const correct: Decide<'correct'> = ({ wish: { corrections }, standing }) => {
  const { title: _title, text, place: _place, takenBy: _taker, ...flags } = corrections
  if (text !== undefined && blank(text)) return refused('case_incomplete')
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Change
  // a report is confidential unless somebody says otherwise
  const confidential = flags.confidential ?? (flags.class === 'report' ? true : standing.confidential)
  return changed({ ...given, confidential, deadline: standing.deadline })
}

const reject: Decide<'reject'> = turn =>
  blank(turn.wish.whereTo) ? refused('words_missing') : changed(ends(turn, 'rejected', 'terminated'))

const handToEmergency: Decide<'hand_to_emergency'> = turn =>
  blank(turn.wish.service) ? refused('words_missing') : changed(ends(turn, 'transferred_emergency', 'terminated'))

const merge: Decide<'merge'> = turn => {
  const { wish, file } = turn
  if (wish.masterNo === file.caseNo || file.members.length > 0) return refused('merge_itself')
  // it is closed when its master is
  return changed(ends(turn, 'merged', 'merged', { masterNo: wish.masterNo, closedAt: null, firstClosedAt: null }))
}

/** Nothing of what the citizen has said of an earlier round; the ledger keeps it. */
const unrated = { score: null, ownNumber: null, ruling: null, answeredBy: null } as const

/** It lives again by itself; where its master was answered meanwhile, this requester was too. */
const unmerge: Decide<'unmerge'> = ({ wish }) =>
  blank(wish.note)
    ? refused('words_missing')
    : changed({ ...unrated, state: 'pending_review', masterNo: null, closedAt: null, firstClosedAt: null })

const members = ({ standing }: AnyTurn) => changed({ deadline: standing.deadline })

const answerWithMaster: Decide<'answer_with_master'> = turn =>
  changed({ ...closedNow(turn), state: 'merged', answeredBy: turn.wish.unit ?? null })

const terminate: Decide<'terminate'> = turn =>
  blank(turn.wish.note) ? refused('words_missing') : changed(ends(turn, 'terminated', 'terminated'))

const withdraw: Decide<'withdraw'> = turn => changed(ends(turn, 'withdrawn', 'withdrawn'))

/** New facts: a new round, with all returns and redos to come. */
const reopen: Decide<'reopen'> = ({ wish, standing }) =>
  blank(wish.newFacts)
    ? refused('words_missing')
    : changed({ ...unrated, state: 'pending_review', closedAt: null, round: standing.round + 1, returns: 0, redos: 0 })

/** 催单: no clock is touched. The requester may urge once a day. */
const urge: Decide<'urge'> = ({ standing, now, by, dayOf }) => {
  const { lastUrgedAt } = standing
  if (by.kind === 'citizen' && lastUrgedAt !== null && dayOf(lastUrgedAt) === dayOf(now)) return refused('urged_today')
  return changed({ urges: standing.urges + 1, lastUrgedAt: now, deadline: standing.deadline })
}

const supplement: Decide<'supplement'> = ({ wish, standing }) =>
  blank(wish.text) && wish.attachments.length === 0
    ? refused('words_missing')
    : changed({ deadline: standing.deadline })

/** The limits of what has not begun yet are counted anew; those that run stay. */
const markUrgent: Decide<'mark_urgent'> = ({ wish, standing, clocks }) => {
  if (blank(wish.reason)) return refused('words_missing')
  const inOffice = standing.state === 'pending_review' || standing.state === 'pending_dispatch'
  const about = { ...standing, urgent: wish.urgent }
  const deadline = inOffice ? clocks.due('review', standing.since, about).at : standing.deadline
  return changed({ urgent: wish.urgent, deadline })
}

const supervise: Decide<'supervise'> = ({ wish, standing }) =>
  blank(wish.text)
    ? refused('words_missing')
    : changed({ supervised: wish.step !== 'lift', deadline: standing.deadline })

/** All ends again, with the calendar as it is now (DOMAIN.md 3.3); closed cases keep theirs. */
const recount: Decide<'recount'> = ({ standing, clocks }) => {
  const { assignment, state } = standing
  if (!assignment) return refused('case_event_impossible')
  const { at: dueAt, calendarVersion, provisional } = clocks.again(assignment.clock)
  const { at: signBy } = clocks.again(assignment.signClock)
  const { contactClock } = assignment
  const kept = state === 'suspended' || state === 'return_requested'
  return changed({
    assignment: {
      ...{ ...assignment, signBy, dueAt, calendarVersion, provisional },
      ...(contactClock && { contactBy: clocks.again(contactClock).at }),
    },
    ...(kept && { deadline: standing.deadline }),
  })
}

/** What the desk, the office of the hotline, the requester and those who supervise do with a case. */
export const deskDecisions = {
  await_answer: awaitAnswer,
  answer_online: answerOnline,
  send_to_review: sendToReview,
  ask_agent: askAgent,
  pass_review: passReview,
  correct,
  reject,
  hand_to_emergency: handToEmergency,
  merge,
  unmerge,
  take_member: members,
  lose_member: members,
  answer_with_master: answerWithMaster,
  terminate,
  withdraw,
  reopen,
  urge,
  supplement,
  mark_urgent: markUrgent,
  supervise,
  recount,
}
