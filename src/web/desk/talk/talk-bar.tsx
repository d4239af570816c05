import './talk.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { LiveCommand } from '../../../wire/live.ts'
import type { DeskCallView, PartyEndView, PartyView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { formatDuration } from '../../time/format.ts'
import { useNow } from '../../time/use-now.ts'
import { PauseSubjects } from './pause-subjects.tsx'
import { RecordingSign } from './recording-sign.tsx'
import { fetchCallTargets } from './targets-api.ts'

const howText: Readonly<Record<PartyEndView['how'], TextKey>> = {
  normal: 'party_left',
  no_answer: 'party_no_answer',
  declined: 'party_declined',
  busy: 'party_busy',
  unreachable: 'party_unreachable',
  cancelled: 'party_cancelled',
  failed: 'party_unreachable',
  lost: 'party_left',
  unseen: 'party_left',
  died: 'party_left',
}

const modeText: Readonly<Record<PartyView['mode'], TextKey>> = {
  consult: 'party_talks',
  join: 'party_talks',
  blind: 'party_talks',
  listen: 'party_listens',
  whisper: 'party_whispers',
}

interface Props {
  readonly call: DeskCallView
  readonly disabled: boolean
  onCommand(command: LiveCommand): void
}

/** Who is in the talk beside caller and agent, whether the caller hears music, and the emergency services, one press each. */
export const TalkBar = ({ call, disabled, onCommand }: Props) => {
  const { t, name } = useLanguage()
  const now = useNow()
  const { data } = useQuery({ queryKey: ['call-targets'], queryFn: fetchCallTargets, retry: false })
  const emergency = data?.contacts.filter(({ kind }) => kind === 'emergency') ?? []
  return (
    <div className="talk-bar" data-held={call.heldSince !== null}>
      <div className="talk-state" role="status">
        <RecordingSign call={call} now={now} />
        {call.mine && call.recordingPause && (
          <PauseSubjects chosen={call.recordingPause.subject} disabled={disabled} onCommand={onCommand} />
        )}
        {!call.mine && <span className="talk-tag">{t('talk_not_mine')}</span>}
        {call.heldSince !== null && (
          <span className="talk-held">
            {t('talk_held')} <time>{formatDuration(now - call.heldSince)}</time>
          </span>
        )}
        {call.parties.map(party => (
          <Party key={party.id} party={party} now={now} disabled={disabled || !call.mine} onCommand={onCommand} />
        ))}
        {call.parties.length === 0 && call.lastParty && (
          <span className="talk-end">
            {name(call.lastParty.name)} · {t(howText[call.lastParty.how])}
          </span>
        )}
      </div>
      {call.mine && (
        <div className="talk-emergency" role="toolbar" aria-label={t('emergency')}>
          {emergency.map(({ id, name: names }) => (
            <Button
              key={id}
              size="small"
              danger
              disabled={disabled}
              onClick={() => onCommand({ name: 'bring_in', target: { kind: 'contact', contactId: id }, mode: 'join' })}
            >
              {name(names)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

const Party = ({
  party,
  now,
  disabled,
  onCommand,
}: {
  readonly party: PartyView
  readonly now: number
  readonly disabled: boolean
  onCommand(command: LiveCommand): void
}) => {
  const { t, name } = useLanguage()
  const rings = party.joinedAt === null
  return (
    <span className="talk-party" data-rings={rings}>
      {name(party.name)} · {t(rings ? 'party_rings' : modeText[party.mode])}{' '}
      <time>{formatDuration(now - (party.joinedAt ?? party.calledAt))}</time>
      {party.mode !== 'listen' && party.mode !== 'whisper' && (
        <Button size="small" disabled={disabled} onClick={() => onCommand({ name: 'drop_party', partyId: party.id })}>
          {t(rings ? 'party_cancel' : 'party_drop')}
        </Button>
      )}
    </span>
  )
}
