/** Sends the wall at most once in `everyMs`, and at once when nothing was sent for that long; never on the path of a call. */
export interface WallFeed {
  dirty(): void
  stop(): void
}

export interface WallFeedParts {
  readonly everyMs: number
  readonly monotonic: () => number
  /** Makes and sends the wall. */
  send(): void
}

export const createWallFeed = ({ everyMs, monotonic, send }: WallFeedParts): WallFeed => {
  let sentAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  const fire = () => {
    timer = null
    sentAt = monotonic()
    send()
  }
  return {
    dirty: () => {
      timer ??= setTimeout(fire, Math.max(0, sentAt + everyMs - monotonic())).unref()
    },
    stop: () => {
      if (timer) clearTimeout(timer)
    },
  }
}
