import type { Fact } from '../domain/fact.ts'
import { countsOf } from '../domain/kpi/counts.ts'
import { arrivalOf, countFact, noFigures } from '../domain/kpi/figures.ts'
import { dayMs, minuteMs, minuteOf } from './minute-figures.ts'
import type { Clock } from './ports.ts'
import type { Reads } from './store.ts'

/** What is kept: any 24 h with the running minute, and an hour for a source whose clock is ahead of ours. */
const keptMinutes = dayMs / minuteMs + 1
const aheadMinutes = 60
const places = keptMinutes + aheadMinutes

/** A call without an end is forgotten after this long: its facts were lost, or its end stands in the journal alone. */
const forgottenMs = 2 * dayMs

/** Calls whose wait has an end. */
export interface Decided {
  readonly answered: number
  readonly lost: number
}

/** How the calls of each queue ended their wait, by the minute they arrived in, for the last 24 h and the running minute. */
export interface QueueMinutes {
  /** Counts a fact for the queue its call arrived in: a transfer into another one changes nothing. */
  count(fact: Fact): void
  /** The calls of a queue that arrived in the 24 h before the running minute, or in it. */
  sum(queueId: string): Decided
  /** Queues that are held, and calls of which an end may still come. */
  readonly size: { readonly queues: number; readonly calls: number }
}

/** A ring of minutes: each place belongs to one minute and is taken by the one that comes a whole turn later. */
interface Ring {
  readonly minutes: Int32Array
  readonly answered: Int32Array
  readonly lost: Int32Array
}

const emptyRing = (): Ring => ({
  minutes: new Int32Array(places).fill(-1),
  answered: new Int32Array(places),
  lost: new Int32Array(places),
})

const add = (ring: Ring, minute: number, { answered, lost }: Decided): void => {
  const place = minute % places
  if (ring.minutes[place] !== minute) {
    ring.minutes[place] = minute
    ring.answered[place] = 0
    ring.lost[place] = 0
  }
  ring.answered[place] = (ring.answered[place] ?? 0) + answered
  ring.lost[place] = (ring.lost[place] ?? 0) + lost
}

const sumOf = (ring: Ring, from: number, to: number): Decided => {
  const sum = { answered: 0, lost: 0 }
  for (let minute = from; minute <= to; minute += 1) {
    const place = minute % places
    if (ring.minutes[place] !== minute) continue
    sum.answered += ring.answered[place] ?? 0
    sum.lost += ring.lost[place] ?? 0
  }
  return sum
}

/** Opens it with what the store holds. Must be called before the first new fact. Some 18 kB for each queue, whatever the calls. */
export const openQueueMinutes = async (
  reads: Pick<Reads, 'decidedByQueue' | 'openCalls'>,
  clock: Pick<Clock, 'now'>,
): Promise<QueueMinutes> => {
  const rings = new Map<string, Ring>()
  const calls = new Map<string, { readonly queueId: string; readonly arrivedAt: number }>()
  const running = (): number => minuteOf(clock.now()) / minuteMs
  let cleanedAt = running()

  const ringOf = (queueId: string): Ring => {
    const known = rings.get(queueId)
    if (known) return known
    const ring = emptyRing()
    rings.set(queueId, ring)
    return ring
  }
  const from = (cleanedAt - keptMinutes + 1) * minuteMs
  const to = (cleanedAt + aheadMinutes) * minuteMs
  for (const { queueId, at, answered, lost } of await reads.decidedByQueue(from, to, minuteMs))
    add(ringOf(queueId), at / minuteMs, { answered, lost })
  for (const { id, queueId, arrivedAt } of await reads.openCalls()) calls.set(id, { queueId, arrivedAt })

  /** Once a minute. */
  const clean = (): void => {
    const minute = running()
    if (minute === cleanedAt) return
    cleanedAt = minute
    const before = clock.now() - forgottenMs
    for (const [id, { arrivedAt }] of calls) if (arrivedAt < before) calls.delete(id)
  }

  const countCall = (fact: Fact, queueId: string): void => {
    const arrived = arrivalOf(fact)
    if (arrived === null) return
    const start = minuteOf(arrived)
    const minute = start / minuteMs
    if (minute <= cleanedAt - keptMinutes || minute >= cleanedAt + aheadMinutes) return
    const counts = countsOf([countFact(noFigures, fact, start, start + minuteMs)])
    if (counts.answered !== 0 || counts.lost !== 0) add(ringOf(queueId), minute, counts)
  }

  return {
    count: fact => {
      clean()
      if (fact.kind === 'call_arrived') calls.set(fact.callId, { queueId: fact.queueId, arrivedAt: fact.at })
      const call = 'callId' in fact && fact.callId !== null ? calls.get(fact.callId) : undefined
      if (!call) return
      countCall(fact, call.queueId)
      if (fact.kind === 'call_ended') calls.delete(fact.callId)
    },
    sum: queueId => {
      const ring = rings.get(queueId)
      const minute = running()
      return ring ? sumOf(ring, minute - keptMinutes + 1, minute) : { answered: 0, lost: 0 }
    },
    get size() {
      return { queues: rings.size, calls: calls.size }
    },
  }
}
