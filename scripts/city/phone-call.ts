import type { AriEvent } from '../../src/adapters/asterisk/ari/ari-client.ts'
import { type CitizenLine, citizenKey } from './citizen.ts'
import type { Called, Switchboard } from './switchboard.ts'
import { type Audio, createVoice, signalMs } from './voice.ts'

/** What the one at a phone does with one call. Times in ms. */
export type Reaction =
  | { readonly kind: 'answer'; readonly afterMs: number; readonly hangUpAfterMs: number | null }
  | { readonly kind: 'decline'; readonly afterMs: number }
  | { readonly kind: 'ignore' }

/** How a call was over at the phone: `cancelled` before an answer; the others after it. */
export type PhoneCallEnd = 'cancelled' | 'declined' | 'hung_up' | 'far_end_hung_up'

/** One call as a phone of the city saw it. Instants in UTC ms, null: not (yet) so. */
export interface PhoneCall {
  readonly extension: string
  /** The number on the display. */
  readonly shown: string
  /** The hotline's id of the call, as the header X-Yihao-Call says it; null when it says none (yet). */
  readonly callId: string | null
  readonly ringsAt: number
  readonly answeredAt: number | null
  /** Its 200 OK left, by the clock of the city's Asterisk. */
  readonly pickedUpAt: number | null
  /** The caller was heard for the first time; only a citizen of this city can be told from silence. */
  readonly heardAt: number | null
  readonly endedAt: number | null
  readonly how: PhoneCallEnd | null
  readonly ended: Promise<PhoneCall>
  /** Answers by hand, for a phone that ignores its calls. */
  answer(): void
  hangUp(): void
  audio(): Promise<Audio | null>
}

const speech = ['city-agent-1', 'city-agent-2']
/** After this long nobody of the city is at the other end, or he cannot hear. */
const signalAtMostMs = 15_000

/**
 * Lets a call ring at a phone. When it is answered, the phone presses `key` until the citizen hears that, who then presses
 * his own until the phone hears it; so both know, to a tenth of a second, when they were joined, and that each hears the
 * other. Then both speak.  `from`: the citizens who may be the caller; none: somebody from outside the city, who is
 * spoken to at once.
 */
export function ringPhone(
  switchboard: Switchboard,
  { channel, args, at }: Called,
  from: readonly CitizenLine[],
  reaction: Reaction,
  key: string,
): PhoneCall {
  const { id: channelId } = channel
  const voice = createVoice(switchboard, channelId)
  const over = Promise.withResolvers<PhoneCall>()
  const timers = new Set<NodeJS.Timeout>()
  const after = (ms: number, job: () => void) => timers.add(setTimeout(job, ms))
  const [only] = from
  let citizen = only && from.length === 1 ? only : null
  let leaving: PhoneCallEnd | null = null

  const leave = (how: PhoneCallEnd, query: Record<string, string> = {}) => {
    leaving ??= how
    void switchboard.request({ method: 'DELETE', path: `channels/${channelId}`, query })
  }
  const seen = {
    extension: args[1] ?? '',
    shown: channel.caller.number,
    callId: null as string | null,
    ringsAt: at ?? Date.now(),
    answeredAt: null as number | null,
    pickedUpAt: null as number | null,
    heardAt: null as number | null,
    endedAt: null as number | null,
    how: null as PhoneCallEnd | null,
    ended: over.promise,
    answer: () => void answer(),
    hangUp: () => leave(seen.answeredAt === null ? 'declined' : 'hung_up'),
    audio: () => voice.audio(),
  }
  const hangUpAfterMs = () => {
    const plan = citizen?.call.plan
    if (plan?.talkMs !== undefined && plan.hangsUpFirst === false) return plan.talkMs
    return reaction.kind === 'answer' ? reaction.hangUpAfterMs : null
  }
  const talk = () => {
    if (!citizen || seen.heardAt === null) voice.speak(speech)
    const ms = hangUpAfterMs()
    if (ms !== null) after(ms, () => leave('hung_up'))
  }
  const answer = async () => {
    if (seen.answeredAt !== null || seen.endedAt !== null) return
    seen.answeredAt = Date.now()
    const answered = await switchboard.request({ method: 'POST', path: `channels/${channelId}/answer` })
    if (answered.kind !== 'ok') {
      if (seen.endedAt === null) seen.answeredAt = null
      return
    }
    if (from.length === 0) return talk()
    for (const one of from)
      one.expect(key, seen.answeredAt, () => {
        citizen = one
        one.atPhone(seen)
        voice.speak(speech, () => one.press())
      })
    voice.signal(key)
    after(signalAtMostMs, () => seen.heardAt === null && talk())
  }
  const ended = (at: number) => {
    if (seen.endedAt !== null) return
    switchboard.disown(channelId)
    for (const timer of timers) clearTimeout(timer)
    voice.end()
    seen.endedAt = at
    seen.how = leaving ?? (seen.answeredAt === null ? 'cancelled' : 'far_end_hung_up')
    over.resolve(seen)
  }
  const onEvent = (event: AriEvent) => {
    voice.onEvent(event)
    const now = event.at ?? Date.now()
    // of a channel that called in Asterisk tells no more than that it left
    if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') ended(now)
    else if (event.type === 'ChannelStateChange' && event.channel.state === 'Up') seen.pickedUpAt ??= now
    else if (event.type === 'ChannelDtmfReceived' && event.digit === citizenKey && seen.heardAt === null) {
      seen.heardAt = now - Math.min(signalMs, event.durationMs)
      citizen?.wasHeard()
      talk()
    }
  }

  switchboard.own(channelId, onEvent)
  void switchboard.request({ method: 'POST', path: `channels/${channelId}/ring` })
  void readHeader(switchboard, channelId, 'X-Yihao-Call').then(callId => {
    seen.callId = callId
  })
  if (reaction.kind === 'answer') after(reaction.afterMs, answer)
  // 21: call rejected
  if (reaction.kind === 'decline') after(reaction.afterMs, () => leave('declined', { reason_code: '21' }))
  citizen?.atPhone(seen)
  return seen
}

async function readHeader(switchboard: Switchboard, channelId: string, name: string): Promise<string | null> {
  const variable = `PJSIP_HEADER(read,${name})`
  const answer = await switchboard.request({
    method: 'GET',
    path: `channels/${channelId}/variable`,
    query: { variable },
  })
  if (answer.kind !== 'ok' || typeof answer.body !== 'object' || answer.body === null) return null
  const value: unknown = Reflect.get(answer.body, 'value')
  return typeof value === 'string' && value !== '' ? value : null
}
