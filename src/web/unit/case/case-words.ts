import type { TextKey } from '../../texts.ts'
import type { ContactKind, ResultCode } from '../unit-api.ts'

export const resultTexts: Readonly<Record<ResultCode, TextKey>> = {
  resolved: 'result_resolved',
  partly: 'result_partly',
  explained: 'result_explained',
  impossible: 'result_impossible',
}

export const contactKindTexts: Readonly<Record<ContactKind, TextKey>> = {
  phone: 'contacted_phone',
  sms: 'contacted_sms',
  visit: 'contacted_visit',
  wechat: 'contacted_wechat',
  not_reached: 'contacted_not_reached',
}

export const scoreTexts: Readonly<Record<string, TextKey>> = {
  satisfied: 'score_satisfied',
  basically_satisfied: 'score_basically_satisfied',
  dissatisfied: 'score_dissatisfied',
}

/** How an assignment ended; `runs`: it has not. */
export const endTexts: Readonly<Record<string, TextKey>> = {
  runs: 'assignment_runs',
  replied: 'assignment_replied',
  returned: 'assignment_returned',
  ruled_away: 'assignment_ruled_away',
  merged: 'assignment_merged',
  terminated: 'assignment_terminated',
  withdrawn: 'assignment_withdrawn',
  unit_removed: 'assignment_unit_removed',
}

/** Entries of a history that are no step. */
export const kindTexts: Readonly<Record<string, TextKey>> = {
  case_registered: 'happened_registered',
  case_answered_online: 'happened_answer_online',
  case_linked: 'happened_linked',
  case_unlinked: 'happened_unlinked',
}
