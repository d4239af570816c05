/** What SQLite keeps and PostgreSQL refuses: NUL, and halves of a character without the other half. */
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const escapedUnstorable = /\\u(0000|d[89a-f])/

/** A value whose texts any database keeps unchanged: NUL taken out, broken characters replaced by U+FFFD. */
export const clean = <T>(value: T): T => cleanAny(value) as T

/** As `clean`, for JSON text; what needs no cleaning comes back after one scan. */
export const parseClean = (json: string): unknown => {
  const value: unknown = JSON.parse(json)
  return escapedUnstorable.test(json) ? cleanAny(value) : value
}

const cleanAny = (value: unknown): unknown => {
  if (typeof value === 'string') return unstorable.test(value) ? value.replaceAll('\0', '').toWellFormed() : value
  if (Array.isArray(value)) return value.map(cleanAny)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [cleanAny(key), cleanAny(part)]))
}
