import { dateOf } from '../../calendar/day.ts'
import type { Limit, LimitUnit } from '../../calendar/limit.ts'
import type { FigureUnit, FigureValue } from '../metric.ts'
import type { Period } from '../period.ts'

/** What stands where there is nothing to compute (DOMAIN.md 1.5). */
export const dash = '—'

/** The unit behind a number in a sentence. */
export const unitWords: Readonly<Record<FigureUnit, string>> = {
  case: '件',
  call: '次',
  task: '件',
  rating: '件',
  person: '人',
  document: '项',
  percent: '%',
  second: '秒',
  hour: '小时',
  'case/day': '件',
}

/** A figure as it is printed, without its unit but for the percent sign: rates with two decimals. */
export const numberWords = (value: FigureValue | undefined, unit: FigureUnit): string => {
  if (value === null || value === undefined) return dash
  if (typeof value !== 'number') return value.map(each => (each === null ? dash : String(each))).join('、')
  return unit === 'percent' ? `${value.toFixed(2)}%` : String(value)
}

const dayWords = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** A period as a title says it: `2020年度`, `2020年5月`, `2020年第7周`, `2020年5月3日`, `2020年1月1日至3月31日`. */
export const periodWords = ({ name, firstDay, lastDay }: Period): string => {
  if (/^\d{4}$/.test(name)) return `${name}年度`
  const month = /^(\d{4})-(\d\d)$/.exec(name)
  if (month) return `${month[1]}年${Number(month[2])}月`
  const week = /^(\d{4})-W(\d\d)$/.exec(name)
  if (week) return `${week[1]}年第${Number(week[2])}周`
  const first = dayWords(dateOf(firstDay))
  const last = dayWords(dateOf(lastDay))
  if (first === last) return first
  const year = first.slice(0, 5)
  return `${first}至${last.startsWith(year) ? last.slice(5) : last}`
}

/** The first and the last day of a period in words. */
export const daysWords = ({ firstDay, lastDay }: Period): string => {
  const [first, last] = [dayWords(dateOf(firstDay)), dayWords(dateOf(lastDay))]
  return first === last ? first : `${first}至${last}`
}

/** A date in words. */
export const dateWords = dayWords

const limitUnitWords: Readonly<Record<LimitUnit, string>> = {
  minute: '分钟',
  hour: '小时',
  working_day: '',
  day: '个自然日',
}

const limitWords = ({ count, unit, calendar }: Limit): string =>
  `${calendar === 'working' && (unit === 'minute' || unit === 'hour') ? '工作时间' : ''}${count}${limitUnitWords[unit]}`

/** Limits in a column of working days: others say their unit, several stand beside each other, and a dash where there is none. */
export const limitsWords = (limits: readonly Limit[]): string =>
  limits.length === 0 ? dash : [...new Set(limits.map(limitWords))].join('或')
