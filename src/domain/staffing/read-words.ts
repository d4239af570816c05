import { fewestAtNight, nationalGoal, type ServiceGoal } from './seats.ts'
import type { ShiftPattern } from './shifts.ts'

/** A half hour of the clock as people write it: `08:30`; 24:00 is 48. Null: it is none. */
export const readHalfHour = (text: string): number | null => {
  const [, hour, minute] = /^([01]\d|2[0-4]):([03]0)$/.exec(text) ?? []
  if (hour === undefined || minute === undefined) return null
  const half = Number(hour) * 2 + (minute === '30' ? 1 : 0)
  return half <= 48 ? half : null
}

/** A whole percentage as people write it, 1 to 99.99; null: it is none. */
const shareOf = (text: string | undefined): number | null => {
  if (text === undefined || !/^\d{1,2}(\.\d{1,2})?$/.test(text) || Number(text) === 0) return null
  return Number((Number(text) / 100).toFixed(4))
}

/** A promise as people write it: `95/15` is 95 % of all who call answered within 15 s; `95` is 95 % answered at all. Null: it is none. */
export const readGoal = (text: string): ServiceGoal | null => {
  const [percent, seconds, ...more] = text.split('/')
  const share = shareOf(percent)
  if (share === null || more.length > 0) return null
  const mostAbandoned = Number((1 - share).toFixed(4))
  if (seconds === undefined) return { share: 0, seconds: nationalGoal.seconds, mostAbandoned }
  return /^\d{1,3}$/.test(seconds) ? { share, seconds: Number(seconds), mostAbandoned } : null
}

/**
 * A kind of shift as people write it: name, from, to, and when breaks of half an hour begin by turns: `早班 07:30-15:30 11:00 11:30 12:00`. It lasts at most 24 hours, and past midnight where `to` is not later. Null: it
 * is none.
 */
export const readShift = (text: string): ShiftPattern | null => {
  const [name = '', span = '', ...breaks] = text.trim().split(/\s+/)
  const [from, to, ...more] = span.split('-').map(readHalfHour)
  if (name === '' || name.length > 20 || from == null || from === 48 || to == null || more.length > 0) return null
  const length = to > from ? to - from : to + 48 - from
  const at: number[] = []
  for (const each of breaks) {
    const half = readHalfHour(each)
    if (half === null) return null
    const after = half >= from ? half - from : half + 48 - from
    if (after >= length || at.includes(after)) return null
    at.push(after)
  }
  return { name: { zh: name, en: name }, start: from, length, breaks: at }
}

/** Agents by half hour as people write them, a line each: `08:00 6`, from then on; the first line must be 00:00, and later ones later. Null, or the number (from 1) of the line that is none of it. */
export const readStaff = (
  text: string,
):
  | { readonly kind: 'staff'; readonly from: readonly (readonly [half: number, agents: number])[] }
  | { readonly kind: 'fault'; readonly line: number } => {
  const from: (readonly [number, number])[] = []
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row.trim() === '') continue
    const [, clock = '', agents = ''] = /^(\d\d:\d\d)[\s,;]+(\d{1,4})$/.exec(row.trim()) ?? []
    const half = readHalfHour(clock)
    const before = from.at(-1)?.[0] ?? -1
    if (half === null || half === 48 || half <= before || (before === -1 && half !== 0))
      return { kind: 'fault', line: index + 1 }
    from.push([half, Number(agents)])
  }
  return from.length === 0 ? { kind: 'fault', line: 1 } : { kind: 'staff', from }
}

/** What a plan promises and holds where nobody says otherwise: the national goal, two at night, a tenth away (an assumption). */
export const usualTerms = { goal: nationalGoal, fewest: fewestAtNight, shrinkage: 0.1 } as const
