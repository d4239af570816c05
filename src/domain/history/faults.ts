/** What can be wrong with a file of a hotline's past, by stable codes, each with one sentence that says what to do. */
export const historyFaults = {
  header_missing: { zh: '缺少表头行。', en: 'The header row is missing.' },
  column_missing: { zh: '缺少这一列。', en: 'This column is missing.' },
  column_twice: { zh: '表头中这一列出现了两次。', en: 'The header has this column twice.' },
  row_quotes: {
    zh: '引号没有成对，或引号后有多余字符。',
    en: 'Quotation marks do not match, or something stands behind one.',
  },
  row_too_long: {
    zh: '这一行过长，可能有引号没有闭合。',
    en: 'This row is too long; a quotation mark may not be closed.',
  },
  row_encoding: {
    zh: '这一行有无法识别的字符，请以 UTF-8 保存。',
    en: 'This row has characters that cannot be read; save the file as UTF-8.',
  },
  row_width: { zh: '这一行的列数与表头不同。', en: 'This row has more or fewer fields than the header.' },
  value_missing: { zh: '这一列不能为空。', en: 'This must not be empty.' },
  value_unknown: { zh: '不是约定的取值。', en: 'This is none of the values that are agreed on.' },
  id_invalid: { zh: '编号过长或含有控制字符。', en: 'The id is too long or has control characters.' },
  id_taken: {
    zh: '这个编号已经有了（本批、以前导入的或本系统自己的记录）。',
    en: 'This id is there already: in this set, in an earlier one, or in the hotline’s own ledger.',
  },
  number_of_spreadsheet: {
    zh: '电子表格把号码变成了小数或科学计数，请把该列设为文本后重新导出。',
    en: 'A spreadsheet has made a fraction or a power of this number: format the column as text and export it again.',
  },
  number_with_fraction: { zh: '应为整数，不能带小数。', en: 'This should be a whole number, without a fraction.' },
  number_out_of_range: { zh: '应为 1 至 99 的整数。', en: 'This should be a whole number from 1 to 99.' },
  time_invalid: {
    zh: '不是有效的时间，应如 2020-01-31T08:05:09+08:00。',
    en: 'This is no valid time; it should look like 2020-01-31T08:05:09+08:00.',
  },
  time_without_offset: {
    zh: '时间缺少时区，应如 2020-01-31T08:05:09+08:00。',
    en: 'The time lacks its offset; it should look like 2020-01-31T08:05:09+08:00.',
  },
  time_of_spreadsheet: {
    zh: '时间是电子表格的写法，应如 2020-01-31T08:05:09+08:00。',
    en: 'This is how a spreadsheet writes a time; it should look like 2020-01-31T08:05:09+08:00.',
  },
  time_before: { zh: '早于它之前应发生的时间。', en: 'This is before what must have happened first.' },
  date_invalid: {
    zh: '不是有效的日期，应如 2020-01-31。',
    en: 'This is no valid date; it should look like 2020-01-31.',
  },
  text_too_long: { zh: '文字过长。', en: 'The text is too long.' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>

export type HistoryFault = keyof typeof historyFaults
