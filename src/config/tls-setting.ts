import { resolve } from 'node:path'
import { ConfigError } from './config-error.ts'

/** How the server itself speaks HTTPS: not at all, with a certificate it makes, or with these PEM files. */
export type TlsSetting = 'off' | 'self-made' | { readonly cert: string; readonly key: string }

/** Reads YIHAO_TLS, YIHAO_TLS_CERT and YIHAO_TLS_KEY. Throws a `ConfigError`. */
export const tlsOf = (env: Readonly<Record<string, string | undefined>>): TlsSetting => {
  const { YIHAO_TLS: mode, YIHAO_TLS_CERT: cert, YIHAO_TLS_KEY: key } = env
  if (mode && mode !== 'self-made') throw new ConfigError('YIHAO_TLS', `must be self-made or left out, not "${mode}"`)
  if (cert && !key)
    throw new ConfigError('YIHAO_TLS_KEY', 'must name the PEM file of the key, since YIHAO_TLS_CERT is set')
  if (key && !cert)
    throw new ConfigError('YIHAO_TLS_CERT', 'must name the PEM file of the certificate, since YIHAO_TLS_KEY is set')
  if (cert && key) return { cert: resolve(cert), key: resolve(key) }
  return mode ? 'self-made' : 'off'
}
