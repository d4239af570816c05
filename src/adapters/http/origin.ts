import type { RequestHeaders } from '../../engine/viewer.ts'

const hostOf = (origin: string): string | null => {
  const url = URL.parse(origin)
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.host : null
}

const withoutDefaultPort = (host: string): string => host.toLowerCase().replace(/:(80|443)$/, '')

/**
 * Whether a change or a socket may come from where it says it comes from: our own page, by its Origin. Programs send none; they
 * may, as long as no cookie rides along that a browser could have added for somebody else.
 */
export const comesFromUs = (headers: RequestHeaders, publicOrigin?: string): boolean => {
  const { origin, host, cookie } = headers
  if (origin === undefined) return cookie === undefined
  if (typeof origin !== 'string') return false
  if (publicOrigin !== undefined && origin === publicOrigin) return true
  const from = hostOf(origin)
  return from !== null && typeof host === 'string' && withoutDefaultPort(from) === withoutDefaultPort(host)
}
