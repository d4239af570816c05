import type { KeptState } from '../../../src/domain/cases/case.ts'
import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import type { Score } from '../../../src/domain/cases/life/visit.ts'
import type { Role } from '../../../src/domain/cases/role.ts'
import { wordsOf } from '../../../src/domain/text/segments.ts'
import { requests } from '../../../test/search/labelled/requests.ts'

/** A number in [0, 1) from a seed, the same on every machine (mulberry32). */
export const chance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const vocabularySize = 30_000

/** Words by how often they come, the most frequent first: those of the labelled set, then invented ones of two or three characters. */
const inventWords = (random: () => number): readonly string[] => {
  const often = new Map<string, number>()
  for (const { text, place } of requests)
    for (const word of wordsOf(`${text} ${place}`)) often.set(word, (often.get(word) ?? 0) + 1)
  const known = [...often].sort(([, a], [, b]) => b - a).map(([word]) => word)
  const character = () => String.fromCodePoint(0x4e00 + Math.floor(random() ** 2 * 3_000))
  const words = new Set(known)
  while (words.size < vocabularySize) words.add(`${character()}${character()}${random() < 0.2 ? character() : ''}`)
  return [...words]
}

/** Words whose frequency falls with their rank as in real texts: the n-th comes about 1/n as often as the first. */
export const inventTexts = (random: () => number) => {
  const words = inventWords(random)
  const sums = new Float64Array(words.length)
  let sum = 0
  for (let n = 0; n < words.length; n += 1) {
    sum += 1 / (n + 8)
    sums[n] = sum
  }
  const word = (): string => {
    const wanted = random() * sum
    let [low, high] = [0, words.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return words[low] ?? ''
  }
  return {
    words,
    /** Some 30 to 80 characters, a comma now and then. */
    text(): string {
      let text = ''
      const length = 30 + Math.floor(random() * 50)
      while (text.length < length) text += `${word()}${random() < 0.15 ? '，' : ''}`
      return text
    },
    word,
  }
}

/** One invented case with the call it came from. */
export interface InventedRecord {
  readonly n: number
  readonly caseNo: string
  readonly localDay: number
  readonly running: number
  readonly acceptedAt: number
  readonly closedAt: number | null
  readonly class: string
  readonly confidential: boolean
  readonly agentId: string
  readonly number: string
  readonly title: string
  readonly text: string
  readonly place: string
  readonly topic: string
  /** Where it stands; a unit for those that were sent to one. */
  readonly state: KeptState
  readonly owner: Role | null
  readonly unit: string | null
  readonly handlerUnit: string | null
  readonly dueAt: number
  readonly score: Score | null
}

/** Units that lead, and those below each. */
const unitsInvented = 60
const unitsBelow = 6

/** The n-th unit that leads. */
export const unitOf = (n: number): string => `unit-${n % unitsInvented}`

/** Where open cases stand, and whose turn it is. */
const stands: readonly { readonly state: KeptState; readonly owner: Role; readonly held: boolean }[] = [
  { state: 'pending_review', owner: 'reviewer', held: false },
  { state: 'pending_dispatch', owner: 'dispatcher', held: false },
  { state: 'dispatched', owner: 'unit_clerk', held: true },
  { state: 'signed', owner: 'unit_clerk', held: true },
  { state: 'handling', owner: 'unit_clerk', held: true },
  { state: 'handling', owner: 'unit_clerk', held: true },
  { state: 'return_requested', owner: 'dispatcher', held: true },
  { state: 'reply_review', owner: 'reviewer', held: true },
  { state: 'pending_callback', owner: 'callback_agent', held: true },
]

/** Where a case stands: four of ten were answered on the line, the others went to a unit (REPORT.md's district: 80,404 of 194,766). */
const standOf = (random: () => number, isOpen: boolean) => {
  const { state, owner, held } = isOpen
    ? (stands[Math.floor(random() * stands.length)] ?? never())
    : random() < 0.41
      ? { state: 'answered_online' as const, owner: null, held: false }
      : { state: 'closed' as const, owner: null, held: true }
  const unit = held ? unitOf(Math.floor(random() ** 2 * unitsInvented)) : null
  const below = unit !== null && random() < 0.3
  return {
    ...{ state, owner, unit },
    handlerUnit: below ? `${unit}-${Math.floor(random() * unitsBelow)}` : null,
    score: state === 'closed' && random() < 0.6 ? (random() < 0.85 ? 'satisfied' : 'dissatisfied') : null,
  } as const
}

const never = (): never => {
  throw new Error('there is no such place')
}

const hour = 3_600_000
const dayMs = 24 * hour
const begin = Date.UTC(2016, 0, 1) - 8 * hour
const years = 10

/** The number of the n-th of so many callers. */
export const callerOf = (n: number): string => `+86138${String(n).padStart(8, '0')}`

/** So many cases over ten years, in order; every second number calls twice, and all but the last days' cases are closed. */
export function* inventRecords(count: number, seed: number): Generator<InventedRecord> {
  const random = chance(seed)
  const { text, words } = inventTexts(random)
  const perMs = count / (years * 365 * dayMs)
  let [day, localDay, running] = [-1, 0, 0]
  for (let n = 0; n < count; n += 1) {
    const acceptedAt = begin + Math.floor(n / perMs)
    const today = Math.floor((acceptedAt - begin) / dayMs)
    if (today !== day) {
      const date = new Date(acceptedAt + 8 * hour)
      localDay = date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
      day = today
      running = 0
    }
    running += 1
    const written = text()
    const isReport = random() < 0.04
    const isOpen = (count - n) / perMs < 10 * dayMs ? random() < 0.6 : random() < 0.0005
    yield {
      n,
      caseNo: caseNumberOf({ localDay, running }),
      localDay,
      running,
      acceptedAt,
      closedAt: isOpen ? null : acceptedAt + 3 * dayMs,
      class: isReport ? 'report' : random() < 0.35 ? 'consultation' : 'complaint',
      confidential: isReport,
      agentId: String(1001 + Math.floor(random() * 250)),
      number: callerOf(Math.floor(random() * (count / 2))),
      title: written.slice(0, 14),
      text: written,
      place: `${words[Math.floor(random() * 2_000)]}路 ${1 + Math.floor(random() * 400)} 号`,
      topic: `topic-${Math.floor(random() ** 2 * 400)}`,
      ...standOf(random, isOpen),
      dueAt: acceptedAt + Math.floor((2 + random() * 5) * dayMs),
    }
  }
}
