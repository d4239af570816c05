import { spawn } from 'node:child_process'
import { endWithParent } from '../asterisk/process.ts'

const inside = 'YIHAO_BENCH_INSIDE'

/** lo is down in a new network namespace; `ip` need not be installed, perl is part of every Debian. */
const up = `ip link set lo up 2>/dev/null || perl -e 'my $wish = pack("a16s","lo",0x49); socket(S,2,2,0); ioctl(S,0x8914,$wish) or exit 1'
exec "$@"`

/**
 * Capturing needs root. An ordinary user is root over a network namespace of his own: then the whole benchmark runs once more in
 * there, and this resolves with its exit code; null: no need, go on here.
 */
export const inOwnNamespace = async (): Promise<number | null> => {
  if (process.getuid?.() === 0 || process.env[inside] !== undefined) return null
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const child = spawn('unshare', ['-U', '-n', '-c', '--keep-caps', 'sh', '-c', up, 'sh', ...self], {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, [inside]: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      const release = child.pid === undefined ? () => {} : endWithParent(child.pid)
      child.once('exit', (code, signal) => {
        release()
        resolve(code ?? (signal === null ? 1 : 130))
      })
    })
  })
}
