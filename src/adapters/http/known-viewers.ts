import type { Reads } from '../../engine/store.ts'
import type { Viewer } from '../../engine/viewer.ts'

const most = 5_000
const known = new WeakMap<Reads, Map<string, Viewer>>()

/**
 * Who was let in by a store, by the hash of his token: so that a page can be loaded anew and a desk come back while the store
 * is away. In memory only; an end of a sign-in is forgotten here at once.
 */
export const knownViewers = (reads: Reads) => {
  const viewers = known.get(reads) ?? new Map<string, Viewer>()
  known.set(reads, viewers)
  return {
    of: (tokenHash: string): Viewer | null => viewers.get(tokenHash) ?? null,
    remember: (viewer: Viewer): void => {
      viewers.delete(viewer.tokenHash)
      viewers.set(viewer.tokenHash, viewer)
      const [oldest] = viewers.keys()
      if (viewers.size > most && oldest !== undefined) viewers.delete(oldest)
    },
    forget: (tokenHash: string): void => {
      viewers.delete(tokenHash)
    },
  }
}
