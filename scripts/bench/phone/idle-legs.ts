import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { RunningAsterisk } from '../../asterisk/run.ts'
import { cpuMs, rssMb } from '../process-stats.ts'
import { pause, waitFor } from '../wait.ts'

/** What legs cost that stand and wait. */
export interface IdleLegs {
  readonly legs: number
  /** Processor time of Asterisk in percent of one core: with no leg, and with all of them. */
  readonly asteriskCpuBefore: number
  readonly asteriskCpu: number
  readonly asteriskRssMb: number
  /** Each way for one leg, with the headers of IP, UDP and RTP and the tag of SRTP, kbit/s. */
  readonly toAsteriskKbit: number
  readonly toPageKbit: number
}

/** IPv4 and UDP, and the tag that SRTP adds. */
const envelopeBytes = 28 + 10

const cpuShare = async (pid: number, seconds: number): Promise<number> => {
  const before = cpuMs(pid)
  const began = performance.now()
  await pause(seconds * 1000)
  return ((cpuMs(pid) - before) / (performance.now() - began)) * 100
}

const accountOf = async (url: string, name: string, password: string) => {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin }
  const body = JSON.stringify({ name, password })
  const signedIn = await fetch(new URL('/api/session', url), { method: 'POST', headers, body })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const answer = await fetch(new URL('/api/phone/session', url), {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ previous: null }),
  })
  return (await answer.json()) as { user: string; password: string; domain: string }
}

/** Has one page be the phones of all these agents, as their own pages would, and looks at what Asterisk does while nothing happens. */
export const measureIdleLegs = async (
  browser: Browser,
  asterisk: RunningAsterisk,
  server: { readonly url: string; readonly password: string },
  agents: readonly string[],
  seconds: number,
): Promise<IdleLegs> => {
  const asteriskCpuBefore = await cpuShare(asterisk.pid, seconds)
  const accounts = []
  for (const name of agents) accounts.push(await accountOf(server.url, name, server.password))
  const [file] = globSync(join(import.meta.dirname, '../../../dist/web/assets/sip-phone-*.js'))
  const page = await (await browser.newContext({ bypassCSP: true })).newPage()
  await page.goto(server.url)
  await page.evaluate(
    `(async () => {
      const { startSipPhone } = await import('/assets/${basename(file ?? '')}')
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const nothing = () => {}
      window.phones = ${JSON.stringify(accounts)}.map(account => startSipPhone(
        { ...account, url: 'ws://127.0.0.1:${asterisk.httpPort}/ws', register: true },
        { registered: nothing, lost: nothing, refused: nothing, leg: nothing, legEnded: nothing, test: nothing,
          sound: nothing, microphone: () => stream, autoAnswer: () => false },
      ))
      window.sent = async () => {
        const all = { packets: 0, bytes: 0, back: 0, connected: 0 }
        for (const phone of window.phones) {
          const connection = phone.connection()
          if (connection?.connectionState === 'connected') all.connected += 1
          for (const report of (await connection?.getStats())?.values() ?? []) {
            if (report.type === 'outbound-rtp') {
              all.packets += report.packetsSent
              all.bytes += report.bytesSent + report.headerBytesSent
            }
            if (report.type === 'inbound-rtp') all.back += report.packetsReceived
          }
        }
        return all
      }
    })()`,
  )
  type Sent = { packets: number; bytes: number; back: number; connected: number }
  const sent = () => page.evaluate('window.sent()') as Promise<Sent>
  await waitFor('all legs stand', async () => (await sent()).connected === agents.length, 60_000)
  await pause(3_000)
  const before = await sent()
  const began = performance.now()
  const asteriskCpu = await cpuShare(asterisk.pid, seconds)
  const after = await sent()
  const perLeg = (performance.now() - began) * agents.length
  const kbit = (bytes: number) => (bytes * 8) / perLeg
  const packets = after.packets - before.packets
  const result = {
    legs: agents.length,
    asteriskCpuBefore,
    asteriskCpu,
    asteriskRssMb: rssMb(asterisk.pid),
    toAsteriskKbit: kbit(after.bytes - before.bytes + packets * envelopeBytes),
    toPageKbit: kbit((after.back - before.back) * (172 + envelopeBytes)),
  }
  await page.context().close()
  return result
}
