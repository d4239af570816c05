import assert from 'node:assert/strict'
import type { EndCause, Fact } from '../../../src/domain/fact.ts'
import type { Booked } from '../../../src/engine/journal.ts'
import type { SimulatedTelephony } from './simulated-telephony.ts'

/** A call as the durable facts tell it. */
export interface BookedCall extends Booked {
  readonly waitMs: number | null
  readonly cause: EndCause | null
  readonly endedAt: number | null
}

/** What is durable: the ledger as it would be found after a crash. Arrivals of a known call change nothing, as in the store. */
export interface DurableBook {
  write(facts: readonly Fact[]): void
  of(callId: string): BookedCall | null
}

/** An empty book. */
export const durableBook = (): DurableBook => {
  const calls = new Map<string, BookedCall>()
  const change = (callId: string, by: Partial<BookedCall>) => {
    const call = calls.get(callId)
    if (call) calls.set(callId, { ...call, ...by })
  }
  const note = (fact: Fact) => {
    switch (fact.kind) {
      case 'call_arrived': {
        const fresh = {
          fallback: false,
          answeredAt: null,
          waitEnded: false,
          ended: false,
          waitMs: null,
          cause: null,
          endedAt: null,
        }
        if (!calls.has(fact.callId)) calls.set(fact.callId, { ...fresh, arrivedAt: fact.at, number: fact.number })
        return
      }
      case 'call_answered':
        return change(fact.callId, { answeredAt: fact.at, waitMs: fact.waitMs })
      case 'call_abandoned':
      case 'call_overflowed':
      case 'call_failed':
        return change(fact.callId, { waitEnded: true })
      case 'call_ended':
        assert.ok(!calls.get(fact.callId)?.ended, `call ${fact.callId} is booked with two ends`)
        return change(fact.callId, { ended: true, cause: fact.cause, endedAt: fact.at })
    }
  }
  return {
    write: facts => {
      for (const fact of facts) note(fact)
    },
    of: callId => calls.get(callId) ?? null,
  }
}

/** No call is missing from the book and each has one end; without faults it also says what each caller saw himself. */
export const compareWithCallers = (
  seenByCallers: SimulatedTelephony['seenByCallers'],
  book: DurableBook,
  faultless: boolean,
): void => {
  for (const [callId, seen] of seenByCallers) {
    const call = book.of(callId)
    assert.ok(call?.cause, `call ${callId} has no end in the ledger`)
    assert.equal(call.arrivedAt, seen.arrivedAt, `call ${callId} keeps its arrival`)
    if (!faultless || seen.connectedAt === null) continue
    const waitMs = seen.connectedAt - seen.arrivedAt
    const off = Math.abs((call.waitMs ?? Number.NaN) - waitMs)
    // a commit may take up to 400 ms here, and connecting waits for it
    assert.ok(off <= 450, `call ${callId} waited ${waitMs} ms, booked ${call.waitMs}`)
    assert.equal(call.cause, 'completed', `call ${callId} had an agent`)
  }
}
