import type { CaseClass } from '../cases/case.ts'
import { dateOf, localDay, type PlainDate, parsePlainDate } from './day.ts'
import { type Limit, type LimitError, limitError, minutes, workingDays } from './limit.ts'

/**
 * What a limit is for: the review before dispatch (审核), signing for (签收), handling (办理), the first contact with the requester
 * (首次联系), handing back (退单), the longest extension (延期).
 */
export const limitKinds = ['review', 'sign', 'handling', 'first_contact', 'return', 'extension'] as const
export type LimitKind = (typeof limitKinds)[number]

/** What is in danger: life or property, or the supply with water, power, gas or heat (DOMAIN.md 3.3). */
export const dangers = ['life', 'supply'] as const
export type Danger = (typeof dangers)[number]

/** A case as far as limits are concerned. */
export interface LimitedCase {
  readonly class: CaseClass
  /** The topic and those it is part of, the narrowest first; empty: none was chosen. */
  readonly topics: readonly string[]
  readonly urgent: boolean
  readonly danger: Danger | null
}

/** A rule of the table. Null conditions hold for every case. */
export interface LimitRule {
  readonly id: string
  /** The local date from which it holds. Of rules with the same conditions the latest does. */
  readonly validFrom: PlainDate
  readonly kind: LimitKind
  readonly class: CaseClass | null
  /** Holds for all topics within this one too. */
  readonly topicId: string | null
  readonly urgent: boolean | null
  readonly danger: Danger | null
  /** Null: from `validFrom` on there is no such rule any more, and the next general one holds. */
  readonly limit: Limit | null
}

const general = { class: null, topicId: null, urgent: null, danger: null } as const
const since = '2000-01-01'

/**
 * The limits of a hotline that has decided nothing else (DOMAIN.md 3.2 and 3.3). For extensions there is no rule: none is longer than
 * the limit it extends.
 */
export const defaultLimits: readonly LimitRule[] = [
  { ...general, id: 'handling', kind: 'handling', validFrom: since, limit: workingDays(5) },
  {
    ...general,
    id: 'handling-consultation',
    kind: 'handling',
    validFrom: since,
    class: 'consultation',
    limit: workingDays(3),
  },
  { ...general, id: 'sign', kind: 'sign', validFrom: since, limit: workingDays(1) },
  { ...general, id: 'sign-life', kind: 'sign', validFrom: since, danger: 'life', limit: minutes(15) },
  { ...general, id: 'sign-supply', kind: 'sign', validFrom: since, danger: 'supply', limit: minutes(30) },
  { ...general, id: 'review', kind: 'review', validFrom: since, limit: minutes(30) },
  { ...general, id: 'review-urgent', kind: 'review', validFrom: since, urgent: true, limit: minutes(5) },
  { ...general, id: 'first-contact', kind: 'first_contact', validFrom: since, limit: workingDays(1) },
  { ...general, id: 'return', kind: 'return', validFrom: since, limit: workingDays(1) },
]

/** A limit and the rule that gave it, which is kept beside the due date. */
export interface HeldLimit {
  readonly ruleId: string
  readonly limit: Limit
}

const fits = (rule: LimitRule, of: LimitedCase): boolean =>
  (rule.class === null || rule.class === of.class) &&
  (rule.topicId === null || of.topics.includes(rule.topicId)) &&
  (rule.urgent === null || rule.urgent === of.urgent) &&
  (rule.danger === null || rule.danger === of.danger)

/** Smaller is more specific: danger before topic (the narrower first) before urgency before class. */
const ranksOf = (rule: LimitRule, { topics }: LimitedCase): readonly number[] => [
  rule.danger === null ? 1 : 0,
  rule.topicId === null ? topics.length : topics.indexOf(rule.topicId),
  rule.urgent === null ? 1 : 0,
  rule.class === null ? 1 : 0,
]

