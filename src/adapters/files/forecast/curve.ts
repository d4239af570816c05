import { clockOf } from '../../../domain/staffing/half-hour.ts'
import type { HalfHourToCome } from '../../../domain/staffing/plan.ts'

const width = 340
const height = 130
const left = 26
const bottom = 18
const top = 6

/** The next round number above a value, so that axes of days can be compared. */
const roundAbove = (value: number): number => {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return [1, 2, 3, 5, 8, 10].map(n => n * step).find(each => each >= value) ?? 10 * step
}

/** The largest value that any of these days shows: one scale for all of them. */
export const scaleOf = (days: readonly (readonly HalfHourToCome[])[]): number =>
  roundAbove(Math.max(1, ...days.flat().map(({ calls, range }) => Math.max(calls, range?.high ?? 0))))

/**
 * The calls of a day's half hours as a picture: what is expected as a line, its range of 80 % as a band, and beneath planned seats as steps. An SVG that needs nothing else; `label` is read to those who do not see it.
 */
export const curveOf = (halfHours: readonly HalfHourToCome[], most: number, label: string): string => {
  const x = (half: number) => left + (half * (width - left - 4)) / 48
  const y = (value: number) => height - bottom - (Math.min(value, most) * (height - bottom - top)) / most
  const at = (half: number, value: number) => `${x(half).toFixed(1)},${y(value).toFixed(1)}`
  const middle = (half: number) => half + 0.5
  const ranges = halfHours.map(({ range }) => range)
  const band = ranges.every(range => range !== null)
    ? [
        ...ranges.map((range, half) => at(middle(half), range.high)),
        ...ranges.map((range, half) => at(middle(half), range.low)).toReversed(),
      ]
    : []
  const seats = halfHours.flatMap(({ planned }, half) =>
    planned === null ? [] : [at(half, planned), at(half + 1, planned)],
  )
  const grid = [0, most / 2, most].map(
    value =>
      `<line x1="${left}" x2="${width - 4}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" class="grid"/><text x="${left - 4}" y="${(y(value) + 3).toFixed(1)}" text-anchor="end">${value}</text>`,
  )
  const hours = [0, 12, 24, 36, 48].map(
    half =>
      `<text x="${x(half).toFixed(1)}" y="${height - 5}" text-anchor="${half === 48 ? 'end' : half === 0 ? 'start' : 'middle'}">${clockOf(half)}</text>`,
  )
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">`,
    ...grid,
    ...(band.length === 0 ? [] : [`<polygon class="band" points="${band.join(' ')}"/>`]),
    `<polyline class="seats" points="${seats.join(' ')}"/>`,
    `<polyline class="calls" points="${halfHours.map(({ calls }, half) => at(middle(half), calls)).join(' ')}"/>`,
    ...hours,
    '</svg>',
  ].join('')
}
