import type { Language } from '../language/language.ts'
import type { useLanguage } from '../language/use-language.tsx'
import type { BoxCase, TimeLeft } from './unit-api.ts'

type Translate = ReturnType<typeof useLanguage>['t']

/** How pressing a case is, for its colour; the words say it too. */
export type Tone = 'late' | 'soon' | 'calm' | 'still'

export interface TimeWords {
  readonly text: string
  readonly tone: Tone
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }
const formats = new Map<string, Intl.DateTimeFormat>()

const formatFor = (language: Language, weekday: boolean): Intl.DateTimeFormat => {
  const key = `${language} ${weekday}`
  const month = language === 'zh' ? 'long' : 'short'
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(locales[language], {
      month,
      day: 'numeric',
      timeZone: 'UTC',
      ...(weekday && { weekday: 'short' }),
    })
  formats.set(key, known)
  return known
}

/** A date of the calendar (`2026-10-01`), or days in a row, as they are said. */
export const sayDays = (language: Language, from: string, to = from): string => {
  const format = formatFor(language, false)
  if (from === to) return format.format(Date.parse(from))
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${format.format(Date.parse(from))}–${format.format(Date.parse(to))}`
  // within a month the month is said once, before or after the days as the language has it
  return format
    .formatToParts(Date.parse(from))
    .map(({ type, value }) => (type === 'day' ? `${value}–${Number(to.slice(8))}` : value))
    .join('')
}

/** A date with its day of the week. */
export const sayDate = (language: Language, date: string): string => formatFor(language, true).format(Date.parse(date))

/** A length of time in its two largest parts; seconds only in the last hour. */
export const sayLength = (t: Translate, ms: number): string => {
  const whole = Math.max(0, ms)
  if (whole >= day) return t('unit_days_hours', { d: Math.floor(whole / day), h: Math.floor((whole % day) / hour) })
  if (whole >= hour)
    return t('unit_hours_minutes', { h: Math.floor(whole / hour), m: Math.floor((whole % hour) / minute) })
  return t('unit_minutes', { m: Math.floor(whole / minute), s: Math.floor((whole % minute) / 1_000) })
}

/** Why working days are so few or so far away: holidays between, and weekend days that are worked. Plain weekends need no word. */
const whyOf = (t: Translate, language: Language, { off, makeUp }: TimeLeft): string => {
  const reasons = [
    ...off
      .filter(({ name }) => name !== null)
      .map(({ from, to }) => t('unit_left_off', { days: sayDays(language, from, to) })),
    ...makeUp.map(date => t('unit_left_worked', { days: sayDays(language, date) })),
  ]
  return reasons.join(language === 'zh' ? '，' : ', ')
}

type Timed = Pick<BoxCase, 'state' | 'deadline' | 'dueAt' | 'provisional'>

/** What is left to handle a case, or by how much it is late. `date`: the due date as the reader sees dates. */
export const dueWords = (
  t: Translate,
  language: Language,
  { state, dueAt, provisional }: Timed,
  left: TimeLeft | null,
  now: number,
  date: (at: number) => string,
): TimeWords => {
  if (state === 'suspended') return { text: t('unit_clock_stands'), tone: 'still' }
  if (dueAt === null || ['replied', 'reply_review', 'pending_callback'].includes(state))
    return { text: t('unit_no_clock'), tone: 'still' }
  if (now >= dueAt) return { text: t('unit_late', { time: sayLength(t, now - dueAt) }), tone: 'late' }
  // what is due at 24:00 is due on the day that ends
  const on = t('unit_due_on', { date: date(dueAt - 1) })
  if (left === null) return { text: on + (provisional ? t('unit_provisional') : ''), tone: 'calm' }
  if (left.workdays === 0) return { text: t('unit_left_today', { time: sayLength(t, dueAt - now) }), tone: 'soon' }
  const why = whyOf(t, language, left)
  const text = t(why === '' ? 'unit_left_days' : 'unit_left_days_why', { n: left.workdays, why })
  return { text, tone: left.workdays === 1 ? 'soon' : 'calm' }
}

/** What is left to sign for a case; null: it is signed. */
export const signWords = (t: Translate, { state, deadline }: Timed, now: number): TimeWords | null => {
  if (state !== 'dispatched' || deadline === null) return null
  if (now >= deadline) return { text: t('unit_late_sign', { time: sayLength(t, now - deadline) }), tone: 'late' }
  return { text: t('unit_left_sign', { time: sayLength(t, deadline - now) }), tone: 'soon' }
}
