import type { CurveView } from '../../../wire/views.ts'

/** Colours of the curve, from the style sheet. */
export interface CurveColours {
  readonly answered: string
  readonly lost: string
  readonly offered: string
  readonly lastWeek: string
  readonly text: string
  readonly ground: string
  readonly line: string
}

export interface CurveWords {
  readonly offered: string
  readonly answered: string
  readonly lost: string
  readonly lastWeek: string
}

/** The time of day at which step `index` begins, `HH:MM`; steps are counted from midnight. */
export const stepTime = (stepMs: number, index: number): string => {
  const minutes = (index * stepMs) / 60_000
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** How many steps the axis has: last week's day, or the usual one. */
export const stepsOf = ({ lastWeek, today, stepMs }: CurveView): number =>
  Math.max(lastWeek?.offered.length ?? 86_400_000 / stepMs, today.offered.length)

/**
 * What the chart draws: answered and lost stacked as bars, all arrivals of today as a line over them (who still waits is between), and
 * last week's arrivals as a quiet dashed line. `size`: of the letters, px.
 */
export const curveOption = (curve: CurveView, words: CurveWords, colours: CurveColours, size: number) => {
  const { today, lastWeek, stepMs } = curve
  const steps = stepsOf(curve)
  const text = { color: colours.text, fontSize: size }
  const stacked = { type: 'bar', stack: 'today', barCategoryGap: '18%', animation: false } as const
  const line = { type: 'line', symbol: 'none', animation: false } as const
  return {
    animation: false,
    grid: { left: 4, right: 8, top: size, bottom: 2, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.ground,
      borderColor: colours.line,
      textStyle: { color: colours.offered, fontSize: size },
      axisPointer: { type: 'line', animation: false },
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: steps }, (_, index) => stepTime(stepMs, index)),
      axisLabel: { ...text, interval: (index: number) => (index * stepMs) % 14_400_000 === 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      { ...stacked, name: words.answered, data: [...today.answered], itemStyle: { color: colours.answered } },
      { ...stacked, name: words.lost, data: [...today.lost], itemStyle: { color: colours.lost } },
      {
        ...line,
        name: words.lastWeek,
        data: [...(lastWeek?.offered ?? [])],
        color: colours.lastWeek,
        lineStyle: { type: 'dashed', width: size / 8 },
      },
      {
        ...line,
        name: words.offered,
        data: [...today.offered],
        color: colours.offered,
        lineStyle: { width: size / 6 },
      },
    ],
  } as const
}
