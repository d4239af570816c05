/** A part of the day in which offices work, in minutes since midnight; `to` may be 1,440. */
export interface OfficeSpan {
  readonly from: number
  readonly to: number
}

/** How a place counts. */
export interface Counting {
  /** The zone whose days are counted, such as `Asia/Shanghai`. */
  readonly zone: string
  /** In order and apart from each other; two where there is a break at noon. */
  readonly officeHours: readonly OfficeSpan[]
  /** Whether a limit in days ends at 24:00 of its last day or when offices close (DOMAIN.md 3.3 and 8). */
  readonly dueAt: 'end_of_day' | 'close_of_business'
}

export const defaultCounting: Counting = {
  zone: 'Asia/Shanghai',
  officeHours: [{ from: 8 * 60 + 30, to: 18 * 60 }],
  dueAt: 'end_of_day',
}

export type CountingError = 'zone_unknown' | 'office_hours'

const knowsZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** What is wrong with a way of counting; null: nothing. */
export const countingError = ({ zone, officeHours }: Counting): CountingError | null => {
  if (!knowsZone(zone)) return 'zone_unknown'
  let last = -1
  for (const { from, to } of officeHours) {
    const whole = Number.isInteger(from) && Number.isInteger(to)
    if (!whole || from < 0 || to > 1_440 || from >= to || from <= last) return 'office_hours'
    last = to
  }
  return last < 0 ? 'office_hours' : null
}
