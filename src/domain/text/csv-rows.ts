/** A row of a CSV file by the line it begins on (from 1): its fields, or what is wrong with it. */
export type CsvRow =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: 'row_quotes' | 'row_too_long' | 'row_encoding' }

/** Longer rows are none: so that a quotation mark that is never closed cannot swallow a file, nor memory. */
const longestRow = 4_000

type Parsed =
  | { readonly fields: readonly string[]; readonly end: number }
  | { readonly fault: 'row_quotes' }
  /** It may go on in the next piece. */
  | 'more'

const lineEnd = /\r\n|\n|\r/g
const plain = /[^,"\r\n]*/y

/** A field in quotation marks, from behind the first one. */
const quoted = (text: string, from: number): { readonly value: string; readonly end: number } | null => {
  let value = ''
  for (let at = from; ; ) {
    const mark = text.indexOf('"', at)
    if (mark === -1) return null
    value += text.slice(at, mark)
    if (text[mark + 1] !== '"') return { value, end: mark + 1 }
    value += '"'
    at = mark + 2
  }
}

const parseRow = (text: string, from: number, ended: boolean): Parsed => {
  const fields: string[] = []
  for (let at = from; ; at++) {
    if (text[at] === '"') {
      const field = quoted(text, at + 1)
      if (field === null) return ended ? { fault: 'row_quotes' } : 'more'
      fields.push(field.value)
      at = field.end
    } else {
      plain.lastIndex = at
      const value = plain.exec(text)?.[0] ?? ''
      fields.push(value)
      at += value.length
    }
    const next = text[at]
    // the last character of a piece may be the first of two
    if (at >= text.length - 1 && !ended && next !== ',') return 'more'
    if (next === undefined) return { fields, end: at }
    if (next === '\n') return { fields, end: at + 1 }
    if (next === '\r') return { fields, end: text[at + 1] === '\n' ? at + 2 : at + 1 }
    if (next !== ',') return { fault: 'row_quotes' }
  }
}

/** Takes text piece by piece and gives the rows that end in it; `line`: the one it has come to. */
const createTextRows = (firstLine: number) => {
  let rest = ''
  let line = firstLine
  let skipping = false

  const take = (piece: string, ended: boolean): readonly CsvRow[] => {
    const text = rest + piece
    const rows: CsvRow[] = []
    let at = 0
    /** Goes behind the line, or as far as there is of it: a CR at the end of a piece may be half of what ends it. */
    const skipLine = () => {
      lineEnd.lastIndex = at
      const found = lineEnd.exec(text)
      const end = found ? found.index + found[0].length : text.length
      skipping = found === null || (found[0] === '\r' && end === text.length && !ended)
      at = skipping && found ? found.index : end
      if (!skipping) line += 1
    }
    if (skipping) skipLine()
    while (!skipping && at < text.length) {
      const parsed = parseRow(text, at, ended)
      if (parsed === 'more' && text.length - at <= longestRow) break
      const end = parsed === 'more' || 'fault' in parsed ? null : parsed.end
      if (parsed !== 'more' && 'fields' in parsed && parsed.end - at <= longestRow) {
        const row = text.slice(at, parsed.end)
        if (row.includes('\uFFFD')) rows.push({ line, fault: 'row_encoding' })
        else if (parsed.fields.length > 1 || parsed.fields[0]?.trim()) rows.push({ line, fields: parsed.fields })
        line += row.match(lineEnd)?.length ?? 0
        at = parsed.end
      } else {
        rows.push({ line, fault: end === null && parsed !== 'more' ? 'row_quotes' : 'row_too_long' })
        skipLine()
      }
    }
    rest = text.slice(at)
    return rows
  }

  return { take, line: () => line }
}

/**
 * Reads rows (RFC 4180; lines may end with LF alone) out of UTF-8 that comes in pieces, with or without a byte order mark. Keeps no more than a piece and a row. After a
 * row that is broken it goes on with the next line. Empty lines are no rows.
 */
export const createCsvRows = () => {
  const decoder = new TextDecoder('utf-8')
  const { take } = createTextRows(1)
  return {
    /** The rows that end in this piece. */
    push: (bytes: Uint8Array): readonly CsvRow[] => take(decoder.decode(bytes, { stream: true }), false),
    end: (): readonly CsvRow[] => take(decoder.decode(), true),
  }
}

/** Rows that are whole, and how many lines end among them. */
export interface CompleteRows {
  readonly rows: readonly CsvRow[]
  readonly lines: number
}

/** A text without any quotation mark: every line is a row, every comma ends a field. */
const unquotedRows = (text: string, firstLine: number): CompleteRows => {
  const rows: CsvRow[] = []
  const marred = text.includes('\uFFFD')
  let line = firstLine
  let feed = text.indexOf('\n')
  let carriage = text.indexOf('\r')
  for (let at = 0; at < text.length; ) {
    if (feed !== -1 && feed < at) feed = text.indexOf('\n', at)
    if (carriage !== -1 && carriage < at) carriage = text.indexOf('\r', at)
    const returned = carriage !== -1 && (feed === -1 || carriage < feed)
    const mark = returned ? carriage : feed
    const end = mark === -1 ? text.length : mark
    const next = mark === -1 ? end : returned && feed === end + 1 ? end + 2 : end + 1
    const row = text.slice(at, end)
    if (next - at > longestRow) rows.push({ line, fault: 'row_too_long' })
    else if (marred && row.includes('\uFFFD')) rows.push({ line, fault: 'row_encoding' })
    else {
      const fields = row.split(',')
      if (fields.length > 1 || row.trim()) rows.push({ line, fields })
    }
    if (mark !== -1) line += 1
    at = next
  }
  return { rows, lines: line - firstLine }
}

/**
 * The rows of a text that ends where a row ends, or its file; its first line is number `firstLine`. They are those that `createCsvRows` gives; a text without any
 * quotation mark is read several times as fast.
 */
export const completeRows = (text: string, firstLine: number): CompleteRows => {
  if (!text.includes('"')) return unquotedRows(text, firstLine)
  const { take, line } = createTextRows(firstLine)
  const rows = [...take(text, false), ...take('', true)]
  return { rows, lines: line() - firstLine }
}
