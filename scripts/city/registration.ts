import { type AmiClient, createAmiClient } from '../../src/adapters/asterisk/ami/ami-client.ts'
import type { AriRequest } from '../../src/adapters/asterisk/ari/ari-client.ts'
import type { Log } from '../../src/engine/ports.ts'
import type { AsteriskAccess } from '../asterisk/options.ts'
import { CityError } from './errors.ts'
import type { Switchboard } from './switchboard.ts'

/** A telephone's account at the hotline. */
export interface PhoneAccount {
  readonly extension: string
  readonly password: string
}

/** Keeps phones registered at the hotline, from the city's Asterisk. */
export interface Registrations {
  /** Resolves when the hotline has accepted the phone. Rejects with phone_refused or not_registered. */
  add(account: PhoneAccount): Promise<void>
  remove(extension: string): Promise<void>
  isRegistered(extension: string): boolean
  close(): Promise<void>
}

const withinMs = 10_000
const root = 'asterisk/config/dynamic/res_pjsip'

export function openRegistrations(
  switchboard: Switchboard,
  { ami: access }: AsteriskAccess,
  hotline: { readonly host: string; readonly port: number },
  log: Log,
): Registrations {
  const registered = new Set<string>()
  const waiting = new Map<string, () => void>()
  const onEvent = (fields: Record<string, string>) => {
    if (fields.Event !== 'Registry') return
    const extension = /^sip:([^@]+)@/.exec(fields.Username ?? '')?.[1]
    if (extension === undefined) return
    if (fields.Status === 'Registered') {
      registered.add(extension)
      waiting.get(extension)?.()
    } else registered.delete(extension)
  }
  const up = Promise.withResolvers<void>()
  const ami: AmiClient = createAmiClient(
    { ...access, events: 'system', log },
    { onEvent, onUp: () => up.resolve(), onDown() {} },
  )

  return {
    add: async account => {
      const { extension } = account
      await up.promise
      const accepted = Promise.withResolvers<void>()
      const late = setTimeout(
        () =>
          accepted.reject(
            new CityError('not_registered', `The hotline did not register phone ${extension} in ${withinMs / 1000} s.`),
          ),
        withinMs,
      )
      waiting.set(extension, accepted.resolve)
      try {
        for (const request of objectsOf(account, hotline)) {
          const answer = await switchboard.request(request)
          if (answer.kind !== 'ok')
            throw new CityError('phone_refused', `Asterisk refused phone ${extension}: ${JSON.stringify(answer)}`)
        }
        await accepted.promise
      } finally {
        clearTimeout(late)
        waiting.delete(extension)
      }
    },
    remove: async extension => {
      registered.delete(extension)
      for (const kind of ['registration', 'auth'])
        await switchboard.request({ method: 'DELETE', path: `${root}/${kind}/${extension}` })
    },
    isRegistered: extension => registered.has(extension),
    close: () => ami.close(),
  }
}

/** The account's secret, and the order to register with it; Asterisk carries it out without a reload. */
function objectsOf(
  { extension, password }: PhoneAccount,
  { host, port }: { host: string; port: number },
): AriRequest[] {
  const object = (kind: string, values: Record<string, string>): AriRequest => ({
    method: 'PUT',
    path: `${root}/${kind}/${extension}`,
    body: { fields: Object.entries(values).map(([attribute, value]) => ({ attribute, value })) },
  })
  return [
    object('auth', { auth_type: 'userpass', username: extension, password }),
    object('registration', {
      transport: 'transport-udp',
      server_uri: `sip:${host}:${port}`,
      client_uri: `sip:${extension}@${host}:${port}`,
      contact_user: extension,
      outbound_auth: extension,
      expiration: '60',
      // the hotline may not know the phone yet, or be away for a while: try again for ever, and soon
      max_random_initial_delay: '0',
      retry_interval: '1',
      forbidden_retry_interval: '1',
      fatal_retry_interval: '1',
      auth_rejection_permanent: 'no',
      max_retries: '1000000',
    }),
  ]
}
