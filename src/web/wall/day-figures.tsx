import type { TodayView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatMaybe, formatRate } from '../time/format.ts'

interface FigureProps {
  readonly word: string
  readonly value: string | number
  readonly level?: 'good' | 'low' | undefined
}

const Figure = ({ word, value, level }: FigureProps) => (
  <div className="figure" data-level={level}>
    <dt>{word}</dt>
    <dd>{value}</dd>
  </div>
)

/** The standard's 95 % for the answer rate; below it the figure is marked. */
const rateLevel = (rate: number | null): FigureProps['level'] => {
  if (rate === null) return undefined
  return rate >= 95 ? 'good' : 'low'
}

/** The day so far: calls, rates and times. */
export const DayFigures = ({ today }: { readonly today: TodayView }) => {
  const { t } = useLanguage()
  return (
    <section className="day" aria-label={t('day_figures')}>
      <dl className="day-main">
        <Figure word={t('offered')} value={today.offered} />
        <Figure word={t('answered')} value={today.answered} />
        <Figure word={t('lost')} value={today.abandoned + today.overflowed + today.failed} />
        <Figure word={t('answer_rate')} value={formatRate(today.answerRate)} level={rateLevel(today.answerRate)} />
        <Figure word={t('answer_rate_net')} value={formatRate(today.answerRateNet)} />
      </dl>
      <dl className="day-more">
        <Figure word={t('service_level', { seconds: 15 })} value={formatRate(today.sl15)} />
        <Figure word={t('service_level', { seconds: 20 })} value={formatRate(today.sl20)} />
        <Figure word={t('service_level', { seconds: 30 })} value={formatRate(today.sl30)} />
        <Figure word={t('mean_wait')} value={formatMaybe(today.meanWaitMs)} />
        <Figure word={t('mean_talk')} value={formatMaybe(today.meanTalkMs)} />
        <Figure word={t('longest_talk')} value={formatMaybe(today.longestTalkMs)} />
      </dl>
    </section>
  )
}
