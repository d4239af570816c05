/** What is watched: one SIP connection and its registration. */
export interface Watched {
  connected(): boolean
  registered(): boolean
  /** Asks the other side for any answer; `answered` is called when one comes. */
  ask(answered: () => void): void
  /** Gives the connection up, so that another is opened. */
  drop(): void
  /** A clock that only goes forward, ms. */
  monotonic(): number
}

/** A server that is still starting may take the socket and lose the REGISTER. */
const registerWithinMs = 3_000
const askEveryMs = 5_000
const answerWithinMs = 3_000

/**
 * The SIP library neither asks whether a silent socket still lives nor repeats a lost REGISTER: call `tick` about once a second, and it
 * gives up a connection that is not registered after 3 s or does not answer within 3 s of being asked.
 */
export const createWatchdog = (watched: Watched): { tick(): void } => {
  let since: number | null = null
  let askedAt: number | null = null
  let heardAt = Number.NEGATIVE_INFINITY
  const drop = () => {
    since = null
    askedAt = null
    watched.drop()
  }
  return {
    tick: () => {
      const now = watched.monotonic()
      if (!watched.connected()) {
        since = null
        askedAt = null
        return
      }
      since ??= now
      if (!watched.registered()) {
        askedAt = null
        if (now - since > registerWithinMs) drop()
        return
      }
      if (askedAt !== null) {
        if (now - askedAt > answerWithinMs) drop()
        return
      }
      if (now - heardAt < askEveryMs) return
      const asked = now
      askedAt = asked
      watched.ask(() => {
        if (askedAt !== asked) return
        askedAt = null
        heardAt = watched.monotonic()
      })
    },
  }
}
