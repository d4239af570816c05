import { createHash, randomBytes } from 'node:crypto'

/** What a phone signs a request with. */
export interface Credentials {
  readonly user: string
  readonly password: string
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** Value of an Authorization header that answers a `WWW-Authenticate: Digest …` challenge (RFC 2617, MD5, qop auth or none). */
export const digestAnswer = (
  challenge: string,
  method: string,
  uri: string,
  { user, password }: Credentials,
  cnonce: string = randomBytes(8).toString('hex'),
): string => {
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)"?`, 'i').exec(challenge)?.[1] ?? ''
  const realm = field('realm')
  const nonce = field('nonce')
  const opaque = field('opaque')
  const secret = md5(`${user}:${realm}:${password}`)
  const asked = md5(`${method}:${uri}`)
  const counted = /\bqop=/i.test(challenge)
  const response = counted
    ? md5(`${secret}:${nonce}:00000001:${cnonce}:auth:${asked}`)
    : md5(`${secret}:${nonce}:${asked}`)
  const parts = [`username="${user}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`, `response="${response}"`]
  if (counted) parts.push('qop=auth', 'nc=00000001', `cnonce="${cnonce}"`)
  if (opaque) parts.push(`opaque="${opaque}"`)
  return `Digest ${parts.join(', ')}, algorithm=MD5`
}
