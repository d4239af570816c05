import type { Fact } from '../../../domain/fact.ts'
import type { SpilledBatch } from '../spill/format.ts'

/** Who waits for a batch. */
export interface Waiter {
  resolve(): void
  reject(error: Error): void
}

/** Facts of one append on their way into the database. */
export interface Batch {
  readonly facts: readonly Fact[]
  /** The sequence that its first fact gets. */
  seq: number
  readonly since: number
  /** Null when nobody waits any more. */
  waiter: Waiter | null
}

/** What is lost when the part of the backlog that is only in the spill file cannot be read. Instants UTC ms. */
export interface LostPart {
  readonly facts: number
  readonly from: number
  readonly until: number
}

/**
 * The facts that are not in the database yet, in order: first those handed to its writer, then those that are only in the spill file, then
 * those held in memory behind them. A part may be empty. Facts go into the file in order too; some of them are handed over meanwhile.
 */
export const backlog = (tip: number, handedMost: number) => {
  let handed: Batch[] = []
  let handedFacts = 0
  let held: Batch[] = []
  let heldFacts = 0
  /** Batches in memory that are not in the file, in order. */
  let unfiled: Batch[] = []
  let onlyFiled = { facts: 0, from: 0, until: 0 }
  let nextSeq = tip + 1
  let handedTo = tip
  let filedTo = tip
  let durableTo = tip

  const endOf = ({ seq, facts }: SpilledBatch): number => seq + facts.length - 1
  const mayHand = (facts: readonly Fact[]): boolean => handed.length === 0 || handedFacts + facts.length <= handedMost
  const hand = (batch: Batch): void => {
    handed.push(batch)
    handedFacts += batch.facts.length
    handedTo = endOf(batch)
  }

  return {
    /** Takes facts in; they get their sequence. */
    add(facts: readonly Fact[], waiter: Waiter | null, now: number): Batch {
      const batch: Batch = { facts, seq: nextSeq, since: now, waiter }
      nextSeq += facts.length
      held.push(batch)
      heldFacts += facts.length
      unfiled.push(batch)
      return batch
    },
    /** The next batch for the writer, counted as handed over; null when none may go now. */
    next(): Batch | null {
      const [batch] = held
      if (!batch || onlyFiled.facts > 0 || !mayHand(batch.facts)) return null
      held = held.slice(1)
      heldFacts -= batch.facts.length
      hand(batch)
      return batch
    },
    /** The writer's oldest `count` batches are durable; gives them. */
    durable(count: number): readonly Batch[] {
      const done = handed.slice(0, count)
      handed = handed.slice(count)
      for (const batch of done) {
        handedFacts -= batch.facts.length
        durableTo = endOf(batch)
      }
      const stays = unfiled.findIndex(batch => batch.seq > durableTo)
      unfiled = stays === -1 ? [] : unfiled.slice(stays)
      return done
    },
    /** The oldest batches that are not in the file, of about `most` facts. */
    unfiled(most: number): readonly Batch[] {
      let facts = 0
      let count = 0
      while (count < unfiled.length && facts < most) facts += unfiled[count++]?.facts.length ?? 0
      return unfiled.slice(0, count)
    },
    /** These, the oldest that were not, are in the file now; what was not handed over by then leaves the memory. */
    filed(group: readonly Batch[]): void {
      const last = group.at(-1)
      if (!last) return
      filedTo = endOf(last)
      const stays = unfiled.findIndex(batch => batch.seq > filedTo)
      unfiled = stays === -1 ? [] : unfiled.slice(stays)
      const left = held.findIndex(batch => batch.seq > filedTo)
      const gone = left === -1 ? held : held.slice(0, left)
      held = left === -1 ? [] : held.slice(left)
      for (const { facts } of gone) {
        heldFacts -= facts.length
        const received = facts[0]?.received ?? 0
        onlyFiled = {
          facts: onlyFiled.facts + facts.length,
          from: onlyFiled.facts === 0 ? received : onlyFiled.from,
          until: received,
        }
      }
    },
    /** Batches that were read from the file, handed over as far as they are next and may go now; `missing`: one that should be there is not. */
    readBack(
      batches: readonly SpilledBatch[],
      now: number,
      send: (facts: readonly Fact[]) => void,
    ): 'all' | 'some' | 'missing' {
      for (const { seq, facts } of batches) {
        if (seq <= handedTo) continue
        if (onlyFiled.facts === 0 || !mayHand(facts)) return 'some'
        if (seq !== handedTo + 1 || facts.length > onlyFiled.facts) return 'missing'
        onlyFiled = { ...onlyFiled, facts: onlyFiled.facts - facts.length, from: facts[0]?.received ?? 0 }
        hand({ facts, seq, since: now, waiter: null })
        send(facts)
      }
      return batches.length > 0 ? 'all' : 'missing'
    },
    /** The file is gone: what was only there is lost, what is in memory is not in a file any more. */
    fileLost(): LostPart {
      const lost = onlyFiled
      onlyFiled = { facts: 0, from: 0, until: 0 }
      for (const batch of held) batch.seq -= lost.facts
      nextSeq -= lost.facts
      filedTo = durableTo
      unfiled = [...handed, ...held]
      return lost
    },
    /** Those who wait for a batch that is neither durable nor in the file, oldest first. */
    *waiting(): Generator<Batch & { waiter: Waiter }> {
      for (const batch of unfiled) if (batch.waiter) yield batch as Batch & { waiter: Waiter }
    },
    /** Since when the writer has its oldest batch; null when it has none. */
    get handedSince() {
      return handed[0]?.since ?? null
    },
    get handedFacts() {
      return handedFacts
    },
    get heldFacts() {
      return heldFacts
    },
    /** Facts that are only in the file. */
    get onlyFiled() {
      return onlyFiled.facts
    },
    /** Whether all of it is in the file. */
    get allFiled() {
      return unfiled.length === 0
    },
    /** Facts that are in the file and not in the database. */
    get spilled() {
      return Math.max(0, filedTo - durableTo)
    },
    /** The sequence of the last fact taken, and of the last one in the database. */
    get takenTo() {
      return nextSeq - 1
    },
    get durableTo() {
      return durableTo
    },
    get facts() {
      return nextSeq - 1 - durableTo
    },
  }
}
