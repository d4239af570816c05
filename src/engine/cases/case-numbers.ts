import { caseNumberOf, nextPlace } from '../../domain/cases/case-number.ts'
import { dayNumberOf } from '../local-day.ts'
import type { Clock } from '../ports.ts'
import type { CaseReads } from './case-store.ts'

/** Gives each case its number. There is one for each store: the server that has the lease. */
export interface CaseNumbers {
  /** The next number, of the day it is in the city. A number that is not used after all leaves a gap. */
  next(): { readonly caseNo: string; readonly localDay: number; readonly running: number }
}

/** Goes on where the store ends. Kept in memory, so that a database that is away delays nobody. */
export const openCaseNumbers = async (
  reads: Pick<CaseReads, 'lastCasePlace'>,
  clock: Pick<Clock, 'now'>,
  zone: string,
): Promise<CaseNumbers> => {
  let last = await reads.lastCasePlace()
  return {
    next: () => {
      last = nextPlace(last, dayNumberOf(clock.now(), zone))
      return { ...last, caseNo: caseNumberOf(last) }
    },
  }
}
