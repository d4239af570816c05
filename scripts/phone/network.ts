import { execFileSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'

/** An address of the range for benchmarks (RFC 2544), which no network has. */
const address = '198.18.0.1'

const hasAddress = (): boolean =>
  Object.values(networkInterfaces()).some(found =>
    found?.some(({ family, internal }) => family === 'IPv4' && !internal),
  )

/** SIOCSIFADDR by perl, which every Debian has; `ip` is not always there. */
const byPerl = `my $wish = pack("a16Sna4x8","lo:1",2,0,pack("C4",split(/\\./,"${address}"))); socket(S,2,2,0); ioctl(S,0x8916,$wish) or exit 1`

/**
 * Asterisk offers a browser no address of 127.0.0.0/8. On a machine that has no other, such as a container without a network, loopback
 * gets one more. False: it may not be given, so no browser phone can be heard here.
 */
export const givePhonesAnAddress = (): boolean => {
  if (hasAddress() || networkInterfaces()['lo:1'] !== undefined) return true
  try {
    execFileSync('perl', ['-e', byPerl])
    return true
  } catch {
    return false
  }
}

/** lo is down in a new network namespace. */
const begin = `perl -e 'my $wish = pack("a16s","lo",0x49); socket(S,2,2,0); ioctl(S,0x8914,$wish) or exit 1' || exit 1
exec "$@"`

/** The command in a network of its own, in which any user may give loopback an address; not every machine lets users make one. */
export const inNetworkOfOwn = (command: readonly string[]): readonly [string, ...string[]] => [
  'unshare',
  ...['-U', '-n', '-c', '--keep-caps', 'sh', '-c', begin, 'sh'],
  ...command,
]
