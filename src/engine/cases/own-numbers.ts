import type { CaseFile } from '../../domain/cases/life/file.ts'
import { ratedUnit } from '../../domain/cases/life/visits.ts'
import type { Units } from '../../domain/cases/unit.ts'
import { normaliseCaller } from '../../domain/number/normalise.ts'
import type { Log } from '../ports.ts'
import { contactIn } from '../settings/account-contact.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { Reads } from '../store.ts'

interface Parts {
  readonly reads: Pick<Reads, 'accountsOf' | 'directory'>
  readonly units: () => Units
  readonly settings: Pick<SettingsBook, 'get'>
  readonly homeArea: string
  readonly log: Pick<Log, 'warn'>
}

/** The units that had a part in what is rated, and the offices below the one that led it. */
const unitsOf = ({ standing }: CaseFile, units: Units): readonly string[] => {
  const lead = ratedUnit(standing)
  if (lead === null) return []
  const { handlerUnit = null, coUnits = [] } = standing.assignment ?? {}
  const below = [...units.values()].filter(({ parent }) => parent === lead).map(({ id }) => id)
  return [...new Set([lead, ...coUnits, ...below, ...(handlerUnit === null ? [] : [handlerUnit])])]
}

/**
 * Whether the requester of a case has a number that one of the rated units is known by: its own, those of its people, those of the directory (DOMAIN.md 4.6). null: his number
 * is unknown, or nobody could look it up.
 */
export const ownNumbers =
  ({ reads, units, settings, homeArea, log }: Parts) =>
  async (file: CaseFile): Promise<boolean | null> => {
    const rated = unitsOf(file, units())
    if (file.number === null || rated.length === 0) return null
    try {
      const [names, directory] = await Promise.all([reads.accountsOf(rated), reads.directory()])
      const known = [
        ...rated.map(id => units().get(id)?.mobile ?? ''),
        ...names.map(name => contactIn(settings, name).mobile),
        ...directory.filter(({ unit }) => unit !== null && rated.includes(unit)).map(({ number }) => number),
      ]
      return known.some(each => normaliseCaller(each, homeArea).number === file.number)
    } catch (error) {
      // the rating is booked all the same
      log.warn({ err: error, caseNo: file.caseNo }, 'whether a rating came from a number of the unit could not be seen')
      return null
    }
  }
