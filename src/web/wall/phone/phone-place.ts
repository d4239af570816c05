/** Whether this leader wants his phone on the wall, and whether this very page had it before it was loaded anew. */
export interface PhonePlace {
  readonly wished: boolean
  readonly had: boolean
}

const wishKey = 'yihao.wall-phone'
const hadKey = 'yihao.wall-phone.had'

/** What is remembered: the wish in this browser, the possession in this tab. A browser without storage forgets, nothing else. */
export const storedPlace = (): PhonePlace => {
  try {
    return { wished: localStorage.getItem(wishKey) === 'here', had: sessionStorage.getItem(hadKey) === 'yes' }
  } catch {
    return { wished: false, had: false }
  }
}

const keep = (storage: () => Storage, key: string, value: string | null): void => {
  try {
    if (value === null) storage().removeItem(key)
    else storage().setItem(key, value)
  } catch {
    // Nothing to be done.
  }
}

export const rememberWish = (here: boolean): void => keep(() => localStorage, wishKey, here ? 'here' : null)
export const rememberHad = (had: boolean): void => keep(() => sessionStorage, hadKey, had ? 'yes' : null)

/**
 * Whether a wall that opens takes the phone by itself. One that had it takes it again, since a talk may wait for it; any other only where the
 * leader wishes so and no desk of his has it: two pages never take it from each other.
 */
export const takesPhone = ({ wished, had }: PhonePlace, deskHasIt: boolean): boolean => had || (wished && !deskHasIt)
