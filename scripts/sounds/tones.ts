import { levelled, RATE } from './wav.ts'

/** A short, soft beep: tells an agent on a standing line that a caller comes. */
export function beep(): Float64Array {
  const length = 0.2 * RATE
  return Float64Array.from(
    { length },
    (_, i) => 0.3 * Math.sin((2 * Math.PI * 880 * i) / RATE) * Math.sin((Math.PI * i) / length),
  )
}

// Four chords of three notes in Hz, each held for three seconds.
const CHORDS = [
  [261.6, 329.6, 392],
  [220, 261.6, 329.6],
  [174.6, 261.6, 349.2],
  [196, 293.7, 392],
]
const CHORD_SECONDS = 3

/** Quiet, slow chords that can be repeated without a click: every note swells from nothing and fades to nothing. */
export function quietMusic(): Float64Array {
  const chord = CHORD_SECONDS * RATE
  const samples = new Float64Array(CHORDS.length * chord)
  CHORDS.forEach((notes, n) => {
    notes.forEach((frequency, k) => {
      // the notes of a chord come in one after the other, and the last ring on into the next chord
      const from = n * chord + (k * RATE) / 2
      for (let i = 0; i < chord; i++) {
        const swell = Math.sin((Math.PI * i) / chord) ** 2
        const at = (from + i) % samples.length
        samples[at] = (samples[at] ?? 0) + swell * Math.sin((2 * Math.PI * frequency * i) / RATE)
      }
    })
  })
  return levelled(samples, 0.15)
}
