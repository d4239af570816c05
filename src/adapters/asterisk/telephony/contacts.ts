/** What Asterisk says of one registration of a phone. */
export interface ContactSeen {
  readonly endpoint: string
  readonly uri: string
  readonly status: string
}

/** Which phones can be reached, from the news about their registrations. */
export interface Contacts {
  /** True: the phone is there, with another registration than before; false: it is gone; null: nothing has changed. */
  note(seen: ContactSeen): boolean | null
  /** What was known is not certain any more: news were missed. */
  forget(): void
}

const gone = new Set(['Removed', 'Unreachable'])

/**
 * A phone that registers anew has two registrations for an instant, and the end of the old one may be told last: the phone is gone
 * only when none is left. The same one is told of twice (registered, then found reachable): the second is no news.
 */
export const createContacts = (): Contacts => {
  const reachable = new Map<string, Set<string>>()
  return {
    note: ({ endpoint, uri, status }) => {
      if (status === 'Unknown') return null
      const known = reachable.get(endpoint) ?? new Set()
      reachable.set(endpoint, known)
      if (!gone.has(status)) {
        if (known.has(uri)) return null
        known.add(uri)
        return true
      }
      known.delete(uri)
      return known.size === 0 ? false : null
    },
    forget: () => reachable.clear(),
  }
}
