import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { bits, element, integer, octets, oid, sequence, set, time, utf8, yes } from './der.ts'

/** Certificate and key as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const day = 24 * 3_600_000
/** Browsers refuse certificates that are good for longer than some 27 months. */
const goodForDays = 730

const ecdsaSha256 = sequence(oid('1.2.840.10045.4.3.2'))

const extension = (id: string, content: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [yes] : []), octets(content))

const ipBytes = (address: string): Buffer => {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)))
  const [front, back] = [groups(head), groups(tail ?? '')]
  const all = [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back]
  return Buffer.from(all.flatMap(group => [group >> 8, group & 0xff]))
}

const alternativeNames = (names: readonly string[], addresses: readonly string[]): Buffer =>
  sequence(
    ...names.map(name => element(0x82, Buffer.from(name))),
    ...addresses.map(address => element(0x87, ipBytes(address))),
  )

const toPem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`

/** A certificate that only its own key vouches for (X.509 v3, P-256), for these host names and addresses. */
export const makeCertificate = (names: readonly string[], addresses: readonly string[], now: number): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const who = sequence(set(sequence(oid('2.5.4.3'), utf8('Yihao'))))
  const extensions = sequence(
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', element(0x03, Buffer.from([7, 0x80])), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', alternativeNames(names, addresses)),
  )
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaSha256,
    who,
    sequence(time(now - day), time(now + goodForDays * day)),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, extensions),
  )
  const signature = sign('sha256', content, privateKey)
  return {
    cert: toPem(sequence(content, ecdsaSha256, bits(signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
