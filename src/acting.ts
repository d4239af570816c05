import type { Lease, LeaseState } from './adapters/store/lease.ts'
import type { Log, Telephony } from './engine/ports.ts'

/** How often this process notes that it runs, ms, and the silence after which it may have been stopped and replaced. */
const pulseMs = 250
const stoppedMs = 1_500

/** How long the lease may stay unverified once there is a doubt, ms: as long as it lasts. */
const doubtMs = 3_000
const askMs = 250

/** Whether this server may still act on Asterisk, or another one has taken its place. */
export interface Acting {
  /** True at once as long as there is no doubt; after a stop of the process only once the lease was verified. */
  may(): true | Promise<boolean>
  /** Verifies the lease now; false: it is over. */
  certain(): Promise<boolean>
  /**
   * To be awaited before Asterisk is connected again after a loss for this reason; stays open when it is over. A loss of the
   * application to another connection must be cleared up; after any other, a database that is away keeps nobody from Asterisk.
   */
  beforeReturn(reason: string): Promise<void>
  /** Resolves with the reason when it is over: the process must end at once. */
  readonly over: Promise<string>
  stop(): void
}

/** Watches over the right to act. `monotonic`: ms, and goes on while the process is stopped. */
export const watchActing = (lease: Lease, log: Log, monotonic: () => number = () => performance.now()): Acting => {
  const over = Promise.withResolvers<string>()
  let ended = false
  let pulsedAt = monotonic()
  let doubt: Promise<boolean> | null = null

  const end = (why: string) => {
    ended = true
    over.resolve(why)
  }
  void lease.lost.then(end)

  const verify = async (): Promise<boolean> => {
    const until = monotonic() + doubtMs
    for (;;) {
      const state: LeaseState = ended ? 'lost' : await lease.check()
      if (state !== 'unknown') return state === 'ours'
      if (monotonic() > until) {
        end('the lease cannot be verified')
        return false
      }
      await new Promise(resolve => setTimeout(resolve, askMs))
    }
  }
  const certain = (): Promise<boolean> => {
    // what waited goes first, in its order
    doubt ??= verify().finally(() => setImmediate(() => (doubt = null)))
    return doubt
  }
  const pulse = () => {
    const silence = monotonic() - pulsedAt
    pulsedAt += silence
    if (silence > stoppedMs && doubt === null) {
      log.warn({ silence }, 'this process stood still: is the lease still ours?')
      void certain()
    }
  }
  const timer = setInterval(pulse, pulseMs).unref()

  return {
    may: () => {
      if (monotonic() - pulsedAt > stoppedMs) pulse()
      if (ended) return Promise.resolve(false)
      return doubt ?? true
    },
    certain,
    beforeReturn: async reason => {
      if (reason === 'replaced') {
        if (!(await certain())) return never
        log.error({}, 'another program took the ARI application although the lease is ours; taking it back')
        return
      }
      if (ended || (await lease.check()) === 'lost' || !(await (doubt ?? true))) return never
    },
    over: over.promise,
    stop: () => clearInterval(timer),
  }
}

const never = new Promise<never>(() => {})

/** Telephony that nothing reaches while it is in doubt whether this server may still act. */
export const guardTelephony = (telephony: Telephony, acting: Pick<Acting, 'may'>): Telephony => ({
  run: effect => {
    const may = acting.may()
    if (may === true) return telephony.run(effect)
    return may.then(yes => (yes ? telephony.run(effect) : { kind: 'unknown', why: 'another server has taken over' }))
  },
  channels: telephony.channels,
  get startedAt() {
    return telephony.startedAt
  },
  get up() {
    return telephony.up
  },
})
