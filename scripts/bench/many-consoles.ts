import { pathRound } from './call-path.ts'
import type { Closers } from './closers.ts'
import { openConsoles } from './consoles.ts'
import { cpuMs, rssMb } from './process-stats.ts'
import { openStage } from './stage.ts'
import { pause } from './wait.ts'

/** What thousands of connected consoles cost the server. */
export interface ManyConsoles {
  readonly consoles: number
  readonly ratePerSecond: number
  readonly calls: number
  readonly failed: number
  /** Processor time of the server by time that passed, in cores: with the consoles alone, and with the calls. */
  readonly idleCores: number
  readonly busyCores: number
  /** Most memory that the server was seen to use, MB. */
  readonly rssMb: number
  readonly popP99Ms: number | null
}

const rate = 40
const idleMs = 10_000
/** Sign-ins from one address within five minutes are limited. */
const perAddress = 250

const coresWhile = async <T>(pid: number, work: () => Promise<T>): Promise<{ cores: number; result: T }> => {
  const before = { cpu: cpuMs(pid), at: performance.now() }
  const result = await work()
  return { cores: (cpuMs(pid) - before.cpu) / (performance.now() - before.at), result }
}

/** How many consoles, how many of them take the calls, and for how long calls come. */
export interface ConsolesPlan {
  readonly total: number
  readonly working: number
  readonly seconds: number
}

/** Connects `total` consoles, of which `working` take the calls, and lets calls come at 40 a second for `seconds`. */
export const measureConsoles = async (
  { total, working, seconds }: ConsolesPlan,
  closers: Closers,
  say: (text: string) => void,
): Promise<ManyConsoles> => {
  const stage = await openStage(working, closers, say, total)
  const others = Array.from({ length: total - working }, (_, n) => String(1001 + working + n))
  say(`connecting ${others.length} more consoles`)
  for (let n = 0; n < others.length; n += perAddress) {
    const names = others.slice(n, n + perAddress)
    const open = await openConsoles(stage.server.url, names, stage.server.password, `127.0.1.${1 + n / perAddress}`)
    closers.add(() => {
      for (const one of open) one.close()
    })
  }
  await Promise.all(stage.consoles.map(console => console.become('ready')))
  const { pid } = stage.server
  let most = rssMb(pid)
  const watching = setInterval(() => {
    most = Math.max(most, rssMb(pid))
  }, 250)
  closers.add(() => clearInterval(watching))
  const idle = await coresWhile(pid, () => pause(idleMs))
  say(`calls at ${rate} a second`)
  await pathRound(stage, 'yihao', rate, 3)
  const busy = await coresWhile(pid, () => pathRound(stage, 'yihao', rate, seconds))
  return {
    consoles: total,
    ratePerSecond: rate,
    calls: busy.result.calls,
    failed: busy.result.failed,
    idleCores: idle.cores,
    busyCores: busy.cores,
    rssMb: most,
    popP99Ms: busy.result.pop?.p99 ?? null,
  }
}

/** As `--json` writes it. */
export const consolesJson = (result: ManyConsoles) => ({
  many_consoles: {
    consoles: result.consoles,
    calls_per_second: result.ratePerSecond,
    calls: result.calls,
    failed: result.failed,
    idle_cores: Number(result.idleCores.toFixed(3)),
    busy_cores: Number(result.busyCores.toFixed(3)),
    rss_mb: Math.round(result.rssMb),
    pop_p99_ms: result.popP99Ms === null ? null : Number(result.popP99Ms.toFixed(2)),
  },
})

/** As the table says it. */
export const consolesText = ({ many_consoles: found }: ReturnType<typeof consolesJson>): string =>
  [
    `${found.consoles} connected consoles, ${found.calls} calls at ${found.calls_per_second} a second, ${found.failed} failed`,
    `  server, consoles alone   ${found.idle_cores} cores`,
    `  server, with the calls   ${found.busy_cores} cores (averaged over the round, its last talks included)`,
    `  most memory              ${found.rss_mb} MB`,
    `  arrival to pop, p99      ${found.pop_p99_ms ?? '–'} ms`,
  ].join('\n')
