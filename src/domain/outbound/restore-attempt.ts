import type { Call } from '../call/call.ts'
import type { Purpose } from '../campaign/campaign.ts'
import type { NetworkResult } from '../campaign/campaign-facts.ts'
import { callOf, type UnfinishedCall } from '../line/restore.ts'
import { note, setCall, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import type { OutboundCall } from './give.ts'

/** An attempt that is not closed, as the ledger holds it. Times UTC ms. */
export interface UnfinishedAttempt extends UnfinishedCall {
  readonly taskId: string
  readonly campaignId: string
  readonly purpose: Purpose
  readonly number: string
  /** Whose attempt it is. */
  readonly byAgentId: string
  readonly endedAt: number | null
  readonly network: NetworkResult | null
  /** How long its campaign lets ring, in ms. Left out: not known. */
  readonly ringMs?: number
}

/** How long after a start it may still be found how an attempt went that was dialled before. */
const findWithinMs = 60_000

/** An attempt of the ledger as the line would hold it; null where there is no queue at all. */
const attemptCallOf = (line: Turn['line'], known: UnfinishedAttempt, now: number): OutboundCall | null => {
  const call = callOf(line, known, known.offer !== null, now)
  if (!call) return null
  const { codeMs, releaseMs } = line.settings
  const order = {
    taskId: known.taskId,
    campaignId: known.campaignId,
    purpose: known.purpose,
    mode: 'progressive' as const,
    queueId: call.queueId,
    number: known.number,
    caseNo: null,
    shownNumber: known.dialled,
    previewMs: 0,
    ringMs: known.ringMs ?? findWithinMs,
    keepReady: 0,
  }
  const outbound = {
    order,
    agentId: known.byAgentId,
    dialledAt: known.arrivedAt,
    rings: false,
    earlyMedia: known.network?.earlyMedia ?? false,
    network: known.network,
    said: null,
  }
  const at = (state: Call['state'], until: number): OutboundCall => ({
    ...call,
    state,
    since: known.endedAt ?? known.arrivedAt,
    until,
    agentId: null,
    leg: null,
    offer: null,
    recording: null,
    music: false,
    outbound,
  })
  if (known.endedAt !== null) return at('concluded', now + codeMs + releaseMs)
  if (known.answeredAt === null) return at('dialled', now + findWithinMs)
  return { ...call, outbound }
}

/** Takes an attempt up again where the ledger ends; what became of it meanwhile is found by the comparison that follows. */
export const restoreAttempt = (turn: Turn, known: UnfinishedAttempt): void => {
  const call = attemptCallOf(turn.line, known, turn.now)
  if (!call || get(turn.line.calls, call.id)) return
  note(turn, turn.now, { kind: 'call_adopted', callId: call.id, state: call.state })
  setCall(turn, call)
}
