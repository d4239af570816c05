import type { CaseState, KeptState } from './case.ts'
import type { CaseEventName } from './life/commands.ts'
import type { Standing } from './life/standing.ts'
import type { Role } from './role.ts'

/** `register` makes a case out of a draft; `follow_up` binds another call to it, whatever its state. */
export type CaseEvent = CaseEventName | 'register' | 'follow_up'

/** What an event leads to (the first is the usual one), and who may cause it. `system` and `citizen` are no roles of people. */
export interface Rule {
  readonly to: readonly KeptState[]
  readonly by: readonly (Role | 'system' | 'citizen')[]
}

const rule = (to: KeptState | readonly KeptState[], ...by: Rule['by']): Rule => ({
  to: typeof to === 'string' ? [to] : to,
  by,
})

const desk: readonly Role[] = ['agent', 'internet_agent', 'shift_leader']
const office: readonly Role[] = ['reviewer', 'dispatcher', 'shift_leader']
const unit: readonly Role[] = ['unit_clerk', 'unit_leader']
const handlers: readonly Role[] = ['unit_clerk', 'unit_handler', 'unit_leader']

type Rules = Readonly<Partial<Record<CaseEvent, Rule>>>

/** What everybody may add to a case that is open, whatever its state. */
const open = (state: KeptState): Rules => ({
  follow_up: rule(state, ...desk),
  urge: rule(state, ...desk, 'supervisor', 'citizen'),
  supplement: rule(state, ...desk, 'reviewer', 'dispatcher', 'citizen'),
  mark_urgent: rule(state, 'shift_leader', 'reviewer', 'dispatcher', 'supervisor'),
  take_member: rule(state, 'system'),
  lose_member: rule(state, 'system'),
  terminate: rule('terminated', 'supervisor'),
  withdraw: rule('withdrawn', ...desk, 'reviewer', 'citizen'),
})

/** Before a unit has it. */
const before = (state: KeptState): Rules => ({
  ...open(state),
  correct: rule(state, ...desk, 'reviewer', 'dispatcher'),
  reject: rule('rejected', ...desk, ...office),
  hand_to_emergency: rule('transferred_emergency', ...desk, ...office),
  merge: rule('merged', ...office),
})

/** While a unit has it. */
const held = (state: KeptState): Rules => ({
  ...open(state),
  supervise: rule(state, 'supervisor'),
  unit_removed: rule('pending_dispatch', 'system'),
  recount: rule(state, 'system'),
})

const working = (state: 'signed' | 'handling'): Rules => ({
  ...held(state),
  sub_dispatch: rule('handling', ...unit),
  log_contact: rule('handling', ...handlers),
  draft_reply: rule('handling', ...handlers),
  ask_extension: rule(state, 'unit_leader'),
  grant_extension: rule(state, 'dispatcher', 'supervisor'),
  refuse_extension: rule(state, 'dispatcher', 'supervisor'),
  suspend: rule('suspended', 'dispatcher'),
})

/** Once its reply is in: that its unit was removed makes no difference, and no clock of the unit runs. */
const answered = (state: KeptState): Rules => ({ ...open(state), supervise: rule(state, 'supervisor') })

/** A rating is ruled upon by two: one proposes, another confirms or refuses (docs/decisions/0039). */
const ruling = (state: KeptState, confirmed: KeptState = state): Rules => ({
  propose_ruling: rule(state, 'reviewer', 'supervisor'),
  confirm_ruling: rule(confirmed, 'supervisor'),
  refuse_ruling: rule(state, 'supervisor'),
})

const final = (state: KeptState): Rules => ({ follow_up: rule(state, ...desk) })

const ended = (state: KeptState): Rules => ({ ...final(state), reopen: rule('pending_review', 'supervisor') })

