import { nameOf, type UnitsOfPeriod } from '../breakdown/breakdown.ts'
import { leastVolume, type RankedUnit, rankingOf } from '../breakdown/ranking.ts'
import type { Period } from '../period.ts'
import { hours, hundredthsOf } from '../rate.ts'
import { sum } from '../sum.ts'
import type { Block, Cell, Table } from './document.ts'
import { countCell, derivedCell, plainCell, suppressionNote } from './shown.ts'
import { type Shown, suppress, suppressParts } from './suppression.ts'
import { dash, daysWords } from './words.ts'

const rateWords = (hundredths: number | null): string =>
  hundredths === null ? dash : `${(hundredths / 100).toFixed(2)}%`

const numberOrDash = (number: number | null): string => (number === null ? dash : String(number))

interface UnitsPart {
  readonly period: Period
  readonly units: UnitsOfPeriod
  readonly names: ReadonlyMap<string, string>
  /** Counts below it and above 0 are hidden; 0: none are. */
  readonly threshold: number
}

/** A column of a table of units: its name, the cell of each unit, and that of all together. */
interface Column {
  readonly name: string
  readonly cells: readonly Cell[]
  readonly total: Cell
}

/** Columns of units that are hidden as they must be; a rate is hidden with any of its counts. */
const createColumns = (units: readonly RankedUnit[], threshold: number) => {
  type Count = { readonly name: string; readonly of: (unit: RankedUnit) => number }
  const countsOf = ({ of }: Count) => units.map(of)
  const column = (name: string, cells: readonly Cell[], total: string): Column => ({
    name,
    cells,
    total: plainCell(total),
  })
  const counted = (count: Count, shown: readonly Shown[]): Column =>
    column(
      count.name,
      countsOf(count).map((each, index) => countCell(each, shown[index], threshold)),
      String(sum(units, count.of)),
    )
  return {
    hidden: (count: Count) => suppress(countsOf(count), threshold),
    hiddenPart: (part: Count, whole: Count, shown: readonly Shown[]) =>
      suppressParts(countsOf(part), { counts: countsOf(whole), shown }, threshold),
    counted,
    /** What follows for each unit from counts that are shown so, and for all. */
    derived: (name: string, textOf: (unit: RankedUnit) => string, from: readonly (readonly Shown[])[], total: string) =>
      column(
        name,
        units.map((unit, index) =>
          derivedCell(
            textOf(unit),
            from.map(shown => shown[index]),
          ),
        ),
        total,
      ),
    plain: (name: string, textOf: (unit: RankedUnit) => string): Column =>
      column(
        name,
        units.map(unit => plainCell(textOf(unit))),
        '',
      ),
  }
}

const isFew = (count: number, threshold: number): boolean => count > 0 && count < threshold

/** Orders and limits of units, ranked by how much was answered in time. */
const ordersTable = ({ period, names, threshold }: UnitsPart, units: readonly RankedUnit[]): Table => {
  const make = createColumns(units, threshold)
  const orders = { name: '承办（件）', of: (unit: RankedUnit) => unit.orders }
  const returned = { name: '退回（件）', of: (unit: RankedUnit) => unit.returned }
  const signDue = { name: '应签收（件）', of: (unit: RankedUnit) => unit.signDue }
  const signedOnTime = { name: '按时签收（件）', of: (unit: RankedUnit) => unit.signedOnTime }
  const due = { name: '应办结（件）', of: (unit: RankedUnit) => unit.due }
  const onTime = { name: '按时办结（件）', of: (unit: RankedUnit) => unit.onTime }
  const redone = { name: '重办（件）', of: (unit: RankedUnit) => unit.redone }
  const [shownOrders, shownSignDue, shownDue] = [orders, signDue, due].map(make.hidden)
  const all: readonly Shown[] = []
  const [ofOrders, ofSignDue, ofDue] = [shownOrders ?? all, shownSignDue ?? all, shownDue ?? all]
  const ofSigned = make.hiddenPart(signedOnTime, signDue, ofSignDue)
  const ofOnTime = make.hiddenPart(onTime, due, ofDue)
  const totalOf = (count: { of: (unit: RankedUnit) => number }) => sum(units, count.of)
  // a mean over few replies would tell of each
  const ofReplies = units.map((unit): Shown => (isFew(unit.replied, threshold) ? 'withheld' : 'whole'))
  const isSigningKnown = totalOf(signDue) > 0
  const columns: readonly Column[] = [
    make.plain('名次', unit => numberOrDash(unit.onTimeRank)),
    make.counted(orders, ofOrders),
    make.counted(returned, make.hidden(returned)),
    ...(isSigningKnown
      ? [
          make.derived(
            '按时签收率',
            unit => rateWords(unit.signedRate),
            [ofSignDue, ofSigned],
            rateWords(hundredthsOf(totalOf(signedOnTime), totalOf(signDue))),
          ),
        ]
      : []),
    make.counted(due, ofDue),
    make.counted(onTime, ofOnTime),
    make.derived(
      '按时办结率',
      unit => rateWords(unit.onTimeRate),
      [ofDue, ofOnTime],
      rateWords(hundredthsOf(totalOf(onTime), totalOf(due))),
    ),
    make.derived(
      '平均办理（小时）',
      unit => numberOrDash(unit.replyHours),
      [ofOrders, ofReplies],
      numberOrDash(
        hours(
          sum(units, unit => unit.replyMs),
          sum(units, unit => unit.replied),
        ),
      ),
    ),
    make.counted(redone, make.hiddenPart(redone, orders, ofOrders)),
  ]
  return tableOf('1. 工单与时限', period, units, names, columns, [
    '承办：当期首次交该单位办理、且未全部退回的诉求，一件计一次；当期首次交办而全部退回的计入“退回”。一件诉求可由几个单位承办，各单位之和不是交办诉求数。',
    ...(isSigningKnown
      ? ['按时签收率：签收时限在当期、未退回的交办，在时限前签收的；历史数据没有签收时限，不计。']
      : []),
    '应办结、按时办结：口径同按时办结率，各单位之和即该率的分母与分子。',
    '平均办理：承办的诉求从首次交该单位到其最后一次答复，只计当期答复的，自然小时。重办：承办的诉求中因重办再次交该单位的。',
    `名次按所印按时办结率从高到低，同率同名次；承办或应办结不足${leastVolume}件的列出而不排名。`,
    ...suppressionNote(threshold),
  ])
}

