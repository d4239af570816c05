import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { type DayColours, type DayWords, dayOption } from './day-option.ts'
import type { ForecastHalfHour } from './forecast-api.ts'

echarts.use([LineChart, GridComponent, TooltipComponent, CanvasRenderer])

const coloursOf = (element: Element): DayColours => {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    calls: colour('accent'),
    band: colour('curve-answered'),
    text: colour('muted'),
    ink: colour('ink'),
    ground: colour('surface'),
    line: colour('line'),
  }
}

/** Paper is white, whatever the screen is: the light colours of the style sheet. */
const onPaper: DayColours = {
  calls: '#1d5fbf',
  band: '#5b8fd6',
  text: '#566273',
  ink: '#1b2430',
  ground: '#ffffff',
  line: '#d5dbe3',
}

/** Three beside each other on A4, px: nothing is laid out anew by script while it is printed. */
const sizeOnPaper = { width: 212, height: 108 }

interface DayChartProps {
  readonly halfHours: readonly ForecastHalfHour[]
  readonly most: number
  readonly words: DayWords
  readonly description: string
}

/** The drawn curve of a day. Loaded when the rest of the page is on the screen. */
export const DayChart = ({ halfHours, most, words, description }: DayChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const chart = echarts.init(element)
    const draw = (colours: DayColours): void => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      chart.setOption(dayOption(halfHours, most, words, colours, size))
    }
    const drawAsSeen = () => draw(coloursOf(element))
    const drawOnPaper = () => {
      chart.resize(sizeOnPaper)
      draw(onPaper)
      chart.getZr().refreshImmediately()
    }
    const drawAgain = () => {
      chart.resize({ width: 'auto', height: 'auto' })
      drawAsSeen()
    }
    drawAsSeen()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', drawAsSeen)
    addEventListener('beforeprint', drawOnPaper)
    addEventListener('afterprint', drawAgain)
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      scheme.removeEventListener('change', drawAsSeen)
      removeEventListener('beforeprint', drawOnPaper)
      removeEventListener('afterprint', drawAgain)
      chart.dispose()
    }
  }, [halfHours, most, words])
  return <div className="forecast-chart" ref={place} role="img" aria-label={description} />
}
