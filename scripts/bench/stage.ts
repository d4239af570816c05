import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningAsterisk, startAsterisk } from '../asterisk/run.ts'
import { type Callers, openCallers } from './callers.ts'
import { startCapture } from './capture.ts'
import type { Closers } from './closers.ts'
import { type Console, openConsoles } from './consoles.ts'
import { addBenchDialplan } from './dialplan.ts'
import { makeBenchFolder } from './folder.ts'
import { openPhones, type Phones } from './phones.ts'
import { type BenchServer, startServerProcess } from './server.ts'
import { readWire, type Wire } from './wire.ts'

/** Everything that one run measures on: one Asterisk, the server, a console and a phone for each agent. */
export interface Stage {
  readonly folder: string
  readonly asterisk: RunningAsterisk
  readonly server: BenchServer
  readonly consoles: readonly Console[]
  readonly phones: Phones
  readonly callers: Callers
  readonly agents: readonly string[]
  /** Agents of the small queue for the hand-off. */
  readonly handoffAgents: readonly string[]
  /** A number for the next call, whose last four digits no call of the same round has. */
  nextNumber(): string
  /** Runs `work` and gives what was on the wire meanwhile. */
  watch<T>(work: () => Promise<T>): Promise<{ wire: Wire; result: T }>
}

/** Two legs a call and two ports a leg, for more calls than there are agents. */
const rtpRange = { rtpFrom: 20_000, rtpTo: 23_999 }

const lastOf = (file: string): string => readFileSync(file, 'utf8').slice(-2_000)

/** Sets the stage, with `agentCount` agents at work of the `known` ones; `say` is told what is being done, and whatever is started is given to `closers`. */
export const openStage = async (
  agentCount: number,
  closers: Closers,
  say: (text: string) => void,
  known = agentCount,
): Promise<Stage> => {
  const folder = makeBenchFolder()
  closers.add(() => rmSync(folder, { recursive: true, force: true }))
  const agents = Array.from({ length: agentCount }, (_, n) => String(1001 + n))
  const handoffAgents = agents.slice(0, 1)
  say('starting a private Asterisk and the server')
  const asterisk = await startAsterisk({ folder: join(folder, 'asterisk'), profile: 'hotline', ...rtpRange })
  closers.add(() => asterisk.stop())
  const server = await startServerProcess(folder, asterisk, known)
  closers.add(() => server.stop())
  const watch = (name: string, exited: Promise<object>, log: string) =>
    void exited.then(end => {
      if (!closers.closing) say(`${name} ended by itself (${JSON.stringify(end)}):\n${lastOf(log)}`)
    })
  watch('Asterisk', asterisk.exited, asterisk.log)
  watch('The server', server.exited, server.log)
  say(`signing in ${agentCount} agents, each with a console and a registered phone`)
  const consoles = await openConsoles(server.url, agents, server.password)
  closers.add(() => {
    for (const one of consoles) one.close()
  })
  const phones = await openPhones(asterisk.sipPort)
  closers.add(() => phones.close())
  await phones.register(consoles.map(({ phone }) => phone))
  await addBenchDialplan(asterisk, agents, handoffAgents)
  const callers = await openCallers(asterisk.sipPort)
  closers.add(() => callers.close())

  let number = 0
  let captures = 0
  return {
    folder,
    asterisk,
    server,
    consoles,
    phones,
    callers,
    agents,
    handoffAgents,
    nextNumber: () => `1380000${String(number++ % 10_000).padStart(4, '0')}`,
    watch: async work => {
      const file = join(folder, `capture-${++captures}.pcap`)
      const tcp = [asterisk.httpPort, server.httpPort]
      const capture = await startCapture(file, { udp: [asterisk.sipPort], tcp })
      try {
        const result = await work()
        const { packets } = await capture.stop()
        const ports = {
          sip: asterisk.sipPort,
          phones: phones.port,
          asteriskHttp: asterisk.httpPort,
          serverHttp: server.httpPort,
        }
        return { wire: readWire(packets, ports), result }
      } finally {
        await capture.discard()
        rmSync(file, { force: true })
      }
    },
  }
}
