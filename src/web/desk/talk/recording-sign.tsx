import type { DeskCallView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { formatLeft } from '../../time/format.ts'

interface Props {
  readonly call: Pick<DeskCallView, 'recorded' | 'recordingPause' | 'endedAt'>
  readonly now: number
}

/** Whether what is said now is recorded; while it is paused, when it goes on by itself. */
export const RecordingSign = ({ call: { recorded, recordingPause, endedAt }, now }: Props) => {
  const { t } = useLanguage()
  if (endedAt !== null) return null
  const state = !recorded ? 'none' : recordingPause === null ? 'runs' : 'paused'
  return (
    <span className="recording-sign" data-state={state}>
      <i aria-hidden="true" />
      {state === 'none' && t('recording_none')}
      {state === 'runs' && t('recording_runs')}
      {state === 'paused' && t('recording_paused')}
      {recordingPause !== null && (
        <small>{t('recording_goes_on', { left: formatLeft(recordingPause.until - now) })}</small>
      )}
    </span>
  )
}
