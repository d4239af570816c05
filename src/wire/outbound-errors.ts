/** What can go wrong with callback tasks and the calls that the hotline makes; texts as in errors.ts. */
export const outboundErrors = {
  caller_waits: {
    status: 409,
    zh: '有市民正在等待接入，请先接听来电。',
    en: 'A caller is waiting; callers go first.',
  },
  too_few_ready: {
    status: 409,
    zh: '空闲话务员不足，暂不外呼。',
    en: 'Too few agents are ready; no call is made now.',
  },
  number_in_call: {
    status: 409,
    zh: '该市民正在与热线通话，暂不外呼。',
    en: 'This person is in a call with the hotline now.',
  },
  no_such_place: {
    status: 404,
    zh: '该保位回拨已不存在。',
    en: 'This kept place is no more: its caller is being rung, got through, or its time is over.',
  },
  no_attempt: { status: 404, zh: '您当前没有外呼任务。', en: 'You have no callback task now.' },
  outcome_impossible: {
    status: 400,
    zh: '所选结果与通话情况不符。',
    en: 'This outcome does not fit what happened to the call.',
  },
  outcome_missing: { status: 409, zh: '请先登记本次回访的结果。', en: 'Say first what came of this call.' },
  appointment_wrong: {
    status: 400,
    zh: '预约时间须晚于现在；其他结果不能带预约时间。',
    en: 'An appointment must be later than now; no other outcome has one.',
  },
} as const
