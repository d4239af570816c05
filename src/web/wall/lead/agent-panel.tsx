import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { AgentView, OverLongView } from '../../../wire/views.ts'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { stateText } from '../../shared/agent-texts.ts'
import type { TextKey } from '../../texts.ts'
import { useNow } from '../../time/use-now.ts'
import { useOverLong } from '../use-over-long.ts'
import { type LeadCommand, lead } from './lead-api.ts'

type Action = readonly [text: TextKey, command: LeadCommand]

const talkActions: readonly Action[] = [
  ['lead_listen', { name: 'listen' }],
  ['lead_whisper', { name: 'whisper' }],
  ['lead_barge', { name: 'barge' }],
  ['lead_take_over', { name: 'take_over' }],
  ['lead_free', { name: 'free' }],
]
const forceActions: readonly Action[] = [
  ['lead_force_ready', { name: 'force', to: 'ready' }],
  ['lead_force_pause', { name: 'force', to: 'paused' }],
  ['lead_force_out', { name: 'force', to: 'signed_out' }],
]

/** What can be asked for an agent in this state. */
export const leadActions = (state: AgentView['state']): readonly Action[] => {
  if (state === 'talking') return talkActions
  return state === 'reserved' ? talkActions.slice(-1) : forceActions
}

interface AgentPanelProps {
  readonly agent: AgentView
  readonly limits: OverLongView | undefined
  onClose(): void
}

/** The agent whom the leader has chosen, and what he may do about him. Everything is booked with the leader's name. */
export const AgentPanel = ({ agent, limits, onClose }: AgentPanelProps) => {
  const { t, errorText } = useLanguage()
  const { mutate, error, isPending } = useMutation({ mutationFn: (command: LeadCommand) => lead(agent.id, command) })
  const long = useOverLong(agent, limits, useNow())
  return (
    <section className="agent-panel" aria-label={t('lead_title', { name: agent.name })}>
      <strong>
        {agent.name} · {t(stateText[agent.state])}
      </strong>
      {long !== null && <span className="agent-panel-long">{long}</span>}
      <div className="agent-panel-actions">
        {leadActions(agent.state).map(([text, command]) => (
          <Button key={text} size="small" disabled={isPending} onClick={() => mutate(command)}>
            {t(text)}
          </Button>
        ))}
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <p role="status">{error ? errorText(error instanceof ApiError ? error.code : 'unexpected') : t('lead_booked')}</p>
    </section>
  )
}
