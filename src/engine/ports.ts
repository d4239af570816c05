import type { Effect } from '../domain/effect.ts'
import type { DeskCommand, LineEvent } from '../domain/event.ts'
import type { Fact } from '../domain/fact.ts'
import type { Line } from '../domain/line/line.ts'
import type { Refusal } from '../domain/line/turn.ts'
import type { CallerNumber } from '../domain/number/normalise.ts'

/** The wall clock in UTC ms, and one alarm at a time per handle. Virtual in the simulation. */
export interface Clock {
  now(): number
  /** Runs `job` once at or after the instant `at`; the returned function takes it back. */
  at(instant: number, job: () => void): () => void
}

/** How an effect went. `gone`: what it was for is no longer there, which is a result and not an error (DESIGN.md D4). */
export type EffectResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: string }
  /** Asterisk did not answer: it may or may not have done it, which only a comparison can tell. */
  | { readonly kind: 'unknown'; readonly why: string }

/** A channel of ours as Asterisk has it, for reconcile and the sweep. */
export interface ChannelSeen {
  readonly id: string
  /** `inbound`: a citizen's; `agent`: one of an agent's phone; `party`: of somebody who was called into a talk; `outbound`: of a citizen whom the hotline rings; null: none of them. */
  readonly role: 'inbound' | 'agent' | 'party' | 'outbound' | null
  readonly createdAt: number
  readonly dialled: string
  readonly caller: CallerNumber
  /** Whether it is in our Stasis application now. */
  readonly inStasis: boolean
  /** Whether it has left for the dialplan's own queue. */
  readonly inFallback: boolean
  readonly answered: boolean
  /** The phone it belongs to; null for a trunk. */
  readonly extension: string | null
  /** `joined`: in a bridge with somebody; `alone`: the other one has gone. */
  readonly bridge: 'none' | 'alone' | 'joined'
  /** The other channels in its bridge. */
  readonly companions: readonly string[]
}

/** Telephony as the engine needs it; adapters/asterisk is the real one, test/engine/simulated-telephony.ts the other. */
export interface Telephony {
  /** Runs one effect; resolves when Asterisk has answered (or will not). Never rejects. Effects leave in the order of the calls. */
  run(effect: Effect): Promise<EffectResult>
  /** All channels there are now, or null when Asterisk could not be asked. */
  channels(): Promise<readonly ChannelSeen[] | null>
  readonly up: boolean
  /** When the Asterisk that is connected was started, UTC ms; null while unknown. */
  readonly startedAt: number | null
}

/** What telephony tells the engine. */
export interface TelephonyEvents {
  event(event: LineEvent): void
  /** Something happened that only a comparison can tell. */
  unsure(): void
  /** (Re)connected: the engine reconciles before anything else. */
  up(): void
  down(reason: string): void
}

/** Asterisk's own queue, which serves callers while there is no server (DESIGN.md D6). */
export interface FallbackQueue {
  /** The agents of the line have changed: its members follow soon. Returns at once. */
  changed(): void
}

/** The ledger of facts. */
export interface Ledger {
  /**
   * Resolves when all these facts are durable, in the order of the calls; their projections are, but while the database is away
   * (docs/decisions/0014).
   */
  append(facts: readonly Fact[]): Promise<void>
}

/** What happened in one step, told to the pages after its facts are durable. */
export interface Happening {
  readonly now: number
  readonly facts: readonly Fact[]
  readonly line: Line
}

/** The live side: turns happenings into frames for consoles. Called before the effects of the same step are run. */
export interface Live {
  publish(happening: Happening): void
  /** These facts are durable. */
  committed?(facts: readonly Fact[]): void
}

/** The use cases that pages and API may ask of the engine. */
export interface Hotline {
  /** Runs a desk command; null: done, else why it was refused. Resolves when its facts are durable. */
  command(agentId: string, command: DeskCommand): Promise<Refusal | null>
  /** Tells the line that something happened outside telephony (sign-in, console, settings). */
  tell(event: LineEvent): Promise<Refusal | null>
  /** The state of the line at this instant. */
  line(): Line
}

/** A log like pino's; objects carry the call id. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}
