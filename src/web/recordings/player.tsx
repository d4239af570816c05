import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration } from '../time/format.ts'
import type { Share } from './draw-waveform.ts'
import { audioAddress, type RecordingPart } from './recordings-api.ts'
import { Waveform } from './waveform.tsx'

const speeds: readonly number[] = [1, 1.25, 1.5, 2]
const jumpMs = 5_000

interface Props {
  readonly callId: string
  readonly part: RecordingPart
  readonly pauses: readonly Share[]
  /** Why it is heard; the server writes it down before it sends anything. */
  readonly reason: string
}

/** Plays one recording, by pointer or by keys. */
export const Player = ({ callId, part, pauses, reason }: Props) => {
  const { t } = useLanguage()
  const audio = useRef<HTMLAudioElement>(null)
  const [plays, setPlays] = useState(false)
  const [position, setPosition] = useState(0)
  const [speed, setSpeed] = useState<number>(1)
  const [failed, setFailed] = useState(false)
  const length = part.audioMs ?? 0

  const seek = (ms: number) => {
    if (audio.current) audio.current.currentTime = ms / 1000
    setPosition(ms)
  }
  const toggle = () => {
    if (!audio.current) return
    if (audio.current.paused) void audio.current.play().catch(() => setFailed(true))
    else audio.current.pause()
  }
  const changeSpeed = (to: number | undefined) => {
    if (to === undefined || !audio.current) return
    audio.current.playbackRate = to
    setSpeed(to)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.ctrlKey || event.altKey || event.metaKey || !audio.current) return
      if (target instanceof HTMLElement && target.matches('input, textarea, button, a')) return
      const at = speeds.indexOf(audio.current.playbackRate)
      const now = audio.current.currentTime * 1000
      if (event.key === ' ') toggle()
      else if (event.key === 'ArrowLeft') seek(Math.max(0, now - jumpMs))
      else if (event.key === 'ArrowRight') seek(Math.min(length, now + jumpMs))
      else if (event.key === 'ArrowUp') changeSpeed(speeds[at + 1])
      else if (event.key === 'ArrowDown') changeSpeed(speeds[at - 1])
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: a call has no captions */}
      <audio
        ref={audio}
        src={audioAddress(callId, part.part, reason)}
        autoPlay
        onPlay={() => setPlays(true)}
        onPause={() => setPlays(false)}
        onTimeUpdate={event => setPosition(event.currentTarget.currentTime * 1000)}
        onError={() => setFailed(true)}
      />
      <Waveform peaks={part.peaks} pauses={pauses} position={position} length={length} onSeek={seek} />
      <div className="player-row">
        <Button type="primary" disabled={failed} onClick={toggle}>
          {t(plays ? 'stop' : 'play')}
        </Button>
        <time className="player-time">
          {formatDuration(position)} / {formatDuration(length)}
        </time>
        <fieldset className="player-speeds">
          <legend className="unseen">{t('playback_speed')}</legend>
          {speeds.map(each => (
            <Button key={each} size="small" aria-pressed={each === speed} onClick={() => changeSpeed(each)}>
              {each}×
            </Button>
          ))}
        </fieldset>
        <span className="player-keys">{t('playback_keys')}</span>
      </div>
      {failed && (
        <p className="player-failed" role="alert">
          {t('playback_failed')}
        </p>
      )}
    </div>
  )
}
