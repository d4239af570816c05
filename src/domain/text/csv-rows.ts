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

/** Reads rows out of a text that comes in pieces, its first line having the number `firstLine`. */
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

  return {
    push: (piece: string): readonly CsvRow[] => take(piece, false),
    end: (piece: string): readonly CsvRow[] => take(piece, true),
    /** The line on which the next row begins. */
    line: () => line,
  }
}

/**
 * Reads rows (RFC 4180; lines may end with LF alone) out of UTF-8 that comes in pieces, with or without a byte order mark. Keeps no more than a piece and a row. After a
 * row that is broken it goes on with the next line. Empty lines are no rows.
 */
export const createCsvRows = () => {
  const decoder = new TextDecoder('utf-8')
  const rows = createTextRows(1)
  return {
    /** The rows that end in this piece. */
    push: (bytes: Uint8Array): readonly CsvRow[] => rows.push(decoder.decode(bytes, { stream: true })),
    end: (): readonly CsvRow[] => rows.end(decoder.decode()),
  }
}

/** A line that ends with CR alone, as very old files have. */
const loneReturn = /\r(?!\n)/

/**
 * The rows of a text that ends where a row ends, or where its file does; `lines`: how many lines it has. The same rows as `createCsvRows` gives, but many times as fast where there is no quotation mark.
 */
export const completeRows = (
  text: string,
  firstLine: number,
): { readonly rows: readonly CsvRow[]; readonly lines: number } => {
  if (text.includes('"') || text.includes('\uFFFD') || loneReturn.test(text)) {
    const reader = createTextRows(firstLine)
    return { rows: [...reader.push(text), ...reader.end('')], lines: reader.line() - firstLine }
  }
  const rows: CsvRow[] = []
  let line = firstLine
  for (let from = 0; from < text.length; line += 1) {
    const found = text.indexOf('\n', from)
    const next = found === -1 ? text.length : found + 1
    const end = found === -1 ? next : found > from && text[found - 1] === '\r' ? found - 1 : found
    if (next - from > longestRow) rows.push({ line, fault: 'row_too_long' })
    else if (end > from) {
      const fields = text.slice(from, end).split(',')
      if (fields.length > 1 || fields[0]?.trim()) rows.push({ line, fields })
    }
    from = next
  }
  return { rows, lines: line - firstLine }
}
