import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

const chosen = (): string | null => /^#(\d{14,17})$/.exec(location.hash)?.[1] ?? null

/** The case that is open, in the address: the way back of a phone leads to the list, and a reload to the same case. */
export const useChosenCase = (): string | null => useSyncExternalStore(subscribe, chosen)

/** Opens a case; null: back to the list. */
export const chooseCase = (caseNo: string | null): void => {
  location.hash = caseNo ?? ''
}
