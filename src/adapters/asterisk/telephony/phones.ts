import type { Device } from '../../../domain/agent/agent.ts'
import type { StoredAgent } from '../../../engine/store.ts'
import type { AriClient, AriRequest } from '../ari/ari-client.ts'

/** The name of an agent's phone in Asterisk: the desk phone's is his extension, the browser phone's has a `w` before it. */
export const phoneName = (extension: string, device: Device): string =>
  device === 'browser' ? `w${extension}` : extension

/** Whose phone an endpoint is, by its name. */
export const phoneOf = (endpoint: string): { readonly extension: string; readonly device: Device } =>
  endpoint.startsWith('w')
    ? { extension: endpoint.slice(1), device: 'browser' }
    : { extension: endpoint, device: 'desk' }

/** A phone as Asterisk is told of it: all fields each time, since a PUT merges and nothing is inherited (DESIGN.md D10). */
const fields = (values: Record<string, string>) => ({
  fields: Object.entries(values).map(([attribute, value]) => ({ attribute, value })),
})

const object = (kind: string, name: string, values: Record<string, string>): AriRequest => ({
  method: 'PUT',
  path: `asterisk/config/dynamic/res_pjsip/${kind}/${name}`,
  body: fields(values),
})

/** The three objects of one agent's SIP phone, in the order they must be made. */
export const phoneObjects = ({
  extension,
  sipPassword,
}: Pick<StoredAgent, 'extension' | 'sipPassword'>): AriRequest[] => [
  object('auth', extension, { auth_type: 'userpass', username: extension, password: sipPassword }),
  object('aor', extension, {
    max_contacts: '1',
    remove_existing: 'yes',
    qualify_frequency: '15',
    qualify_timeout: '3',
  }),
  object('endpoint', extension, {
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
  }),
]

/** Makes the phones of all agents in Asterisk's memory; returns the extensions that were refused. */
export const makePhones = async (ari: AriClient, agents: readonly StoredAgent[]): Promise<readonly string[]> => {
  const results = await Promise.all(
    agents.map(async agent => {
      const answers = await Promise.all(phoneObjects(agent).map(request => ari.request(request)))
      return answers.every(answer => answer.kind === 'ok') ? null : agent.extension
    }),
  )
  return results.filter(extension => extension !== null)
}
