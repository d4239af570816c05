import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useLive } from '../live/use-live.tsx'
import { unreachableText } from '../shared/unreachable-text.ts'
import { formatClock } from '../time/format.ts'

interface Props {
  readonly desk: DeskState
  readonly live: boolean
  /** Why the last command was not done. */
  readonly failure: string | null
  onDismiss(): void
}

/** One line under the state, whose place is always kept: what went wrong, what still works, and that nothing must be done. */
export const DeskNotice = ({ desk, live, failure, onDismiss }: Props) => {
  const { t } = useLanguage()
  const { telephonyDownSince } = desk
  const unreachable = useLive(state => state.unreachable)
  const calm = !live
    ? t(unreachable ? unreachableText() : 'reconnecting_notice')
    : telephonyDownSince !== null && t('telephony_down_notice', { since: formatClock(telephonyDownSince) })
  return (
    <div className="desk-notice">
      <div role="alert">
        {failure && (
          <button type="button" className="desk-failure" onClick={onDismiss}>
            {failure}
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <div role="status">{calm && !failure && <p className="desk-calm">{calm}</p>}</div>
    </div>
  )
}
