import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { LiveCommand } from '../../../wire/live.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { stateText } from '../../shared/agent-texts.ts'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { TextKey } from '../../texts.ts'
import { stepRow, type TargetRow, targetRows } from './target-rows.ts'
import { fetchCallTargets } from './targets-api.ts'

const askEveryMs = 2_000

const groupText: Readonly<Record<TargetRow['group'], TextKey>> = {
  number: 'target_number',
  topics: 'target_topics',
  departments: 'target_departments',
  agents: 'target_agents',
  queues: 'target_queues',
}

interface Props {
  readonly disabled: boolean
  onCommand(command: LiveCommand): void
  onClose(): void
}

/** Whom to call or to pass the caller on to: typed, chosen with the arrows, and called with Enter. */
export const TargetChooser = ({ disabled, onCommand, onClose }: Props) => {
  const { t, name } = useLanguage()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, isError } = useQuery({
    queryKey: ['call-targets'],
    queryFn: fetchCallTargets,
    refetchInterval: askEveryMs,
    retry: false,
  })
  const rows = data ? targetRows(data, typed) : []
  const key = rows.some(row => row.key === chosen && row.free) ? chosen : stepRow(rows, null, 1)

  const call = ({ target }: TargetRow, how: 'consult' | 'join' | 'transfer'): void => {
    if (disabled) return
    const command: LiveCommand =
      how === 'transfer' ? { name: 'transfer', target } : { name: 'bring_in', target, mode: how }
    if (how !== 'transfer' && target.kind === 'queue') return
    onClose()
    onCommand(command)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const row = rows.find(each => each.key === key)
    if (event.key === 'Escape') onClose()
    else if (event.key === 'ArrowDown') setChosen(stepRow(rows, key, 1))
    else if (event.key === 'ArrowUp') setChosen(stepRow(rows, key, -1))
    else if (event.key === 'Enter' && row && !event.nativeEvent.isComposing)
      call(row, event.shiftKey || row.target.kind === 'queue' ? 'transfer' : 'consult')
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section className="chooser" aria-label={t('call_someone')} onKeyDown={onKeyDown}>
      <div className="chooser-head">
        <Input
          autoFocus
          value={typed}
          maxLength={32}
          onChange={event => setTyped(event.target.value)}
          placeholder={t('target_search')}
          aria-label={t('target_search')}
        />
        <Button onClick={onClose}>
          {t('close')}
          <KeyCap name="Esc" shift={false} />
        </Button>
      </div>
      <p className="chooser-hint">{t('target_keys')}</p>
      <ul className="chooser-rows">
        {rows.map((row, index) => (
          <li key={row.key} data-chosen={row.key === key} data-free={row.free}>
            {row.group !== rows[index - 1]?.group && <h3>{t(groupText[row.group])}</h3>}
            <div className="chooser-row">
              <span className="chooser-name">{name(row.name)}</span>
              <span className="chooser-state">
                {row.state && t(stateText[row.state])}
                {row.waiting !== null && t('target_waiting', { count: row.waiting })}
              </span>
              {row.target.kind !== 'queue' && (
                <>
                  <Button size="small" disabled={disabled || !row.free} onClick={() => call(row, 'consult')}>
                    {t('command_consult')}
                  </Button>
                  <Button size="small" disabled={disabled || !row.free} onClick={() => call(row, 'join')}>
                    {t('command_join')}
                  </Button>
                </>
              )}
              <Button size="small" disabled={disabled || !row.free} onClick={() => call(row, 'transfer')}>
                {t('command_transfer')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="empty">{t(isError ? 'targets_unknown' : 'targets_none')}</p>}
    </section>
  )
}
