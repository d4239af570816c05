import type { TextKey } from '../texts.ts'
import { formatClock, formatDay, formatRate } from '../time/format.ts'
import type { Indicator, ItemFormula } from './scores-api.ts'

export const indicatorTexts: Readonly<Record<Indicator, TextKey>> = {
  signed_in_time: 'indicator_signed',
  handled_in_time: 'indicator_handled',
  contacted_in_time: 'indicator_contacted',
  satisfaction_raw: 'indicator_satisfied',
  satisfaction_adjusted: 'indicator_satisfied_adjusted',
  resolved: 'indicator_resolved',
  returns_asked: 'indicator_returns_asked',
  returns_granted: 'indicator_returns_granted',
  redone: 'indicator_redone',
  replies_bounced: 'indicator_bounced',
}

export const indicatorNames = Object.keys(indicatorTexts) as Indicator[]

/** Hundredths as they are said: 2,500 is 25, 1,250 is 12.5. */
export const hundredths = (value: number): string => String(value / 100)

/** Points as they are printed: always with two decimals. */
export const points = (value: number): string => (value / 100).toFixed(2)

/** A rate in hundredths of a percent; a dash where there is no base. */
export const rateText = (rate: number | null): string => formatRate(rate === null ? null : rate / 100)

/** What stands between the parts of a list. */
export const jointOf = (language: 'zh' | 'en'): string => (language === 'zh' ? '，' : ', ')

/** Day and minute. */
export const dayAndTime = (instant: number): string => `${formatDay(instant)} ${formatClock(instant).slice(0, 5)}`

/** The last day on which something due at an instant is in time. */
export const lastDay = (instant: number): string => formatDay(instant - 1)

type T = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

/** One step of a formula in words. */
export const stepText = (t: T, step: ItemFormula['steps'][number]): string => {
  switch (step.step) {
    case 'full':
      return t(step.high ? 'formula_full_high' : 'formula_full_low', {
        rate: hundredths(step.rate),
        points: hundredths(step.points),
      })
    case 'taken_off':
      return t(step.high ? 'formula_off_high' : 'formula_off_low', { points: hundredths(step.points) })
    case 'never_below':
      return t('formula_floor', { points: hundredths(step.points) })
    case 'too_few':
      return t('formula_few', { below: step.below })
  }
}

/** How a rate came to its points, in words. */
export const workedText = (t: T, { weight, steps }: ItemFormula, rate: number, got: number): string => {
  const full = steps.find(step => step.step === 'full')
  const off = steps.find(step => step.step === 'taken_off')
  const floor = steps.find(step => step.step === 'never_below')
  if (full?.step !== 'full' || off?.step !== 'taken_off') return ''
  const missing = full.high ? full.rate - rate : rate - full.rate
  if (missing <= 0) return t('formula_worked_full')
  if (floor?.step === 'never_below' && got === floor.points)
    return t('formula_worked_floor', { points: hundredths(got) })
  return t('formula_worked', {
    missing: points(missing),
    weight: hundredths(weight),
    slope: hundredths(off.points),
    points: points(got),
  })
}
