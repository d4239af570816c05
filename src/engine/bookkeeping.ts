import type { Fact } from '../domain/fact.ts'
import type { Clock, Ledger } from './ports.ts'

/**
 * How long facts may be held back while a phone is being rung, in ms. Writing wakes other threads at the very moment Asterisk makes
 * the INVITE, and on two cores the caller pays for it (docs/decisions/0004 has the measurement).
 */
const patienceMs = 3

/** Hands facts to the ledger in the order of the turns. */
export interface Bookkeeping {
  /** Resolves when these facts are durable. `patient`: they may wait a moment, and go with whatever comes first. */
  book(facts: readonly Fact[], patient: boolean): Promise<void>
  /** Hands over what is held back, now. */
  flush(): void
}

/** A book over a ledger. */
export const bookkeeping = (ledger: Ledger, clock: Clock): Bookkeeping => {
  let held: { readonly facts: readonly Fact[]; readonly done: PromiseWithResolvers<void> }[] = []
  let cancel: (() => void) | null = null

  const flush = () => {
    cancel?.()
    cancel = null
    const turns = held
    held = []
    if (turns.length === 0) return
    ledger.append(turns.flatMap(({ facts }) => facts)).then(
      () => turns.forEach(({ done }) => void done.resolve()),
      error => turns.forEach(({ done }) => void done.reject(error)),
    )
  }

  return {
    book: (facts, patient) => {
      const done = Promise.withResolvers<void>()
      held.push({ facts, done })
      if (!patient) flush()
      else cancel ??= clock.at(clock.now() + patienceMs, flush)
      return done.promise
    },
    flush,
  }
}
