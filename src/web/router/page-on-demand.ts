import type { ComponentType } from 'react'

/** A page whose code comes when it is first wanted. */
export interface PageOnDemand {
  /** The page once its code is there. */
  readonly known: ComponentType | null
  /** Fetches the code, once; anew after a failure. */
  fetch(): Promise<ComponentType>
}

/** Makes such a page of what imports it. */
export const pageOnDemand = (load: () => Promise<ComponentType>): PageOnDemand => {
  let known: ComponentType | null = null
  let coming: Promise<ComponentType> | null = null
  return {
    get known() {
      return known
    },
    fetch: () => {
      coming ??= load().then(
        found => {
          known = found
          return found
        },
        error => {
          coming = null
          throw error
        },
      )
      return coming
    },
  }
}
