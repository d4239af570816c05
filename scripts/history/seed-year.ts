import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type HistoryKind, historyColumns, historyKinds } from '../../src/domain/history/history.ts'

/*
 * A year of a district of the size that Haimen printed for 2020, row by row: no row is real, and the counts are those of the print. Everything follows from the row's number, so that the
 * same year comes out the same, and the figures are known beforehand.
 */

/** The printed counts, and those that its rates leave open. */
export const printed = {
  offered: 174_300,
  answered: 167_538,
  cases: 194_766,
  phone: 167_538,
  internet: 523,
  dispatched: 114_362,
  consultation: 63_307,
  reached: 95_561,
  rated: 89_913,
  dissatisfied: 4_532,
  excluded: 733,
  epidemicPeak: 511,
  epidemic: 34_100,
} as const

/** Whether the n-th of `of` is one of the `part` that lie evenly among them. */
const isAmong = (n: number, part: number, of: number): boolean =>
  Math.floor(((n + 1) * part) / of) > Math.floor((n * part) / of)
/** How many of these lie before the n-th. */
const before = (n: number, part: number, of: number): number => Math.floor((n * part) / of)

const second = 1_000
const hour = 3_600_000
const day = 24 * hour

const iso = (at: number): string => `${new Date(at + 8 * hour).toISOString().slice(0, 23)}+08:00`
const maybe = (at: number | null): string => (at === null ? '' : iso(at))

interface Year {
  readonly year: number
  readonly from: number
  readonly length: number
}

/** The n-th of `of` instants that lie evenly in a year. */
const spread = ({ from, length }: Year, n: number, of: number): number => from + Math.floor(((n + 0.5) * length) / of)

const numberOf = (n: number): string => `138${String((n * 7_919) % 100_000_000).padStart(8, '0')}`
const caseNoOf = ({ year }: Year, n: number): string => `${year}${String(n).padStart(7, '0')}`
const taskIdOf = ({ year }: Year, k: number): string => `T${year}-${k}`

/** The k-th dispatched case: when it was given to a unit, and when that replied. Consultations take 8 hours in the mean, others 24. */
const handling = (of: Year, n: number, k: number) => {
  const accepted = spread(of, n, printed.cases)
  const dispatched = accepted + 600 * second
  const took = isAmong(n, printed.consultation, printed.cases) ? 1 + (k % 15) : k % 49
  return { accepted, dispatched, replied: dispatched + took * hour }
}

/** Calls `take` with the number of each dispatched case, and which of them it is. */
function* dispatchedCases(): Generator<readonly [n: number, k: number]> {
  for (let n = 0; n < printed.cases; n += 1)
    if (isAmong(n, printed.dispatched, printed.cases)) yield [n, before(n, printed.dispatched, printed.cases)]
}

/** When a task was made: with the reply, but within the year. */
const taskAt = (of: Year, n: number, k: number): number =>
  Math.min(handling(of, n, k).replied, of.from + of.length - 9 * hour)

function* calls(of: Year): Generator<string> {
  let answered = 0
  for (let n = 0; n < printed.offered; n += 1) {
    const at = spread(of, n, printed.offered)
    const id = `C${of.year}-${n}`
    const head = `${id},inbound,hotline,${iso(at)},${iso(at + 6 * second)}`
    if (!isAmong(n, printed.answered, printed.offered)) {
      const end = at + (6 + (n % 90)) * second
      yield `${head},,${iso(end)},abandoned,${numberOf(n)},,,`
      continue
    }
    const answer = at + (10 + (answered % 61)) * second
    const talk = (answered === 1_000 ? 5_578 : 5 + (answered % 401)) * second
    yield `${head},${iso(answer)},${iso(answer + talk)},completed,${numberOf(n)},${1_001 + (n % 37)},,`
    answered += 1
  }
  for (const [n, k] of dispatchedCases()) {
    const reached = isAmong(k, printed.reached, printed.dispatched)
    for (let attempt = 0; attempt < (reached ? 1 : 3); attempt += 1) {
      const at = taskAt(of, n, k) + (1 + attempt * 3) * hour
      const answer = reached ? at + 12 * second : null
      const end = answer === null ? at + 40 * second : answer + (k === 1_000 ? 1_258 : 1 + (k % 179)) * second
      const id = `V${of.year}-${k}-${attempt}`
      yield `${id},outbound,satisfaction_visit,${iso(at)},,${maybe(answer)},${iso(end)},${reached ? 'completed' : 'no_answer'},${numberOf(n)},2001,${caseNoOf(of, n)},${taskIdOf(of, k)}`
    }
  }
}

const channelOf = (n: number): string => {
  if (isAmong(n, printed.phone, printed.cases)) return 'phone'
  const rest = n - before(n, printed.phone, printed.cases)
  return isAmong(rest, printed.internet, printed.cases - printed.phone) ? 'wechat' : 'other'
}

