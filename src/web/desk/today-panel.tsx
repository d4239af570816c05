import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatHours, formatMaybe } from '../time/format.ts'

interface Props {
  readonly desk: DeskState
  /** Today's calls without an outcome; null: not known. */
  readonly undecided: number | null
}

/** The agent's own day, and how many callers wait in all queues. */
export const TodayPanel = ({ desk: { today, waiting }, undecided }: Props) => {
  const { t } = useLanguage()
  const meanTalk = today.answered > 0 ? today.talkMs / today.answered : null
  const counts = [
    [t('own_offers'), today.offers],
    [t('own_missed'), today.missed],
    [t('own_declined'), today.declined],
    [t('own_mean_talk'), formatMaybe(meanTalk)],
  ] as const
  const times = [
    [t('own_talk'), today.talkMs],
    [t('own_wrap_up'), today.wrapUpMs],
    [t('own_ready'), today.readyMs],
    [t('own_paused'), today.pausedMs],
  ] as const
  return (
    <aside className="today">
      <div className="today-waiting" data-busy={waiting > 0}>
        <strong>{waiting}</strong>
        <span>{t('waiting_all')}</span>
      </div>
      <h2>{t('own_day')}</h2>
      <div className="today-answered">
        <strong>{today.answered}</strong>
        <span>{t('own_answered')}</span>
      </div>
      <dl>
        {counts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="today-undecided" data-left={(undecided ?? 0) > 0}>
        <div>
          <dt>{t('own_undecided')}</dt>
          <dd>{undecided ?? '—'}</dd>
        </div>
      </dl>
      <dl className="today-times">
        {times.map(([word, ms]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{formatHours(ms)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
