import type { AlarmView, WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatClock, formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

const alarmText: Readonly<Record<AlarmView['alarm'], TextKey>> = {
  nobody_at_work: 'alarm_nobody_at_work',
  callers_alone: 'alarm_callers_alone',
}

/** The worst alarm that stands, and since when; nothing while none does. */
export const AlarmBanner = ({ alarms, waiting }: Pick<WallState, 'alarms' | 'waiting'>) => {
  const { t } = useLanguage()
  const now = useNow()
  const [worst] = alarms
  if (!worst) return null
  return (
    <p className="wall-banner wall-alarm" role="alert">
      <strong>{t(alarmText[worst.alarm], { count: waiting.first.length + waiting.more })}</strong>
      <span aria-hidden="true">
        {t('alarm_since', { time: formatClock(worst.since), long: formatDuration(now - worst.since) })}
      </span>
    </p>
  )
}
