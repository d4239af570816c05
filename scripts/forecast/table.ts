import { backTestRows, backTestWords, dash, shiftRows, shiftWords } from '../../src/adapters/files/forecast/sheet.ts'
import {
  dayHead,
  goalWords,
  kindWords,
  measuredWords,
  noForecastWords,
} from '../../src/adapters/files/forecast/words.ts'
import { percent } from '../../src/domain/kpi/rate.ts'
import { clockOf, halfHoursOfDay } from '../../src/domain/staffing/half-hour.ts'
import type { Plan } from '../../src/domain/staffing/plan.ts'
import { answeredIn, type ReplayResult, waitQuantile } from '../../src/engine/replay/replay.ts'
import type { BookedDay, ReplayedDay } from '../../src/engine/staffing/replay-day.ts'

/** How many columns of a terminal a text takes: a Chinese character takes two. */
const widthOf = (text: string): number => [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0)
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)))
const row = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => padded(cell, widths[index] ?? 14))
    .join('')
    .trimEnd()

/** A plan as tables for a terminal: days, planned seats of each half hour, shifts, the back-test, and what it rests on. */
export const planAsTable = (plan: Plan): string => {
  const known = plan.days.filter(day => day.none === null)
  const lines = [`${goalWords(plan.settings).zh}  ${goalWords(plan.settings).en}`, '']
  for (const day of plan.days) {
    if (day.none !== null) {
      const { zh, en } = noForecastWords[day.none]
      lines.push(`${padded(dayHead(day.day), 14)}${dash}  ${zh}。${en}.`)
      continue
    }
    const range = day.range === null ? dash : `${day.range.low}–${day.range.high}`
    const kind = kindWords(day.kind)
    lines.push(row([dayHead(day.day), day.calls.toFixed(0), range, kind?.zh ?? ''], [14, 8, 14]))
  }
  if (known.length > 0) {
    lines.push('', '计划席位 Planned seats', row(['', ...known.map(({ day }) => dayHead(day))], [8]))
    for (let half = 0; half < halfHoursOfDay; half += 1)
      lines.push(row([clockOf(half), ...known.map(({ halfHours }) => String(halfHours[half]?.planned ?? dash))], [8]))
  }
  const { head, rows } = shiftRows(plan)
  lines.push('', '班次 Shifts', shiftWords(plan).zh, shiftWords(plan).en)
  if (rows.length > 0) lines.push(...[head, ...rows].map(each => row(each, [36])))
  lines.push('', '回测 Back-test', backTestWords(plan).zh, backTestWords(plan).en)
  for (const [name = '', wape = '', naive = '', coverage = ''] of backTestRows(plan))
    lines.push(row([name, `WAPE ${wape}`, `上周同日 week before ${naive}`, `80%: ${coverage}`], [20, 26, 40]))
  lines.push('', ...measuredWords(plan).flatMap(({ zh, en }) => [zh, `  ${en}`]))
  return lines.join('\n')
}

const seconds = (ms: number | null): string => (ms === null ? dash : (ms / 1_000).toFixed(1))
const share = (part: number, base: number): string => {
  const value = percent(part, base)
  return value === null ? dash : `${value.toFixed(2)}%`
}

/** What a day was and what it is with other agents, side by side. `within`: seconds of the goal. */
export const replayAsTable = ({ booked, replayed, ...day }: ReplayedDay, within: number): string => {
  const both = (name: string, of: (result: BookedDay) => string) => row([name, of(booked), of(replayed)], [44, 16])
  const quantile = (part: number) => (result: BookedDay) => seconds(waitQuantile(result as ReplayResult, part))
  return [
    row(['', '当日 booked', '重演 replayed'], [44, 16]),
    both('来电量 offered', ({ offered }) => String(offered)),
    both('接听 answered', ({ answered, offered }) => `${answered} (${share(answered, offered)})`),
    both('放弃 abandoned', ({ abandoned }) => String(abandoned)),
    both('其中速挂 short', ({ abandonedShort }) => String(abandonedShort)),
    both('溢出 overflowed', ({ overflowed }) => String(overflowed)),
    both(`${within} 秒接通率 within ${within} s`, result =>
      share(answeredIn(result as ReplayResult, within), result.offered),
    ),
    both('等待中位数（秒） median wait', quantile(0.5)),
    both('等待 90%（秒） 90th percentile', quantile(0.9)),
    both('等待最长（秒） longest', quantile(1)),
    '',
    `通话时长已知 ${day.knownTalk} 次，其余从当日抽取；耐心已知 ${day.knownPatience} 次（放弃者），其余按均值 ${day.patience === null ? '∞' : day.patience.toFixed(0)} 秒抽取；话后处理 ${seconds(day.wrapUpMs)} 秒。`,
    `Talks known of ${day.knownTalk}, the others drawn from that day's; patience known of ${day.knownPatience} who gave up, of the others drawn (mean ${day.patience === null ? '∞' : day.patience.toFixed(0)} s); wrap-up ${seconds(day.wrapUpMs)} s.`,
  ].join('\n')
}
