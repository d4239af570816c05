import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { type Certificate, makeCertificate } from './self-made.ts'

/** A certificate that cannot be used; `message` is one sentence that names the setting. */
export class CertificateError extends Error {
  readonly code = 'tls_unusable'
}

const readPem = (path: string, setting: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new CertificateError(
      `${setting}: ${path} cannot be read (${error instanceof Error ? error.message : error}).`,
    )
  }
}

/** The certificate of these two PEM files. Throws a `CertificateError`: not readable, no PEM, over, or not of one pair. */
export const readCertificate = (certPath: string, keyPath: string, now: number): Certificate => {
  const cert = readPem(certPath, 'YIHAO_TLS_CERT')
  const key = readPem(keyPath, 'YIHAO_TLS_KEY')
  const parsed = (() => {
    try {
      return { x509: new X509Certificate(cert), privateKey: createPrivateKey(key) }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new CertificateError(`YIHAO_TLS_CERT and YIHAO_TLS_KEY must be PEM files without a passphrase (${why}).`)
    }
  })()
  if (!parsed.x509.checkPrivateKey(parsed.privateKey))
    throw new CertificateError('YIHAO_TLS_KEY is not the key of YIHAO_TLS_CERT.')
  if (parsed.x509.validToDate.getTime() < now)
    throw new CertificateError(`YIHAO_TLS_CERT is no longer good: it ended on ${parsed.x509.validTo}.`)
  return { cert, key }
}

/** All addresses under which pages of this machine may be opened. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap(found => found ?? [])
    .map(({ address }) => address)
    .filter(address => !address.startsWith('fe80'))

/** The self-made certificate of this data folder: made once, and again when it is over. Its key is readable to its owner alone. */
export const selfMadeCertificate = (dataFolder: string, now: number): Certificate => {
  const folder = join(dataFolder, 'tls')
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  if (existsSync(certPath) && existsSync(keyPath)) {
    const cert = readFileSync(certPath, 'utf8')
    if (new X509Certificate(cert).validToDate.getTime() > now) return { cert, key: readFileSync(keyPath, 'utf8') }
  }
  const names = [...new Set(['localhost', hostname()])].filter(name => /^[\w.-]+$/.test(name))
  const made = makeCertificate(names, ownAddresses(), now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(keyPath, made.key, { mode: 0o600 })
  writeFileSync(certPath, made.cert, { mode: 0o644 })
  return made
}
