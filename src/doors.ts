import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AsteriskTelephony } from './adapters/asterisk/telephony/telephony.ts'
import { agentGate } from './adapters/http/phone/agent-gate.ts'
import { type CitizenLines, citizenPath, createCitizenLines } from './adapters/http/phone/citizen-lines.ts'
import { createPhoneSessions, type PhoneSessions } from './adapters/http/phone/phone-sessions.ts'
import { createSipProxy } from './adapters/http/phone/sip-proxy.ts'
import { sipPath } from './adapters/http/routes/phone.ts'
import { readCertificate, selfMadeCertificate } from './adapters/tls/certificate.ts'
import type { Certificate } from './adapters/tls/self-made.ts'
import type { Config } from './config/config.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Authenticate } from './engine/viewer.ts'
import type { ErrorCode } from './wire/errors.ts'

/** Certificate and key that the server speaks HTTPS with; null: it speaks plain HTTP. Throws what makes them unusable. */
export const certificateOf = ({ tls, dataFolder }: Config, now: number): Certificate | null => {
  if (tls === 'off') return null
  return tls === 'self-made' ? selfMadeCertificate(dataFolder, now) : readCertificate(tls.cert, tls.key, now)
}

/** The ways by which pages are phones. */
export interface PhoneDoors {
  readonly sessions: PhoneSessions
  readonly citizens: CitizenLines | null
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, refuse: (code: ErrorCode) => void): void
  /** The sign-in has ended: its socket and its phone go. */
  signedOut(tokenHash: string): void
  close(): void
}

/** Opens the SIP doors of agents' pages and, in a demo, of citizens'. */
export const openPhoneDoors = ({
  config,
  phones,
  authenticate,
  onNewest,
  clock,
  log,
}: {
  readonly config: Config
  readonly phones: AsteriskTelephony['browserPhones']
  readonly authenticate: Authenticate
  /** Told which page of an agent is his phone from now on. */
  readonly onNewest: (agentId: string, session: string) => void
  readonly clock: Clock
  readonly log: Log
}): PhoneDoors => {
  const sessions = createPhoneSessions({ phones, onNewest })
  const origin = config.publicOrigin === null ? {} : { publicOrigin: config.publicOrigin }
  const citizens = config.citizenPage ? createCitizenLines(phones, { now: clock.now, ...origin }) : null
  const proxy = createSipProxy({
    asterisk: config.asterisk.ari.url,
    gates: {
      [sipPath]: agentGate(authenticate, sessions),
      ...(citizens && { [citizenPath]: citizens.gate }),
    },
    now: clock.now,
    log,
  })
  return {
    sessions,
    citizens,
    upgrade: proxy.upgrade,
    signedOut: tokenHash => {
      proxy.signedOut(tokenHash)
      void sessions.signedOut(tokenHash)
    },
    close: proxy.close,
  }
}
