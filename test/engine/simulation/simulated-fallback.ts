import type { JournalEntry } from '../../../src/domain/call/from-journal.ts'
import type { LegEnd } from '../../../src/domain/event.ts'
import type { Clock } from '../../../src/engine/ports.ts'
import type { Random } from './random.ts'
import type { Behaviour, SimulatedChannel } from './simulated-telephony.ts'

/** Longest wait in the native queue, in ms. */
const longestMs = 60_000

/** The native queue of the simulated Asterisk: rings whoever's phone is free, and writes down what it did. */
export const simulatedFallback = (parts: {
  readonly clock: Clock
  readonly random: Random
  readonly behaviour: Behaviour
  readonly channels: ReadonlyMap<string, SimulatedChannel>
  open(extension: string): SimulatedChannel
  end(id: string, how: LegEnd): void
  isBusy(extension: string): boolean
  write(callId: string, by: Partial<JournalEntry>): void
  answered(callId: string): void
}): { take(caller: SimulatedChannel): void } => {
  const { clock, random, behaviour, channels, open, end, isBusy, write, answered } = parts

  const answer = (caller: SimulatedChannel, extension: string) => {
    const at = clock.now()
    const phone = open(extension)
    phone.answered = true
    phone.peer = caller.id
    caller.peer = phone.id
    caller.cancel()
    write(caller.id, { answered: { at, extension } })
    answered(caller.id)
    const who = random.pick([caller, phone])
    who.cancel = clock.at(at + 1_000 + random.lognormal(behaviour.talkMs, 0.8), () => end(who.id, 'normal'))
  }

  const miss = (caller: SimulatedChannel) => {
    write(caller.id, { missedAt: clock.now() })
    caller.cancel()
    caller.cancel = clock.at(clock.now() + 4_000, () => end(caller.id, 'normal'))
  }

  return {
    take: caller => {
      const until = clock.now() + longestMs
      const ask = () => {
        if (channels.get(caller.id) !== caller || caller.peer !== null || caller.place !== 'fallback') return
        const extension = String(1001 + random.between(0, 39))
        if (clock.now() > until) miss(caller)
        else if (isBusy(extension)) clock.at(clock.now() + 1_000, ask)
        else answer(caller, extension)
      }
      clock.at(clock.now() + random.exponential(3_000), ask)
    },
  }
}
