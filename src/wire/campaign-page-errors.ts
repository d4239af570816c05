/** Of the catalogue: what may be refused where campaigns are set, their tasks made of files and cases, and their attempts counted. No desk meets these, so that none loads them. */
export const campaignPageErrors = {
  campaign_unknown: { status: 404, zh: '没有这个外呼活动。', en: 'There is no such campaign.' },
  campaign_ended: {
    status: 409,
    zh: '该外呼活动已经结束，不再接收任务。',
    en: 'This campaign has ended and takes no more tasks.',
  },
  campaign_hours: {
    status: 400,
    zh: '拨打时段有误：至少一段，按先后排列，互不重叠。',
    en: 'The hours are wrong: at least one span, in order, none overlapping another.',
  },
  campaign_hours_quiet: {
    status: 400,
    zh: '拨打时段不得在晚 9 点至早 8 点之间。',
    en: 'The hours must not lie between nine in the evening and eight in the morning.',
  },
  campaign_attempts: {
    status: 400,
    zh: '拨打次数有误：1 至 10 次，时段数和天数不得多于次数，时段数不得多于所设时段。',
    en: 'The attempts are wrong: 1 to 10, with no more parts of the day and days than attempts, and no more parts than there are spans.',
  },
  campaign_times: { status: 400, zh: '外呼活动的时长设置有误。', en: 'A length of time of the campaign is wrong.' },
  campaign_share: {
    status: 400,
    zh: '抽样比例有误：0 至 1000，且只有满意度回访可以抽样。',
    en: 'The share is wrong: 0 to 1,000, and only satisfaction visits may be sampled.',
  },
  campaign_no_query: {
    status: 409,
    zh: '该外呼活动不能按条件生成任务：满意度回访由系统抽取，漏接回拨由来电生成。',
    en: 'This campaign takes no tasks by a condition: satisfaction visits are drawn, and missed calls are returned by themselves.',
  },
  tasks_too_many: {
    status: 400,
    zh: '符合条件的工单超过 5000 件，请缩小范围，未生成任何任务。',
    en: 'More than 5,000 cases fit; please narrow it down. No task was made.',
  },
  days_unsound: {
    status: 400,
    zh: '日期有误：起始日不得晚于结束日，且不超过 400 天。',
    en: 'The days are wrong: the first must not lie after the last, and there may be no more than 400.',
  },
  topic_unknown: { status: 400, zh: '没有这个分类。', en: 'There is no such topic.' },
  case_confidential: {
    status: 409,
    zh: '保密工单不按条件回访。',
    en: 'Confidential cases are not asked about by a condition.',
  },
  case_contact: {
    status: 409,
    zh: '诉求人不愿接听电话。',
    en: 'The requester does not want to be rung.',
  },
  case_no_number: {
    status: 409,
    zh: '工单没有来电号码，或诉求人匿名。',
    en: 'The case has no number, or its requester stays anonymous.',
  },
  case_task_open: {
    status: 409,
    zh: '该工单在本活动中已有未完成的任务。',
    en: 'The case has an open task in this campaign already.',
  },
  number_malformed: { status: 400, zh: '号码格式有误。', en: 'This is no telephone number.' },
  number_short: { status: 400, zh: '号码位数不足。', en: 'The number is too short.' },
  number_foreign: { status: 400, zh: '境外号码不能拨打。', en: 'Numbers abroad are not rung.' },
  number_emergency: { status: 400, zh: '紧急号码不能拨打。', en: 'Emergency numbers are not rung.' },
  number_service: {
    status: 400,
    zh: '服务号码和收费号码不能拨打。',
    en: 'Service and premium numbers are not rung.',
  },
  number_own: { status: 400, zh: '热线自己的号码不能拨打。', en: 'The hotline does not ring its own numbers.' },
  row_quotes: {
    status: 400,
    zh: '引号不配对，或引号后有多余内容。',
    en: 'A quotation mark is not closed, or something follows it.',
  },
  row_too_long: { status: 400, zh: '这一行过长。', en: 'The row is too long.' },
  row_encoding: {
    status: 400,
    zh: '不是 UTF-8 编码，请另存为“CSV UTF-8”。',
    en: 'The text is not UTF-8; please save the file as CSV UTF-8.',
  },
  row_fields: {
    status: 400,
    zh: '这一行的列数与表头不同。',
    en: 'The row has another number of fields than the header.',
  },
  row_case: { status: 400, zh: '工单号有误。', en: 'This is no case number.' },
  row_note: {
    status: 400,
    zh: '备注过长（最多 500 字）或含控制字符。',
    en: 'The note is too long (500 characters at most) or has control characters.',
  },
  row_urgent: { status: 400, zh: '是否紧急请填“是”或“否”。', en: 'Urgent must be yes or no.' },
  row_not_before: {
    status: 400,
    zh: '最早拨打时间请写成 2026-03-02 或 2026-03-02 14:30。',
    en: 'The earliest time must be written as 2026-03-02 or 2026-03-02 14:30.',
  },
  row_duplicate: {
    status: 400,
    zh: '与文件中前面一行重复。',
    en: 'The row repeats an earlier one of the file.',
  },
  file_header: {
    status: 400,
    zh: '首行须为表头：number，可另有 case_no、note、urgent、not_before，不得重复或有其他列。',
    en: 'The first row must name the columns: number, and if wished case_no, note, urgent, not_before; none twice, and no other.',
  },
  file_too_many_rows: {
    status: 400,
    zh: '行数超过 20 万，其后的行未读取。',
    en: 'There are more than 200,000 rows; those after them were not read.',
  },
} as const
