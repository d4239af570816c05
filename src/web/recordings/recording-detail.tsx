import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { subjectText } from '../shared/pause-subjects.ts'
import { formatClock, formatDay, formatDuration } from '../time/format.ts'
import { Player } from './player.tsx'
import { fetchRecording, holdRecording, type RecordingPart } from './recordings-api.ts'
import { pausesIn } from './shares.ts'

const leastReason = 2

interface Props {
  readonly callId: string
  /** Whether he who looks hears all recordings: others see who listened only where it was they, and hold nothing. */
  readonly all: boolean
}

/** One call: its recordings, who heard them, and why nobody may delete them. Nothing is heard without a reason. */
export const RecordingDetail = ({ callId, all }: Props) => {
  const { t, errorText } = useLanguage()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [listening, setListening] = useState<{ readonly reason: string; readonly part: string } | null>(null)
  const { data, error } = useQuery({ queryKey: ['recording', callId], queryFn: () => fetchRecording(callId) })
  const hold = useMutation({
    mutationFn: (held: boolean) => holdRecording(callId, held, reason.trim()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recording', callId] }),
  })
  if (error) return <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>
  if (!data) return null
  const playable = data.parts.filter(({ closedAt, erasedAt }) => closedAt !== null && erasedAt === null)
  const enough = reason.trim().length >= leastReason
  const chosen = playable.find(({ part }) => part === listening?.part)
  const listen = (event: FormEvent) => {
    event.preventDefault()
    const part = playable[0]?.part
    if (enough && part !== undefined) setListening({ reason: reason.trim(), part })
  }
  return (
    <div className="recording">
      <form className="recording-reason" onSubmit={listen}>
        <label htmlFor="listen-reason">{t('listen_reason')}</label>
        <Input
          id="listen-reason"
          value={reason}
          maxLength={200}
          placeholder={t('listen_reason_short')}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={!enough || playable.length === 0}>
          {t('listen')}
        </Button>
        {all && (
          <Button disabled={!enough || hold.isPending} onClick={() => hold.mutate(data.held === null)}>
            {t(data.held === null ? 'hold_recording' : 'release_recording')}
          </Button>
        )}
      </form>
      {hold.error && <p role="alert">{errorText(hold.error instanceof ApiError ? hold.error.code : 'unexpected')}</p>}
      {playable.length > 1 && (
        <div className="recording-parts">
          {playable.map(({ part }, index) => (
            <Button
              key={part}
              size="small"
              aria-pressed={part === listening?.part}
              disabled={!enough}
              onClick={() => setListening({ reason: reason.trim(), part })}
            >
              {t('recording_part', { number: index + 1 })}
            </Button>
          ))}
        </div>
      )}
      {chosen && listening && (
        <Player
          key={`${listening.part} ${listening.reason}`}
          callId={callId}
          part={chosen}
          pauses={pausesIn(chosen, data.pauses)}
          reason={listening.reason}
        />
      )}
      <ul className="recording-facts">
        {data.parts.map(part => (
          <Part key={part.part} part={part} />
        ))}
        {data.pauses.map(({ from, to, subject }) => (
          <li key={from}>
            {t('pause_told', {
              from: formatClock(from),
              to: to === null ? '' : formatClock(to),
              subject: t(subject === null ? 'subject_untold' : subjectText[subject]),
            })}
          </li>
        ))}
        {data.held && (
          <li>
            <strong>{t('recording_held')}</strong> {data.held.userName} · {data.held.why}
          </li>
        )}
      </ul>
      <h2>{t(all ? 'heard_by' : 'heard_by_me')}</h2>
      {data.listenings.length === 0 ? (
        <p className="empty">{t(all ? 'heard_by_nobody' : 'heard_by_me_never')}</p>
      ) : (
        <ul className="recording-heard">
          {data.listenings.map(({ at, userName, why }) => (
            <li key={`${at} ${userName}`}>
              {formatDay(at)} {formatClock(at)} · {userName} · {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Names that are the same in every language. */
const codecNames = { g711: 'G.711', opus: 'Opus' } as const

const Part = ({ part }: { readonly part: RecordingPart }) => {
  const { t } = useLanguage()
  const { erasedAt, closedAt, codec, audioMs, gapMs, failedWhy, sha256 } = part
  const state =
    erasedAt !== null
      ? t('recording_erased')
      : failedWhy !== null
        ? t('recording_not_made')
        : closedAt === null
          ? t('recording_not_closed')
          : gapMs === null
            ? t('recording_gap_unknown')
            : gapMs > 0
              ? t('recording_missing', { length: formatDuration(gapMs) })
              : null
  return (
    <li>
      {audioMs !== null && <span className="digits">{formatDuration(audioMs)}</span>}
      {state !== null && <span className="recording-state">{state}</span>}
      {codec !== null && <span className="recording-codec">{codecNames[codec]}</span>}
      {sha256 !== null && <code title={sha256}>SHA-256 {sha256.slice(0, 16)}…</code>}
    </li>
  )
}
