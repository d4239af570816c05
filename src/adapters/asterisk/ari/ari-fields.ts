/** Thrown by a reader: the message does not have the shape that Asterisk documents. Never leaves this folder. */
export class NotThisShape extends Error {}

/** Turns one field of a parsed message into a typed value, or throws NotThisShape. */
export type Reader<T> = (value: unknown) => T

type Read<R> = R extends Reader<infer T> ? T : never
/** What `shape` reads: the value of each of its readers. */
export type Fields<S> = { [K in keyof S]: S[K] extends From<infer T> ? T : never }

/** A field of a message: the name Asterisk gives it and how to read it. */
export interface From<T> {
  name: string
  read: Reader<T>
}

const mostIdLength = 256
const mostTextLength = 4096

export function from<T>(name: string, read: Reader<T>): From<T> {
  return { name, read }
}

/** An id: text of 1 to 256 characters. */
export const id: Reader<string> = value => {
  if (typeof value !== 'string' || value === '' || value.length > mostIdLength) throw new NotThisShape('id')
  return value
}

/** Free text as it came, cut after 4096 characters. */
export const text: Reader<string> = value => {
  if (typeof value !== 'string') throw new NotThisShape('text')
  return value.length > mostTextLength ? value.slice(0, mostTextLength) : value
}

export const whole: Reader<number> = value => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new NotThisShape('whole number')
  return value
}

export const yesNo: Reader<boolean> = value => {
  if (typeof value !== 'boolean') throw new NotThisShape('boolean')
  return value
}

/** The value, or null where Asterisk sent none. */
export function maybe<T>(read: Reader<T>): Reader<T | null> {
  return value => (value === undefined || value === null ? null : read(value))
}

export function list<T>(read: Reader<T>, most = 100_000): Reader<T[]> {
  return value => {
    if (!Array.isArray(value) || value.length > most) throw new NotThisShape('list')
    return value.map(read)
  }
}

/** An object whose fields are all text, such as channel variables; a field that is not text is left out. */
export const texts: Reader<Record<string, string>> = value => {
  const found: Record<string, string> = {}
  for (const [name, entry] of Object.entries(object(value))) {
    if (typeof entry === 'string' && name !== '__proto__') found[name] = text(entry)
  }
  return found
}

const timePattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?(?:Z|([+-])(\d\d):?(\d\d))$/

/** Asterisk's time, `2026-01-31T08:00:00.123+0800`, as milliseconds since 1970 UTC. */
export const time: Reader<number> = value => {
  const match = typeof value === 'string' && value.length <= 40 ? timePattern.exec(value) : null
  if (match === null) throw new NotThisShape('time')
  const part = (index: number) => Number(match[index] ?? 0)
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0'))
  const utc = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6), milliseconds)
  const offsetMinutes = part(9) * 60 + part(10)
  return utc - (match[8] === '-' ? -offsetMinutes : offsetMinutes) * 60_000
}

/** An object with the given fields; others are passed over. */
export function shape<S extends Record<string, From<unknown>>>(fields: S): Reader<Fields<S>> {
  const entries = Object.entries(fields)
  return value => {
    const source = object(value)
    const found: Record<string, unknown> = {}
    for (const [name, field] of entries) found[name] = field.read(source[field.name])
    return found as Fields<S>
  }
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotThisShape('object')
  return value as Record<string, unknown>
}

/** Reads a value from outside; null when it does not have the shape. For the bodies of REST answers. */
export function readAs<R extends Reader<unknown>>(read: R, value: unknown): Read<R> | null {
  try {
    return read(value) as Read<R>
  } catch (error) {
    if (error instanceof NotThisShape) return null
    throw error
  }
}
