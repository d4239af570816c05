import writeSheets, { type Cell, type SheetData } from 'write-excel-file/node'
import { dateOf } from '../../../domain/calendar/day.ts'
import { clockOf } from '../../../domain/staffing/half-hour.ts'
import type { Plan } from '../../../domain/staffing/plan.ts'
import { sameBytes } from '../report/same-bytes.ts'
import { backTestHead, backTestRows, backTestWords, dash, knownDays, shiftRows, shiftWords } from './sheet.ts'
import { measuredWords, methodWords, noForecastWords, weekdayWords } from './words.ts'

// every cell says its type: no name of a shift is ever taken for a formula
const text = (value: string): Cell => ({ value, type: String })
const head = (value: string): Cell => ({ value, type: String, fontWeight: 'bold', backgroundColor: '#e8eef2' })
const number = (value: number | null, format?: string): Cell =>
  value === null ? text(dash) : { value, type: Number, ...(format !== undefined && { format }) }
const words = (value: string): Cell => (/^\d+$/.test(value) ? number(Number(value)) : text(value))

const days = ({ days: all }: Plan): SheetData => [
  ['日期 Date', '星期 Weekday', '预期 Expected', '10%', '50%', '90%', '说明 Note'].map(head),
  ...all.map(day =>
    day.none !== null
      ? [
          text(dateOf(day.day)),
          text(weekdayWords(day.day).zh),
          text(dash),
          text(dash),
          text(dash),
          text(dash),
          text(noForecastWords[day.none].zh),
        ]
      : [
          text(dateOf(day.day)),
          text(weekdayWords(day.day).zh),
          number(day.calls, '0.0'),
          ...[day.range?.low, day.range?.middle, day.range?.high].map(each => number(each ?? null)),
          text(''),
        ],
  ),
]

const halfHours = (plan: Plan): SheetData => [
  [
    ...['日期 Date', '时段 Half hour', '预期 Expected', '10%', '50%', '90%', '处理秒数 Handling s'],
    ...['席位（预期） Seats', '席位（高位） Seats, high', '计划席位 Planned'],
  ].map(head),
  ...knownDays(plan).flatMap(({ day, halfHours: halves }) =>
    halves.map((each, half) => [
      text(dateOf(day)),
      text(clockOf(half)),
      number(each.calls, '0.00'),
      ...[each.range?.low, each.range?.middle, each.range?.high].map(value => number(value ?? null)),
      number(each.handling, '0.0'),
      number(each.seats),
      number(each.highSeats),
      number(each.planned),
    ]),
  ),
]

const shifts = (plan: Plan): SheetData => {
  const { head: columns, rows } = shiftRows(plan)
  const { zh, en } = shiftWords(plan)
  return [[text(zh)], [text(en)], [], columns.map(head), ...rows.map(row => row.map(words))]
}

const grounds = (plan: Plan): SheetData => [
  ...[backTestWords(plan), ...measuredWords(plan), ...methodWords].flatMap(({ zh, en }) => [[text(zh)], [text(en)]]),
  [],
  backTestHead.map(head),
  ...backTestRows(plan).map(row => row.map(text)),
]

const widths = (...all: readonly number[]) => all.map(width => ({ width }))

/** A plan as an XLSX file of four sheets: days, half hours, shifts, and what it rests on; of the same plan the same bytes. */
export const workbookOf = async (plan: Plan): Promise<Uint8Array> =>
  sameBytes(
    await writeSheets([
      { data: days(plan), sheet: '每日', columns: widths(14, 12, 12, 10, 10, 10, 60), stickyRowsCount: 1 },
      {
        data: halfHours(plan),
        sheet: '半小时',
        columns: widths(14, 14, 14, 8, 8, 8, 18, 18, 22, 18),
        stickyRowsCount: 1,
      },
      { data: shifts(plan), sheet: '班次', columns: widths(36, 12, 12, 12, 12, 12, 12, 12, 12) },
      { data: grounds(plan), sheet: '依据', columns: widths(30, 24, 24, 30) },
    ]).toBuffer(),
  )
