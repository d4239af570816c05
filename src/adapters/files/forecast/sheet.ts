import { dateOf } from '../../../domain/calendar/day.ts'
import { hundredthsOf } from '../../../domain/kpi/rate.ts'
import type { Accuracy } from '../../../domain/staffing/forecast/back-test.ts'
import { clockOf, halfHoursOfDay } from '../../../domain/staffing/half-hour.ts'
import type { DayToCome, HalfHourToCome, Plan } from '../../../domain/staffing/plan.ts'
import { curveOf, scaleOf } from './curve.ts'
import {
  dayHead,
  goalWords,
  kindWords,
  measuredWords,
  methodWords,
  noForecastWords,
  type Words,
  weekdayWords,
} from './words.ts'

/** What stands where nothing is known. */
export const dash = '—'

const escaped = (text: string): string => text.replace(/[&<>"']/g, each => `&#${each.charCodeAt(0)};`)

type KnownDay = Extract<DayToCome, { none: null }>

/** The days of which something is said. */
export const knownDays = ({ days }: Plan): readonly KnownDay[] => days.filter(day => day.none === null)

const rangeWords = ({ range }: Pick<HalfHourToCome, 'range'>): string =>
  range === null ? dash : `${range.low}–${range.high}`

const table = (caption: Words, head: readonly string[], rows: readonly (readonly string[])[], kind = ''): string =>
  [
    `<table class="${kind}">`,
    `<caption>${escaped(caption.zh)}<span lang="en">${escaped(caption.en)}</span></caption>`,
    `<thead><tr>${head.map(each => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(
      ([first = '', ...cells]) =>
        `<tr><th scope="row">${escaped(first)}</th>${cells.map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
    ),
    '</tbody></table>',
  ].join('\n')

const heading = ({ zh, en }: Words): string => `<h2>${escaped(zh)} <span lang="en">${escaped(en)}</span></h2>`

const both = (of: readonly Words[]): string =>
  ['zh', 'en']
    .map(
      language =>
        `<ul lang="${language}">${of.map(each => `<li>${escaped(each[language as 'zh'])}</li>`).join('')}</ul>`,
    )
    .join('\n')

const daysTable = ({ days }: Plan): string =>
  table(
    { zh: '每日预期来电', en: 'Calls expected of each day' },
    ['日期 Date', '预期 Expected', '10%–90%', '最高席位 Most seats', '说明 Note'],
    days.map(day => {
      const name = `${dateOf(day.day)} ${weekdayWords(day.day).zh} ${weekdayWords(day.day).en}`
      if (day.none !== null)
        return [name, dash, dash, dash, `${noForecastWords[day.none].zh}。${noForecastWords[day.none].en}.`]
      const kind = kindWords(day.kind)
      const planned = day.halfHours.map(each => each.planned)
      const most = planned.some(each => each === null) ? dash : String(Math.max(...planned.map(Number)))
      return [name, day.calls.toFixed(0), rangeWords(day), most, kind === null ? '' : `${kind.zh} ${kind.en}`]
    }),
    'days',
  )

const byHalfHour = (days: readonly KnownDay[], cell: (half: HalfHourToCome) => string): string[][] =>
  Array.from({ length: halfHoursOfDay }, (_, half) => [
    clockOf(half),
    ...days.map(({ halfHours }) => {
      const here = halfHours[half]
      return here === undefined || here.minutes === 0 ? '' : cell(here)
    }),
  ])

/** Each shift with the number of agents by day: `early, break 11:00` and how many. */
export const shiftRows = ({
  shifts,
  days,
}: Plan): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } => {
  if (shifts?.kind !== 'proposal') return { head: [], rows: [] }
  const first = days[0]?.day ?? 0
  const columns = [...new Set(shifts.shifts.map(({ day }) => day))].toSorted((a, b) => a - b)
  const rows = new Map<string, Map<number, number>>()
  for (const { day, pattern, breakAt, agents } of shifts.shifts) {
    const [from, to] = [clockOf(pattern.start), clockOf(((pattern.start + pattern.length - 1) % halfHoursOfDay) + 1)]
    const pause = breakAt === null ? '' : `，休 ${clockOf((pattern.start + breakAt) % halfHoursOfDay)}`
    const name = `${pattern.name.zh} ${from}–${to}${pause}`
    const row = rows.get(name) ?? new Map<number, number>()
    row.set(day, (row.get(day) ?? 0) + agents)
    rows.set(name, row)
  }
  return {
    head: ['班次 Shift', ...columns.map(day => dayHead(first + day))],
    rows: [...rows].map(([name, row]) => [name, ...columns.map(day => String(row.get(day) ?? ''))]),
  }
}

/** What is said of the proposal as a whole. */
export const shiftWords = ({ shifts, days }: Plan): Words => {
  if (shifts === null)
    return {
      zh: '有半小时的席位未知，不作排班建议（话后处理无实测时可用 --wrap-up 秒数 给出）。',
      en: 'The seats of some half hours are unknown; no shifts are proposed (where wrap-up was not measured, --wrap-up SECONDS says it).',
    }
  if (shifts.kind === 'not_coverable') {
    const first = days[0]?.day ?? 0
    const named = shifts.halfHours
      .slice(0, 6)
      .map(half => `${dayHead(first + Math.floor(half / halfHoursOfDay))} ${clockOf(half % halfHoursOfDay)}`)
    const more = shifts.halfHours.length > 6 ? ' …' : ''
    return {
      zh: `所给班次覆盖不到：${named.join('、')}${more}`,
      en: `No shift reaches ${shifts.halfHours.length} half hours, such as ${named[0] ?? ''}`,
    }
  }
  const { agentShifts, atLeast, needed, over } = shifts
  const share = (hundredthsOf(over, needed) ?? 0) / 100
  return {
    zh: `共 ${agentShifts} 人班（任何排法至少 ${atLeast}）；所需 ${needed / 2} 席时，富余 ${over / 2} 席时（${share.toFixed(2)}%）。`,
    en: `${agentShifts} shifts of one agent (at least ${atLeast} any way); ${needed / 2} agent hours needed, ${over / 2} over (${share.toFixed(2)}%).`,
  }
}

/** The back-test as rows. */
export const backTestRows = ({ backTest }: Plan): readonly (readonly string[])[] => {
  if (backTest === null) return []
  const percent = (value: number | null) => (value === null ? dash : `${value.toFixed(2)}%`)
  const row = (name: string, { error, naiveError, wape, naiveWape, coverage }: Accuracy) => {
    const inside = hundredthsOf(coverage.inside, coverage.of)
    return [
      name,
      `${percent(wape)}（${error}）`,
      `${percent(naiveWape)}（${naiveError}）`,
      coverage.of === 0
        ? dash
        : `${percent(inside === null ? null : inside / 100)}（${coverage.inside}/${coverage.of}）`,
    ]
  }
  return [row('整日 Days', backTest.ofDays), row('半小时 Half hours', backTest.ofHalfHours)]
}

export const backTestHead = ['', '本法误差 WAPE', '上周同日 Week before', '80% 区间覆盖 Coverage'] as const

/** Which days were judged, and by how much the forecast was too high or too low in all. */
export const backTestWords = ({ backTest }: Plan): Words => {
  if (backTest === null) return { zh: '历史不足，未作回测。', en: 'Too little history for a back-test.' }
  const { from, to, days, calls, bias, biasPercent } = backTest
  const sign = bias > 0 ? '+' : ''
  return {
    zh: `${dateOf(from)} 至 ${dateOf(to)}，${days} 天共 ${calls} 次来电，每周只用此前数据预测；总偏差 ${sign}${bias} 次（${sign}${biasPercent?.toFixed(2) ?? dash}%）。误差 = Σ|实际−预测| ÷ Σ实际。`,
    en: `${dateOf(from)} to ${dateOf(to)}, ${days} days with ${calls} calls, each week forecast by what was known before it; bias ${sign}${bias} calls (${sign}${biasPercent?.toFixed(2) ?? dash}%). WAPE = Σ|came − expected| / Σ came.`,
  }
}

const style = `
@page { size: A4; margin: 14mm 12mm; }
* { box-sizing: border-box; }
html { background: #eceff1; }
body { max-width: 210mm; margin: 8mm auto; padding: 12mm; background: #fff; color: #1a1a1a; font: 10pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0; font-size: 17pt; } .goal { margin: 1mm 0 4mm; color: #444; }
h2 { margin: 6mm 0 2mm; font-size: 12pt; break-after: avoid; } [lang="en"] { color: #555; } h2 [lang="en"], caption [lang="en"] { font-weight: 400; font-size: 0.85em; margin-left: 0.6em; }
.curves { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm 5mm; } figure { margin: 0; break-inside: avoid; } figcaption { font-weight: 700; }
svg { width: 100%; height: auto; } svg text { font-size: 8.5px; fill: #555; } .grid { stroke: #cfd6da; stroke-width: 0.6; }
.band { fill: #b9d3ea; } .calls { fill: none; stroke: #14527f; stroke-width: 1.6; } .seats { fill: none; stroke: #b3480e; stroke-width: 1.2; stroke-dasharray: 3 2; }
.key { margin: 0 0 2mm; font-size: 9pt; } .key i { display: inline-block; width: 8mm; height: 2.4mm; margin: 0 1.5mm 0 3mm; vertical-align: middle; }
table { width: 100%; margin: 0 0 4mm; border-collapse: collapse; font-size: 9pt; line-height: 1.35; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 1mm; text-align: left; font-weight: 700; } th, td { border: 0.25mm solid #8a959c; padding: 0.9mm 1.6mm; } thead th { background: #e8eef2; }
tbody th { font-weight: 400; text-align: left; white-space: nowrap; } td { text-align: right; } .days td:last-child { text-align: left; }
.halves { break-before: page; font-size: 7.8pt; line-height: 1.18; } .halves th, .halves td { padding: 0.35mm 1.2mm; text-align: center; } .halves tbody tr:nth-child(2n) td, .halves tbody tr:nth-child(2n) th { border-bottom-color: #333; }
.method { break-before: page; } ul { margin: 0 0 3mm; padding-left: 1.3em; } li { margin-bottom: 1mm; } p { margin: 0 0 2mm; }
@media print { html { background: none; } body { max-width: none; margin: 0; padding: 0; } thead th, .band, .key i { print-color-adjust: exact; } }
`

/** A plan as one page to be printed on A4, which needs nothing else: curves, tables, shifts, back-test, and the method in words. Chinese first, then English. */
export const sheetOf = (plan: Plan, city: string): string => {
  const known = knownDays(plan)
  const [first, last] = [plan.days[0]?.day ?? 0, plan.days.at(-1)?.day ?? 0]
  const title: Words = {
    zh: `${city}12345 来电预测与排班建议`,
    en: 'Forecast of calls and shifts proposed',
  }
  const most = scaleOf(known.map(({ halfHours }) => halfHours))
  const said = (words: Words) => `<p>${escaped(words.zh)}</p><p lang="en">${escaped(words.en)}</p>`
  const curves = known.map(({ day, halfHours }) => {
    const name = `${dateOf(day)} ${weekdayWords(day).zh}`
    return `<figure><figcaption>${name}</figcaption>${curveOf(halfHours, most, `${name} 各半小时来电与席位`)}</figure>`
  })
  const shifts = shiftRows(plan)
  const rows = backTestRows(plan)
  const basis: Words =
    plan.settings.load === 'high'
      ? {
          zh: '按高位来电（十日中九日不超过），含不在席',
          en: 'for a load that nine of ten days do not exceed, with those who are away',
        }
      : { zh: '按预期来电，含不在席', en: 'for the expected load, with those who are away' }
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title.zh)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(title.zh)}</h1>`,
    `<p class="goal">${dateOf(first)} 至 ${dateOf(last)} · ${escaped(goalWords(plan.settings).zh)}<br><span lang="en">${escaped(title.en)}, ${dateOf(first)} to ${dateOf(last)} · ${escaped(goalWords(plan.settings).en)}</span></p>`,
    daysTable(plan),
    ...(curves.length === 0
      ? []
      : [
          heading({ zh: '各日曲线', en: 'Curves' }),
          '<p class="key"><i style="background:#14527f"></i>预期来电 expected calls <i style="background:#b9d3ea"></i>10%–90% <i style="background:#b3480e"></i>计划席位 planned seats</p>',
          `<div class="curves">${curves.join('\n')}</div>`,
          table(
            { zh: `每半小时计划席位：${basis.zh}`, en: `Planned seats of each half hour: ${basis.en}` },
            ['', ...known.map(({ day }) => dayHead(day))],
            byHalfHour(known, ({ planned, seats, highSeats }) =>
              planned === null ? dash : `${planned}（${seats ?? dash}/${highSeats ?? dash}）`,
            ),
            'halves',
          ),
          '<p>括号内：按预期来电 / 按高位来电须在席的人数。<span lang="en">In brackets: agents at work for the expected / the high load.</span></p>',
          table(
            { zh: '每半小时预期来电（10%–90%）', en: 'Calls expected of each half hour' },
            ['', ...known.map(({ day }) => dayHead(day))],
            byHalfHour(known, each => `${each.calls.toFixed(1)}（${rangeWords(each)}）`),
            'halves',
          ),
        ]),
    `<section class="method">${heading({ zh: '排班建议', en: 'Shifts proposed' })}`,
    said(shiftWords(plan)),
    ...(shifts.rows.length === 0
      ? []
      : [table({ zh: '每日各班人数', en: 'Agents by shift and day' }, shifts.head, shifts.rows)]),
    heading({ zh: '回测', en: 'Back-test' }),
    said(backTestWords(plan)),
    ...(rows.length === 0 ? [] : [table({ zh: '误差与覆盖', en: 'Errors and coverage' }, backTestHead, rows)]),
    heading({ zh: '依据', en: 'What it rests on' }),
    both(measuredWords(plan)),
    heading({ zh: '方法', en: 'Method' }),
    both(methodWords),
    '</section></body></html>',
    '',
  ].join('\n')
}
