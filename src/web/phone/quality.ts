/** What the browser has counted of one call, from its start; null: not known. */
export interface SoundCounts {
  readonly received: number
  readonly lost: number
  readonly jitterMs: number | null
  /** Share of our packets that the other side missed lately, 0 to 1, as it reported last. */
  readonly lossThere: number | null
  readonly rttMs: number | null
  /** Whether the browser takes the loudspeaker's sound out of the microphone's. */
  readonly cancelsEcho: boolean | null
}

/** How a call sounds, as a word a person understands, with the figures behind it. */
export interface Quality {
  readonly word: 'good' | 'gaps_here' | 'gaps_there' | 'gaps_both' | 'late' | 'silent' | 'echo'
  /** Percent of the packets of the last seconds; null: none came. */
  readonly lossHere: number | null
  readonly lossThere: number | null
  readonly jitterMs: number | null
  readonly rttMs: number | null
}

/** From here on speech has audible gaps in spite of what the browser fills in, percent. */
const gapsFrom = 3
/** From here on two people begin to talk into each other (ITU-T G.114: 400 ms there and back), ms. */
const lateFrom = 400
/** Jitter beyond what the browser's buffer takes without gaps, ms. */
const jitterFrom = 60

const share = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10

const wordFor = ({ lossHere, lossThere, jitterMs, rttMs }: Omit<Quality, 'word'>, echo: boolean): Quality['word'] => {
  const here = (lossHere ?? 0) >= gapsFrom || (jitterMs ?? 0) >= jitterFrom
  const there = (lossThere ?? 0) >= gapsFrom
  if (lossHere === null) return 'silent'
  if (here && there) return 'gaps_both'
  if (here) return 'gaps_here'
  if (there) return 'gaps_there'
  if ((rttMs ?? 0) >= lateFrom) return 'late'
  return echo ? 'echo' : 'good'
}

/** How it sounded between two counts of the same call, some seconds apart. */
export const judge = (before: SoundCounts, now: SoundCounts): Quality => {
  const received = now.received - before.received
  const lost = Math.max(0, now.lost - before.lost)
  const figures = {
    lossHere: received > 0 ? share(lost, received + lost) : null,
    lossThere: now.lossThere === null ? null : share(now.lossThere, 1),
    jitterMs: now.jitterMs,
    rttMs: now.rttMs,
  }
  return { ...figures, word: wordFor(figures, now.cancelsEcho === false) }
}
