import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type PathRound, pathRound } from './call-path.ts'
import { rounded } from './percentiles.ts'
import type { Stage } from './stage.ts'
import { waitFor } from './wait.ts'

/** Calls at 40 a second, with the database locked by another process meanwhile, or not. */
export interface OutageRound extends PathRound {
  readonly locked: boolean
  /** Most facts that were in the spill file. */
  readonly spilled: number
  /** Calls of the round that the ledger has from their arrival to their end, and those it has in part. */
  readonly whole: number
  readonly partly: number
  /** How long the store took to catch up, ms. */
  readonly catchUpMs: number
}

const rate = 40
const warmUpSeconds = 3
/** The lock is there before the first call, and for a moment after the last one came. */
const marginMs = 500

const outageRound = async (stage: Stage, seconds: number, locked: boolean): Promise<OutageRound> => {
  const database = new Sqlite(join(stage.folder, 'yihao.db'))
  try {
    const begin = Date.now()
    let spilled = 0
    let unlockedAt: number | null = null
    const unlock = () => {
      if (unlockedAt !== null) return
      unlockedAt = performance.now()
      if (locked) database.exec('rollback')
    }
    if (locked) database.exec('begin exclusive')
    const unlocking = setTimeout(unlock, seconds * 1000 + marginMs)
    const watching = setInterval(
      () =>
        void gaugeOf(stage, 'facts_spilled').then(
          now => {
            spilled = Math.max(spilled, now)
          },
          () => {},
        ),
      500,
    )
    let caughtUpAt = Number.POSITIVE_INFINITY
    const caughtUp = waitFor(
      'the store has caught up',
      async () => (unlockedAt !== null && (await gaugeOf(stage, 'facts_spilled')) === 0) || null,
      seconds * 1000 + 60_000,
    ).then(() => {
      caughtUpAt = performance.now()
    })
    try {
      const round = await pathRound(stage, 'yihao', rate, seconds)
      await caughtUp
      await waitFor('nothing waits', async () => (await gaugeOf(stage, 'facts_waiting')) === 0 || null, 10_000)
      const calls = database
        .prepare<[number], { ended: number }>('select ended_at is not null as ended from calls where arrived_at >= ?')
        .all(begin)
      const whole = calls.filter(({ ended }) => ended === 1).length
      const catchUpMs = locked ? caughtUpAt - (unlockedAt ?? caughtUpAt) : 0
      return { ...round, locked, spilled, whole, partly: calls.length - whole, catchUpMs }
    } finally {
      clearTimeout(unlocking)
      clearInterval(watching)
      unlock()
    }
  } finally {
    database.close()
  }
}

const gaugeOf = async (stage: Stage, name: string): Promise<number> => {
  const text = await (await fetch(`${stage.server.url}/metrics`)).text()
  return Number(new RegExp(`^yihao_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
}

/** The rounds without and with an outage, in turn; and how many facts the server lost in all of them. */
export const measureStoreOutage = async (
  stage: Stage,
  { seconds, rounds }: { readonly seconds: number; readonly rounds: number },
  say: (text: string) => void,
) => {
  const done: OutageRound[] = []
  // the first seconds of a fresh server would count as the store's doing
  await pathRound(stage, 'yihao', rate, warmUpSeconds)
  for (let n = 0; n < rounds; n += 1)
    for (const locked of n % 2 === 0 ? [false, true] : [true, false]) {
      const round = await outageRound(stage, seconds, locked)
      done.push(round)
      const { p50, p99, calls, whole } = round
      say(
        `store ${locked ? 'locked' : 'there'}: ${p50?.toFixed(2)} / ${p99?.toFixed(2)} ms, ${whole} of ${calls} calls in the ledger`,
      )
    }
  return outageReport(done, await gaugeOf(stage, 'facts_lost'))
}

/** The figures as they are written to the file. */
export const outageReport = (rounds: readonly OutageRound[], lost: number) => ({
  store_outage: {
    facts_lost: lost,
    rounds: rounds.map(({ locked, calls, failed, p50, p90, p99, spilled, whole, partly, catchUpMs }) => ({
      locked,
      calls,
      failed,
      p50_ms: rounded(p50),
      p90_ms: rounded(p90),
      p99_ms: rounded(p99),
      spilled_most: spilled,
      whole_in_ledger: whole,
      partly_in_ledger: partly,
      catch_up_ms: Math.round(catchUpMs),
    })),
  },
})

/** The same for a terminal. */
export const outageText = ({ store_outage: { facts_lost, rounds } }: ReturnType<typeof outageReport>): string =>
  [
    "Caller's INVITE in → agent's INVITE out at 40 calls/s, ms",
    ...rounds.map(
      each =>
        `store ${each.locked ? 'locked' : 'there '}  p50 ${each.p50_ms}  p99 ${each.p99_ms}  calls ${each.calls}  failed ${each.failed}  ` +
        `in the ledger ${each.whole_in_ledger}  spilled at most ${each.spilled_most}  caught up in ${each.catch_up_ms} ms`,
    ),
    `facts lost: ${facts_lost}`,
  ].join('\n')
