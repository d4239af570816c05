/** A SIP message as far as the benchmark looks at it. */
export interface SipMessage {
  /** Of a request; null of a response. */
  readonly method: string | null
  /** Of a response; 0 of a request. */
  readonly status: number
  /** User part of the request's address. */
  readonly target: string
  readonly text: string
}

const firstLine = /^(?:SIP\/2\.0 (\d{3})|([A-Z]+) sips?:(?:([^@;>\s]*)@)?\S* SIP\/2\.0\r$)/m

/** The message in a datagram, or null when it is none (a keep-alive, say). */
export const parseSip = (text: string): SipMessage | null => {
  const found = firstLine.exec(text)
  if (found?.index !== 0) return null
  const [, status, method, target] = found
  return { method: method ?? null, status: Number(status ?? 0), target: target ?? '', text }
}

/** Value of the first header of that name, empty when there is none. Only full names, as Asterisk and sipp write them. */
export const header = (message: SipMessage, name: string): string => {
  const found = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*?)\\r?$`, 'im').exec(message.text)
  return found?.[1] ?? ''
}

/** All lines of the headers of these names, in order, as they came. */
export const headerLines = (message: SipMessage, ...names: readonly string[]): readonly string[] => {
  const head = message.text.split('\r\n\r\n', 1)[0] ?? ''
  const wanted = names.map(name => `${name.toLowerCase()}:`)
  return head.split('\r\n').filter(line => wanted.some(name => line.toLowerCase().startsWith(name)))
}

/** Last four digits of the caller's number: what the hotline shows of it on the agent's phone. */
export const lastFour = (message: SipMessage): string => /(\d{4})@/.exec(header(message, 'From'))?.[1] ?? ''

/** Method of the request that a response is to, or the request's own. */
export const methodOf = (message: SipMessage): string => header(message, 'CSeq').split(/\s+/)[1] ?? ''
