import type { Device } from '../../../domain/agent/agent.ts'
import type { StoredAgent } from '../../../engine/store.ts'
import type { AriClient } from '../ari/ari-client.ts'
import { type PhoneObjects, putPhone } from './pjsip-objects.ts'

/** The name of an agent's phone in Asterisk: the desk phone's is his extension, the browser phone's has a `w` before it. */
export const phoneName = (extension: string, device: Device): string =>
  device === 'browser' ? `w${extension}` : extension

/** Whose phone an endpoint is, by its name. */
export const phoneOf = (endpoint: string): { readonly extension: string; readonly device: Device } =>
  endpoint.startsWith('w')
    ? { extension: endpoint.slice(1), device: 'browser' }
    : { extension: endpoint, device: 'desk' }

/** An agent's desk phone or softphone as Asterisk is told of it. */
export const phoneObjects = ({
  extension,
  sipPassword,
}: Pick<StoredAgent, 'extension' | 'sipPassword'>): PhoneObjects => ({
  auth: { auth_type: 'userpass', username: extension, password: sipPassword },
  aor: { max_contacts: '1', remove_existing: 'yes', qualify_frequency: '15', qualify_timeout: '3' },
  endpoint: {
    transport: 'transport-udp',
    context: 'from-agents',
    disallow: 'all',
    allow: 'ulaw,alaw',
    direct_media: 'no',
    rtp_symmetric: 'yes',
    force_rport: 'yes',
    rewrite_contact: 'yes',
    dtmf_mode: 'rfc4733',
    rtp_timeout: '20',
    auth: extension,
    aors: extension,
    language: 'zh',
  },
})

/** Makes the desk phones of all agents in Asterisk's memory; returns the extensions that were refused. */
export const makePhones = async (ari: AriClient, agents: readonly StoredAgent[]): Promise<readonly string[]> => {
  const results = await Promise.all(
    agents.map(async agent => ((await putPhone(ari, agent.extension, phoneObjects(agent))) ? null : agent.extension)),
  )
  return results.filter(extension => extension !== null)
}
