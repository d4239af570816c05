import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration } from '../time/format.ts'
import { drawWaveform, type Share } from './draw-waveform.ts'

interface Props {
  readonly peaks: readonly number[]
  readonly pauses: readonly Share[]
  /** Ms. */
  readonly position: number
  readonly length: number
  onSeek(position: number): void
}

const jumpMs = 5_000

/** The loudness of a recording over its time; a click or a key goes to another place of it. */
export const Waveform = ({ peaks, pauses, position, length, onSeek }: Props) => {
  const { t } = useLanguage()
  const canvas = useRef<HTMLCanvasElement>(null)
  const share = length > 0 ? position / length : 0
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context) return
    const style = getComputedStyle(canvas.current)
    const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
    const sharp = devicePixelRatio
    canvas.current.width = canvas.current.clientWidth * sharp
    canvas.current.height = canvas.current.clientHeight * sharp
    drawWaveform(context, peaks, share, pauses, {
      played: colour('accent'),
      rest: colour('muted'),
      paused: colour('line'),
    })
  }, [peaks, pauses, share])
  const seek = (to: number) => onSeek(Math.min(length, Math.max(0, to)))
  const pointed = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    seek(((event.clientX - left) / width) * length)
  }
  const pressed = (event: KeyboardEvent) => {
    const to = { ArrowLeft: position - jumpMs, ArrowRight: position + jumpMs, Home: 0, End: length }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    seek(to)
  }
  return (
    <div
      className="waveform"
      role="slider"
      tabIndex={0}
      aria-label={t('playback_position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(length / 1000)}
      aria-valuenow={Math.round(position / 1000)}
      aria-valuetext={`${formatDuration(position)} / ${formatDuration(length)}`}
      onPointerDown={pointed}
      onKeyDown={pressed}
    >
      <canvas ref={canvas} />
    </div>
  )
}
