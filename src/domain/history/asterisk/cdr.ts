import { parseInstant } from '../instant.ts'
import type { LocalTime } from '../local-time.ts'
import type { BookFault } from './faults.ts'

/** When a channel began and ended by one row of a `Master.csv`; UTC ms, of whole seconds. `end` is null where it has none. */
export interface CdrTimes {
  readonly uniqueId: string
  readonly start: number
  readonly end: number | null
}

/*
 * cdr_csv writes no header: accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end, duration, billsec, disposition,
 * amaflags; then uniqueid and userfield where these are switched on, and peeraccount, linkedid, sequence with newcdrcolumns.
 */
const startAt = 9
const endAt = 11
const uniqueIdAt = 16
const fewest = 16
const most = 21

/** `1588732800.12`, with the name of the system in front where it has one. What else may stand in its place (userfield) does not look so. */
const uniqueIdForm = /^(?:(.*)-)?(\d{9,10})\.(\d+)$/su

/** When Asterisk says that a channel began by its id, UTC ms; null: it is not of the usual form. */
export const secondOf = (uniqueId: string): number | null => {
  const second = uniqueIdForm.exec(uniqueId)?.[2]
  return second === undefined ? null : Number(second) * 1000
}

const timeForm = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/
const dayMs = 86_400_000

/** A time of a row's clock as UTC ms. `zone`: its local time; null: the clock is GMT. */
const instantOf = (text: string, zone: LocalTime | null): number | BookFault => {
  const clock = timeForm.test(text) ? parseInstant(`${text}Z`) : 'time_invalid'
  if (typeof clock !== 'number') return 'cdr_time'
  if (zone === null) return clock
  // clocks are changed once within two days at most
  const offsets = new Set([zone.offsetMs(clock - dayMs), zone.offsetMs(clock + dayMs)])
  const instants = [...offsets].filter(offset => zone.offsetMs(clock - offset) === offset).map(offset => clock - offset)
  const [only] = instants
  if (only === undefined) return 'cdr_time_never'
  return instants.length > 1 ? 'cdr_time_twice' : only
}

/** Reads one row, by its fields. A row without a uniqueid cannot be told to any call, and is a fault. */
export const parseCdrRow = (fields: readonly string[], zone: LocalTime | null): CdrTimes | BookFault => {
  if (fields.length < fewest || fields.length > most) return 'cdr_width'
  const uniqueId = fields[uniqueIdAt] ?? ''
  if (!uniqueIdForm.test(uniqueId)) return 'cdr_without_uniqueid'
  const start = instantOf(fields[startAt] ?? '', zone)
  if (typeof start !== 'number') return start
  const ended = fields[endAt] ?? ''
  const end = ended === '' ? null : instantOf(ended, zone)
  if (typeof end === 'string') return end
  return end !== null && end < start ? 'cdr_time' : { uniqueId, start, end }
}

/** Ids with a number up to this are kept as one number; it fits into 53 bits with the seconds. */
const numbers = 2 ** 22
/** Longest duration that is kept beside a start, in seconds: twelve days. */
const durations = 2 ** 20

/**
 * The first start and the last end of each channel, of as many rows as there are: two numbers for each, since an id as a text would take several times as much, and a
 * part of a line would keep the whole line.
 */
export const createCdrTimes = () => {
  const systems = new Map<string, Map<number | string, number>>()

  const placeOf = (uniqueId: string) => {
    const [, system = '', second = '', rest = ''] = uniqueIdForm.exec(uniqueId) ?? []
    const number = Number(rest)
    const isUsual = number < numbers && String(number) === rest
    return { system, key: isUsual ? Number(second) * numbers + number : uniqueId }
  }
  const unpack = (packed: number) => {
    const start = Math.floor(packed / durations)
    const duration = packed % durations
    return { start: start * 1000, end: duration === durations - 1 ? null : (start + duration) * 1000 }
  }
  const get = (uniqueId: string) => {
    const { system, key } = placeOf(uniqueId)
    const packed = systems.get(system)?.get(key)
    return packed === undefined ? null : unpack(packed)
  }

  return {
    add: ({ uniqueId, start, end }: CdrTimes): void => {
      const { system, key } = placeOf(uniqueId)
      const known = get(uniqueId)
      const first = Math.min(start, known?.start ?? start)
      const last = Math.max(end ?? 0, known?.end ?? 0)
      const duration = last === 0 ? durations : (last - first) / 1000
      const times = systems.get(system) ?? new Map<number | string, number>()
      systems.set(system, times)
      times.set(key, (first / 1000) * durations + Math.min(duration, durations - 1))
    },
    /** Null: there is no row of it. `end` null: not told, or more than twelve days later. */
    get,
  }
}

export type CdrOfCalls = Pick<ReturnType<typeof createCdrTimes>, 'get'>
