import { bridgeOf } from '../../../domain/effect.ts'
import type { AriRequest } from '../ari/ari-client.ts'

/** After this a caller who was answered gets his bridge, ms: nothing on his way waits for it, and what he is answered with goes first. */
const prepareAfterMs = 100

/** The request that makes the bridge of a call; where it is there already, it changes nothing. */
export const makeBridge = (callId: string): AriRequest => ({
  method: 'POST',
  path: `bridges/${bridgeOf(callId)}`,
  query: { type: 'mixing', name: callId },
})

/** The bridges of calls in which nobody talks yet, or somebody does. */
export interface CallBridges {
  /** Makes the bridge of a caller soon, so that joining him is one request less. */
  prepare(callId: string): void
  /** From now on the bridge is in use; whether it is known to be there. */
  use(callId: string): boolean
  isInUse(callId: string): boolean
  /** The caller has gone, and his bridge goes with him; nothing where he had none. */
  release(callId: string): void
}

const byClock = (ms: number, job: () => void): (() => void) => {
  const timer = setTimeout(job, ms).unref()
  return () => clearTimeout(timer)
}

/** Keeps the bridges of calls over the ARI of one Asterisk. `later`: runs a job after so many ms, unless it is called off. */
export const callBridges = (
  request: (wanted: AriRequest) => Promise<{ readonly kind: string }>,
  later = byClock,
): CallBridges => {
  const bridges = new Map<string, 'asked' | 'there'>()
  const planned = new Map<string, () => void>()

  const prepareNow = async (callId: string) => {
    planned.delete(callId)
    if (bridges.has(callId)) return
    bridges.set(callId, 'asked')
    const answer = await request(makeBridge(callId))
    // an unsure one is made again when it is needed
    if (answer.kind === 'ok' && bridges.has(callId)) bridges.set(callId, 'there')
  }

  return {
    prepare: callId => {
      if (bridges.has(callId) || planned.has(callId)) return
      planned.set(
        callId,
        later(prepareAfterMs, () => void prepareNow(callId)),
      )
    },
    use: callId => {
      const isThere = bridges.get(callId) === 'there'
      if (!isThere) bridges.set(callId, 'asked')
      return isThere
    },
    isInUse: callId => bridges.has(callId),
    release: callId => {
      planned.get(callId)?.()
      planned.delete(callId)
      if (bridges.delete(callId)) void request({ method: 'DELETE', path: `bridges/${bridgeOf(callId)}` })
    },
  }
}
