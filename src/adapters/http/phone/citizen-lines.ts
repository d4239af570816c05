import { randomBytes, randomInt } from 'node:crypto'
import { fastifyCookie } from '@fastify/cookie'
import type { RequestHeaders } from '../../../engine/viewer.ts'
import { comesFromUs } from '../origin.ts'
import type { PhoneAccount } from './phone-sessions.ts'
import type { SipGate } from './sip-proxy.ts'

/** Phones of the demo's citizens as telephony makes them: one for each call. */
export interface CitizenPhoneMaker {
  issueCitizen(name: string, number: string): Promise<PhoneAccount>
  forgetCitizen(name: string): Promise<void>
}

export interface CitizenCall extends PhoneAccount {
  /** Goes into a cookie that scripts cannot read: whoever has it may open the call's socket. */
  readonly ticket: string
  readonly number: string
}

/** The lines by which pages play citizens in a demo: few, each for one call, gone with its socket. */
export interface CitizenLines {
  /** A phone for one call, or null while all lines are taken. */
  open(): Promise<CitizenCall | null>
  readonly gate: SipGate
}

export const citizenCookie = 'yihao_citizen'
export const citizenPath = '/sip/citizen'

const mostLines = 10
const connectWithinMs = 30_000
const longestCallMs = 30 * 60_000

const ticketOf = ({ cookie }: RequestHeaders): string =>
  (typeof cookie === 'string' && fastifyCookie.parse(cookie)[citizenCookie]) || ''

/** A mobile number of a range that no operator has given out. */
const madeUpNumber = (): string => `140${String(randomInt(100_000_000)).padStart(8, '0')}`

export const createCitizenLines = (
  phones: CitizenPhoneMaker,
  { now, publicOrigin }: { readonly now: () => number; readonly publicOrigin?: string },
): CitizenLines => {
  const lines = new Map<string, { readonly name: string; readonly timer: NodeJS.Timeout }>()
  const close = (ticket: string) => {
    const line = lines.get(ticket)
    if (!line) return
    clearTimeout(line.timer)
    lines.delete(ticket)
    void phones.forgetCitizen(line.name)
  }
  return {
    open: async () => {
      if (lines.size >= mostLines) return null
      const ticket = randomBytes(24).toString('base64url')
      const name = `c${randomBytes(9).toString('hex')}`
      const timer = setTimeout(close, connectWithinMs, ticket).unref()
      lines.set(ticket, { name, timer })
      const number = madeUpNumber()
      const account = await phones.issueCitizen(name, number)
      return { ...account, ticket, number }
    },
    gate: async ({ headers }) => {
      if (!comesFromUs(headers, publicOrigin)) return 'foreign_origin'
      const ticket = ticketOf(headers)
      const line = lines.get(ticket)
      if (!line) return 'not_found'
      clearTimeout(line.timer)
      return { key: `citizen ${line.name}`, tokenHash: null, until: now() + longestCallMs, ended: () => close(ticket) }
    },
  }
}
