import './rolling-panel.css'
import type { RollingView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatRate } from '../time/format.ts'

/** The margin as a sentence: how near the rate is to its target, or how far under it. */
export const useMargin = ({ decided, target, lossesLeft, answersNeeded }: RollingView): string => {
  const { t } = useLanguage()
  if (decided === 0) return t('margin_none')
  // One more than may be lost brings the rate under its target.
  if (lossesLeft !== null) return t('margin_left', { count: lossesLeft + 1, target })
  if (answersNeeded !== null) return t('margin_under', { count: answersNeeded, target })
  return t('margin_never', { target })
}

/** How near is near: one lost call in a hundred of the last 24 h. */
const near = 0.01

/** How the rolling rate is marked: under its target, near it, or well. */
export const rollingLevel = ({ decided, lossesLeft }: RollingView): 'good' | 'near' | 'low' | undefined => {
  if (decided === 0) return undefined
  if (lossesLeft === null) return 'low'
  return lossesLeft < decided * near ? 'near' : 'good'
}

/** The answer rate of the last 24 h, which the standard asks for at any hour, and what is left of it. */
export const RollingPanel = ({ rolling }: { readonly rolling: RollingView }) => {
  const { t } = useLanguage()
  const margin = useMargin(rolling)
  return (
    <section className="rolling" data-level={rollingLevel(rolling)} aria-label={t('rolling_rate')}>
      <h2>{t('rolling_rate')}</h2>
      <strong className="rolling-rate">{formatRate(rolling.rate)}</strong>
      <p className="rolling-base">{t('rolling_base', { answered: rolling.answered, decided: rolling.decided })}</p>
      <p className="rolling-margin">{margin}</p>
    </section>
  )
}
