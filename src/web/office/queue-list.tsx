import { useLanguage } from '../language/use-language.tsx'
import type { QueueCounts, QueueName } from './office-api.ts'
import { queueTexts } from './queues.ts'

interface Props {
  readonly names: readonly QueueName[]
  readonly counts: QueueCounts | undefined
  readonly chosen: QueueName | null
  onChoose(name: QueueName): void
}

/** The lists of work: how many cases wait in each, and how many are late. */
export const QueueList = ({ names, counts, chosen, onChoose }: Props) => {
  const { t } = useLanguage()
  const shown = (n: number) => (counts && n >= counts.most ? `${counts.most}+` : n)
  return (
    <nav className="office-queues" aria-label={t('office_queues')}>
      {names.map(name => {
        const { count = 0, late = 0 } = counts?.queues.find(each => each.name === name) ?? {}
        return (
          <button
            key={name}
            type="button"
            className="office-queue"
            data-queue={name}
            aria-current={name === chosen}
            onClick={() => onChoose(name)}
          >
            <span>{t(queueTexts[name])}</span>
            <strong className="digits">{shown(count)}</strong>
            {late > 0 && <span className="mark mark-late">{t('queue_late', { n: shown(late) })}</span>}
          </button>
        )
      })}
    </nav>
  )
}
