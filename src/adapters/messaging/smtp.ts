import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { isAddress } from '../../domain/messages/message.ts'
import type { Carried, MessageCarrier } from '../../engine/messages/ports.ts'

export interface SmtpParts {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte; `starttls`: after the greeting, and never without it; `plain`: not at all. */
  readonly security: 'tls' | 'starttls' | 'plain'
  readonly login: { readonly user: string; readonly password: string } | null
  readonly from: { readonly name: string; readonly address: string }
  /** Certificates that are trusted beside those of node, PEM; for tests. */
  readonly ca?: string
  /** How long an attempt may take as a whole, and how long the other side may be silent, ms. */
  readonly timeoutMs?: number
  readonly silenceMs?: number
}

/** What nodemailer says of an attempt that failed. */
interface Refusal {
  readonly code?: unknown
  readonly command?: unknown
  readonly responseCode?: unknown
  readonly message?: unknown
}

/** A line end in a header begins another header. */
const oneLine = (text: string): boolean => !/[\r\n\0]/.test(text)

/** The same for each attempt at one message, so that a mailbox can tell that it came twice. */
export const messageIdOf = (key: string, fromAddress: string): string => {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 40)
  return `<${name}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`
}

/** Sends e-mails as plain text by the house's SMTP server, over at most two connections that are kept. */
export const createSmtp = (parts: SmtpParts): MessageCarrier => {
  const { host, port, security, login, from, ca, timeoutMs = 45_000, silenceMs = 20_000 } = parts
  const stopping = new AbortController()
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
    // whether and when it is tried again is the outbox's to decide
    maxRequeues: 0,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(login && { auth: { user: login.user, pass: login.password } }),
    ...(ca !== undefined && { tls: { ca } }),
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    dnsTimeout: silenceMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  return {
    send: async ({ key, recipient, subject, text }): Promise<Carried> => {
      if (!isAddress(recipient)) return { failed: 'the address is none' }
      if (!oneLine(subject)) return { failed: 'the subject has more than one line' }
      const timeout = AbortSignal.timeout(timeoutMs)
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: '', address: recipient },
          subject,
          text,
          messageId: messageIdOf(key, from.address),
          // no machine is to answer a machine (RFC 3834)
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.any([stopping.signal, timeout]),
        })
        return { sent: String(sent.response).slice(0, 200) }
      } catch (error) {
        if (timeout.aborted) return { retry: `not taken within ${timeoutMs} ms` }
        return meaningOf(error as Refusal)
      }
    },
    close: () => {
      stopping.abort()
      transport.close()
    },
  }
}

/**
 * 5xx to the recipient or to the message itself is for good. To anything else (greeting, sign-in, our own address) it is a wrong setting or a server in trouble, which
 * somebody mends; so is 4xx, and whatever has no code.
 */
const meaningOf = ({ code, command, responseCode, message }: Refusal): Carried => {
  const why = String(message).slice(0, 300)
  const ofMessage = code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM')
  // 503 says that the talk was in disorder (RFC 5321), not that the message is refused
  const forGood = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600 && responseCode !== 503
  return ofMessage && forGood ? { failed: why } : { retry: why }
}
