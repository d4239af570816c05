import type { Contact, PartyKind } from './party.ts'

/** A name in both languages. */
export interface SetOfNames {
  readonly zh: string
  readonly en: string
}

/** A stretch of a week in which a specialist can be called; minutes from Monday 00:00 in the city's zone, the end not included. */
export interface Hours {
  readonly from: number
  readonly to: number
}

/** An entry of the directory (通讯录): a department, a policy specialist, or an emergency service. */
export interface DirectoryEntry {
  readonly id: string
  readonly kind: Exclude<PartyKind, 'agent' | 'outside'>
  readonly name: SetOfNames
  readonly number: string
  /** The unit he belongs to; null: none. */
  readonly unit: string | null
  /** What a specialist knows about, in the city's own words. */
  readonly topics: readonly string[]
  /** When he can be called; empty: always. */
  readonly hours: readonly Hours[]
  /** Smaller is called first. */
  readonly position: number
}

/** The entry as somebody to call. */
export const contactOf = ({ id, name, number, unit }: DirectoryEntry): Contact => ({ id, name, number, unit })

const onDutyAt = (entry: DirectoryEntry, minuteOfWeek: number): boolean =>
  entry.hours.length === 0 || entry.hours.some(({ from, to }) => minuteOfWeek >= from && minuteOfWeek < to)

/**
 * The roster (一企来): specialists on a topic who can be called now, in their order. `minuteOfWeek`: minutes since Monday 00:00 in the city's
 * zone.
 */
export const specialistsOn = (
  directory: readonly DirectoryEntry[],
  topic: string,
  minuteOfWeek: number,
): readonly DirectoryEntry[] =>
  directory
    .filter(entry => entry.kind === 'specialist' && entry.topics.includes(topic) && onDutyAt(entry, minuteOfWeek))
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** What a caller in danger is passed on to: police, fire, ambulance, traffic police. */
const emergencyNumbers = ['110', '119', '120', '122'] as const

/** Whether one of the emergency numbers can be called by `before` and by `after` no more. */
export const losesEmergency = (before: readonly DirectoryEntry[], after: readonly DirectoryEntry[]): boolean => {
  const reaches = (directory: readonly DirectoryEntry[], number: string): boolean =>
    directory.some(entry => entry.kind === 'emergency' && entry.number === number)
  return emergencyNumbers.some(number => reaches(before, number) && !reaches(after, number))
}

/** Whether only what a specialist can have is said of a specialist, and his hours are stretches of one week. */
export const isSound = ({ kind, topics, hours }: DirectoryEntry): boolean =>
  (kind === 'specialist' ? topics.length > 0 : topics.length === 0 && hours.length === 0) &&
  hours.every(({ from, to }) => from < to)
