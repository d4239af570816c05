import { Button } from 'antd'
import type { LiveCommand } from '../../../wire/live.ts'
import type { DeskCallView, DeskState } from '../../../wire/views.ts'
import { useCommands } from '../../desk/use-commands.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { useLive } from '../../live/use-live.tsx'
import { type PhoneKey, usePhoneKeys } from '../../phone/phone-keys.ts'
import { PhoneLine } from '../../phone/phone-line.tsx'
import { useCarryPhone } from '../../phone/use-phone.tsx'
import { navigate } from '../../router/router.ts'
import { stateText } from '../../shared/agent-texts.ts'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { TextKey } from '../../texts.ts'
import { rememberHad } from './phone-place.ts'

const partText: Readonly<Record<NonNullable<DeskCallView['part']>, TextKey>> = {
  listen: 'wall_phone_listens',
  whisper: 'wall_phone_whispers',
  join: 'wall_phone_joined',
  consult: 'wall_phone_joined',
  blind: 'wall_phone_joined',
}

/** What he is doing on the phone, above all who hears him. */
export const doingText = ({ agent, call }: DeskState): TextKey => {
  if (agent.state !== 'talking' || !call || call.endedAt !== null) return stateText[agent.state]
  if (call.part !== null) return partText[call.part]
  return call.mine ? 'wall_phone_has_caller' : stateText.talking
}

interface Props {
  readonly desk: DeskState
  /** The leader does not want the phone here any more. */
  onGiveBack(): void
}

/** One line: what the leader does on the phone, the phone itself, and the ways on: to take, to end, to go to the desk with the talk. */
export const PhoneStrip = ({ desk, onGiveBack }: Props) => {
  const { t } = useLanguage()
  const { agent, pop } = desk
  const live = useLive(state => state.link === 'live')
  const { give, busy, failure, dismiss } = useCommands(`${agent.state} ${agent.since}`, live)
  const carryPhone = useCarryPhone()
  const command = (given: LiveCommand) => (live && !busy ? () => void give(given) : undefined)
  const accept = pop?.acceptBy === 'desk' ? command({ name: 'accept', offerId: pop.offerId }) : undefined
  const hangUp = agent.state === 'talking' ? command({ name: 'hang_up' }) : undefined
  const can: Partial<Record<PhoneKey, () => void>> = {
    ...(accept && { answer: accept }),
    ...(hangUp && { hang_up: hangUp }),
  }
  usePhoneKeys(can)
  const toDesk = (): void => {
    carryPhone()
    rememberHad(false)
    navigate('/desk')
  }
  return (
    <section
      className={`wall-phone state-${agent.state}`}
      data-here="true"
      data-part={desk.call?.part ?? ''}
      aria-label={t('wall_phone')}
    >
      <strong role="status">{t(doingText(desk))}</strong>
      <PhoneLine desk={desk} live={live} />
      {failure !== null && (
        <button type="button" className="wall-phone-failure" onClick={dismiss}>
          {failure}
        </button>
      )}
      <span className="wall-phone-actions">
        {pop && (
          <Button size="small" disabled={!accept} onClick={accept}>
            {t('phone_answer')}
            <KeyCap name="F7" />
          </Button>
        )}
        {agent.state === 'talking' && (
          <Button size="small" disabled={!hangUp} onClick={hangUp}>
            {t('phone_hang_up')}
            <KeyCap name="F8" shift />
          </Button>
        )}
        <Button size="small" onClick={toDesk}>
          {t(agent.state === 'talking' ? 'wall_phone_talk_to_desk' : 'wall_phone_to_desk')}
        </Button>
        {agent.state !== 'talking' && agent.state !== 'reserved' && (
          <Button size="small" onClick={onGiveBack}>
            {t('wall_phone_give_back')}
          </Button>
        )}
      </span>
    </section>
  )
}
