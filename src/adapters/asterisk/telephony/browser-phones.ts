import { randomBytes } from 'node:crypto'
import type { AriClient } from '../ari/ari-client.ts'
import { readAs } from '../ari/ari-fields.ts'
import { endpoint } from '../ari/ari-models.ts'
import { phoneName } from './phones.ts'
import { deletePhone, type PhoneObjects, putPhone } from './pjsip-objects.ts'

const dtls = { transport: 'transport-ws', webrtc: 'yes', dtls_auto_generate_cert: 'yes', direct_media: 'no' }

/** A leg whose page is gone without a word ends this long after its last packet; a page sends 50 a second, muted or not. */
const silentSeconds = 8

const agentObjects = (name: string, extension: string, password: string): PhoneObjects => ({
  auth: { auth_type: 'userpass', username: name, password },
  aor: {
    max_contacts: '1',
    remove_existing: 'yes',
    // a page refreshes within its minute; one that fell silent is found by the qualify
    qualify_frequency: '5',
    qualify_timeout: '3',
  },
  endpoint: {
    ...dtls,
    context: 'from-agents',
    disallow: 'all',
    // the trunk's codec first: an offer that begins with opus makes Asterisk transcode every call
    allow: 'ulaw,alaw,opus',
    dtmf_mode: 'rfc4733',
    rtp_timeout: String(silentSeconds),
    rtp_timeout_hold: String(silentSeconds),
    callerid: `<${extension}>`,
    auth: name,
    aors: name,
    language: 'zh',
  },
})

const citizenObjects = (name: string, number: string, password: string): PhoneObjects => ({
  auth: { auth_type: 'userpass', username: name, password },
  aor: { max_contacts: '0' },
  endpoint: {
    ...dtls,
    context: 'from-citizens',
    disallow: 'all',
    allow: 'ulaw,alaw,opus',
    dtmf_mode: 'rfc4733',
    rtp_timeout: '20',
    callerid: `<${number}>`,
    auth: name,
    aors: name,
    language: 'zh',
  },
})

/** What a page registers or calls with. */
export interface BrowserAccount {
  readonly user: string
  readonly password: string
}

/** The browser phones of agents and, in a demo, of citizens: passwords live in this memory and in Asterisk's alone. */
export interface BrowserPhones {
  /**
   * Gives an agent's phone a new password; the one before is good no longer. `fresh`: another page takes over, so what the one
   * before still has in Asterisk is hung up. Works while Asterisk is away: the phone is made when it is back.
   */
  issue(extension: string, how: { readonly fresh: boolean }): Promise<BrowserAccount>
  /** Takes an agent's phone away with its registration. */
  forget(extension: string): Promise<void>
  /** A phone for one call to the hotline, known by `number`; `name` must be new. */
  issueCitizen(name: string, number: string): Promise<BrowserAccount>
  forgetCitizen(name: string): Promise<void>
  /** Makes all of them again: Asterisk may have been started anew. Returns the names that were refused. */
  makeAll(): Promise<readonly string[]>
}

const newPassword = () => randomBytes(18).toString('base64url')

/** The browser phones of this Asterisk. */
export const browserPhones = (ari: () => AriClient): BrowserPhones => {
  const made = new Map<string, PhoneObjects>()

  const make = async (name: string, objects: PhoneObjects): Promise<BrowserAccount> => {
    made.set(name, objects)
    await putPhone(ari(), name, objects)
    return { user: name, password: objects.auth.password ?? '' }
  }
  const forget = async (name: string) => {
    made.delete(name)
    await deletePhone(ari(), name)
  }
  const hangUpAll = async (name: string) => {
    const answer = await ari().request({ method: 'GET', path: `endpoints/PJSIP/${name}` })
    const found = answer.kind === 'ok' ? readAs(endpoint, answer.body) : null
    for (const id of found?.channels ?? []) void ari().request({ method: 'DELETE', path: `channels/${id}` })
  }

  return {
    issue: async (extension, { fresh }) => {
      const name = phoneName(extension, 'browser')
      const account = await make(name, agentObjects(name, extension, newPassword()))
      if (fresh) await hangUpAll(name)
      return account
    },
    forget: extension => forget(phoneName(extension, 'browser')),
    issueCitizen: (name, number) => make(name, citizenObjects(name, number, newPassword())),
    forgetCitizen: forget,
    makeAll: async () => {
      const results = await Promise.all(
        [...made].map(async ([name, objects]) => ((await putPhone(ari(), name, objects)) ? null : name)),
      )
      return results.filter(name => name !== null)
    },
  }
}
