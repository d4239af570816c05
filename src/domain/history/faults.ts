interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What can be wrong with a row of a hotline's past, or with the head of its file, in words for who mends the file. */
export const historyFaults = {
  row_quotes: {
    zh: '引号不成对，或引号外还有文字；字段内的引号须写两次。',
    en: 'A quotation mark is not closed, or text stands beside it; one inside of a field is written twice.',
  },
  row_too_long: { zh: '该行超过 4000 个字符。', en: 'The row is longer than 4,000 characters.' },
  row_encoding: {
    zh: '该行含无法识别的字符，文件须为 UTF-8 或 GBK 编码。',
    en: 'The row holds what is no character; the file must be UTF-8 or GBK.',
  },
  row_width: {
    zh: '该行字段数与表头不一致；含逗号的字段须加引号。',
    en: 'The row has more or fewer fields than the header; a field with a comma needs quotation marks.',
  },
  column_twice: { zh: '表头中该列出现两次。', en: 'This column stands twice in the header.' },
  header_missing: { zh: '缺少表头行。', en: 'The header row is missing.' },
  column_missing: { zh: '表头缺少该列。', en: 'The header lacks this column.' },
  value_missing: { zh: '该字段不能为空。', en: 'This field must not be empty.' },
  value_unknown: { zh: '该字段的值不在允许范围内。', en: 'This is none of the values that the field may have.' },
  time_without_offset: {
    zh: '时间缺少时区，须写成 2020-01-31T08:05:09+08:00。',
    en: 'The time has no offset; it is written as 2020-01-31T08:05:09+08:00.',
  },
  time_of_spreadsheet: {
    zh: '时间已被电子表格改写，请从原系统重新导出，须写成 2020-01-31T08:05:09+08:00。',
    en: 'A spreadsheet has rewritten this time; export it anew, as 2020-01-31T08:05:09+08:00.',
  },
  time_invalid: {
    zh: '时间无效，须写成 2020-01-31T08:05:09+08:00（1990 年至 2199 年）。',
    en: 'This is no time; it is written as 2020-01-31T08:05:09+08:00 (years 1990 to 2199).',
  },
  date_invalid: { zh: '日期无效，须写成 2020-01-31。', en: 'This is no date; it is written as 2020-01-31.' },
  time_before: {
    zh: '该时间早于同一行中应在其之前的时间。',
    en: 'This time is earlier than one of the same row that comes before it.',
  },
  number_invalid: { zh: '须为 1 至 99 的整数。', en: 'This must be a whole number from 1 to 99.' },
  number_with_fraction: {
    zh: '整数被写成了小数或科学计数法（如 1.0、1e0），请写成 1。',
    en: 'A whole number was written with a fraction or an exponent (1.0, 1e0); it is written as 1.',
  },
  number_of_spreadsheet: {
    zh: '编号或号码已被电子表格改写（如 1.38E+10），请将该列设为文本后重新导出。',
    en: 'A spreadsheet has rewritten this number or id (1.38E+10); make the column one of text and export it anew.',
  },
  id_taken: {
    zh: '该编号已经有了：在本批文件中、以前导入的文件中，或本系统自己的记录中。',
    en: "This id is there already: in this set, in an earlier one, or in the hotline's own ledger.",
  },
  id_invalid: {
    zh: '编号超过 100 个字符，或含控制字符。',
    en: 'The id is longer than 100 characters or holds control characters.',
  },
  text_too_long: {
    zh: '文字过长：名称最多 200 个字符，标签和理由最多 1000 个。',
    en: 'The text is too long: names have up to 200 characters, tags and reasons up to 1,000.',
  },
} as const satisfies Readonly<Record<string, Sentence>>

export type HistoryFault = keyof typeof historyFaults
