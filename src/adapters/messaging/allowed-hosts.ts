import { lookup } from 'node:dns'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'

/** Addresses that are nobody's on the internet (IANA's special-purpose registries): of this machine, of the house's network, of no one. */
const inside = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(address, bits, 'ipv4')
/** IPv6 that is on the internet; all else is not, and what holds an IPv4 address is not either. */
const outside6 = new BlockList()
outside6.addSubnet('2000::', 3, 'ipv6')
const tunnels6 = new BlockList()
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  tunnels6.addSubnet(address, bits, 'ipv6')

/** Whether this IP address is a host of the internet, and none of this machine or of a network of the house. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !inside.check(address, 'ipv4')
  return isIP(address) === 6 && outside6.check(address, 'ipv6') && !tunnels6.check(address, 'ipv6')
}

/** An address was asked for that nothing may be sent to. */
export class ForbiddenAddress extends Error {
  readonly code = 'forbidden_address'
}

/** What of a URL decides where it leads. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase()

/**
 * Where webhooks may lead: to any host of the internet by HTTPS, and to the hosts (`HOST` or `HOST:PORT`) that the house has named, by HTTP too and at whatever
 * address. So whoever may set a webhook cannot reach what stands behind the house's door.
 */
export const createAllowedHosts = (named: readonly string[]) => {
  const isNamed = (url: URL): boolean => {
    const host = hostOf(url)
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    return named.includes(host) || named.includes(`${host}:${port}`)
  }

  /** As node's own, but finds no address that is not on the internet: it is asked at each connection, so a name cannot change after it was checked. */
  const publicOnly: LookupFunction = (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const allowed = found.filter(({ address }) => isPublicAddress(address))
      const [first] = allowed
      if (!first)
        return done(
          new ForbiddenAddress(`${hostname} is not on the internet, and not named in YIHAO_WEBHOOK_HOSTS`),
          [],
        )
      if (options.all) done(null, allowed)
      else done(null, first.address, first.family)
    })

  return {
    /** How this URL may be reached: with which look-up of names, or why it may not. */
    check(url: URL): { readonly lookup: LookupFunction | undefined } | { readonly forbidden: string } {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') return { forbidden: 'only https leads out' }
      if (url.username || url.password) return { forbidden: 'the address has a user name in it' }
      if (isNamed(url)) return { lookup: undefined }
      if (url.protocol !== 'https:') return { forbidden: 'only https leads out, but to hosts in YIHAO_WEBHOOK_HOSTS' }
      const host = hostOf(url)
      if (isIP(host) !== 0 && !isPublicAddress(host))
        return { forbidden: 'the address is not on the internet, and not named in YIHAO_WEBHOOK_HOSTS' }
      return { lookup: publicOnly }
    },
  }
}

export type AllowedHosts = ReturnType<typeof createAllowedHosts>
