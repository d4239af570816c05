import { useEffect, useState } from 'react'
import type { StepName } from '../case-life/case-words.ts'
import type { QueueName } from './office-api.ts'

/** Where somebody works: the list, the case, and the step whose form is open. `queue` null: a case that was searched for. */
export interface OfficePlace {
  readonly queue: QueueName | null
  readonly caseNo: string | null
  readonly step: StepName | null
}

const storageKey = 'yihao.office'

const stored = (first: QueueName): OfficePlace => {
  const start: OfficePlace = { queue: first, caseNo: null, step: null }
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    return typeof value === 'object' && value !== null ? { ...start, ...value } : start
  } catch {
    return start
  }
}

/** The place in this window; a reload comes back to it. */
export const useOfficePlace = (first: QueueName) => {
  const [place, setPlace] = useState(() => stored(first))
  useEffect(() => {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(place))
    } catch {
      // A browser without storage begins with the first list.
    }
  }, [place])
  return [place, setPlace] as const
}
