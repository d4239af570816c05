/** Stretches in shares of the whole, 0 to 1. */
export interface Share {
  readonly from: number
  readonly to: number
}

export interface WaveformColours {
  readonly played: string
  readonly rest: string
  readonly paused: string
}

/** Draws peaks (0 to 100) as bars about the middle; what was heard in one colour, pauses as a ground. */
export const drawWaveform = (
  context: CanvasRenderingContext2D,
  peaks: readonly number[],
  position: number,
  pauses: readonly Share[],
  colours: WaveformColours,
): void => {
  const { width, height } = context.canvas
  context.clearRect(0, 0, width, height)
  context.fillStyle = colours.paused
  for (const { from, to } of pauses) context.fillRect(from * width, 0, Math.max(2, (to - from) * width), height)
  const step = width / Math.max(1, peaks.length)
  peaks.forEach((peak, index) => {
    const tall = Math.max(1, (peak / 100) * height)
    context.fillStyle = (index + 1) / peaks.length <= position ? colours.played : colours.rest
    context.fillRect(index * step, (height - tall) / 2, Math.max(1, step - 1), tall)
  })
}
