/**
 * What is counted of a unit in a period (DOMAIN.md 2.3). Orders count by their due date, signing by its own limit, ratings and reviews of
 * replies by their own instant.
 */
export const indicators = [
  /** 按时签收率: signed before the sign limit that fell in the period. */
  'signed_in_time',
  /** 按时办结率: replied before the due date that fell in the period; what is unfinished and overdue is late. */
  'handled_in_time',
  /** 先行联系率: the citizen was reached by the limit of first contact, by default within one working day of the dispatch. */
  'contacted_in_time',
  /** 群众满意率: of the counting ratings, as they were given. */
  'satisfaction_raw',
  /** 统计满意率: the same after what was ruled on them. */
  'satisfaction_adjusted',
  /** 问题实际解决率: "resolved" of those who answered that question. */
  'resolved',
  /** 退单率 (a): returns that were asked for. */
  'returns_asked',
  /** 退单率 (b): returns that were granted. */
  'returns_granted',
  /** 重办率: replied orders that were given out again because the citizen was dissatisfied. */
  'redone',
  /** 答复退回率: replies that did not pass their review. */
  'replies_bounced',
] as const
export type Indicator = (typeof indicators)[number]

/** Of which a low rate is the good one. */
const lowIsGood: readonly Indicator[] = ['returns_asked', 'returns_granted', 'redone', 'replies_bounced']

/** Whether a high rate is the good one. */
export const highIsGood = (indicator: Indicator): boolean => !lowIsGood.includes(indicator)

/** How many of how many: 0 ≤ counted ≤ base. */
export interface Count {
  readonly counted: number
  readonly base: number
}

/** All that is counted of one unit. */
export type UnitCounts = Readonly<Record<Indicator, Count>>

/** Nothing yet. */
export const noCounts: UnitCounts = Object.fromEntries(
  indicators.map(indicator => [indicator, { counted: 0, base: 0 }]),
) as unknown as UnitCounts

/** Whether a count can be one. */
export const isCount = ({ counted, base }: Count): boolean =>
  Number.isSafeInteger(counted) && Number.isSafeInteger(base) && counted >= 0 && counted <= base