function* cases(of: Year): Generator<string> {
  const peak = of.from + 40 * day
  let onPeak = 0
  let elsewhere = 0
  for (let n = 0; n < printed.cases; n += 1) {
    const at = spread(of, n, printed.cases)
    const isPeak = at >= peak && at < peak + day
    const epidemic = isPeak
      ? onPeak < printed.epidemicPeak
      : n % 4 === 0 && elsewhere < printed.epidemic - printed.epidemicPeak
    if (isPeak && epidemic) onPeak += 1
    else if (epidemic) elsewhere += 1
    const dispatched = isAmong(n, printed.dispatched, printed.cases)
    const consultation = isAmong(n, printed.consultation, printed.cases)
    const closed = dispatched
      ? handling(of, n, before(n, printed.dispatched, printed.cases)).replied + day
      : at + 300 * second
    const kind = consultation ? 'consultation' : ['help', 'complaint', 'suggestion'][n % 3]
    const tags = epidemic ? 'epidemic;health' : 'daily life'
    yield `${caseNoOf(of, n)},${channelOf(n)},${kind},${iso(at)},${dispatched ? 'dispatched' : 'online'},${tags},${iso(closed)}`
  }
}

function* dispatches(of: Year): Generator<string> {
  for (const [n, k] of dispatchedCases()) {
    const { dispatched, replied } = handling(of, n, k)
    const due = iso(Math.ceil((dispatched + 8 * hour) / day) * day - 8 * hour + 5 * day)
    const row = (unit: string, at: number, back: boolean) =>
      `${caseNoOf(of, n)},1,${unit},${iso(at)},${iso(at + hour / 2)},${due},${back ? '' : iso(replied)},${back}`
    const unit = `unit-${k % 60}`
    if (k % 50 === 0) {
      yield row(`unit-${(k + 7) % 60}`, dispatched, true)
      yield row(unit, Math.min(replied, dispatched + hour / 2), false)
    } else yield row(unit, dispatched, false)
  }
}

function* callbackTasks(of: Year): Generator<string> {
  for (const [n, k] of dispatchedCases()) {
    const at = taskAt(of, n, k)
    const result = isAmong(k, printed.reached, printed.dispatched) ? 'rated' : 'unreached'
    yield `${taskIdOf(of, k)},${caseNoOf(of, n)},${iso(at)},${result},${iso(at + 8 * hour)}`
  }
}

function* ratings(of: Year): Generator<string> {
  let reached = 0
  let rated = 0
  let bad = 0
  for (const [n, k] of dispatchedCases()) {
    if (!isAmong(k, printed.reached, printed.dispatched)) continue
    const isRated = isAmong(reached, printed.rated, printed.reached)
    reached += 1
    if (!isRated) continue
    const at = taskAt(of, n, k) + 2 * hour
    const isBad = isAmong(rated, printed.dissatisfied, printed.rated)
    rated += 1
    const isOut = isBad && isAmong(bad, printed.excluded, printed.dissatisfied)
    if (isBad) bad += 1
    const score = isBad ? 'dissatisfied' : k % 5 === 0 ? 'basically_satisfied' : 'satisfied'
    const ruling = isOut ? 'excluded,诉求无法律依据' : isBad ? 'kept,' : ','
    yield `R${of.year}-${k},${caseNoOf(of, n)},${taskIdOf(of, k)},callback,${iso(at)},${score},${isBad ? 'no' : 'yes'},${ruling}`
    // a key after the talk rates the agent, and counts nowhere here
    if (k % 10 === 0) yield `K${of.year}-${k},${caseNoOf(of, n)},,keypad,${iso(at + hour)},dissatisfied,,,`
  }
}

function* staff(): Generator<string> {
  const posts = { phone: 37, network: 1, enterprise: 1, convenience: 1, policy_specialist: 45 }
  for (const [post, count] of Object.entries(posts))
    for (let n = 0; n < count; n += 1)
      yield `${post}-${n},职员${n},${post},${post === 'phone' || post === 'network'},2011-12-30,`
}

function* regulations(): Generator<string> {
  yield* ['首问负责制', '派单规范', '回访规范']
}

const rowsOf: Readonly<Record<HistoryKind, (of: Year) => Generator<string>>> = {
  calls,
  cases,
  dispatches,
  callback_tasks: callbackTasks,
  ratings,
  staff,
  regulations,
}

const yearOf = (year: number): Year => {
  const from = Date.parse(`${year}-01-01T00:00:00+08:00`)
  return { year, from, length: Date.parse(`${year + 1}-01-01T00:00:00+08:00`) - from }
}

/** Writes the files of these years into a folder, each year after the other; people and regulations once. */
export const writeSeedYears = async (folder: string, years: readonly number[]): Promise<void> => {
  await mkdir(folder, { recursive: true })
  for (const kind of historyKinds) {
    const times = kind === 'staff' || kind === 'regulations' ? years.slice(0, 1) : years
    const lines = function* () {
      yield `${historyColumns[kind].join(',')}\r\n`
      for (const year of times) for (const row of rowsOf[kind](yearOf(year))) yield `${row}\r\n`
    }
    await pipeline(Readable.from(inPieces(lines())), createWriteStream(join(folder, `${kind}.csv`)))
  }
}

/** Lines put together, so that a stream has less to do. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 256 * 1024) continue
    yield piece
    piece = ''
  }
  yield piece
}
