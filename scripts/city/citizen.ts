import type { AriEvent } from '../../src/adapters/asterisk/ari/ari-client.ts'
import type { PhoneCall } from './phone-call.ts'
import { application, type Switchboard } from './switchboard.ts'
import { type Audio, beforeSignalMs, createVoice, signalMs } from './voice.ts'

/** A call that a citizen makes. Times in ms. */
export interface CallPlan {
  /** The citizen's own number as a Chinese mobile number, such as 13812345678. */
  readonly number: string
  /** The network passes the number on with the wish that it is not shown. */
  readonly withheld?: boolean
  /** 12345 unless said otherwise. */
  readonly dialled?: string
  /** He hangs up when no agent has spoken to him this long after dialling. */
  readonly patienceMs: number
  /** How long he wants to talk; without it the agent's phone, or the test, ends the talk. */
  readonly talkMs?: number
  /** Keys that he presses while he waits, each so long after the hotline took the call. */
  readonly keys?: readonly { readonly afterMs: number; readonly key: string }[]
  /** Whether he hangs up after `talkMs`, which is so unless said otherwise, or leaves that to the agent. */
  readonly hangsUpFirst?: boolean
}

/**
 * How a call was over for the citizen: he `gave_up` waiting, he `hung_up` after the talk, the `agent_hung_up`; he was
 * `sent_away` by the hotline without an agent, `not_connected` at all, or the city was `stopped`. Who gives up in the
 * instant of the answer has `gave_up` and may yet have been connected.
 */
export type CallEnd = 'gave_up' | 'hung_up' | 'agent_hung_up' | 'sent_away' | 'not_connected' | 'stopped'

/** One call as the citizen saw it. Instants in UTC ms, null: not (yet) so. */
export interface CitizenCall {
  readonly plan: CallPlan
  readonly dialledAt: number
  /** His INVITE left, by the clock of the city's Asterisk: no later than the next ms, however busy the city's program is. */
  readonly invitedAt: number | null
  /** The hotline took the call; from here on he hears something. */
  readonly answeredByNetworkAt: number | null
  /**
   * He and the agent were joined, as the first sound from the agent's phone tells: to some 0.05 s, and to 0.25 s where
   * the agent answered while the recording notice still played.
   */
  readonly connectedAt: number | null
  readonly endedAt: number | null
  readonly how: CallEnd | null
  /** Q.850 cause of the end. */
  readonly cause: number | null
  /** The same call at the agent's phone, where that is a phone of the city; the last one if it rang several. */
  readonly phone: PhoneCall | null
  /** Resolves at its end, with this call. */
  readonly ended: Promise<CitizenCall>
  hangUp(): void
  /** Packets so far; null once the call is over. */
  audio(): Promise<Audio | null>
}

/** A citizen's call with what the rest of the city may tell it. */
export interface CitizenLine {
  readonly call: CitizenCall
  readonly channelId: string
  atPhone(phone: PhoneCall): void
  /** From `since` on this key may come from an agent's phone; `heard` is called when it does. */
  expect(key: string, since: number, heard: () => void): void
  /** The phone has stopped pressing: it is his turn. */
  press(): void
  /** The phone has heard this citizen too. */
  wasHeard(): void
  stop(): void
}

const speech = ['city-citizen-1', 'city-citizen-2']
/** The key a citizen presses when he hears an agent's phone; phones press digits. */
export const citizenKey = '#'
/** After this long he speaks in any case. */
const signalAtMostMs = 3000

