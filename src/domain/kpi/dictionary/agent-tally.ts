import type { AgentState } from '../../agent/agent.ts'
import type { OfferResult } from '../../fact.ts'
import { dayIndexOf, type Period } from '../period.ts'

/** A call that rang at an agent, in the period of its `madeAt` (UTC ms). `result` null: it rings still. */
export interface AgentOffer {
  readonly agentId: string
  readonly madeAt: number
  readonly result: OfferResult | null
}

/** A stretch of an agent's time (UTC ms); `toAt` null: it goes on. `ofCalls`: it belongs to no written conversation and to no call that we made. */
export interface AgentInterval {
  readonly agentId: string
  readonly state: AgentState
  readonly fromAt: number
  readonly toAt: number | null
  readonly ofCalls: boolean
}

/** What is counted of one agent in a period. Sums of time in ms. */
export interface AgentCounts {
  offered: number
  answered: number
  missed: number
  declined: number
  /** Talks with callers and wrap-up behind them; `otherWorkMs`: both, of written conversations and of calls that we made. */
  talkMs: number
  wrapUpMs: number
  otherWorkMs: number
  ringMs: number
  readyMs: number
  pausedMs: number
}

/** Time in which an agent worked for citizens: talks with hold, wrap-up, ringing, and other work (DOMAIN.md 2.2, 座席利用率). ms. */
export const busyMs = ({ talkMs, wrapUpMs, otherWorkMs, ringMs }: AgentCounts): number =>
  talkMs + wrapUpMs + otherWorkMs + ringMs

export const noCounts = (): AgentCounts => ({
  ...{ offered: 0, answered: 0, missed: 0, declined: 0 },
  ...{ talkMs: 0, wrapUpMs: 0, otherWorkMs: 0, ringMs: 0, readyMs: 0, pausedMs: 0 },
})

const results: Readonly<Partial<Record<OfferResult, 'answered' | 'missed' | 'declined'>>> = {
  accepted: 'answered',
  missed: 'missed',
  declined: 'declined',
}

const times = {
  talking: 'talkMs',
  wrap_up: 'wrapUpMs',
  reserved: 'ringMs',
  ready: 'readyMs',
  paused: 'pausedMs',
} as const

/**
 * Counts agents of a period, in any order. Time is split at its ends (DOMAIN.md 2.4, 1); an offer belongs to when it was made. What goes on is counted up to `until` (UTC ms) at the latest.
 */
export const createAgentTally = (period: Period, until: number) => {
  const agents = new Map<string, AgentCounts>()
  const end = Math.min(period.to, until)
  const of = (agentId: string): AgentCounts => {
    const counts = agents.get(agentId) ?? noCounts()
    agents.set(agentId, counts)
    return counts
  }
  return {
    offer({ agentId, madeAt, result }: AgentOffer): void {
      if (dayIndexOf(period, madeAt) === -1) return
      const counts = of(agentId)
      counts.offered += 1
      const field = result === null ? undefined : results[result]
      if (field) counts[field] += 1
    },
    interval({ agentId, state, fromAt, toAt, ofCalls }: AgentInterval): void {
      const ms = Math.min(toAt ?? end, end) - Math.max(fromAt, period.from)
      if (state === 'offline' || ms <= 0) return
      const isOther = !ofCalls && (state === 'talking' || state === 'wrap_up')
      of(agentId)[isOther ? 'otherWorkMs' : times[state]] += ms
    },
    end: (): ReadonlyMap<string, AgentCounts> => agents,
  }
}
