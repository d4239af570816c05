import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import type { CurveView } from '../../../wire/views.ts'
import { type CurveColours, type CurveWords, curveOption } from './curve-option.ts'

// the days of the forecast, which the library comes with too
export { DayChart } from '../../forecast/day-chart.tsx'

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

type Chart = echarts.ECharts

const coloursOf = (element: Element): CurveColours => {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    answered: colour('curve-answered'),
    lost: colour('curve-lost'),
    offered: colour('ink'),
    lastWeek: colour('muted'),
    text: colour('muted'),
    ground: colour('surface'),
    line: colour('line'),
  }
}

/** Whether the reader's system is dark now; the chart is drawn anew when it changes. */
const useDark = (): boolean => {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const changed = () => setDark(scheme.matches)
    scheme.addEventListener('change', changed)
    return () => scheme.removeEventListener('change', changed)
  }, [])
  return dark
}

interface CurveChartProps {
  readonly curve: CurveView
  readonly words: CurveWords
  readonly description: string
}

/** The drawn curve; its letters are as large as those around it. Loaded when the rest of the page is on the screen. */
export const CurveChart = ({ curve, words, description }: CurveChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<Chart | null>(null)
  const dark = useDark()
  useEffect(() => {
    if (!place.current) return
    const made = echarts.init(place.current)
    setChart(made)
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours follow `dark`.
  useEffect(() => {
    if (!chart || !place.current || chart.isDisposed()) return
    const size = Number.parseFloat(getComputedStyle(place.current).fontSize)
    chart.setOption(curveOption(curve, words, coloursOf(place.current), size))
  }, [chart, curve, words, dark])
  return <div className="curve-chart" ref={place} role="img" aria-label={description} />
}
