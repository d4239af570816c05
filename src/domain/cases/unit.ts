import type { SetOfNames } from '../transfer/directory.ts'

/** A member unit 成员单位 that handles cases, or a tier-2 unit 二级承办 below one. */
export interface Unit {
  readonly id: string
  readonly name: SetOfNames
  readonly tier: 1 | 2
  /** The tier-1 unit of a tier-2 unit; null for tier 1. */
  readonly parent: string | null
  /** Whether its leader signs off each reply before it leaves the unit. */
  readonly signsOff: boolean
  /** Where its notices go; empty: nowhere by this way. */
  readonly mobile: string
  readonly email: string
  /** The id of its own system's webhook target; left out or empty: it has none. */
  readonly webhook?: string
  /** False once it was removed: it gets no case any more. */
  readonly active: boolean
}

/** All units, by id. */
export type Units = ReadonlyMap<string, Unit>

/** Whether a unit may be given a case as its lead or as a co-handler. */
export const takesCases = (units: Units, id: string): boolean => {
  const unit = units.get(id)
  return unit?.active === true && unit.tier === 1
}

/** Whether `id` is an active tier-2 unit below `parent`. */
export const isBelow = (units: Units, id: string, parent: string): boolean => {
  const unit = units.get(id)
  return unit?.active === true && unit.tier === 2 && unit.parent === parent
}

/** Why a set of units cannot stand; null: it can. */
export const unitFault = (
  units: Units,
  unit: Unit,
): 'parent_missing' | 'parent_needless' | 'parent_is_itself' | null => {
  if (unit.tier === 1) return unit.parent === null ? null : 'parent_needless'
  if (unit.parent === unit.id) return 'parent_is_itself'
  const parent = unit.parent === null ? undefined : units.get(unit.parent)
  return parent?.tier === 1 ? null : 'parent_missing'
}
