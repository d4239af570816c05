import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { reasonText } from '../shared/agent-texts.ts'
import { KeyCap } from '../shared/key-cap.tsx'
import { type PauseChoice, pauseChoices } from './actions.ts'

interface Props {
  readonly disabled: boolean
  onChoose(choice: PauseChoice | 'back'): void
}

/** Asks why the agent pauses: a digit key for each reason, Escape to leave it. */
export const PauseChooser = ({ disabled, onChoose }: Props) => {
  const { t } = useLanguage()
  return (
    <div className="command-bar" role="toolbar" aria-label={t('pause_why')}>
      {pauseChoices.map((reason, index) => (
        <Button key={reason} className="command command-plain" disabled={disabled} onClick={() => onChoose(reason)}>
          {t(reasonText(reason) ?? 'state_paused')}
          <KeyCap name={String(index + 1)} />
        </Button>
      ))}
      <Button className="command command-quiet" onClick={() => onChoose('back')}>
        {t('back')}
        <KeyCap name="Esc" />
      </Button>
    </div>
  )
}
