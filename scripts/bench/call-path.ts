import { type Way, ways } from './dialplan.ts'
import { percentile } from './percentiles.ts'
import { cpuMs } from './process-stats.ts'
import { startSipp } from './sipp.ts'
import type { Stage } from './stage.ts'
import { pause, waitFor } from './wait.ts'
import type { Wire } from './wire.ts'

/** One round of one way at one rate. Times in ms. */
export interface PathRound {
  readonly way: Way
  readonly rate: number
  readonly calls: number
  /** Calls that were not answered, or whose agent was never rung. */
  readonly failed: number
  readonly p50: number | null
  readonly p90: number | null
  readonly p99: number | null
  /** Share of calls whose pop was there before the agent's INVITE left, and arrival → pop; null for the other ways. */
  readonly pop: {
    readonly beforeInviteShare: number | null
    readonly p50: number | null
    readonly p99: number | null
  } | null
  /** Where the time of ours goes, p50 of each leg of the way; null for the other ways. */
  readonly legs: PathLegs | null
  /** Processor time per call of the server and of Asterisk. */
  readonly serverCpuMs: number
  readonly asteriskCpuMs: number
}

/** Longer than the recording notice, so that every call is a whole one: notice, connection, talk. */
const callMs = 5_800
const afterMs = 1_000
/** How long the last calls' ends may take to be worked off before the next round. */
const settleMs = 500

/** Caller's INVITE → arrival told to the server → pop at the console → agent's INVITE, ms. */
export interface PathLegs {
  readonly inviteToArrival: number | null
  readonly arrivalToPop: number | null
  readonly popToInvite: number | null
}

const difference = (from: number | undefined | null, to: number | undefined | null): number | null =>
  from === undefined || from === null || to === undefined || to === null ? null : to - from

/** Figures of the calls in a capture; `placed` are those that should be there. */
export const pathFigures = (wire: Wire, placed: number) => {
  const good = wire.calls.filter(call => call.answeredAt !== null && call.agentInvitedAt !== null)
  const took = good.map(call => difference(call.invitedAt, call.agentInvitedAt)).filter(ms => ms !== null)
  return {
    failed: placed - good.length,
    p50: percentile(took, 0.5),
    p90: percentile(took, 0.9),
    p99: percentile(took, 0.99),
  }
}

/** Figures of the pops: a pop that never came counts as not before the INVITE. */
export const popFigures = (wire: Wire) => {
  const rung = wire.calls.filter(call => call.agentInvitedAt !== null)
  const popOf = (id: string | null) => (id === null ? undefined : wire.pops.get(id))
  const before = rung.filter(({ agentInvitedAt, hotlineCallId }) => {
    const pop = popOf(hotlineCallId)
    return pop !== undefined && agentInvitedAt !== null && pop < agentInvitedAt
  })
  const took = rung
    .map(({ hotlineCallId: id }) => difference(id === null ? null : wire.arrivals.get(id), popOf(id)))
    .filter(ms => ms !== null)
  return {
    beforeInviteShare: rung.length === 0 ? null : before.length / rung.length,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
  }
}

/** The legs of the way of ours. */
export const pathLegs = ({ calls, arrivals, pops }: Wire): PathLegs => {
  const middle = (leg: (call: (typeof calls)[number], id: string) => number | null) =>
    percentile(
      calls.map(call => (call.hotlineCallId === null ? null : leg(call, call.hotlineCallId))).filter(ms => ms !== null),
      0.5,
    )
  return {
    inviteToArrival: middle((call, id) => difference(call.invitedAt, arrivals.get(id))),
    arrivalToPop: middle((_, id) => difference(arrivals.get(id), pops.get(id))),
    popToInvite: middle((call, id) => difference(pops.get(id), call.agentInvitedAt)),
  }
}

/** Runs one round: `seconds` of calls at `rate`, each to the next agent in turn. */
export const pathRound = async (stage: Stage, way: Way, rate: number, seconds: number): Promise<PathRound> => {
  const { asterisk, server, agents } = stage
  const calls = Math.max(1, Math.round(rate * seconds))
  const dialled = (n: number) =>
    ({ dial: `dial${agents[n % agents.length] ?? ''}`, queue: 'queue', yihao: '12345' })[way]
  const before = { server: cpuMs(server.pid), asterisk: cpuMs(asterisk.pid) }
  const { wire } = await stage.watch(async () => {
    const sipp = await startSipp(stage.folder, {
      sipPort: asterisk.sipPort,
      ratePerSecond: rate,
      calls,
      callMs,
      afterMs,
      of: n => ({ number: stage.nextNumber(), dialled: dialled(n) }),
    })
    try {
      await sipp.exited
    } finally {
      await sipp.stop()
    }
  })
  const used = { server: cpuMs(server.pid) - before.server, asterisk: cpuMs(asterisk.pid) - before.asterisk }
  if (way === 'yihao') await allReady(stage)
  await pause(settleMs)
  return {
    way,
    rate,
    calls,
    ...pathFigures(wire, calls),
    pop: way === 'yihao' ? popFigures(wire) : null,
    legs: way === 'yihao' ? pathLegs(wire) : null,
    serverCpuMs: used.server / calls,
    asteriskCpuMs: used.asterisk / calls,
  }
}

const allReady = (stage: Stage): Promise<true> =>
  waitFor('all agents are ready again', () => stage.consoles.every(({ state }) => state === 'ready') || null)

/** How long and how often each rate is measured. */
export interface PathPlan {
  readonly rate: number
  readonly seconds: number
  readonly rounds: number
}

/** All rounds; the three ways take turns, and each goes first equally often, so that noise hits all alike. */
export const measurePaths = async (
  stage: Stage,
  plans: readonly PathPlan[],
  say: (text: string) => void,
): Promise<readonly PathRound[]> => {
  const done: PathRound[] = []
  const most = Math.max(...plans.map(({ rounds }) => rounds))
  for (let round = 0; round < most; round += 1)
    for (const { rate, seconds, rounds } of plans) {
      if (round >= rounds) continue
      for (let turn = 0; turn < ways.length; turn += 1) {
        const way = ways[(round + turn) % ways.length] ?? 'dial'
        const result = await pathRound(stage, way, rate, seconds)
        done.push(result)
        const ms = [result.p50, result.p90, result.p99].map(value => value?.toFixed(2) ?? '–').join(' / ')
        say(`round ${round + 1}: ${way} at ${rate} calls/s: ${ms} ms (p50 / p90 / p99), ${result.failed} failed`)
      }
    }
  return done
}
