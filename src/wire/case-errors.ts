import type { Names } from './views.ts'

/** Why something is not done to a case or to a setting that cases are decided by: part of the catalogue (errors.ts). */
export const caseErrors = {
  case_event_impossible: {
    status: 409,
    zh: '工单当前状态不能进行此操作。',
    en: 'The case cannot take this step in its present state.',
  },
  case_not_yours: {
    status: 403,
    zh: '您无权对此工单进行此操作。',
    en: 'This step on this case is not yours to take.',
  },
  case_changed: {
    status: 409,
    zh: '工单刚被他人更新，请核对后再提交；您填写的内容已保留。',
    en: 'Somebody has just changed this case; look at it and try again. What you typed is kept.',
  },
  words_missing: {
    status: 400,
    zh: '请填写说明后再提交。',
    en: 'Please fill in what is asked for.',
  },
  unit_unknown: {
    status: 400,
    zh: '没有这个承办单位，或该单位已停用。',
    en: 'There is no such unit, or it gets no more cases.',
  },
  unit_not_below: {
    status: 400,
    zh: '只能转派给本单位的下级单位。',
    en: 'It can be handed down only to a unit below your own.',
  },
  return_too_late: {
    status: 409,
    zh: '已超过申请退单的时限。',
    en: 'The time in which the case could be given back is over.',
  },
  return_ruled: {
    status: 409,
    zh: '指定承办的工单不能退回。',
    en: 'A case that was assigned by ruling cannot be given back.',
  },
  ruling_needed: {
    status: 409,
    zh: '已退单两次，只能指定承办。',
    en: 'It was given back twice: it must be assigned by ruling.',
  },
  ruling_too_early: {
    status: 409,
    zh: '退单满两次后才能指定承办。',
    en: 'It can be assigned by ruling only after two returns.',
  },
  extension_too_late: {
    status: 409,
    zh: '已超过办理期限，不能再办理延期或挂起。',
    en: 'It is past its due date; no extension or suspension is possible.',
  },
  extension_once: {
    status: 409,
    zh: '每件工单只能申请延期一次。',
    en: 'An extension can be asked for once.',
  },
  extension_too_long: {
    status: 400,
    zh: '延长的时间不能超过原办理时限。',
    en: 'An extension can be no longer than the original time.',
  },
  extension_none: {
    status: 409,
    zh: '没有待审批的延期申请。',
    en: 'No extension is asked for.',
  },
  citizen_not_told: {
    status: 400,
    zh: '请先告知诉求人再申请延期。',
    en: 'Tell the requester first, then ask for the extension.',
  },
  own_overdue: {
    status: 403,
    zh: '不能为本单位的工单审批延期或挂起。',
    en: 'You cannot decide on time for your own unit.',
  },
  until_passed: {
    status: 400,
    zh: '所选日期必须晚于现在的期限。',
    en: 'The date must be later than the present one.',
  },
  urgent_only: {
    status: 409,
    zh: '只有紧急工单可以未经审核直接派单。',
    en: 'Only an urgent case may be dispatched before its review.',
  },
  sign_off_needed: {
    status: 403,
    zh: '答复须经单位负责人签发。',
    en: 'The reply needs the sign-off of the leader of the unit.',
  },
  redo_used: {
    status: 409,
    zh: '已重办过一次，请转督办。',
    en: 'It was redone once already; it is a matter for supervision now.',
  },
  not_dissatisfied: {
    status: 409,
    zh: '诉求人没有表示不满意。',
    en: 'The requester has not said that he is dissatisfied.',
  },
  rated_already: {
    status: 409,
    zh: '已经评价过了。',
    en: 'It is rated already.',
  },
  ruling_waits: {
    status: 409,
    zh: '已有裁定意见在等待复核。',
    en: 'A ruling is proposed already and waits for a second pair of eyes.',
  },
  ruling_none: {
    status: 409,
    zh: '没有待复核的裁定意见。',
    en: 'No ruling waits for a second pair of eyes.',
  },
  ruled_already: {
    status: 409,
    zh: '这条评价已经裁定，不能再改。',
    en: 'This rating is ruled upon; that is final.',
  },
  own_ruling: {
    status: 403,
    zh: '裁定须由另一人复核，不能复核自己提出的意见。',
    en: 'Somebody else must look at it: you cannot confirm or refuse your own proposal.',
  },
  rating_too_late: {
    status: 409,
    zh: '评价期限已过。',
    en: 'The time for rating is over.',
  },
  scored_unit: {
    status: 403,
    zh: '被评价单位不能登记评价结果。',
    en: 'The unit that is rated cannot book the rating.',
  },
  merge_itself: {
    status: 409,
    zh: '不能并入自身，已作为主件的工单也不能并入其他工单。',
    en: 'A case cannot be merged into itself, nor one that others were merged into.',
  },
  master_final: {
    status: 409,
    zh: '主件已办结，不能再并入。',
    en: 'The case to merge into is closed already.',
  },
  urged_today: {
    status: 429,
    zh: '今天已催办过，请明天再试。',
    en: 'You have urged today already; please try again tomorrow.',
  },
  setting_changed_meanwhile: {
    status: 409,
    zh: '设置刚被他人更改，请核对后再保存。',
    en: 'Somebody has just changed this setting; look at it and save again.',
  },
  contact_unsound: {
    status: 400,
    zh: '手机号或邮箱格式不对，未保存。',
    en: 'This is no mobile number or no e-mail address; nothing was saved.',
  },
  setting_unsound: {
    status: 400,
    zh: '设置内容有误，未作任何更改。',
    en: 'The setting is not sound; nothing was changed.',
  },
  sheet_frozen: {
    status: 409,
    zh: '该评分办法涉及已定稿的月份，不能更改；请从定稿月份之后生效。',
    en: 'This scoring sheet concerns months that are final; let it hold from a later month.',
  },
  month_not_over: {
    status: 409,
    zh: '该月尚未结束，不能定稿。',
    en: 'The month is not over; it cannot be made final.',
  },
  scores_frozen_already: {
    status: 409,
    zh: '该月得分已定稿。',
    en: 'The scores of this month are final already.',
  },
  scores_not_frozen: {
    status: 409,
    zh: '该月得分尚未定稿，定稿后才能提出异议。',
    en: 'The scores of this month are not final yet; object once they are.',
  },
  scores_changed: {
    status: 409,
    zh: '该月得分已有新版本，请核对后再提交。',
    en: 'There is a newer version of these scores; look at it and send again.',
  },
  objection_open: {
    status: 409,
    zh: '同一异议正在处理中。',
    en: 'The same objection is waiting for its ruling already.',
  },
  objection_ruled: { status: 409, zh: '该异议已有裁定。', en: 'This objection is ruled upon already.' },
  objection_unknown: { status: 404, zh: '没有这条异议。', en: 'There is no such objection.' },
  correction_unsound: {
    status: 400,
    zh: '更正后的数字有误：计入数不能大于基数。',
    en: 'The corrected count is not sound: it cannot be greater than its base.',
  },
  unit_holds_cases: {
    status: 409,
    zh: '该单位仍有未办结工单，停用后将退回待派单。',
    en: 'The unit still has open cases; once it is removed they go back to be dispatched.',
  },
} as const satisfies Record<string, { readonly status: number } & Names>
