import type { DeskCommand } from '../domain/event.ts'
import type { Line } from '../domain/line/line.ts'
import type { Refusal } from '../domain/line/turn.ts'
import { normaliseCaller } from '../domain/number/normalise.ts'
import { get, values } from '../domain/sorted.ts'
import { contactOf, type DirectoryEntry, specialistsOn } from '../domain/transfer/directory.ts'
import { outsideTarget, type Target } from '../domain/transfer/party.ts'
import type { CallTarget, LiveCommand } from '../wire/live.ts'

/** Finds out whom a desk means when it names somebody to call. */
export interface Targets {
  /** The command as the line understands it, or why it cannot be given. */
  commandOf(command: LiveCommand): DeskCommand | Refusal
  /** The directory as it is known now. */
  directory(): readonly DirectoryEntry[]
  /** What specialists can be called about now. */
  topics(): readonly string[]
  /** Reads the directory again. */
  refresh(): Promise<void>
}

export interface TargetParts {
  /** All entries of the directory, from the store. */
  read(): Promise<readonly DirectoryEntry[]>
  line(): Line
  /** UTC ms. */
  now(): number
  /** The city's zone, by which specialists' hours go, and its area code with its 0. */
  readonly zone: string
  readonly homeArea: string
}

/** Minutes since Monday 00:00 at an instant, in a zone. */
export const minuteOfWeek = (at: number, zone: string): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return (local.dayOfWeek - 1) * 1_440 + local.hour * 60 + local.minute
}

/** Resolves what desks ask for against the directory. Empty until `refresh` was called once. */
export const createTargets = (parts: TargetParts): Targets => {
  let entries: readonly DirectoryEntry[] = []

  const typed = (text: string): Target | Refusal => {
    const digits = text.trim()
    for (const agent of values(parts.line().agents))
      if (agent.extension === digits) return { kind: 'agent', agentId: agent.id }
    return outsideTarget(normaliseCaller(digits, parts.homeArea).number) ?? 'no_such_target'
  }

  const resolve = (target: CallTarget): Target | Refusal => {
    switch (target.kind) {
      case 'agent':
        return get(parts.line().agents, target.agentId) ? target : 'no_such_target'
      case 'queue':
        return target
      case 'number':
        return typed(target.number)
      case 'contact': {
        const entry = entries.find(({ id }) => id === target.contactId)
        return entry ? { kind: entry.kind, contacts: [contactOf(entry)] } : 'no_such_target'
      }
      case 'topic': {
        const specialists = specialistsOn(entries, target.topic, minuteOfWeek(parts.now(), parts.zone))
        return { kind: 'specialist', contacts: specialists.map(contactOf) }
      }
    }
  }

  return {
    commandOf: command => {
      if (command.name !== 'bring_in' && command.name !== 'transfer') return command
      const target = resolve(command.target)
      return typeof target === 'string' ? target : { ...command, target }
    },
    directory: () => entries,
    topics: () => {
      const minute = minuteOfWeek(parts.now(), parts.zone)
      const all = new Set(entries.flatMap(entry => (entry.kind === 'specialist' ? entry.topics : [])))
      return [...all].filter(topic => specialistsOn(entries, topic, minute).length > 0).sort()
    },
    refresh: async () => {
      entries = await parts.read()
    },
  }
}
