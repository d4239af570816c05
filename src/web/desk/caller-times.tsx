import type { DeskCallView, PopView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration, formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

/** When the call came, how long the caller waited or waits, and how long the talk lasts. */
export const CallerTimes = ({ call }: { readonly call: PopView | DeskCallView }) => {
  const { t, name } = useLanguage()
  const now = useNow()
  const answeredAt = 'answeredAt' in call ? call.answeredAt : null
  const endedAt = 'endedAt' in call ? call.endedAt : null
  const rows = [
    [t('queue'), name(call.queueName)],
    [t('dialled'), call.dialled],
    [t('arrived'), formatInstant(call.arrivedAt, now)],
    [t(answeredAt === null ? 'waited' : 'waited_before'), formatDuration((answeredAt ?? now) - call.arrivedAt)],
    [t('talk_time'), answeredAt === null ? '—' : formatDuration((endedAt ?? now) - answeredAt)],
  ] as const
  return (
    <dl className="caller-times">
      {rows.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