/** Dials now. */
export function placeCall(switchboard: Switchboard, channelId: string, plan: CallPlan): CitizenLine {
  const voice = createVoice(switchboard, channelId)
  const over = Promise.withResolvers<CitizenCall>()
  const timers = new Set<NodeJS.Timeout>()
  const after = (ms: number, job: () => void) => timers.add(setTimeout(job, ms))
  const seen = {
    plan,
    dialledAt: Date.now(),
    invitedAt: null as number | null,
    answeredByNetworkAt: null as number | null,
    connectedAt: null as number | null,
    endedAt: null as number | null,
    how: null as CallEnd | null,
    cause: null as number | null,
    phone: null as PhoneCall | null,
    ended: over.promise,
    hangUp: () => leave('hung_up'),
    audio: () => voice.audio(),
  }
  const expected = new Map<string, { since: number; heard: () => void }>()
  let leaving: CallEnd | null = null
  let signalling: NodeJS.Timeout | undefined
  let speaks = false

  const leave = (how: CallEnd) => {
    leaving ??= how
    void switchboard.request({ method: 'DELETE', path: `channels/${channelId}` })
  }
  const pressKey = (dtmf: string) => {
    if (seen.endedAt !== null || seen.connectedAt !== null) return
    const query = { dtmf, duration: signalMs }
    void switchboard.request({ method: 'POST', path: `channels/${channelId}/dtmf`, query })
  }
  const speak = () => {
    clearTimeout(signalling)
    if (seen.endedAt === null && !speaks) voice.speak(speech)
    speaks = true
  }
  const connected = (at: number) => {
    seen.connectedAt = at
    clearTimeout(patience)
    signalling = setTimeout(speak, signalAtMostMs)
    if (plan.talkMs !== undefined && plan.hangsUpFirst !== false) after(plan.talkMs, () => leave('hung_up'))
  }
  const ended = (at: number, cause: number | null) => {
    if (seen.endedAt !== null) return
    for (const timer of timers) clearTimeout(timer)
    clearTimeout(patience)
    clearTimeout(signalling)
    voice.end()
    seen.endedAt = at
    seen.cause = cause
    if (leaving !== null) seen.how = leaving
    else if (seen.connectedAt !== null) seen.how = 'agent_hung_up'
    else seen.how = seen.answeredByNetworkAt === null ? 'not_connected' : 'sent_away'
    over.resolve(seen)
  }
  const onEvent = (event: AriEvent) => {
    voice.onEvent(event)
    const at = event.at ?? Date.now()
    if ('channel' in event && event.channel) seen.invitedAt ??= event.channel.createdAt
    if (event.type === 'StasisStart') {
      seen.answeredByNetworkAt = at
      voice.keepQuiet()
      for (const { afterMs, key } of plan.keys ?? []) after(afterMs, () => pressKey(key))
    } else if (event.type === 'ChannelDtmfReceived' && seen.connectedAt === null) {
      const phone = expected.get(event.digit)
      if (!phone) return
      connected(joinedAt(phone.since, at - Math.min(signalMs, event.durationMs)))
      phone.heard()
    } else if (event.type === 'ChannelDestroyed') ended(at, event.cause)
  }

  const patience = setTimeout(() => leave('gave_up'), plan.patienceMs)
  switchboard.own(channelId, onEvent)
  void switchboard
    .request({
      method: 'POST',
      path: `channels/${channelId}`,
      body: {
        endpoint: `PJSIP/${plan.dialled ?? '12345'}@hotline`,
        app: application,
        appArgs: 'citizen',
        callerId: plan.number,
        timeout: 60,
        ...(plan.withheld && { variables: { 'CONNECTEDLINE(pres,i)': 'prohib' } }),
      },
    })
    .then(answer => answer.kind !== 'ok' && ended(Date.now(), null))

  return {
    call: seen,
    channelId,
    atPhone: phone => {
      seen.phone = phone
    },
    expect: (key, since, heard) => expected.set(key, { since, heard }),
    press: () => {
      if (!speaks && seen.endedAt === null) voice.signal(citizenKey)
    },
    wasHeard: speak,
    stop: () => leave('stopped'),
  }
}

/** When the two were joined, from the beginning of the first key heard: the phone's very first key comes late by a known time. */
function joinedAt(answeredAt: number, keyBeganAt: number): number {
  const isFirst = keyBeganAt - answeredAt < beforeSignalMs + signalMs
  return isFirst ? Math.max(answeredAt, keyBeganAt - beforeSignalMs) : keyBeganAt
}
