import './curve.css'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { CurveView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { CurveTable } from './curve-table.tsx'
import { useSteady } from './use-steady.ts'

const CurveChart = lazy(() => import('./curve-chart.tsx').then(chart => ({ default: chart.CurveChart })))

/** True once the page has been painted: the chart's library must not hold up the first sight of the wall. */
const usePainted = (): boolean => {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return painted
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** The curve itself with its legend; without anything to press. */
export const Curve = ({ curve: latest }: { readonly curve: CurveView }) => {
  const { t, language } = useLanguage()
  const painted = usePainted()
  const curve = useSteady(latest)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language.
  const words = useMemo(
    () => ({ offered: t('offered'), answered: t('answered'), lost: t('lost'), lastWeek: t('last_week') }),
    [language],
  )
  const { today, lastWeek } = curve
  const description = t('curve_description', {
    offered: sumOf(today.offered),
    answered: sumOf(today.answered),
    lost: sumOf(today.lost),
    before: lastWeek ? sumOf(lastWeek.offered.slice(0, today.offered.length)) : '—',
  })
  return (
    <>
      <ul className="curve-legend">
        {(['answered', 'lost', 'offered', 'lastWeek'] as const).map(name => (
          <li key={name} data-series={name}>
            {words[name]}
          </li>
        ))}
      </ul>
      <div className="curve-place">
        {painted && (
          <Suspense fallback={null}>
            <CurveChart curve={curve} words={words} description={description} />
          </Suspense>
        )}
      </div>
    </>
  )
}

/** Today by half hour against the same weekday of last week, drawn or as a table. */
export const CurvePanel = ({ curve }: { readonly curve: CurveView }) => {
  const { t } = useLanguage()
  const [table, setTable] = useState(false)
  return (
    <section className="curve">
      <div className="panel-head">
        <h2>{t('curve')}</h2>
        <Button size="small" aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? 'as_curve' : 'as_table')}
        </Button>
      </div>
      {table ? <CurveTable curve={curve} /> : <Curve curve={curve} />}
    </section>
  )
}
