import type { CaseDetail } from '../cases/case-api.ts'
import type { TextKey } from '../texts.ts'

type State = CaseDetail['case']['state']

/** States of a case, in the order of its life. */
export const stateTexts: Readonly<Record<State, TextKey>> = {
  registered: 'case_state_registered',
  answered_online: 'case_state_answered_online',
  pending_review: 'case_state_pending_review',
  rejected: 'case_state_rejected',
  merged: 'case_state_merged',
  transferred_emergency: 'case_state_transferred_emergency',
  pending_dispatch: 'case_state_pending_dispatch',
  dispatched: 'case_state_dispatched',
  return_requested: 'case_state_return_requested',
  signed: 'case_state_signed',
  handling: 'case_state_handling',
  suspended: 'case_state_suspended',
  replied: 'case_state_replied',
  reply_review: 'case_state_reply_review',
  pending_callback: 'case_state_pending_callback',
  closed: 'case_state_closed',
  terminated: 'case_state_terminated',
  withdrawn: 'case_state_withdrawn',
}

/** What has happened to a case, by the name of the event in its history. */
export const happenedTexts = {
  await_answer: 'happened_await_answer',
  answer_online: 'happened_answer_online',
  send_to_review: 'happened_send_to_review',
  ask_agent: 'happened_ask_agent',
  pass_review: 'happened_pass_review',
  correct: 'happened_correct',
  reject: 'happened_reject',
  hand_to_emergency: 'happened_hand_to_emergency',
  merge: 'happened_merge',
  unmerge: 'happened_unmerge',
  take_member: 'happened_take_member',
  lose_member: 'happened_lose_member',
  answer_with_master: 'happened_answer_with_master',
  dispatch: 'happened_dispatch',
  assign_by_ruling: 'happened_assign_by_ruling',
  sign: 'happened_sign',
  request_return: 'happened_request_return',
  grant_return: 'happened_grant_return',
  refuse_return: 'happened_refuse_return',
  sub_dispatch: 'happened_sub_dispatch',
  log_contact: 'happened_log_contact',
  ask_extension: 'happened_ask_extension',
  grant_extension: 'happened_grant_extension',
  refuse_extension: 'happened_refuse_extension',
  suspend: 'happened_suspend',
  resume: 'happened_resume',
  draft_reply: 'happened_draft_reply',
  send_back_draft: 'happened_send_back_draft',
  reply: 'happened_reply',
  review_reply: 'happened_review_reply',
  bounce_reply: 'happened_bounce_reply',
  accept_reply: 'happened_accept_reply',
  visit: 'happened_visit',
  redo: 'happened_redo',
  propose_ruling: 'happened_propose_ruling',
  confirm_ruling: 'happened_confirm_ruling',
  refuse_ruling: 'happened_refuse_ruling',
  adjudicate: 'happened_adjudicate',
  terminate: 'happened_terminate',
  withdraw: 'happened_withdraw',
  reopen: 'happened_reopen',
  urge: 'happened_urge',
  supplement: 'happened_supplement',
  mark_urgent: 'happened_mark_urgent',
  supervise: 'happened_supervise',
  unit_removed: 'happened_unit_removed',
  recount: 'happened_recount',
} as const satisfies Readonly<Record<string, TextKey>>

/** Facts of a history that are no events of its life. */
const otherFacts = {
  case_registered: 'happened_registered',
  case_answered_online: 'happened_answer_online',
  case_linked: 'happened_linked',
  case_unlinked: 'happened_unlinked',
} as const satisfies Readonly<Record<string, TextKey>>

/** What one row of a history says has happened. */
export const happenedText = ({ kind, event }: { readonly kind: string; readonly event: string | null }): TextKey => {
  const words: Readonly<Record<string, TextKey>> = { ...otherFacts, ...happenedTexts }
  return words[event ?? kind] ?? 'happened_other'
}

/** Steps that people ask for, as their buttons say them. */
export const stepTexts = {
  await_answer: 'step_await_answer',
  answer_online: 'step_answer_online',
  send_to_review: 'step_send_to_review',
  ask_agent: 'step_ask_agent',
  pass_review: 'step_pass_review',
  correct: 'step_correct',
  reject: 'step_reject',
  hand_to_emergency: 'step_hand_to_emergency',
  merge: 'step_merge',
  unmerge: 'step_unmerge',
  dispatch: 'step_dispatch',
  assign_by_ruling: 'step_assign_by_ruling',
  sign: 'step_sign',
  request_return: 'step_request_return',
  grant_return: 'step_grant_return',
  refuse_return: 'step_refuse_return',
  sub_dispatch: 'step_sub_dispatch',
  log_contact: 'step_log_contact',
  ask_extension: 'step_ask_extension',
  grant_extension: 'step_grant_extension',
  refuse_extension: 'step_refuse_extension',
  suspend: 'step_suspend',
  resume: 'step_resume',
  draft_reply: 'step_draft_reply',
  send_back_draft: 'step_send_back_draft',
  reply: 'step_reply',
  review_reply: 'step_review_reply',
  bounce_reply: 'step_bounce_reply',
  accept_reply: 'step_accept_reply',
  visit: 'step_visit',
  redo: 'step_redo',
  propose_ruling: 'step_propose_ruling',
  confirm_ruling: 'step_confirm_ruling',
  refuse_ruling: 'step_refuse_ruling',
  terminate: 'step_terminate',
  withdraw: 'step_withdraw',
  reopen: 'step_reopen',
  urge: 'step_urge',
  supplement: 'step_supplement',
  mark_urgent: 'step_mark_urgent',
  supervise: 'step_supervise',
} as const satisfies Readonly<Record<string, TextKey>>
export type StepName = keyof typeof stepTexts

