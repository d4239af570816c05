import { halfHoursOfDay } from './half-hour.ts'

/** A kind of shift. `start`: half hour of the day, 0 to 47; `length` in half hours, past midnight where it is long enough; `breaks`: half hours after the start of which an agent has one off, by turns; none: no break. */
export interface ShiftPattern {
  readonly name: { readonly zh: string; readonly en: string }
  readonly start: number
  readonly length: number
  readonly breaks: readonly number[]
}

/** Three shifts round the clock and one over both peaks of the day, eight hours to eight and a half, breaks by turns. Every house sets its own. */
export const usualPatterns: readonly ShiftPattern[] = [
  { name: { zh: '早班', en: 'early' }, start: 15, length: 16, breaks: [5, 6, 7, 8, 9, 10] },
  { name: { zh: '中班', en: 'middle' }, start: 18, length: 17, breaks: [5, 6, 7, 8] },
  { name: { zh: '晚班', en: 'late' }, start: 30, length: 16, breaks: [4, 5, 6, 7, 8, 9, 10] },
  { name: { zh: '夜班', en: 'night' }, start: 46, length: 17, breaks: [6, 7, 8, 9, 10] },
]

/** So many agents on one shift. `day`: index of the day that it begins on; -1: the evening before the first. `breakAt`: half hours after the start; null: none. */
export interface ProposedShift {
  readonly day: number
  readonly pattern: ShiftPattern
  readonly breakAt: number | null
  readonly agents: number
}

/** Shifts that cover every half hour. In half hours of an agent: `needed`, and `over`: what is there beyond the need. `atLeast`: with fewer shifts it cannot be done, whatever they are. */
export interface ShiftProposal {
  readonly kind: 'proposal'
  readonly shifts: readonly ProposedShift[]
  readonly agentShifts: number
  readonly atLeast: number
  readonly needed: number
  readonly over: number
  /** Agents at their seats, half hour by half hour from the first day's midnight. */
  readonly there: readonly number[]
}

/** No shift reaches these half hours, counted from the first day's midnight. */
export interface NotCoverable {
  readonly kind: 'not_coverable'
  readonly halfHours: readonly number[]
}

interface Column {
  readonly day: number
  readonly pattern: ShiftPattern
  readonly breakAt: number | null
  readonly covers: readonly number[]
}

const columnsOf = (patterns: readonly ShiftPattern[], halfHours: number): readonly Column[] => {
  const columns: Column[] = []
  for (let day = -1; day * halfHoursOfDay < halfHours; day += 1)
    for (const pattern of patterns)
      for (const breakAt of pattern.breaks.length === 0 ? [null] : pattern.breaks) {
        const covers: number[] = []
        for (let at = 0; at < pattern.length; at += 1) {
          const half = day * halfHoursOfDay + pattern.start + at
          if (at !== breakAt && half >= 0 && half < halfHours) covers.push(half)
        }
        if (covers.length > 0) columns.push({ day, pattern, breakAt, covers })
      }
  return columns
}

/** Takes shifts one after the other, each time the one that helps most half hours that still lack somebody; `inOrder`: only such as help the first of them. */
const greedy = (columns: readonly Column[], need: readonly number[], inOrder: boolean): number[] => {
  const lacks = [...need]
  const agents = new Array<number>(columns.length).fill(0)
  for (;;) {
    const first = lacks.findIndex(each => each > 0)
    if (first === -1) return agents
    let best = -1
    let helped = 0
    for (const [index, { covers }] of columns.entries()) {
      if (inOrder && !covers.includes(first)) continue
      let helps = 0
      for (const half of covers) if ((lacks[half] ?? 0) > 0) helps += 1
      if (helps > helped) [best, helped] = [index, helps]
    }
    agents[best] = (agents[best] ?? 0) + 1
    for (const half of columns[best]?.covers ?? []) lacks[half] = (lacks[half] ?? 0) - 1
  }
}

