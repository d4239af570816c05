import type { ForecastHalfHour } from './forecast-api.ts'

/** Colours of a curve. */
export interface DayColours {
  readonly calls: string
  readonly band: string
  readonly text: string
  readonly ink: string
  readonly ground: string
  readonly line: string
}

export interface DayWords {
  readonly expected: string
  readonly band: string
}

/**
 * What the chart of a day draws: the range as a band, expected calls as a line over it. `most`: calls of a half hour at the top of the axis, the same for all days so that they can be compared. `size`: of the letters, px.
 */
export const dayOption = (
  halfHours: readonly ForecastHalfHour[],
  most: number,
  words: DayWords,
  colours: DayColours,
  size: number,
) => {
  const text = { color: colours.text, fontSize: size }
  const line = { type: 'line', symbol: 'none', animation: false } as const
  const bounds = { ...line, stack: 'range', lineStyle: { opacity: 0 }, silent: true } as const
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
      textStyle: { color: colours.ink, fontSize: size },
      formatter: (points: readonly { readonly dataIndex: number }[]) => {
        const at = halfHours[points[0]?.dataIndex ?? -1]
        if (!at) return ''
        const range = at.range === null ? '—' : `${at.range.p10}–${at.range.p90}`
        return `${at.from}\n${words.expected} ${at.calls.toFixed(1)}\n${words.band} ${range}`
      },
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: halfHours.map(({ from }) => from),
      axisLabel: { ...text, interval: (_index: number, from: string) => /^(00|06|12|18):00$/.test(from) },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: most,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      { ...bounds, data: halfHours.map(({ range }) => range?.p10 ?? null) },
      {
        ...bounds,
        data: halfHours.map(({ range }) => (range === null ? null : range.p90 - range.p10)),
        areaStyle: { color: colours.band, opacity: 0.35 },
      },
      {
        ...line,
        data: halfHours.map(({ calls }) => calls),
        color: colours.calls,
        lineStyle: { width: size / 6 },
      },
    ],
  } as const
}

/** The top of the axis for all days: of the ranges, or of what is expected, rounded up to what reads well. */
export const topOf = (days: readonly (readonly ForecastHalfHour[])[]): number => {
  const most = Math.max(1, ...days.flat().map(({ calls, range }) => Math.max(calls, range?.p90 ?? 0)))
  const step = 10 ** Math.floor(Math.log10(most)) / 2
  return Math.max(1, Math.ceil(most / step) * step)
}