/** Why a case is not accepted, and the sentence that says where to go instead. */
export const rejectTexts = {
  emergency: 'reject_emergency',
  litigation: 'reject_litigation',
  arbitration: 'reject_arbitration',
  reconsideration: 'reject_reconsideration',
  petition: 'reject_petition',
  discipline: 'reject_discipline',
  military: 'reject_military',
  secret: 'reject_secret',
  out_of_area: 'reject_out_of_area',
  against_law: 'reject_against_law',
} as const satisfies Readonly<Record<string, TextKey>>
export const whereToTexts = {
  emergency: 'where_to_emergency',
  litigation: 'where_to_litigation',
  arbitration: 'where_to_arbitration',
  reconsideration: 'where_to_reconsideration',
  petition: 'where_to_petition',
  discipline: 'where_to_discipline',
  military: 'where_to_military',
  secret: 'where_to_secret',
  out_of_area: 'where_to_out_of_area',
  against_law: 'where_to_against_law',
} as const satisfies Readonly<Record<keyof typeof rejectTexts, TextKey>>

export const resultTexts = {
  resolved: 'result_resolved',
  partly: 'result_partly',
  explained: 'result_explained',
  impossible: 'result_impossible',
} as const satisfies Readonly<Record<string, TextKey>>

export const terminateTexts = {
  law_bars: 'terminate_law_bars',
  remedies_expired: 'terminate_remedies_expired',
  unreasonable_repetition: 'terminate_unreasonable_repetition',
} as const satisfies Readonly<Record<string, TextKey>>

export const suspendTexts = {
  waiting_for_citizen: 'suspend_waiting_for_citizen',
  force_majeure: 'suspend_force_majeure',
} as const satisfies Readonly<Record<string, TextKey>>

/** How a unit reached the requester. */
export const contactedTexts = {
  phone: 'contacted_phone',
  sms: 'contacted_sms',
  visit: 'contacted_visit',
  wechat: 'contacted_wechat',
  not_reached: 'contacted_not_reached',
} as const satisfies Readonly<Record<string, TextKey>>

export const supervisionTexts = {
  order: 'supervision_order',
  escalate: 'supervision_escalate',
  named_list: 'supervision_named_list',
  lift: 'supervision_lift',
} as const satisfies Readonly<Record<string, TextKey>>

export const scoreTexts = {
  satisfied: 'score_satisfied',
  basically_satisfied: 'score_basically_satisfied',
  dissatisfied: 'score_dissatisfied',
} as const satisfies Readonly<Record<string, TextKey>>

export const visitTexts = {
  rated: 'visit_rated',
  refused: 'visit_refused',
  unreached: 'visit_unreached',
} as const satisfies Readonly<Record<string, TextKey>>

export const sourceTexts = {
  callback: 'source_callback',
  sms: 'source_sms',
  wechat: 'source_wechat',
  web: 'source_web',
  keypad: 'source_keypad',
} as const satisfies Readonly<Record<string, TextKey>>

/** The ways by which who makes return visits is answered; the others are the requester's own. */
export const visitSourceTexts = {
  callback: 'source_callback',
  sms: 'source_sms',
  wechat: 'source_wechat',
} as const satisfies Partial<typeof sourceTexts>

export const adjudicationTexts = {
  kept: 'adjudication_kept',
  excluded: 'adjudication_excluded',
  recoded_satisfied: 'adjudication_recoded_satisfied',
} as const satisfies Readonly<Record<string, TextKey>>

/** How an assignment ended; `runs`: it has not. */
export const assignmentTexts = {
  runs: 'assignment_runs',
  replied: 'assignment_replied',
  returned: 'assignment_returned',
  ruled_away: 'assignment_ruled_away',
  merged: 'assignment_merged',
  terminated: 'assignment_terminated',
  withdrawn: 'assignment_withdrawn',
  unit_removed: 'assignment_unit_removed',
} as const satisfies Readonly<Record<string, TextKey>>

export const dangerTexts = {
  life: 'danger_life',
  supply: 'danger_supply',
} as const satisfies Readonly<Record<string, TextKey>>

export const channelTexts: Readonly<Record<CaseDetail['case']['channel'], TextKey>> = {
  phone: 'channel_phone',
  web: 'channel_web',
  wechat: 'channel_wechat',
  app: 'channel_app',
  email: 'channel_email',
  other: 'channel_other',
}

/** Marks of a case, the most pressing first. */
export const flagTexts = [
  ['urgent', 'flag_urgent'],
  ['supervised', 'flag_supervised'],
  ['confidential', 'flag_confidential'],
  ['sensitive', 'flag_sensitive'],
  ['specialNeeds', 'flag_special_needs'],
  ['anonymous', 'flag_anonymous'],
  ['enterprise', 'flag_enterprise'],
  ['extended', 'flag_extended'],
] as const satisfies readonly (readonly [keyof CaseDetail['case'], TextKey])[]

/** Who did something: how he is called where he has no name of his own. */
export const actorTexts = {
  citizen: 'actor_citizen',
  system: 'actor_system',
  unit_system: 'actor_unit_system',
  withheld: 'actor_withheld',
} as const satisfies Readonly<Record<string, TextKey>>
