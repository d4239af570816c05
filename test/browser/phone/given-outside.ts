import type { TestContext } from 'node:test'
import { freeUdpPort } from '../../../scripts/asterisk/ports.ts'
import { type Outside, type OutsideCall, openOutside } from '../../../scripts/phone/outside.ts'
import { asLeader, givenHotline, type Hotline } from '../../helpers/city.ts'
import { until } from '../../helpers/until.ts'
import { phoneSettings } from './given-phone.ts'

/** Pitch of everybody outside the house, Hz. */
export const outsideTone = 1_700

/** A hotline for browser phones with a trunk, and those whom it reaches. */
export const givenHotlineAndOutside = async (
  t: TestContext,
): Promise<{ readonly hotline: Hotline; readonly outside: Outside }> => {
  const port = await freeUdpPort('127.0.0.1')
  const hotline = await givenHotline(t, phoneSettings, { values: { TRUNK_CONTACT: `sip:127.0.0.1:${port}` } })
  const outside = await openOutside(hotline.asterisk.sipPort, port, outsideTone)
  t.after(() => outside.close())
  return { hotline, outside }
}

/** Waits for the next call to this number and returns it. */
export const nextCall = (outside: Outside, number: string, before = 0): Promise<OutsideCall> =>
  until(`a call to ${number}`, () => outside.calls.filter(call => call.number === number)[before], { withinMs: 30_000 })

/** What the ledger has of the newest call, as the shift leader reads it. */
export interface BookedCall {
  readonly call: { readonly id: string; readonly answeredAt: number | null; readonly endCause: string | null }
  readonly legs: readonly { readonly agentId: string; readonly talkMs: number | null }[]
  readonly parties: readonly BookedParty[]
}

export interface BookedParty {
  readonly kind: string
  readonly mode: string
  readonly contactId: string | null
  readonly number: string | null
  readonly unit: string | null
  readonly joinedAt: number | null
  readonly how: string | null
  readonly talkMs: number | null
}

/** Reads the newest call. */
export const newestCall = async (hotline: Hotline): Promise<BookedCall> => {
  const { calls } = await asLeader<{ calls: { id: string }[] }>(hotline, '/api/calls?limit=1')
  return asLeader<BookedCall>(hotline, `/api/calls/${calls[0]?.id}`)
}
