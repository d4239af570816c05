import type { Authenticate } from '../../../engine/viewer.ts'
import { type PhoneSessions, sessionForm } from './phone-sessions.ts'
import type { SipGate } from './sip-proxy.ts'

/** Lets in the page that is its agent's phone; `session` in the address names it and is no secret. */
export const agentGate =
  (authenticate: Authenticate, sessions: PhoneSessions): SipGate =>
  async request => {
    const viewer = await authenticate(request)
    if (typeof viewer === 'string') return viewer
    const { agentId, tokenHash, expiresAt } = viewer
    if (agentId === null) return 'forbidden'
    const session = new URL(request.url ?? '', 'http://page').searchParams.get('session') ?? ''
    if (!sessionForm.test(session)) return 'bad_request'
    if (!sessions.allows(agentId, session)) return 'phone_elsewhere'
    return { key: `agent ${agentId}`, tokenHash, until: expiresAt }
  }