const compare = (one: readonly number[], other: readonly number[]): number => {
  const at = one.findIndex((rank, index) => rank !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

const conditionsOf = ({ kind, class: of, topicId, urgent, danger }: LimitRule): string =>
  JSON.stringify([kind, of, topicId, urgent, danger])

/** Of rules with the same conditions the latest that holds on a date. */
const heldOn = (rules: readonly LimitRule[], date: PlainDate): readonly LimitRule[] => {
  const held = new Map<string, LimitRule>()
  for (const rule of rules) {
    const before = held.get(conditionsOf(rule))
    if (rule.validFrom <= date && (before === undefined || before.validFrom < rule.validFrom))
      held.set(conditionsOf(rule), rule)
  }
  return [...held.values()]
}

/**
 * The limit of a kind for a case at an instant (UTC ms); null: the table has none.
 * First, of rules with the same conditions only the latest counts whose `validFrom` is not after the local date, and one without a limit
 * takes the place of its forerunner and then falls away. Of those left that fit, the most specific holds: by danger, then topic (the narrower
 * first), then urgency, then class. A later general rule thus does not undo an earlier specific one. Rules must be sound (`limitTableErrors`).
 */
export const limitOf = (
  kind: LimitKind,
  of: LimitedCase,
  at: number,
  rules: readonly LimitRule[],
  zone: string,
): HeldLimit | null => {
  let best: { readonly rule: LimitRule; readonly limit: Limit; readonly ranks: readonly number[] } | null = null
  for (const rule of heldOn(rules, dateOf(localDay(at, zone)))) {
    if (rule.kind !== kind || rule.limit === null || !fits(rule, of)) continue
    const ranks = ranksOf(rule, of)
    if (best === null || compare(ranks, best.ranks) < 0) best = { rule, limit: rule.limit, ranks }
  }
  return best === null ? null : { ruleId: best.rule.id, limit: best.limit }
}

/** The longest extension of a case: as the table has it, else the handling limit once more; null where it has neither. */
export const longestExtension = (
  of: LimitedCase,
  at: number,
  rules: readonly LimitRule[],
  zone: string,
): HeldLimit | null => limitOf('extension', of, at, rules, zone) ?? limitOf('handling', of, at, rules, zone)

export type LimitTableErrorCode =
  | LimitError
  | 'rule_id'
  | 'rule_date'
  | 'rule_id_twice'
  /** Two rules with the same conditions from the same date on. */
  | 'rule_twice'
  /** A kind, other than extensions, that has no rule for all cases: some case would have no limit. */
  | 'no_general_rule'

export interface LimitTableError {
  readonly code: LimitTableErrorCode
  /** The rule, or the kind for `no_general_rule`. */
  readonly of: string
}

const isGeneral = (rule: LimitRule): boolean =>
  rule.class === null && rule.topicId === null && rule.urgent === null && rule.danger === null

/** What is wrong with a table of limits; empty: nothing. Also with what held before, since cases of then are counted anew. */
export const limitTableErrors = (rules: readonly LimitRule[]): readonly LimitTableError[] => {
  const errors: LimitTableError[] = []
  const ids = new Set<string>()
  const places = new Set<string>()
  for (const rule of rules) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(rule.id)) errors.push({ code: 'rule_id', of: rule.id })
    if (parsePlainDate(rule.validFrom) === null) errors.push({ code: 'rule_date', of: rule.id })
    const wrong = rule.limit === null ? null : limitError(rule.limit)
    if (wrong !== null) errors.push({ code: wrong, of: rule.id })
    if (ids.has(rule.id)) errors.push({ code: 'rule_id_twice', of: rule.id })
    const place = `${conditionsOf(rule)} ${rule.validFrom}`
    if (places.has(place)) errors.push({ code: 'rule_twice', of: rule.id })
    ids.add(rule.id)
    places.add(place)
  }
  for (const kind of limitKinds) {
    const ofAll = rules.filter(rule => rule.kind === kind && isGeneral(rule))
    const withdrawn = ofAll.some(rule => rule.limit === null)
    if (kind !== 'extension' && (ofAll.length === 0 || withdrawn)) errors.push({ code: 'no_general_rule', of: kind })
  }
  return errors
}
