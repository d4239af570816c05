import { useSyncExternalStore } from 'react'

/** How large the type of all pages is: as drawn, 125 % and 150 % of it. */
export const typeSizes = ['standard', 'large', 'larger'] as const
export type TypeSize = (typeof typeSizes)[number]

const storageKey = 'yihao.type-size'

/** Reads what was stored; anything else is the standard. */
export const parseTypeSize = (text: string | null): TypeSize => typeSizes.find(size => size === text) ?? 'standard'

const stored = (): TypeSize => {
  try {
    return parseTypeSize(localStorage.getItem(storageKey))
  } catch {
    return 'standard'
  }
}

const listeners = new Set<() => void>()
let current: TypeSize = 'standard'

const show = (size: TypeSize): void => {
  current = size
  document.documentElement.dataset.typeSize = size
  for (const listener of listeners) listener()
}

/** Shows the pages in the size that was chosen in this browser, before anything is drawn; other pages of it follow at once. */
export const applyTypeSize = (): void => {
  show(stored())
  addEventListener('storage', ({ key }) => key === storageKey && show(stored()))
}

/** Chooses a size for all pages in this browser. */
export const chooseTypeSize = (size: TypeSize): void => {
  show(size)
  try {
    localStorage.setItem(storageKey, size)
  } catch {
    // A browser without storage forgets the choice, nothing else.
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The size of the pages now. */
export const useTypeSize = (): TypeSize => useSyncExternalStore(subscribe, () => current)
