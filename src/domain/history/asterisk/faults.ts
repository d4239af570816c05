import { historyFaults } from '../faults.ts'

const { row_quotes, row_too_long, row_encoding } = historyFaults

/** What can be wrong with Asterisk's own books (`queue_log`, `cdr-csv/Master.csv`), in words for who mends them. */
export const bookFaults = {
  row_quotes,
  row_too_long,
  row_encoding,
  log_line: {
    zh: '这不是 queue_log 的一行：须为 时间|通话|队列|座席|事件|数据，时间为 10 位秒数。',
    en: 'This is no line of a queue_log: time|call|queue|agent|event|data, the time in seconds of ten digits.',
  },
  log_order: {
    zh: '该行比前面的行早一小时以上：多个文件须按时间先后给出。',
    en: 'This line is more than an hour earlier than one before it: several files are given in the order of their times.',
  },
  call_id: {
    zh: '通话编号（uniqueid）为空、超过 80 个字符，或含控制字符。',
    en: 'The id of the call (uniqueid) is empty, longer than 80 characters, or holds control characters.',
  },
  agent: {
    zh: '座席超过 100 个字符、含控制字符，或形如被电子表格改写的号码，导入不会接受。',
    en: 'The agent is longer than 100 characters, holds control characters, or looks like a rewritten number, which the import would refuse.',
  },
  times_order: {
    zh: '该通话的到达、进入队列、接通、结束先后不合：请核对时钟，以及 CDR 的时区（--zone 或 --cdr-gmt）。',
    en: 'Arrival, entry, answer and end of this call do not follow each other: look at the clocks, and at the zone of the CDR (--zone or --cdr-gmt).',
  },
  cdr_width: {
    zh: '这不是 Master.csv 的一行：字段数须为 16 至 21 个。',
    en: 'This is no row of a Master.csv: it has 16 to 21 fields.',
  },
  cdr_without_uniqueid: {
    zh: '该行没有 uniqueid（cdr.conf 的 loguniqueid 未开启），无法与 queue_log 对应。',
    en: 'The row has no uniqueid (loguniqueid in cdr.conf was off), so nobody can tell which call of the queue_log it is.',
  },
  cdr_time: {
    zh: '开始或结束时间无效，须写成 2020-01-31 08:05:09，结束不早于开始。',
    en: 'Start or end is no time; it is written as 2020-01-31 08:05:09, and the end is not before the start.',
  },
  cdr_time_twice: {
    zh: '时钟调整使该时间出现两次，无法判断是哪一次。',
    en: 'A change of clocks makes this time come twice; nobody can tell which one it is.',
  },
  cdr_time_never: {
    zh: '时钟调整使该时间不存在：请核对时区（--zone 或 --cdr-gmt）。',
    en: 'A change of clocks leaves this time out: look at the zone (--zone or --cdr-gmt).',
  },
  cdr_missing: {
    zh: 'CDR 中没有该通话，到达时间不明；加 --arrival-unknown 则以进入队列的时间为到达。',
    en: 'The CDR has no such call, so its arrival is unknown; with --arrival-unknown its entry into the queue is taken.',
  },
  cdr_clock: {
    zh: 'CDR 的开始时间与 uniqueid 中的时间相差十分钟以上：请核对时区（--zone 或 --cdr-gmt）。',
    en: 'The start in the CDR differs by more than ten minutes from the time in the uniqueid: look at the zone (--zone or --cdr-gmt).',
  },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>

export type BookFault = keyof typeof bookFaults