const thereOf = (columns: readonly Column[], agents: readonly number[], halfHours: number): number[] => {
  const there = new Array<number>(halfHours).fill(0)
  for (const [index, { covers }] of columns.entries())
    for (const half of covers) there[half] = (there[half] ?? 0) + (agents[index] ?? 0)
  return there
}

/** Lets everybody of these columns go without whom each half hour is still covered, the last first. Changes `agents` and `there`, and gives how many went. */
const spare = (
  columns: readonly Column[],
  which: readonly number[],
  need: readonly number[],
  agents: number[],
  there: number[],
): number => {
  let went = 0
  for (const index of which) {
    const covers = columns[index]?.covers ?? []
    while ((agents[index] ?? 0) > 0 && covers.every(half => (there[half] ?? 0) > (need[half] ?? 0))) {
      agents[index] = (agents[index] ?? 0) - 1
      for (const half of covers) there[half] = (there[half] ?? 0) - 1
      went += 1
    }
  }
  return went
}

/** Adds one shift wherever two others can be spared for it, until there is no such place; then nobody at all can be spared. */
const improve = (columns: readonly Column[], agents: number[], need: readonly number[]): number[] => {
  const there = thereOf(columns, agents, need.length)
  const all = [...columns.keys()].toReversed()
  spare(columns, all, need, agents, there)
  const near = columns.map(({ day }) => all.filter(other => Math.abs((columns[other]?.day ?? 0) - day) <= 1))
  for (let better = true; better; ) {
    better = false
    for (const [index, { covers }] of columns.entries()) {
      const [with1, there1] = [[...agents], [...there]]
      with1[index] = (with1[index] ?? 0) + 1
      for (const half of covers) there1[half] = (there1[half] ?? 0) + 1
      const others = (near[index] ?? []).filter(other => other !== index)
      if (spare(columns, others, need, with1, there1) < 2) continue
      for (const [column, count] of with1.entries()) agents[column] = count
      for (const [half, count] of there1.entries()) there[half] = count
      better = true
    }
  }
  spare(columns, all, need, agents, there)
  return agents
}

const sum = (values: readonly number[]): number => values.reduce((so, each) => so + each, 0)

/**
 * A small number of shifts that cover a need, whole days of half hours one behind the other. Covering is a hard problem; these are two greedy ways, each made better as long as one shift can take the place of two; the one with
 * fewer shifts is taken, and nobody in it can be spared. The same need always gets the same proposal. `atLeast` says how far it may be from the best. Need in agents at their seats; who is ill or in training is in it already (`plannedSeats`).
 */
export const proposeShifts = (
  need: readonly number[],
  patterns: readonly ShiftPattern[],
): ShiftProposal | NotCoverable => {
  const columns = columnsOf(patterns, need.length)
  const reached = new Set(columns.flatMap(({ covers }) => covers))
  const out = need.flatMap((each, half) => (each > 0 && !reached.has(half) ? [half] : []))
  if (out.length > 0) return { kind: 'not_coverable', halfHours: out }
  const [one, other] = [false, true].map(inOrder => improve(columns, greedy(columns, need, inOrder), need))
  const agents = one !== undefined && (other === undefined || sum(one) <= sum(other)) ? one : (other ?? [])
  const there = thereOf(columns, agents, need.length)
  const longest = Math.max(0, ...columns.map(({ covers }) => covers.length))
  return {
    kind: 'proposal',
    shifts: columns.flatMap(({ day, pattern, breakAt }, index) =>
      (agents[index] ?? 0) > 0 ? [{ day, pattern, breakAt, agents: agents[index] ?? 0 }] : [],
    ),
    agentShifts: sum(agents),
    atLeast: longest === 0 ? 0 : Math.max(Math.ceil(sum(need) / longest), ...need),
    needed: sum(need),
    over: sum(there) - sum(need),
    there,
  }
}
