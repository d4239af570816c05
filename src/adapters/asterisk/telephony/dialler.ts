import type { Effect } from '../../../domain/effect.ts'
import type { AriRequest, AriResult } from '../ari/ari-client.ts'
import { makeBridge } from './call-bridges.ts'
import { application } from './commands.ts'

/** Rings citizens for their tasks. */
export interface Dialler {
  dial(wanted: Extract<Effect, { do: 'dial' }>): Promise<AriResult>
  /** A channel is in our hands. */
  started(channelId: string): void
}

/** How long Asterisk may take to give a channel that it has made into our hands; seen: 40 ms. */
const startWithinMs = 1_000

/** How much longer than the line Asterisk lets ring: who is rung when the server dies is not rung for ever. */
const backstopMs = 5_000

/**
 * Makes the channel, waits until it is in our hands, joins it with the agent's leg, and only then lets ring: so the agent hears the ringing, or what the
 * carrier says in its place. A channel that is joined sooner is refused now and then ("not in Stasis", docs/decisions/0012).
 */
export const createDialler = (request: (wanted: AriRequest) => Promise<AriResult>): Dialler => {
  const waiting = new Map<string, () => void>()

  const isOurs = (channelId: string): Promise<void> =>
    new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        waiting.delete(channelId)
        resolve()
      }
      const timer = setTimeout(done, startWithinMs)
      waiting.set(channelId, done)
    })

  return {
    async dial({ callId, leg, bridge, number, shownNumber, ringMs }) {
      const inHands = isOurs(callId)
      const bridged = request(makeBridge(callId))
      const made = await request({
        method: 'POST',
        path: 'channels/create',
        body: {
          endpoint: `PJSIP/${number}@trunk`,
          app: application,
          appArgs: `outbound,${callId}`,
          channelId: callId,
          variables: {
            'CALLERID(num)': shownNumber,
            'CONNECTEDLINE(num,i)': shownNumber,
            'CONNECTEDLINE(num-pres,i)': 'allowed',
            // its end is written down also while nobody listens; it has no arrival
            'CHANNEL(hangup_handler_push)': 'journal,ended,1',
            YIHAO_LEFT: 'joined',
          },
        },
      })
      if (made.kind !== 'ok') {
        waiting.get(callId)?.()
        return made
      }
      await Promise.all([inHands, bridged])
      // a bridge tells each who the other is, and the INVITE would name what it told: the number that the agent's phone was shown
      const named = request({
        method: 'POST',
        path: `channels/${leg}/variable`,
        query: { variable: 'CALLERID(num)', value: shownNumber },
      })
      const joined = request({
        method: 'POST',
        path: `bridges/${bridge}/addChannel`,
        body: { channel: [callId, leg] },
      })
      const timeout = Math.ceil((ringMs + backstopMs) / 1000)
      const rung = request({ method: 'POST', path: `channels/${callId}/dial`, query: { timeout } })
      // nobody is rung whom no agent hears
      const [first] = await Promise.all([joined, named])
      return first.kind === 'ok' ? rung : first
    },
    started: channelId => waiting.get(channelId)?.(),
  }
}
