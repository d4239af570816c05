import Sqlite from 'better-sqlite3'
import type { CalledRecord } from '../../city/city.ts'
import { percentile } from '../percentiles.ts'
import { heard } from './visitor.ts'

/** What a run of a campaign came to. Times in ms. */
export interface CampaignReport {
  readonly tasks: number
  readonly closed: number
  readonly attempts: number
  readonly seconds: number
  readonly dialsPerSecond: number
  /** Attempts by what the city did and what is booked, such as `busy → busy`. */
  readonly outcomes: Readonly<Record<string, number>>
  /** In one sentence each: what is booked otherwise than the city saw it. */
  readonly differences: readonly string[]
  readonly twice: number
  /** Dials while a caller waited. */
  readonly whileWaiting: number
  readonly callers: number
  /** From the end of one visit's work to the next task. */
  readonly idle: { readonly p50: number | null; readonly p95: number | null }
}

interface Attempt {
  readonly callId: string
  readonly number: string
  readonly beganAt: number
  readonly answeredAt: number | null
  readonly outcome: string | null
}

interface FactRow {
  readonly kind: string
  readonly callId: string | null
  readonly at: number
  readonly body: string
}

/** What the network alone must make of one of whom nothing was heard. */
const byNetwork: Readonly<Record<string, string>> = {
  busy: 'busy',
  rejects: 'rejected',
  switched_off: 'unreachable',
  out_of_reach: 'unreachable',
  suspended: 'unreachable',
  empty_number: 'empty_number',
  network_failure: 'network_failure',
  rings_out: 'unreachable',
}

const expected = ({ behaviour }: CalledRecord): string => heard(behaviour) ?? byNetwork[behaviour.kind] ?? 'unknown'

/** Compares the ledger of a run with what the city saw, one by one. */
export const judge = (path: string, records: readonly CalledRecord[], callers: number): CampaignReport => {
  const file = new Sqlite(path, { readonly: true })
  try {
    const attempts = file
      .prepare(
        'select call_id as callId, number, began_at as beganAt, answered_at as answeredAt, outcome from attempts order by began_at',
      )
      .all() as Attempt[]
    const states = file.prepare('select state, count(*) as count from callback_tasks group by state').all() as {
      state: string
      count: number
    }[]
    const facts = file
      .prepare('select kind, call_id as callId, at, body from facts order by seq')
      .iterate() as IterableIterator<FactRow>
    const { whileWaiting, idle } = readFacts(facts)
    // what is no number is the end of a call in the city's dialplan
    const rung = records.filter(({ dialled }) => /^\+?\d+$/.test(dialled))
    const byNumber = Map.groupBy(rung, ({ dialled }) => dialled)
    const outcomes: Record<string, number> = {}
    const differences: string[] = []
    for (const { number, outcome, answeredAt } of attempts) {
      const [seen, ...more] = byNumber.get(number) ?? []
      byNumber.delete(number)
      if (!seen) {
        differences.push(`${number}: an attempt, and the city saw none`)
        continue
      }
      const name = `${seen.behaviour.kind} → ${outcome}`
      outcomes[name] = (outcomes[name] ?? 0) + 1
      if (more.length > 0) differences.push(`${number}: rung ${more.length + 1} times for one attempt`)
      if (outcome !== expected(seen)) differences.push(`${number}: ${seen.behaviour.kind}, booked ${outcome}`)
      if ((answeredAt !== null) !== (seen.answeredAt !== null))
        differences.push(`${number}: ${seen.answeredAt === null ? 'not ' : ''}answered, booked otherwise`)
    }
    for (const number of byNumber.keys()) differences.push(`${number}: rung, and no attempt is booked`)
    const [first, last] = [attempts[0]?.beganAt ?? 0, attempts.at(-1)?.beganAt ?? 0]
    const numbers = new Set(attempts.map(({ number }) => number))
    const seconds = (last - first) / 1000
    return {
      tasks: states.reduce((sum, { count }) => sum + count, 0),
      closed: states.find(({ state }) => state === 'closed')?.count ?? 0,
      attempts: attempts.length,
      seconds: Math.round(seconds),
      dialsPerSecond: seconds === 0 ? 0 : Math.round((attempts.length / seconds) * 10) / 10,
      outcomes,
      differences,
      twice: attempts.length - numbers.size,
      whileWaiting,
      callers,
      idle: { p50: percentile(idle, 0.5), p95: percentile(idle, 0.95) },
    }
  } finally {
    file.close()
  }
}

/** Goes through the ledger: who waits when somebody is dialled, and how long agents were free before each task. */
const readFacts = (facts: Iterable<FactRow>) => {
  const waiting = new Set<string>()
  /** Whose agent rings already: he enters the queue with him. */
  const offered = new Set<string>()
  const idle: number[] = []
  let whileWaiting = 0
  for (const { kind, callId, at, body } of facts) {
    if (kind === 'agent_state') {
      const state = JSON.parse(body) as { from: string; fromSince: number; to: string; callId: string | null }
      if (state.from === 'ready' && state.to === 'reserved' && state.callId?.startsWith('out-'))
        idle.push(Math.max(0, at - state.fromSince))
    }
    if (callId === null) continue
    if (kind === 'offer_made') offered.add(callId)
    if (kind === 'call_queued' && !offered.has(callId)) waiting.add(callId)
    if (kind === 'offer_ended') {
      offered.delete(callId)
      if ((JSON.parse(body) as { result: string }).result !== 'accepted') waiting.add(callId)
    }
    if (kind === 'offer_made' || kind === 'call_ended' || kind === 'call_answered') waiting.delete(callId)
    if (kind === 'attempt_began' && waiting.size > 0) whileWaiting += 1
  }
  return { whileWaiting, idle }
}

/** The same as a table for a terminal. */
export const campaignText = (report: CampaignReport): string => {
  const { outcomes, differences, idle } = report
  return [
    `tasks ${report.tasks}, closed ${report.closed}; attempts ${report.attempts} in ${report.seconds} s, ${report.dialsPerSecond} a second`,
    'what the city did → what is booked | attempts',
    ...Object.entries(outcomes)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} | ${count}`),
    `differences | ${differences.length}`,
    ...differences.slice(0, 10).map(each => `  ${each}`),
    `numbers rung twice | ${report.twice}`,
    `dials while a caller waited (${report.callers} callers) | ${report.whileWaiting}`,
    `an agent's time between visits, ms | p50 ${idle.p50 ?? '—'}, p95 ${idle.p95 ?? '—'} (goal: p50 ≤ 2000)`,
  ].join('\n')
}
