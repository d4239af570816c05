import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AsteriskError } from './errors.ts'
import type { AsteriskAccess } from './options.ts'
import { consoleCommand, type Instance } from './process.ts'

const READY_WITHIN_MS = 30_000

/** A port that was free a moment before was taken by another program while Asterisk started. Worth another try. */
export class PortRace extends AsteriskError {}

/** Waits until Asterisk is fully booted and ARI answers. Throws start_failed, or a PortRace when it lost a port. */
export async function ready(
  instance: Instance,
  access: AsteriskAccess,
  log: string,
  gone: () => boolean,
): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  const socket = join(instance.runFolder, 'asterisk.ctl')
  while (!gone() && performance.now() < end) {
    if (existsSync(socket) && (await booted(instance)) && (await ariAnswers(access))) return refuseLostPorts(log)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  refuseLostPorts(log)
  const what = gone() ? 'ended while it started' : `was not ready within ${READY_WITHIN_MS / 1000} s`
  throw new AsteriskError('start_failed', `Asterisk ${what}; the reason is in ${log} or in console.log beside it.`)
}

async function booted(instance: Instance): Promise<boolean> {
  try {
    return /fully booted/i.test(await consoleCommand(instance, 'core waitfullybooted'))
  } catch {
    return false
  }
}

async function ariAnswers({ ari }: AsteriskAccess): Promise<boolean> {
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`
  try {
    const signal = AbortSignal.timeout(2000)
    const response = await fetch(`${ari.url}/ari/asterisk/info?only=status`, { headers: { authorization }, signal })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** Asterisk starts without a port that it could not bind; only its log says so. */
function refuseLostPorts(log: string): void {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
  const line = text
    .split('\n')
    .find(entry => /Address already in use|EADDRINUSE|could not be started as binding/i.test(entry))
  if (line) throw new PortRace('port_taken', `Asterisk lost a port to another program while it started: ${line.trim()}`)
}