/** What may happen to a case in each state, what it leads to and who may do it (DOMAIN.md 3.1, 3.2; docs/states.md). What is not here is refused. */
export const caseTable: Readonly<Record<CaseState, Rules>> = {
  draft: { register: rule('registered', ...desk, 'citizen') },
  registered: {
    ...before('registered'),
    await_answer: rule('registered', ...desk),
    answer_online: rule('answered_online', ...desk, 'policy_specialist'),
    send_to_review: rule('pending_review', ...desk, 'citizen', 'system'),
  },
  pending_review: {
    ...before('pending_review'),
    answer_online: rule('answered_online', ...desk, 'reviewer', 'policy_specialist'),
    ask_agent: rule('registered', 'reviewer'),
    pass_review: rule('pending_dispatch', 'reviewer'),
    // an urgent one goes at once, by day and by night
    dispatch: rule('dispatched', 'dispatcher', 'shift_leader'),
  },
  pending_dispatch: {
    ...before('pending_dispatch'),
    dispatch: rule('dispatched', 'dispatcher'),
    assign_by_ruling: rule('dispatched', 'dispatcher'),
  },
  dispatched: {
    ...held('dispatched'),
    merge: rule('merged', ...office),
    sign: rule('signed', ...unit),
    request_return: rule('return_requested', ...unit),
    assign_by_ruling: rule('dispatched', 'supervisor'),
  },
  signed: {
    ...working('signed'),
    merge: rule('merged', ...office),
    request_return: rule('return_requested', ...unit),
  },
  return_requested: {
    ...held('return_requested'),
    grant_return: rule('pending_dispatch', 'dispatcher'),
    refuse_return: rule('signed', 'dispatcher'),
    assign_by_ruling: rule('dispatched', 'dispatcher'),
  },
  handling: {
    ...working('handling'),
    send_back_draft: rule('handling', ...unit),
    reply: rule('replied', ...unit),
  },
  suspended: {
    ...held('suspended'),
    log_contact: rule('suspended', ...handlers),
    resume: rule(['handling', 'signed'], 'dispatcher', 'system'),
  },
  replied: {
    ...answered('replied'),
    review_reply: rule('reply_review', 'reviewer'),
  },
  reply_review: {
    ...answered('reply_review'),
    bounce_reply: rule(['handling', 'pending_dispatch'], 'reviewer'),
    accept_reply: rule(['pending_callback', 'closed'], 'reviewer'),
  },
  pending_callback: {
    ...answered('pending_callback'),
    visit: rule(['closed', 'pending_callback'], 'callback_agent', 'citizen', 'system'),
    redo: rule('dispatched', 'callback_agent', 'reviewer', 'supervisor'),
    ...ruling('pending_callback', 'closed'),
  },
  answered_online: ended('answered_online'),
  rejected: ended('rejected'),
  transferred_emergency: ended('transferred_emergency'),
  merged: {
    ...final('merged'),
    unmerge: rule('pending_review', ...office),
    answer_with_master: rule('merged', 'system'),
    // once its master was answered: each requester rates for himself
    visit: rule('merged', 'citizen'),
    ...ruling('merged'),
  },
  closed: {
    ...ended('closed'),
    // a rating by link within its days, and a ruling about one
    visit: rule('closed', 'citizen'),
    ...ruling('closed'),
  },
  terminated: ended('terminated'),
  withdrawn: ended('withdrawn'),
}

/** Who must act next in each state, so that its deadline is somebody's. */
export const caseOwners: Readonly<Record<KeptState, Role | null>> = {
  registered: 'agent',
  pending_review: 'reviewer',
  pending_dispatch: 'dispatcher',
  dispatched: 'unit_clerk',
  signed: 'unit_clerk',
  return_requested: 'dispatcher',
  handling: 'unit_clerk',
  suspended: 'dispatcher',
  replied: 'reviewer',
  reply_review: 'reviewer',
  pending_callback: 'callback_agent',
  answered_online: null,
  rejected: null,
  transferred_emergency: null,
  merged: null,
  closed: null,
  terminated: null,
  withdrawn: null,
}

/** Whose turn it is: a ruling that is proposed waits for a second pair of eyes, whatever the state. */
export const ownerOf = ({ state, ruling: proposed = null }: Pick<Standing, 'state' | 'ruling'>): Role | null =>
  proposed !== null && proposed.confirmed === null ? 'supervisor' : caseOwners[state]

/** The states an event may lead to; null: the case does not take it now. */
export const ruleOf = (state: CaseState, event: CaseEvent): Rule | null => caseTable[state][event] ?? null
