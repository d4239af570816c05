import type { Device } from '../../../domain/agent/agent.ts'
import type { LineEvent } from '../../../domain/event.ts'
import type { AriClient } from '../ari/ari-client.ts'
import { readAs } from '../ari/ari-fields.ts'
import { endpoints } from '../ari/ari-models.ts'

/** The event for a phone that came or went. */
export const phoneEvent = (agentId: string, device: Device, online: boolean, at: number): LineEvent => ({
  type: online ? 'phone_up' : 'phone_down',
  at,
  agentId,
  device,
})

/** Each PJSIP endpoint and whether it can be reached; empty when Asterisk does not say. */
export const phonesOnline = async (ari: AriClient): Promise<ReadonlyMap<string, boolean>> => {
  const answer = await ari.request({ method: 'GET', path: 'endpoints/PJSIP', large: true })
  const found = answer.kind === 'ok' ? readAs(endpoints, answer.body) : null
  return new Map(found?.map(({ name, state }) => [name, state === 'online']))
}
