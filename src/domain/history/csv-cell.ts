/** What a spreadsheet takes for the beginning of a formula, in the width of Chinese characters too. */
const formula = /^[=+\-@＝＋－＠]/
const number = /^\+\d+$/
const toQuote = /[",\r\n\t]/

/**
 * A text as a cell of CSV (RFC 4180). What a spreadsheet would reckon with has a tab before it, by which it stays a text there; the importer leaves blanks around
 * a cell out, and so has the same text. A number with its country in front is left as it is: it is no formula of anything.
 */
export const csvCell = (text: string): string => {
  if (formula.test(text) && !number.test(text)) return `"\t${text.replaceAll('"', '""')}"`
  return toQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
