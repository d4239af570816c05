import type { CaseClass } from './case.ts'

/** The classes as messages name them. */
export const classWords: Readonly<Record<CaseClass, string>> = {
  consultation: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
  other: '其他',
}

const two = (n: number): string => String(n).padStart(2, '0')

/** An instant as people say it, by the clocks of `zone`: midnight is 24:00 of the day that ends. */
export const instantWords = (instant: number, zone: string): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const midnight = local.hour === 0 && local.minute === 0 && local.second === 0
  const day = midnight ? local.toPlainDate().subtract({ days: 1 }) : local.toPlainDate()
  return `${day.year}年${day.month}月${day.day}日${midnight ? '24:00' : `${two(local.hour)}:${two(local.minute)}`}`
}

/** The beginning of what somebody typed, on one line, for a short message. */
export const shortWords = (text: string, most: number): string => {
  const characters = [...text.trim().replaceAll(/\s+/g, ' ')]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}
