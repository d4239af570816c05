import { randomBytes } from 'node:crypto'

/** What a page registers with; `password` is never stored. */
export interface PhoneAccount {
  readonly user: string
  readonly password: string
}

/** The browser phones as telephony makes them. */
export interface PhoneMaker {
  /** A new password; `fresh`: what an earlier page of the agent still has in Asterisk is hung up. */
  issue(extension: string, how: { readonly fresh: boolean }): Promise<PhoneAccount>
  forget(extension: string): Promise<void>
}

export interface PhoneSessionParts {
  readonly phones: PhoneMaker
  /** Told of each new session, so that the agent's earlier pages can say that they are no longer the one. */
  readonly onNewest: (agentId: string, session: string) => void
}

/** Which page is an agent's phone: always the newest one that asked. Lives in this memory alone. */
export interface PhoneSessions {
  /**
   * Makes an asking page the agent's phone, or gives the page that is it (`previous` is its session) a new password. Null: another page is
   * newer than that one. After a restart of the server a page keeps its session, for nobody newer is known.
   */
  open(request: {
    readonly agentId: string
    readonly extension: string
    readonly tokenHash: string
    readonly previous: string | null
  }): Promise<(PhoneAccount & { readonly session: string }) | null>
  /** Whether this session may open a socket: it is the newest that is known. */
  allows(agentId: string, session: string): boolean
  /** The sign-in has ended: its phone is taken away. */
  signedOut(tokenHash: string): Promise<void>
}

/** What a session's name may be; it is no secret. */
export const sessionForm = /^[A-Za-z0-9_-]{16}$/

export const createPhoneSessions = ({ phones, onNewest }: PhoneSessionParts): PhoneSessions => {
  const newest = new Map<string, { readonly session: string; readonly tokenHash: string; readonly extension: string }>()
  return {
    open: async ({ agentId, extension, tokenHash, previous }) => {
      const present = newest.get(agentId)
      if (previous !== null && present && present.session !== previous) return null
      const session = previous ?? randomBytes(12).toString('base64url')
      newest.set(agentId, { session, tokenHash, extension })
      const account = await phones.issue(extension, { fresh: previous === null })
      if (present?.session !== session) onNewest(agentId, session)
      return { ...account, session }
    },
    allows: (agentId, session) => (newest.get(agentId)?.session ?? session) === session,
    signedOut: async tokenHash => {
      for (const [agentId, { tokenHash: own, extension }] of newest) {
        if (own !== tokenHash) continue
        newest.delete(agentId)
        await phones.forget(extension)
      }
    },
  }
}
