import { bridgeOf, type Effect, isRecordingEffect } from '../../../domain/effect.ts'
import type { FallbackMembers } from '../../../engine/fallback-members.ts'
import type { ChannelSeen, EffectResult, Log, Telephony, TelephonyEvents } from '../../../engine/ports.ts'
import type { StoredAgent } from '../../../engine/store.ts'
import { type AmiClient, createAmiClient } from '../ami/ami-client.ts'
import { type AriClient, type AriEvent, type AriResult, createAriClient } from '../ari/ari-client.ts'
import { channelsSeen } from './channels.ts'
import { application, requestsFor } from './commands.ts'
import { isLeg, toLineEvent, wantedEvents } from './events.ts'
import { type AsteriskFallback, fallbackQueue } from './fallback.ts'
import { makePhones, phoneOf } from './phones.ts'
import { phoneEvent, phonesOnline } from './presence.ts'
import { createRecorder } from './recorder.ts'
import { keepWatchdog } from './watchdog.ts'

export interface AsteriskOptions {
  readonly ari: { readonly url: string; readonly user: string; readonly password: string }
  readonly ami: { readonly host: string; readonly port: number; readonly user: string; readonly secret: string }
  /** Area code of the city with its 0, for local numbers. */
  readonly homeArea: string
  readonly log: Log
  /** All agents whose phones Asterisk must know; asked at each connection. */
  agents(): Promise<readonly StoredAgent[]>
  /** Agent of a phone's extension, undefined when it is no agent's. */
  agentOf(extension: string): string | undefined
  /** Who shall be a member of the native queue now. */
  fallbackMembers(): FallbackMembers
  readonly heartbeatEveryMs?: number
  /** How often what is kept ready for the server's death is compared with Asterisk, in ms. */
  readonly sweepEveryMs?: number
  /** Awaited before Asterisk is connected again after a loss, with its reason; see src/acting.ts. */
  readonly beforeReturn?: (reason: string) => Promise<void>
}

/** Telephony on a real Asterisk. */
export interface AsteriskTelephony extends Telephony {
  readonly ari: AriClient
  readonly ami: AmiClient
  readonly fallback: AsteriskFallback
  /** Why there is no connection, in the words of the ARI client; null while there is one. */
  readonly downBecause: string | null
  readonly version: string | null
  /** Makes or changes the phones of these agents now. */
  makePhones(agents: readonly StoredAgent[]): Promise<readonly string[]>
  close(): Promise<void>
}

/** The rest before an application that was taken from us is taken back, ms. */
const replacedRestMs = 3_000

const resultOf = (result: AriResult): EffectResult => {
  switch (result.kind) {
    case 'ok':
      return { kind: 'done' }
    case 'gone':
      return { kind: 'gone' }
    case 'refused':
      return { kind: 'failed', why: result.message }
    case 'down':
    case 'timeout':
      return { kind: 'unknown', why: result.kind }
  }
}

