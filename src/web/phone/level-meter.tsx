import { useEffect, useRef } from 'react'
import { useLanguage } from '../language/use-language.tsx'

/** Loudness of the last instant, 0 to 1 over the 50 dB in which people speak. */
const loudness = (analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): number => {
  analyser.getFloatTimeDomainData(samples)
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10)
  return Math.min(1, Math.max(0, (decibels + 55) / 50))
}

/** Shows that the microphone hears something. */
export const LevelMeter = ({ stream }: { readonly stream: MediaStream | null }) => {
  const { t } = useLanguage()
  const bar = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    if (!stream) return
    const audio = new AudioContext()
    const analyser = audio.createAnalyser()
    analyser.fftSize = 1024
    audio.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    let frame = 0
    const draw = (): void => {
      if (bar.current) bar.current.value = loudness(analyser, samples)
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => {
      cancelAnimationFrame(frame)
      void audio.close()
    }
  }, [stream])
  return <meter ref={bar} className="level" min={0} max={1} value={0} aria-label={t('phone_level')} />
}
