/** Of the catalogue: what may be refused about callback tasks. */
export const campaignErrors = {
  task_unknown: { status: 404, zh: '没有这项回访任务。', en: 'There is no such callback task.' },
  task_closed: {
    status: 409,
    zh: '该回访任务已经结束，未作任何更改。',
    en: 'This callback task is over; nothing was changed.',
  },
  task_not_waiting: {
    status: 409,
    zh: '该回访任务现在不能拨打。',
    en: 'This callback task cannot be rung now.',
  },
  task_taken: { status: 409, zh: '该回访任务正由他人办理。', en: 'Somebody else has this callback task.' },
  task_event_impossible: {
    status: 409,
    zh: '该回访任务当前状态下不能这样操作，未作任何更改。',
    en: 'This cannot be done to the callback task as it stands; nothing was changed.',
  },
  task_no_number: {
    status: 409,
    zh: '该回访任务没有可拨打的号码。',
    en: 'This callback task has no number that can be rung.',
  },
  task_tried_enough: {
    status: 409,
    zh: '该市民已多次改约，不再另约时间。',
    en: 'Another time was given often enough; no further one can be set.',
  },
  task_not_yet_over: {
    status: 409,
    zh: '该回访任务的期限未到。',
    en: 'The time of this callback task is not over yet.',
  },
  appointment_past: { status: 400, zh: '预约时间已过。', en: 'The time asked for is past.' },
  appointment_too_far: {
    status: 400,
    zh: '预约时间不得晚于 14 天。',
    en: 'The time asked for must lie within 14 days.',
  },
  appointment_quiet: {
    status: 400,
    zh: '晚 9 点至早 8 点不拨打市民电话，请另约时间。',
    en: 'Nobody is rung between nine in the evening and eight in the morning; please choose another time.',
  },
} as const
