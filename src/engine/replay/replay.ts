import type { AgentState } from '../../domain/agent/agent.ts'
import type { Fact } from '../../domain/fact.ts'
import { shortAbandonMs } from '../../domain/kpi/figures.ts'
import { type PlayedCall, type PlayedHouse, playLine } from './played-line.ts'

/** What came of callers who were played, counted as the published figures are (docs/figures.md). Times in ms. */
export interface ReplayResult {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly abandonedShort: number
  /** Told that nobody is free. */
  readonly overflowed: number
  /** Had to wait at all. */
  readonly waited: number
  /** Waits of all offered callers, however they ended, summed up. */
  readonly allWaitsMs: number
  /** Of the answered, in order. */
  readonly waits: readonly number[]
  /** How long all agents together were in each state. */
  readonly agentMs: Readonly<Record<AgentState, number>>
}

/** Plays callers and counts what comes of them. The same callers through the same house give the same result. */
export const replay = (calls: readonly PlayedCall[], house: PlayedHouse): ReplayResult => {
  const counts = { answered: 0, abandoned: 0, abandonedShort: 0, overflowed: 0, waited: 0, allWaitsMs: 0 }
  const waits: number[] = []
  const agentMs = { offline: 0, ready: 0, reserved: 0, talking: 0, wrap_up: 0, paused: 0 }
  const waitOf = (waitMs: number) => {
    counts.allWaitsMs += waitMs
    if (waitMs > 0) counts.waited += 1
  }
  const hear = (fact: Fact, at: number): void => {
    switch (fact.kind) {
      case 'call_answered':
        counts.answered += 1
        waits.push(fact.waitMs)
        return waitOf(fact.waitMs)
      case 'call_abandoned':
        counts.abandoned += 1
        if (fact.waitMs <= shortAbandonMs) counts.abandonedShort += 1
        return waitOf(fact.waitMs)
      case 'call_overflowed':
        counts.overflowed += 1
        return waitOf(fact.waitMs)
      case 'agent_state':
        agentMs[fact.from] += at - fact.fromSince
    }
  }
  playLine(calls, house, hear)
  return { offered: calls.length, ...counts, waits: waits.toSorted((a, b) => a - b), agentMs }
}

/** How many were answered within so many seconds of their arrival. */
export const answeredIn = ({ waits }: ReplayResult, seconds: number): number =>
  waits.filter(wait => wait <= seconds * 1_000).length

/** The wait in ms that so large a share (0 to 1) of the answered did not exceed (nearest rank); null where nobody was answered. */
export const waitQuantile = ({ waits }: ReplayResult, share: number): number | null =>
  waits[Math.max(0, Math.ceil(share * waits.length) - 1)] ?? null
