import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measurePaths, type PathPlan } from './bench/call-path.ts'
import { campaignText } from './bench/campaign/judge.ts'
import { type CampaignPlan, measureCampaign } from './bench/campaign/run.ts'
import { type Closers, createClosers } from './bench/closers.ts'
import { measureHandoff } from './bench/handoff.ts'
import { historyText, measureHistory } from './bench/history/run.ts'
import { type ConsolesPlan, consolesJson, consolesText, measureConsoles } from './bench/many-consoles.ts'
import { measureMemory } from './bench/memory.ts'
import { inOwnNamespace } from './bench/namespace.ts'
import { phoneJson, phoneText } from './bench/phone/report.ts'
import { measurePhone, type PhonePlan } from './bench/phone/run.ts'
import { measurePainted, paintedJson, paintedText } from './bench/pop-painted.ts'
import { rssMb } from './bench/process-stats.ts'
import { recordsText } from './bench/records/measure.ts'
import { measureFilled } from './bench/records/run.ts'
import { toJson, toText } from './bench/report.ts'
import { measureRouting } from './bench/routing.ts'
import { openStage } from './bench/stage.ts'
import { measureStoreOutage, outageText } from './bench/store-outage.ts'

/*
 * npm run bench -- [--quick] [--only store-outage|phone|consoles|pop|records|history|campaign] [--json FILE]
 *
 * Bare Dial(), native Queue() and ours side by side on one private Asterisk; all times are taken from the wire. The full run takes
 * about nine minutes, the quick one a minute and a half. See docs/decisions/0013-bench.md.
 * `--only phone`: a browser's phone in a real Chromium, from key to sound (docs/decisions/0019-browser-phone.md).
 * `--only consoles`: what two thousand connected consoles cost the server (docs/decisions/0013-bench.md).
 * `--only records`: lists, searches and opened cases of a store with two million cases; with `--postgres URL` of an empty database ten
 * million there, `--cases N` for another number, `--filled` on one that an earlier run filled and that was kept (docs/decisions/0025-full-text-and-suggestions.md).
 * `--only history`: ten years of a district imported, and a year of them reported (docs/decisions/0041-figures-and-history.md).
 * `--only campaign`: ten thousand callback tasks against a city that answers, rings out, is busy and so on, with forty agents and callers
 * beside it; what is booked is compared with what the city saw (docs/decisions/0038-return-visits.md).
 * `--only pop`: from an offer to its pop on the screen of a real browser.
 * `--only store-outage`: our own path with the database locked, and not (docs/decisions/0014-when-the-store-fails.md).
 */

/** What one run does. */
interface Plan {
  /** More than 40 calls/s × 6.8 s keep busy, and fewer than the server signs in from one address within five minutes. */
  readonly agents: number
  /** Calls that stand while the server's memory is read. */
  readonly callsUp: number
  readonly paths: readonly PathPlan[]
  readonly handoff: { readonly rounds: number; readonly count: number }
  readonly outage: { readonly rounds: number; readonly seconds: number }
  readonly phone: PhonePlan
  readonly consoles: ConsolesPlan
}

const full: Plan = {
  agents: 280,
  callsUp: 200,
  paths: [
    { rate: 40, seconds: 10, rounds: 4 },
    { rate: 20, seconds: 8, rounds: 2 },
    { rate: 10, seconds: 8, rounds: 1 },
    { rate: 1, seconds: 10, rounds: 1 },
  ],
  handoff: { rounds: 2, count: 30 },
  outage: { rounds: 2, seconds: 60 },
  phone: { calls: 30, reloads: 10, signIns: 5, legs: 40, idleSeconds: 20 },
  consoles: { total: 2_000, working: 280, seconds: 20 },
}
const quick: Plan = {
  agents: 280,
  callsUp: 200,
  paths: [{ rate: 40, seconds: 4, rounds: 1 }],
  handoff: { rounds: 1, count: 8 },
  outage: { rounds: 2, seconds: 10 },
  phone: { calls: 8, reloads: 3, signIns: 2, legs: 40, idleSeconds: 8 },
  consoles: { total: 500, working: 280, seconds: 8 },
}

