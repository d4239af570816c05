import { type Effect, isRecordingEffect } from '../../../domain/effect.ts'
import { isOutbound } from '../../../domain/outbound/outbound.ts'
import type { FallbackMembers } from '../../../engine/fallback-members.ts'
import type { ChannelSeen, EffectResult, Log, Telephony, TelephonyEvents } from '../../../engine/ports.ts'
import type { StoredAgent } from '../../../engine/store.ts'
import { type AmiClient, createAmiClient } from '../ami/ami-client.ts'
import { type AriClient, type AriEvent, type AriResult, createAriClient } from '../ari/ari-client.ts'
import { readAs } from '../ari/ari-fields.ts'
import { channel, variable } from '../ari/ari-models.ts'
import { type BrowserPhones, browserPhones } from './browser-phones.ts'
import { callBridges } from './call-bridges.ts'
import { channelsSeen } from './channels.ts'
import { afterFailure, application, followUps, requestsFor } from './commands.ts'
import { createContacts } from './contacts.ts'
import { createDialler } from './dialler.ts'
import { isLeg, isSnoop, toLineEvent, wantedEvents } from './events.ts'
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
  readonly browserPhones: BrowserPhones
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
  const bridges = callBridges(wanted => ari.request(wanted))

  const onEvent = (event: AriEvent, receivedAt: number) => {
    const line = toLineEvent(event, receivedAt, homeArea)
    if (line) to.event(line)
    // it can be joined only once it is in our hands
    if (event.type === 'StasisStart' && event.args[0] === 'watch' && event.args[1] !== undefined)
      void ari.request({
        method: 'POST',
        path: `bridges/${event.args[1]}/addChannel`,
        body: { channel: [event.channel.id] },
      })
    if (event.type === 'StasisStart' && event.args[0] === 'outbound') dialler.started(event.channel.id)
    if (
      event.type === 'StasisEnd' &&
      !isLeg(event.channel.id) &&
      !isSnoop(event.channel.id) &&
      !isOutbound(event.channel.id)
    )
      void leftUs(event.channel.id, event.at ?? receivedAt)
    // a caller's channel ends for us with StasisEnd; ChannelDestroyed need not follow
    if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') bridges.release(event.channel.id)
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

  const contacts = createContacts()
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
    const agents = await options.agents()
    const refused = (await Promise.all([makePhones(ari, agents), pagePhones.makeAll()])).flat()
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
        const { EndpointName: endpoint = '', URI: uri = '', ContactStatus: status = 'Unknown' } = fields
        const { extension, device } = phoneOf(endpoint)
        const agentId = options.agentOf(extension)
        if (agentId === undefined) return
        const online = contacts.note({ endpoint, uri, status })
        if (online !== null) to.event(phoneEvent(agentId, device, online, Date.now()))
      },
      onUp: () => {
        fallback.compare()
        contacts.forget()
        void tellPhones()
      },
      onDown: () => {},
    },
  )

  const pagePhones = browserPhones(() => ari)
  const fallback = fallbackQueue({ ami, log, members: options.fallbackMembers })
  const sweep = setInterval(() => {
    fallback.compare()
    if (ari.up) void keepWatchdog(ari, log)
  }, options.sweepEveryMs ?? 30_000)

  const recorder = createRecorder(ami)
  const dialler = createDialler(wanted => ari.request(wanted))

  const takeBack = async (callId: string): Promise<EffectResult> => {
    if (await fallback.canRing()) return { kind: 'gone' }
    const path = `channels/${callId}`
    const [answer, peer] = await Promise.all([
      ari.request({ method: 'GET', path }),
      ari.request({ method: 'GET', path: `${path}/variable`, query: { variable: 'BRIDGEPEER' } }),
    ])
    const found = answer.kind === 'ok' ? readAs(channel, answer.body) : null
    const talks = peer.kind === 'ok' && readAs(variable, peer.body)?.value !== ''
    if (found?.dialplan?.context !== 'fallback' || talks) return { kind: 'gone' }
    const where = { Context: 'fallback', Exten: 'return', Priority: '1' }
    const moved = await ami.action('Redirect', { Channel: found.name, ...where })
    return moved.kind === 'ok' ? { kind: 'done' } : { kind: 'unknown', why: 'the manager did not take the caller back' }
  }

  const run = async (effect: Effect): Promise<EffectResult> => {
    if (effect.do === 'take_back') return takeBack(effect.callId)
    if (isRecordingEffect(effect)) return recorder(effect)
    if (effect.do === 'dial') {
      bridges.use(effect.callId)
      return resultOf(await dialler.dial(effect))
    }
    if (effect.do === 'answer') bridges.prepare(effect.callId)
    const isBridgeThere = effect.do === 'connect' && bridges.use(effect.callId)
    const answers = requestsFor(effect, { isBridgeThere }).map(request => ari.request(request))
    for (const request of followUps(effect)) void ari.request(request)
    const last = (await Promise.all(answers)).at(-1)
    const result: EffectResult = last ? resultOf(last) : { kind: 'done' }
    // before the result is told: whatever it leads to is asked for after this
    if (result.kind === 'failed' || result.kind === 'gone')
      for (const request of afterFailure(effect)) void ari.request(request)
    return result
  }

  return {
    run,
    channels: (): Promise<readonly ChannelSeen[] | null> =>
      channelsSeen(ari, homeArea, id => bridges.isInUse(id.replace(/-bridge$/, ''))),
    get up() {
      return ari.up && downBecause === null
    },
    get startedAt() {
      return startedAt
    },
    ari,
    ami,
    fallback,
    browserPhones: pagePhones,
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
