import { Button } from 'antd'
import type { LiveCommand } from '../../../wire/live.ts'
import type { PauseSubject } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { pauseSubjects, subjectText } from '../../shared/pause-subjects.ts'

interface Props {
  readonly chosen: PauseSubject | null
  readonly disabled: boolean
  onCommand(command: LiveCommand): void
}

/** What the pause of the recording is for: one press if there is time for it, and nothing asks for it. */
export const PauseSubjects = ({ chosen, disabled, onCommand }: Props) => {
  const { t } = useLanguage()
  return (
    <span className="pause-subjects" role="toolbar" aria-label={t('pause_subject')}>
      {pauseSubjects.map(subject => (
        <Button
          key={subject}
          size="small"
          aria-pressed={subject === chosen}
          type={subject === chosen ? 'primary' : 'default'}
          disabled={disabled}
          onClick={() => onCommand({ name: 'explain_recording_pause', subject })}
        >
          {t(subjectText[subject])}
        </Button>
      ))}
    </span>
  )
}
