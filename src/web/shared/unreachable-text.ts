import type { TextKey } from '../texts.ts'

/**
 * What may be the matter with a server that cannot be reached. A browser tells a page no reason: a certificate that it refuses looks like a
 * server that is down, so the page names what is possible, and a certificate only where there is one.
 */
export const unreachableText = (): TextKey =>
  location.protocol === 'https:' ? 'unreachable_notice_secure' : 'unreachable_notice'