/** Connects to Asterisk and stays connected; what happens there is told to `to`. */
export const createTelephony = (options: AsteriskOptions, to: TelephonyEvents): AsteriskTelephony => {
  const { log, homeArea } = options
  let downBecause: string | null = 'starting'
  let version: string | null = null
  let startedAt: number | null = null
  let heartbeat: NodeJS.Timeout | null = null
  const bridges = new Set<string>()

  const onEvent = (event: AriEvent, receivedAt: number) => {
    const line = toLineEvent(event, receivedAt, homeArea)
    if (line) to.event(line)
    if (event.type === 'StasisEnd' && !isLeg(event.channel.id)) void leftUs(event.channel.id, event.at ?? receivedAt)
    // a caller's channel ends for us with StasisEnd; ChannelDestroyed need not follow
    if ((event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') && bridges.delete(event.channel.id))
      void ari.request({ method: 'DELETE', path: `bridges/${bridgeOf(event.channel.id)}` })
  }

  /**
   * A caller has left the application: hung up, which was mostly told before, or moved to the native queue. The event is the same;
   * only one who was moved is still there.
   */
  const leftUs = async (callId: string, at: number) => {
    const answer = await ari.request({ method: 'GET', path: `channels/${callId}` })
    if (answer.kind === 'ok') to.event({ type: 'to_fallback', at, callId, why: 'moved' })
    // whether he was moved before he went, and what came of it, stands in the journal
    else to.unsure()
  }

  const tellPhones = async () => {
    for (const [endpoint, online] of await phonesOnline(ari)) {
      const { extension, device } = phoneOf(endpoint)
      const agentId = options.agentOf(extension)
      if (agentId !== undefined) to.event(phoneEvent(agentId, device, online, Date.now()))
    }
  }

  const beat = () =>
    void ari.request({
      method: 'POST',
      path: 'asterisk/variable',
      query: { variable: 'YIHAO_HEARTBEAT', value: Date.now() },
    })

  const onUp = async (info: { asterisk: string | null; startedAt: number | null }) => {
    version = info.asterisk
    startedAt = info.startedAt
    // the filter also holds back answers to requests unless it names them
    const filter = { allowed: [...wantedEvents, 'RESTResponse'].map(type => ({ type })) }
    void ari.request({ method: 'PUT', path: `applications/${application}/eventFilter`, body: filter })
    beat()
    void keepWatchdog(ari, log)
    heartbeat ??= setInterval(beat, options.heartbeatEveryMs ?? 1_000)
    const refused = await makePhones(ari, await options.agents())
    if (refused.length > 0) log.error({ extensions: refused }, 'phones were refused by Asterisk')
    downBecause = null
    to.up()
    await tellPhones()
  }

  const ari = createAriClient(
    {
      ...options.ari,
      app: application,
      requestTimeoutMs: 3_000,
      replacedRestMs,
      beforeReturn: options.beforeReturn ?? (async () => {}),
      log,
    },
    {
      onEvent,
      onUp,
      onDown: reason => {
        downBecause = reason
        if (heartbeat) clearInterval(heartbeat)
        heartbeat = null
        to.down(reason)
      },
    },
  )

  const ami = createAmiClient(
    { ...options.ami, events: 'system', log },
    {
      onEvent: fields => {
        if (fields.Event !== 'ContactStatus') return
        const { extension, device } = phoneOf(fields.EndpointName ?? '')
        const agentId = options.agentOf(extension)
        if (agentId === undefined || fields.ContactStatus === undefined) return
        if (fields.ContactStatus === 'Unknown') return
        const gone = fields.ContactStatus === 'Removed' || fields.ContactStatus === 'Unreachable'
        to.event(phoneEvent(agentId, device, !gone, Date.now()))
      },
      onUp: () => {
        fallback.compare()
        void tellPhones()
      },
      onDown: () => {},
    },
  )

  const fallback = fallbackQueue({ ami, log, members: options.fallbackMembers })
  const sweep = setInterval(() => {
    fallback.compare()
    if (ari.up) void keepWatchdog(ari, log)
  }, options.sweepEveryMs ?? 30_000)

  const recorder = createRecorder(ami)

  const run = async (effect: Effect): Promise<EffectResult> => {
    if (isRecordingEffect(effect)) return recorder(effect)
    if (effect.do === 'connect') bridges.add(effect.callId)
    const answers = requestsFor(effect).map(request => ari.request(request))
    const last = (await Promise.all(answers)).at(-1)
    return last ? resultOf(last) : { kind: 'done' }
  }

  return {
    run,
    channels: (): Promise<readonly ChannelSeen[] | null> =>
      channelsSeen(ari, homeArea, id => bridges.has(id.replace(/-bridge$/, ''))),
    get up() {
      return ari.up && downBecause === null
    },
    get startedAt() {
      return startedAt
    },
    ari,
    ami,
    fallback,
    get downBecause() {
      return downBecause
    },
    get version() {
      return version
    },
    makePhones: agents => makePhones(ari, agents),
    close: async () => {
      if (heartbeat) clearInterval(heartbeat)
      clearInterval(sweep)
      fallback.close()
      await Promise.all([ari.close(), ami.close()])
    },
  }
}