const fullCampaign: CampaignPlan = {
  tasks: 10_000,
  agents: 40,
  pace: 0.025,
  writeMs: 1_000,
  callEveryMs: 4_000,
  mostMs: 40 * 60_000,
}
const quickCampaign: CampaignPlan = { ...fullCampaign, tasks: 300, agents: 20, mostMs: 5 * 60_000 }

const run = async (plan: Plan, closers: Closers) => {
  const say = (text: string) => console.error(text)
  say('measuring the routing')
  const routing = measureRouting()
  const stage = await openStage(plan.agents, closers, say)
  const idle = rssMb(stage.server.pid)
  await Promise.all(stage.consoles.map(console => console.become('ready')))
  say(`letting ${plan.callsUp} calls stand`)
  const memory = await measureMemory(stage, plan.callsUp, idle)
  const paths = await measurePaths(stage, plan.paths, say)
  const handoffs = await measureHandoff(stage, plan.handoff.rounds, plan.handoff.count, say)
  return toJson({ paths, handoffs, memory, routing })
}

const runOutage = async (plan: Plan, closers: Closers) => {
  const say = (text: string) => console.error(text)
  const stage = await openStage(plan.agents, closers, say)
  await Promise.all(stage.consoles.map(console => console.become('ready')))
  return measureStoreOutage(stage, plan.outage, say)
}

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
    postgres: { type: 'string' },
    cases: { type: 'string' },
    filled: { type: 'boolean' },
  },
})
const parts: Readonly<Record<string, 'outage' | 'phone' | 'consoles' | 'pop' | 'records' | 'history' | 'campaign'>> = {
  'store-outage': 'outage',
  phone: 'phone',
  consoles: 'consoles',
  pop: 'pop',
  records: 'records',
  history: 'history',
  campaign: 'campaign',
}
const only = values.only === undefined ? 'all' : parts[values.only]
if (only === undefined) {
  console.error(`--only takes ${Object.keys(parts).join(', ')}`)
  process.exit(64)
}
if (values.filled && values.postgres === undefined) {
  console.error('--filled needs the --postgres URL of the database that was filled')
  process.exit(64)
}
// a database is reached over the machine's own network
const elsewhere = only === 'records' ? null : await inOwnNamespace()
if (elsewhere !== null) process.exit(elsewhere)

const closers = createClosers()
try {
  const plan = values.quick ? quick : full
  const say = (text: string) => console.error(text)
  const measured = {
    outage: async () => {
      const report = await runOutage(plan, closers)
      return { report, text: outageText(report) }
    },
    phone: async () => {
      const report = phoneJson(await measurePhone(plan.phone, closers, say))
      return { report, text: phoneText(report) }
    },
    consoles: async () => {
      const report = consolesJson(await measureConsoles(plan.consoles, closers, say))
      return { report, text: consolesText(report) }
    },
    pop: async () => {
      const report = paintedJson(await measurePainted({ consoles: 40, pops: values.quick ? 30 : 200 }, closers, say))
      return { report, text: paintedText(report) }
    },
    campaign: async () => {
      const report = await measureCampaign(values.quick ? quickCampaign : fullCampaign, closers, say)
      return { report, text: campaignText(report) }
    },
    records: async () => {
      const { postgres = null } = values
      const usual = values.quick ? 50_000 : postgres === null ? 2_000_000 : 10_000_000
      const cases = values.cases === undefined ? usual : Number(values.cases)
      const plan = { cases, rounds: values.quick ? 40 : 300, postgres, filled: values.filled ?? false }
      const report = await measureFilled(plan, closers, say)
      return { report, text: recordsText(report.reads) }
    },
    history: async () => {
      const report = await measureHistory({ years: values.quick ? 1 : 10, rounds: 5 }, closers, say)
      return { report, text: historyText(report) }
    },
    all: async () => {
      const report = await run(plan, closers)
      return { report, text: toText(report) }
    },
  }
  const { report, text } = await measured[only]()
  console.log(text)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await closers.close()
}
process.exit()
