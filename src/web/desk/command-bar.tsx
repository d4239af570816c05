import { Button } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import type { LiveCommand } from '../../wire/live.ts'
import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { ringsHere } from '../phone/phone-state.ts'
import { usePhone, usePhoneClient } from '../phone/use-phone.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { actionsOf, type DeskAction } from './actions.ts'
import { actionOfKey, type KeyPress, pauseOfKey, pressOf } from './keys.ts'
import { PauseChooser } from './pause-chooser.tsx'

interface Props {
  readonly desk: DeskState
  readonly live: boolean
  /** A command is under way. */
  readonly busy: boolean
  onCommand(command: LiveCommand): void
  /** Somebody is to be called, or the caller passed on: the agent is asked to whom. */
  onChooseTarget(): void
  /** A key asked for something while there is no connection. */
  onOffline(): void
}

/** For how long a key counts that was pressed while the command before was still under way, in ms. */
const rememberedMs = 1_000

/** What can be done now, each with its key. The reason of a pause is asked for in the same place. */
export const CommandBar = ({ desk, live, busy, onCommand, onChooseTarget, onOffline }: Props) => {
  const { t } = useLanguage()
  const [choosing, setChoosing] = useState(false)
  const { client: phone } = usePhoneClient()
  const actions = actionsOf(desk, usePhone(ringsHere))
  const canPause = actions.some(({ does }) => does === 'choose_pause')
  const asking = choosing && canPause
  const disabled = !live || busy
  const wrote = useRef<HTMLElement | null>(null)
  const early = useRef<{ readonly press: KeyPress; readonly at: number } | null>(null)

  const perform = ({ does }: DeskAction): void => {
    if (does === 'answer_phone') return phone.answer()
    if (does === 'choose_target') return onChooseTarget()
    if (does !== 'choose_pause') return onCommand(does)
    // The digit that chooses must not land in the text that is being written.
    wrote.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    wrote.current?.blur()
    setChoosing(true)
  }
  const choose = (reason: ReturnType<typeof pauseOfKey>): void => {
    setChoosing(false)
    wrote.current?.focus()
    if (reason !== null && reason !== 'back') onCommand({ name: 'pause', reason })
  }

  // Before the paint: a key never acts on a state that is no longer shown.
  useLayoutEffect(() => {
    const waiting = busy ? null : early.current
    if (waiting) {
      early.current = null
      const action = Date.now() - waiting.at < rememberedMs ? actionOfKey(actions, waiting.press) : null
      if (action && live) perform(action)
    }
    const onKey = (event: KeyboardEvent): void => {
      const press = pressOf(event)
      const reason = asking ? pauseOfKey(press) : null
      const action = actionOfKey(actions, press)
      if (!reason && !action) return
      event.preventDefault()
      if (!live) return onOffline()
      if (busy) early.current = { press, at: Date.now() }
      else if (reason) choose(reason)
      else if (action) perform(action)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  if (asking) return <PauseChooser disabled={disabled} onChoose={choose} />
  return (
    <div className="command-bar" role="toolbar" aria-label={t('commands')}>
      {actions.map(action => (
        <Button
          key={action.text}
          className={`command command-${action.look}`}
          disabled={disabled}
          onClick={() => perform(action)}
          aria-keyshortcuts={action.shift ? `Shift+${action.key}` : action.key}
        >
          {t(action.text)}
          <KeyCap name={action.key} shift={action.shift} />
        </Button>
      ))}
    </div>
  )
}
