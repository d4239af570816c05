const quotationMark = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** No row may have more than 4,000 characters, and none of them more than four bytes: what is in quotation marks for longer was never closed. */
const longestQuoted = 16_000

/** Behind the end of the line at or after `at`; null: it does not end here, or it may be half of CR LF. */
const lineEnd = (bytes: Buffer, at: number): number | null => {
  for (let end = at; end < bytes.length; end++) {
    if (bytes[end] === lineFeed) return end + 1
    if (bytes[end] !== carriageReturn) continue
    if (end + 1 === bytes.length) return null
    return bytes[end + 1] === lineFeed ? end + 2 : end + 1
  }
  return null
}

/** Where the quotation mark stands that closes a field; null: not here; `never`: nowhere within a row. */
const closing = (bytes: Buffer, from: number, bound: number): number | null | 'never' => {
  for (let at = from; ; ) {
    const mark = bytes.indexOf(quotationMark, at)
    if (mark === -1 || mark > bound) return bytes.length > bound ? 'never' : null
    if (mark + 1 === bytes.length) return null
    if (bytes[mark + 1] !== quotationMark) return mark
    at = mark + 2
  }
}

const endsField = (byte: number | undefined): boolean =>
  byte === comma || byte === lineFeed || byte === carriageReturn || byte === undefined

/** Behind the row that begins at `from`, as the reader of rows takes it: behind a broken one it goes on with the next line. Null: it goes on. */
const rowEnd = (bytes: Buffer, from: number): number | null => {
  let begins = true
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === lineFeed || byte === carriageReturn) return lineEnd(bytes, at)
    if (byte === quotationMark) {
      const close = begins ? closing(bytes, at + 1, from + longestQuoted) : 'never'
      if (close === null) return null
      if (close === 'never' || !endsField(bytes[close + 1])) return lineEnd(bytes, from)
      at = close
    }
    begins = byte === comma
  }
  return null
}

/**
 * How many of these bytes, which begin where a row begins, are rows that are whole: up to the last end of a row among them. In UTF-8, GBK and GB18030 the marks
 * of CSV are never part of another character.
 */
export const wholeRows = (bytes: Buffer): number => {
  const mark = bytes.indexOf(quotationMark)
  const feed = (mark === -1 ? bytes : bytes.subarray(0, mark)).lastIndexOf(lineFeed) + 1
  if (mark === -1 && feed > 0) return feed
  let end = feed
  for (let next = rowEnd(bytes, end); next !== null; next = rowEnd(bytes, end)) end = next
  return end
}
