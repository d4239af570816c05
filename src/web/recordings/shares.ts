import type { Share } from './draw-waveform.ts'
import type { Recording, RecordingPart } from './recordings-api.ts'

/** Where in a part nothing was recorded by wish, in shares of its length. */
export const pausesIn = (part: RecordingPart, pauses: Recording['pauses']): readonly Share[] => {
  const { startedAt, audioMs } = part
  if (startedAt === null || audioMs === null || audioMs === 0) return []
  const share = (at: number) => Math.min(1, Math.max(0, (at - startedAt) / audioMs))
  return pauses
    .filter(pause => pause.part === part.part)
    .map(({ from, to }) => ({ from: share(from), to: to === null ? 1 : share(to) }))
}
