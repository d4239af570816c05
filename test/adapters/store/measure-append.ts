/**
 * Measures how long facts take from `append` to durable: `node measure-append.ts [URL] [CALLS A SECOND] [SECONDS]`. Each call
 * makes five turns, 60 ms apart. Beside it runs what the disk itself costs: 16 KiB written and flushed, as often.
 */
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { answeredCall, fact } from './given-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'yihao-measure-'))
const [url = `sqlite:${join(folder, 'yihao.db')}`, rate = '40', seconds = '20'] = process.argv.slice(2)
const store = await openStore(url, { log: console })

const turnsOf = (callId: string, agentId: string): readonly (readonly Fact[])[] => {
  const at = Date.now()
  const [arrived, queued, made, taken, answered, ended, leg] = answeredCall(
    { callId, arrivedAt: at },
    agentId,
    4_000,
    9,
  )
  const becomes = (from: 'ready' | 'reserved' | 'talking', to: 'reserved' | 'talking' | 'wrap_up'): Fact =>
    fact(at, {
      kind: 'agent_state',
      agentId,
      from,
      fromSince: at,
      fromReason: null,
      to,
      reason: null,
      until: null,
      resume: null,
      callId,
    })
  const turns = [
    [arrived, made, becomes('ready', 'reserved')],
    [queued],
    [taken, answered, becomes('reserved', 'talking')],
    [ended],
    [leg, becomes('talking', 'wrap_up')],
  ]
  return turns.map(turn => turn.filter(each => each !== undefined))
}

const timed = async (times: number[], job: () => unknown): Promise<void> => {
  const start = performance.now()
  await job()
  times.push(performance.now() - start)
}

const appends: number[] = []
const histories: number[] = []
const flushes: number[] = []
const call = async (callId: string, agentId: string): Promise<void> => {
  for (const turn of turnsOf(callId, agentId)) {
    await timed(appends, () => store.append(turn))
    await sleep(60)
  }
}

const file = openSync(join(folder, 'flushed'), 'w')
const bytes = Buffer.alloc(16 * 1024)
const calls: Promise<void>[] = []
const run = `${process.pid}-${Date.now()}`
const begin = performance.now()
const cpu = process.cpuUsage()
for (let n = 0; n < Number(rate) * Number(seconds); n += 1) {
  await sleep(Math.max(0, begin + (n * 1000) / Number(rate) - performance.now()))
  calls.push(call(`${run}-${n}`, `${1001 + (n % 40)}`))
  if (n % 5 === 0) await timed(histories, () => store.read.callerHistory('+8613812345678', '', Date.now()))
}
await Promise.all(calls)
const { user, system } = process.cpuUsage(cpu)
const cores = (user + system) / 1000 / (performance.now() - begin)
for (let n = 0; n < 400; n += 1) {
  await timed(flushes, () => {
    writeSync(file, bytes, 0, bytes.length, (n % 64) * bytes.length)
    fdatasyncSync(file)
  })
  await sleep(5)
}
await store.close()
rmSync(folder, { recursive: true })

for (const [name, times] of Object.entries({ append: appends, callerHistory: histories, flush: flushes })) {
  const sorted = times.slice(Math.floor(times.length / 10)).sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  console.log(`${name}: ${sorted.length} times, p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms`)
}
console.log(`processor: ${(cores * 100).toFixed(0)} % of one core`)
