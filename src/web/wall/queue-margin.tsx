import './queue-margin.css'
import type { RollingView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'

/** How near a queue's answer rate of the last 24 h is to its own target, or how far under it, in few words. */
export const QueueMargin = ({
  rolling: { decided, target, lossesLeft, answersNeeded },
}: {
  readonly rolling: RollingView
}) => {
  const { t } = useLanguage()
  const margin = (): string => {
    if (decided === 0) return t('queue_margin_none')
    // One more than may be lost brings the rate under its target.
    if (lossesLeft !== null) return t('queue_margin_left', { count: lossesLeft + 1, target })
    if (answersNeeded !== null) return t('queue_margin_under', { count: answersNeeded, target })
    return t('margin_never', { target })
  }
  return <span className="queue-margin">{margin()}</span>
}
