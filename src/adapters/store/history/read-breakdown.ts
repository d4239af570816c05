import { localDay } from '../../../domain/calendar/day.ts'
import type { Unit } from '../../../domain/cases/unit.ts'
import type { Breakdown } from '../../../domain/kpi/breakdown/breakdown.ts'
import { createTopicTally, type TopicTally, withUsualDays } from '../../../domain/kpi/breakdown/topic-tally.ts'
import { createUnitTally } from '../../../domain/kpi/breakdown/unit-tally.ts'
import { type Period, yearBefore } from '../../../domain/kpi/period.ts'
import type { SetOfNames } from '../../../domain/transfer/directory.ts'
import type { SettingRow } from '../../../engine/settings/settings-store.ts'
import type { BookQuery, Sight } from './book-sql.ts'
import {
  documentOf,
  firstCaseSql,
  namedSettingsSql,
  ordersQuery,
  settingsSql,
  signingsQuery,
  topicsQuery,
  unitDuesQuery,
  unitRatingsQuery,
  unitsBeforeSql,
} from './breakdown-sql.ts'
import { knownKinds, look } from './read-book.ts'
import type { Snapshot } from './snapshots.ts'

interface Named {
  readonly name: SetOfNames
}

/** What the house has set of units and topics: what they are called now, and which units could be given a case before an instant. */
const readNamed = async (snapshot: Snapshot, before: number) => {
  const names = { unit: new Map<string, string>(), topic: new Map<string, string>() }
  const units = new Map<string, Unit | null>()
  for (const [kind, key, at, document] of await snapshot.rows(namedSettingsSql)) {
    const named = documentOf(document ?? null) as Named | null
    // one that was taken away keeps its name
    if (named !== null) names[kind as 'unit' | 'topic'].set(String(key), named.name.zh)
    if (kind === 'unit' && Number(at) < before) units.set(String(key), named as Unit | null)
  }
  const taking = [...units].flatMap(([id, unit]) => (unit?.active && unit.tier === 1 ? id : []))
  return { names: { units: names.unit, topics: names.topic }, taking }
}

/** The breakdown of a period, out of one snapshot. */
export const readBreakdown = async (snapshot: Snapshot, period: Period): Promise<Breakdown> => {
  const { whole, sight } = await look(snapshot)
  const known = await knownKinds(snapshot, whole)
  const { names, taking } = await readNamed(snapshot, period.to)
  return {
    period,
    names,
    units: known.has('dispatches') ? await readUnits(snapshot, sight, period, taking) : null,
    topics: known.has('cases') ? await readTopics(snapshot, sight, period) : null,
  }
}

/** Hands over all rows of a question that lie in a period, the imported ones and our own. */
type Feed = <One>(
  query: Pick<BookQuery<One>, 'own' | 'rowOf'> & Partial<BookQuery<One>>,
  take: (one: One) => void,
) => Promise<void>

export const feedOf =
  (snapshot: Snapshot, { from, to }: Period): Feed =>
  async (query, take) => {
    if (query.past !== undefined) await snapshot.each(query.past, [from, to], row => take(query.rowOf(row)))
    await snapshot.each(query.own, [from, to], row => take(query.rowOf(row)))
  }

const readUnits = async (snapshot: Snapshot, sight: Sight, period: Period, taking: readonly string[]) => {
  const tally = createUnitTally(period)
  const feed = feedOf(snapshot, period)
  await feed(ordersQuery(sight), tally.order)
  await feed(unitDuesQuery(sight), tally.due)
  await feed(signingsQuery(sight), tally.signing)
  await feed(unitRatingsQuery(sight), tally.rating)
  const given = await snapshot.rows(unitsBeforeSql(sight), [period.from, period.to])
  return { counts: tally.end(), known: new Set([...given.map(([unit]) => String(unit)), ...taking]) }
}

const readTopics = async (snapshot: Snapshot, sight: Sight, period: Period) => {
  const [first] = (await snapshot.rows(firstCaseSql(sight)))[0] ?? []
  const knownFrom = first == null ? null : localDay(Number(first), period.zone)
  const count = async (of: Period): Promise<TopicTally> => {
    const tally = createTopicTally(of)
    await feedOf(snapshot, withUsualDays(of))(topicsQuery(sight), tally.case)
    return tally.end(knownFrom)
  }
  const before = yearBefore(period)
  const then = before === null ? null : await count(before)
  return { now: await count(period), before: then?.cases === 0 ? null : then }
}

/** The latest versions of all that the house has set. */
export const readSettings = async (snapshot: Snapshot): Promise<readonly SettingRow[]> =>
  (await snapshot.rows(settingsSql)).map(([kind, key, version, document, by, at]) => ({
    kind: String(kind),
    key: String(key),
    version: Number(version),
    document: documentOf(document ?? null),
    by: String(by),
    at: Number(at),
  }))
