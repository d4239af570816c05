import type { Clock, ClockChange } from '../../calendar/clock.ts'
import { isBelow, takesCases } from '../unit.ts'
import type { Clocks } from './clocks.ts'
import type { Assignment } from './standing.ts'
import { type AnyTurn, type Change, changed, type Decide, refused } from './turn.ts'

const withChange = (clock: Clock, change: ClockChange): Clock => ({ ...clock, changes: [...clock.changes, change] })

const changedClock = (assignment: Assignment, change: ClockChange, clocks: Clocks): Assignment => {
  const clock = withChange(assignment.clock, change)
  const { at, calendarVersion, provisional } = clocks.again(clock)
  return { ...assignment, clock, dueAt: at, calendarVersion, provisional }
}

const sign: Decide<'sign'> = ({ standing: { assignment }, now }) =>
  changed({ state: 'signed', assignment: assignment && { ...assignment, signedAt: now } })

const subDispatch: Decide<'sub_dispatch'> = ({ standing: { assignment }, wish, units }) => {
  if (!assignment || !isBelow(units, wish.unit, assignment.unit)) return refused('unit_not_below')
  return changed({ state: 'handling', assignment: { ...assignment, handlerUnit: wish.unit } })
}

const logContact: Decide<'log_contact'> = ({ standing: { assignment, state }, wish, now }) => {
  if (wish.note.trim() === '') return refused('words_missing')
  const reached = wish.contact !== 'not_reached'
  const contactedAt = assignment?.contactedAt ?? (reached ? now : null)
  return changed({
    state: state === 'suspended' ? 'suspended' : 'handling',
    assignment: assignment && { ...assignment, contactedAt },
  })
}

/** Once, before it is due, by no more than the first length, with the citizen told (DOMAIN.md 3.2, 3.3). */
const askExtension: Decide<'ask_extension'> = turn => {
  const { standing, wish, now, by, clocks } = turn
  const { assignment } = standing
  if (wish.reason.trim() === '') return refused('words_missing')
  if (standing.extended || standing.extensionAsked) return refused('extension_once')
  if (!assignment || now >= assignment.dueAt) return refused('extension_too_late')
  if (!wish.citizenTold) return refused('citizen_not_told')
  const { clock } = assignment
  const { at } = clocks.again(withChange(clock, { kind: 'extended_to', date: wish.until }))
  if (at <= assignment.dueAt) return refused('until_passed')
  if (at > clocks.again(withChange(clock, { kind: 'extended', by: clock.limit })).at)
    return refused('extension_too_long')
  return changed({ extensionAsked: { askedAt: now, by: by.name, reason: wish.reason, until: wish.until } })
}

/** After the due date only a supervisor may still grant it, and the case stays late (DOMAIN.md 2.4.13). */
const grantExtension: Decide<'grant_extension'> = ({ standing, now, by, clocks }) => {
  const { extensionAsked, assignment } = standing
  if (!extensionAsked || !assignment) return refused('extension_none')
  if (by.unit === assignment.unit) return refused('own_overdue')
  if (now >= assignment.dueAt && !by.roles.includes('supervisor')) return refused('extension_too_late')
  const late = now >= assignment.dueAt
  const held = late ? assignment : changedClock(assignment, { kind: 'extended_to', date: extensionAsked.until }, clocks)
  return changed({ extensionAsked: null, extended: true, assignment: { ...held, extended: true } })
}

const refuseExtension: Decide<'refuse_extension'> = ({ standing, wish }) => {
  if (!standing.extensionAsked) return refused('extension_none')
  return wish.reason.trim() === '' ? refused('words_missing') : changed({ extensionAsked: null })
}

const suspend: Decide<'suspend'> = ({ standing: { assignment, state }, wish, now, by }) => {
  if (wish.note.trim() === '') return refused('words_missing')
  if (wish.until <= now) return refused('until_passed')
  if (by.unit !== null && by.unit === assignment?.unit) return refused('own_overdue')
  if (assignment && now >= assignment.dueAt) return refused('extension_too_late')
  return changed({ state: 'suspended', before: state, suspendedAt: now, deadline: wish.until })
}

/** The clock stood for whole working days: the due date moves by as many. */
const resume: Decide<'resume'> = ({ standing, now, clocks }) => {
  const { assignment, suspendedAt, before } = standing
  const stood = { kind: 'suspended', from: suspendedAt ?? now, until: now } as const
  return changed({
    state: before === 'signed' ? 'signed' : 'handling',
    before: null,
    suspendedAt: null,
    assignment: assignment && changedClock(assignment, stood, clocks),
  })
}

const draftReply: Decide<'draft_reply'> = ({ wish }) =>
  wish.text.trim() === '' ? refused('words_missing') : changed({ state: 'handling', draftReply: true })

const sendBackDraft: Decide<'send_back_draft'> = ({ standing, wish }) => {
  if (wish.note.trim() === '') return refused('words_missing')
  return standing.draftReply ? changed({ draftReply: false }) : refused('case_event_impossible')
}

/** Submitted to the hotline: if it is accepted, this is the instant the case was completed by its unit. */
const reply: Decide<'reply'> = ({ standing: { assignment }, wish, now, by, units }) => {
  if (wish.text.trim() === '') return refused('words_missing')
  const signsOff = assignment !== null && units.get(assignment.unit)?.signsOff === true
  if (signsOff && !by.roles.includes('unit_leader')) return refused('sign_off_needed')
  return changed({
    state: 'replied',
    draftReply: false,
    extensionAsked: null,
    assignment: assignment && { ...assignment, repliedAt: now, signedAt: assignment.signedAt ?? now },
  })
}

const reviewReply: Decide<'review_reply'> = () => changed({ state: 'reply_review' })

/** The completion is void and the clock never stopped; a unit that was removed meanwhile has it no more. */
const bounceReply: Decide<'bounce_reply'> = ({ standing: { assignment }, wish, units, now }) => {
  if (wish.reason.trim() === '') return refused('words_missing')
  const void_ = assignment && { ...assignment, repliedAt: null }
  if (void_ && !takesCases(units, void_.unit))
    return changed({ state: 'pending_dispatch', assignment: { ...void_, endedAt: now, ended: 'unit_removed' } })
  return changed({ state: 'handling', assignment: void_ })
}

/** Without a way to the requester there is no return visit, and the case is closed (DOMAIN.md 3.5). */
const acceptReply: Decide<'accept_reply'> = ({ standing, file, now }) => {
  const { assignment } = standing
  const done: Change = { assignment: assignment && { ...assignment, endedAt: now, ended: 'replied' } }
  return changed(file.reachable ? { ...done, state: 'pending_callback' } : { ...done, ...closedNow({ standing, now }) })
}

/** Closed now; the citizen's clock ends with the first closure. */
export const closedNow = ({ standing, now }: Pick<AnyTurn, 'standing' | 'now'>) =>
  ({ state: 'closed', closedAt: now, firstClosedAt: standing.firstClosedAt ?? now }) as const

/** What a unit does with a case it has, and what becomes of its reply. */
export const handlingDecisions = {
  sign,
  sub_dispatch: subDispatch,
  log_contact: logContact,
  ask_extension: askExtension,
  grant_extension: grantExtension,
  refuse_extension: refuseExtension,
  suspend,
  resume,
  draft_reply: draftReply,
  send_back_draft: sendBackDraft,
  reply,
  review_reply: reviewReply,
  bounce_reply: bounceReply,
  accept_reply: acceptReply,
}
