import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../../engine/ports.ts'
import type { Backend } from '../backend.ts'
import type { Builder } from '../db.ts'
import { desc, sql } from '../drizzle.ts'
import { fill } from '../query.ts'
import { built } from '../template.ts'
import { caseWordsRow, caseWordsTemplate, fillDownTo, filledDownTo } from './case-index.ts'
import { caseKeyOf, placeOfKey } from './case-key.ts'

/** How many cases are filed by one commit: few, since facts of calls wait behind it. */
const atOnce = 20

/** The wait after a try that failed, in ms. */
const againMs = 30_000

/**
 * Fills an index that was made anew, from the newest case down, beside the work of the hotline: half of the time it rests. Until then words
 * find newer cases only. What it was doing goes on after a restart. Gives what stops it.
 */
export const refillCaseWords = (builder: Builder, backend: Pick<Backend, 'report' | 'commit'>, log: Log) => {
  const stop = new AbortController()
  const rest = (ms: number) => sleep(ms, undefined, { signal: stop.signal, ref: false }).catch(() => {})
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const began = performance.now()
      try {
        if (!(await fileNext(builder, backend, log))) return
        await rest(performance.now() - began)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (!stop.signal.aborted)
          log.warn({ message }, 'the index of words could not be filled; it will be tried again')
        await rest(againMs)
      }
    }
  }
  void run()
  return { stop: () => stop.abort() }
}

/** Files the next cases; false: there are none. */
const fileNext = async (
  { db, dialect, tables: { cases } }: Builder,
  { report, commit }: Pick<Backend, 'report' | 'commit'>,
  log: Log,
): Promise<boolean> => {
  const [known] = await report([filledDownTo])
  const above = Number(known?.[0]?.[0] ?? 0)
  if (above === 0) return false
  const before = placeOfKey(above)
  const { localDay, running, title, text, place, confidential, agentId } = cases
  const [rows = []] = await report([
    built(
      db
        .select({ localDay, running, title, text, place, confidential, agentId })
        .from(cases)
        .where(sql`(${localDay}, ${running}) < (${before.localDay}, ${before.running})`)
        .orderBy(desc(localDay), desc(running))
        .limit(atOnce),
    ),
  ])
  const template = caseWordsTemplate(dialect)
  const filed = rows.map(row => ({
    localDay: Number(row[0]),
    running: Number(row[1]),
    title: String(row[2]),
    text: String(row[3]),
    place: String(row[4]),
    confidential: Boolean(row[5]),
    agentId: row[6] === null || row[6] === undefined ? null : String(row[6]),
  }))
  const last = filed.at(-1)
  await commit([
    ...filed.map(each => fill(template, caseWordsRow(each))),
    fillDownTo(dialect, filed.length < atOnce || !last ? 0 : caseKeyOf(last)),
  ])
  if (filed.length === atOnce) return true
  log.info({}, 'the index of words is filled')
  return false
}