/** What was said of units, ranked by it. */
const ratingsTable = ({ period, names, threshold }: UnitsPart, units: readonly RankedUnit[]): Table => {
  const last = units.length + 1
  const byRank = [...units].sort((a, b) => (a.satisfactionRank ?? last) - (b.satisfactionRank ?? last))
  const make = createColumns(byRank, threshold)
  const rated = { name: '参评（件）', of: (unit: RankedUnit) => unit.rated }
  const satisfied = { name: '满意（件）', of: (unit: RankedUnit) => unit.satisfied }
  const ofRated = make.hidden(rated)
  const ofSatisfied = make.hiddenPart(satisfied, rated, ofRated)
  return tableOf(
    '2. 群众评价',
    period,
    byRank,
    names,
    [
      make.plain('名次', unit => numberOrDash(unit.satisfactionRank)),
      make.counted(rated, ofRated),
      make.counted(satisfied, ofSatisfied),
      make.derived(
        '满意率',
        unit => rateWords(unit.satisfactionRate),
        [ofRated, ofSatisfied],
        rateWords(hundredthsOf(sum(byRank, satisfied.of), sum(byRank, rated.of))),
      ),
    ],
    [
      '参评：当期受理、最后一次评价来自回访的诉求，计入最后承办且未退回的单位，原始口径；满意含基本满意。',
      `名次按所印满意率从高到低，同率同名次；承办或参评不足${leastVolume}件的列出而不排名。`,
      ...suppressionNote(threshold),
    ],
  )
}

const tableOf = (
  caption: string,
  period: Period,
  units: readonly RankedUnit[],
  names: ReadonlyMap<string, string>,
  columns: readonly Column[],
  notes: readonly string[],
): Table => ({
  kind: 'table',
  caption,
  asOf: daysWords(period),
  columns: columns.map(({ name }) => name),
  rows: [
    ...units.map(({ unit }, index) => ({
      head: nameOf(names, unit),
      cells: columns.map(({ cells }) => cells[index] ?? plainCell(dash)),
    })),
    { head: '合计', cells: columns.map(({ total }) => total) },
  ],
  notes,
})

/**
 * What units did in a period, each with its counts and its ranks, and those that had no order in a sentence of their own: of them neither 0 % nor 100 % is true (DOMAIN.md 1.5). Empty where no unit is
 * known.
 */
export const unitsPart = (part: UnitsPart): readonly Block[] => {
  const { units, idle } = rankingOf(part.units)
  const names = idle.map(unit => nameOf(part.names, unit)).join('、')
  return [
    ...(units.length === 0 ? [] : [ordersTable(part, units)]),
    ...(units.some(({ rated }) => rated > 0) ? [ratingsTable(part, units)] : []),
    ...(idle.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            parts: [`以下单位当期没有交办工单，不列入上表，也不参加排名：${names}。`],
          } satisfies Block,
        ]),
  ]
}
