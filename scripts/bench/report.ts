import type { PathRound } from './call-path.ts'
import { type Way, ways } from './dialplan.ts'
import type { HandoffRound } from './handoff.ts'
import type { MemoryResult } from './memory.ts'
import { medianOf, percentile, rounded } from './percentiles.ts'
import type { RoutingResult } from './routing.ts'

/** Everything one run measured. */
export interface Measured {
  readonly paths: readonly PathRound[]
  readonly handoffs: readonly HandoffRound[]
  readonly memory: MemoryResult
  readonly routing: RoutingResult
}

/** The rate whose figures stand at the top. */
export const mainRate = 40

const pathOf = (rounds: readonly PathRound[]) => ({
  p50_ms: rounded(medianOf(rounds.map(({ p50 }) => p50))),
  p90_ms: rounded(medianOf(rounds.map(({ p90 }) => p90))),
  p99_ms: rounded(medianOf(rounds.map(({ p99 }) => p99))),
  failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
})

const perWay = <T>(make: (way: Way) => T): Record<Way, T> => ({
  dial: make('dial'),
  queue: make('queue'),
  yihao: make('yihao'),
})

const ofRate = (paths: readonly PathRound[], rate: number) => {
  const there = paths.filter(round => round.rate === rate)
  const own = there.filter(({ way }) => way === 'yihao')
  const cpu = (way: Way, of: (round: PathRound) => number) =>
    rounded(medianOf(there.filter(round => round.way === way).map(of)), 2)
  return {
    calls: perWay(way => there.filter(round => round.way === way).reduce((sum, { calls }) => sum + calls, 0)),
    call_path: perWay(way => pathOf(there.filter(round => round.way === way))),
    pop: {
      before_invite_share: rounded(medianOf(own.map(({ pop }) => pop?.beforeInviteShare ?? null)), 4),
      p50_ms: rounded(medianOf(own.map(({ pop }) => pop?.p50 ?? null))),
      p99_ms: rounded(medianOf(own.map(({ pop }) => pop?.p99 ?? null))),
    },
    legs_p50_ms: {
      invite_to_arrival: rounded(medianOf(own.map(({ legs }) => legs?.inviteToArrival ?? null))),
      arrival_to_pop: rounded(medianOf(own.map(({ legs }) => legs?.arrivalToPop ?? null))),
      pop_to_invite: rounded(medianOf(own.map(({ legs }) => legs?.popToInvite ?? null))),
    },
    server: { cpu_ms_per_call: cpu('yihao', ({ serverCpuMs }) => serverCpuMs) },
    asterisk_cpu_ms_per_call: perWay(way => cpu(way, ({ asteriskCpuMs }) => asteriskCpuMs)),
  }
}

/** The figures as they are written to the file: medians over rounds; at the top those of 40 calls a second. */
export const toJson = ({ paths, handoffs, memory, routing }: Measured) => {
  const rates = [...new Set(paths.map(({ rate }) => rate))].sort((a, b) => a - b)
  const by = Object.fromEntries(rates.map(rate => [String(rate), ofRate(paths, rate)]))
  const top = ofRate(paths, mainRate)
  const handoff = (way: 'queue' | 'yihao') => {
    const took = handoffs.filter(round => round.way === way).flatMap(round => round.took)
    return {
      p50_ms: rounded(percentile(took, 0.5)),
      p90_ms: rounded(percentile(took, 0.9)),
      p99_ms: rounded(percentile(took, 0.99)),
      measured: took.length,
    }
  }
  const ratio = (a: number | null, b: number | null) => (a === null || b === null || b === 0 ? null : rounded(a / b, 2))
  const { dial, yihao } = top.call_path
  const [queueHandoff, ownHandoff] = [handoff('queue'), handoff('yihao')]
  return {
    call_path: top.call_path,
    handoff: { queue: queueHandoff, yihao: ownHandoff },
    pop: top.pop,
    routing: {
      decision_us_p99: rounded(routing.p99, 2),
      decisions_per_second: Math.round(routing.perSecond),
      agents: routing.agents,
      waiting: routing.waiting,
      agent_ready_us: { p50: rounded(routing.agentReady.p50, 2), p99: rounded(routing.agentReady.p99, 2) },
      call_arrived_us: { p50: rounded(routing.callArrived.p50, 2), p99: rounded(routing.callArrived.p99, 2) },
    },
    server: {
      ...top.server,
      rss_mb: rounded(memory.rssMb, 1),
      rss_calls_up: memory.calls,
      idle_rss_mb: rounded(memory.idleRssMb, 1),
    },
    ratios: {
      invite_p50_yihao_to_dial: ratio(yihao.p50_ms, dial.p50_ms),
      invite_p99_yihao_to_dial: ratio(yihao.p99_ms, dial.p99_ms),
      handoff_p50_queue_to_yihao: ratio(queueHandoff.p50_ms, ownHandoff.p50_ms),
    },
    by_rate: by,
  }
}

export type Report = ReturnType<typeof toJson>

const cell = (value: number | string | null, width: number): string => String(value ?? '–').padStart(width)
const fixed = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))

/** The same as a table for a terminal. */
export const toText = (report: Report): string => {
  const lines = ["Caller's INVITE in → agent's INVITE out, ms (median over rounds)", '']
  const heads = ['calls/s', 'way', 'p50', 'p90', 'p99', 'calls', 'failed', 'Asterisk CPU ms/call']
  const widths = [7, 6, 8, 8, 8, 6, 6, 20]
  const row = (cells: readonly (string | number | null)[]) => cells.map((c, n) => cell(c, widths[n] ?? 8)).join('  ')
  lines.push(row(heads))
  for (const [rate, figures] of Object.entries(report.by_rate))
    for (const way of ways) {
      const { p50_ms, p90_ms, p99_ms, failed } = figures.call_path[way]
      const times = [p50_ms, p90_ms, p99_ms].map(value => fixed(value))
      const cpu = fixed(figures.asterisk_cpu_ms_per_call[way])
      lines.push(row([rate, way, ...times, figures.calls[way], failed, cpu]))
    }
  const { handoff, pop, server, routing, ratios } = report
  lines.push(
    '',
    `To Dial() at ${mainRate} calls/s: p50 × ${fixed(ratios.invite_p50_yihao_to_dial)}, p99 × ${fixed(ratios.invite_p99_yihao_to_dial)}`,
    `Caller's BYE → next caller's INVITE, 20 waiting, p50: queue ${fixed(handoff.queue.p50_ms)} ms, yihao ${fixed(handoff.yihao.p50_ms)} ms (1/${fixed(ratios.handoff_p50_queue_to_yihao, 0)})`,
    `Pop at the console before the agent's INVITE: ${pop.before_invite_share === null ? '–' : fixed(pop.before_invite_share * 100)} %; StasisStart → pop p50 ${fixed(pop.p50_ms)} ms, p99 ${fixed(pop.p99_ms)} ms`,
    `Server: ${fixed(server.cpu_ms_per_call)} ms CPU a call, ${fixed(server.rss_mb, 1)} MB with ${server.rss_calls_up} calls up (${fixed(server.idle_rss_mb, 1)} MB before the first)`,
    `Routing, ${routing.agents} agents and ${routing.waiting} waiting: ${routing.decisions_per_second} decisions/s, p99 ${fixed(routing.decision_us_p99)} µs (agent ready ${fixed(routing.agent_ready_us.p99)}, call arrived ${fixed(routing.call_arrived_us.p99)})`,
  )
  return lines.join('\n')
}
