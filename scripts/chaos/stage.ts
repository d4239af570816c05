import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hashPassword } from '../../src/adapters/http/password.ts'
import { openStore } from '../../src/adapters/store/open-store.ts'
import { firstQueue, seed as seedStore } from '../../src/seed.ts'
import { startAsterisk } from '../asterisk/run.ts'
import type { Closers } from '../bench/closers.ts'
import { type City, type PhoneCall, startCity } from '../city/city.ts'
import type { Console } from '../city/console.ts'
import { seatCrew } from './crew.ts'
import { mountSmallDisk } from './disk.ts'
import { type Link, openLink } from './link.ts'
import { announcedNumber } from './numbers.ts'
import type { Span } from './records.ts'
import { type Supervised, supervise } from './supervisor.ts'
import { createSwitching, type Switching } from './switching.ts'

/** A hotline with a city around it, and all that can be done to it. */
export interface Stage {
  readonly switching: Switching
  readonly server: Supervised
  readonly links: { readonly ari: Link; readonly ami: Link }
  readonly city: City
  readonly desks: readonly Console[]
  readonly dataFolder: string
  /** File of the ledger. */
  readonly database: string
  /** Whether the server's data lie on a small disk of their own. */
  readonly ownDisk: boolean
  /** Spans in which no server was in charge, other than its own. */
  readonly away: readonly (Span & { readonly why: string })[]
  noteAway(span: Span & { readonly why: string }): void
}

/** How a stage is set. */
export interface StagePlan {
  readonly folder: string
  readonly agents: number
  readonly talkMs: number
  readonly seed: number
  /** Whether a fault wants to fill the disk. */
  readonly smallDisk: boolean
  readonly onPhoneCall: (call: PhoneCall) => void
}

const wrapUpMs = 1_000
const silent = { info() {}, warn() {}, error() {} }

/** Makes the store before the server's first start: the demo's queue, and one that plays the recording notice first. */
const makeStore = async (database: string, agents: number, password: string): Promise<void> => {
  const store = await openStore(`sqlite:${database}`, { log: silent })
  try {
    await seedStore(store, { password, agents, wrapUpMs, notice: false }, hashPassword, Date.now())
    const announced = { ...firstQueue(wrapUpMs, true), id: 'announced', dialledNumbers: [announcedNumber] }
    await store.write.saveQueue(announced)
  } finally {
    await store.close()
  }
}

/** Sets everything up; `say` is told what is being done, and whatever is started is given to `closers`. */
export const openStage = async (plan: StagePlan, closers: Closers, say: (text: string) => void): Promise<Stage> => {
  const { folder, agents, seed } = plan
  const password = randomBytes(12).toString('base64url')
  const dataFolder = join(folder, 'server')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const disk = plan.smallDisk ? mountSmallDisk(dataFolder) : null
  if (disk) closers.add(() => disk.unmount())
  const database = join(dataFolder, 'yihao.db')
  await makeStore(database, agents, password)

  say('starting the Asterisk of the hotline, the server and the city')
  const asterisk = await startAsterisk({ folder: join(folder, 'hotline'), profile: 'hotline' })
  const switching = createSwitching(asterisk)
  closers.add(() => switching.stop())
  const links = { ari: await openLink(asterisk.httpPort), ami: await openLink(asterisk.amiPort) }
  closers.add(() => Promise.all([links.ari.close(), links.ami.close()]))
  const reached = {
    ari: { ...asterisk.ari, url: `http://127.0.0.1:${links.ari.port}` },
    ami: { ...asterisk.ami, port: links.ami.port },
    sipPort: asterisk.sipPort,
  }
  const server = await supervise(
    { folder: dataFolder, asterisk: reached, httpPort: 0, password },
    join(folder, 'server.log'),
  )
  closers.add(() => server.stop())
  const city = await startCity({
    folder: join(folder, 'city'),
    hotline: { host: '127.0.0.1', port: asterisk.sipPort },
    seed,
    onPhoneCall: plan.onPhoneCall,
  })
  closers.add(() => city.stop())
  say(`sending ${agents} agents to their desks`)
  const desks = await seatCrew(city, { url: server.url, password, agents, talkMs: plan.talkMs })
  closers.add(() => Promise.all(desks.map(desk => desk.close())))
  const away: (Span & { why: string })[] = []
  return {
    switching,
    server,
    links,
    city,
    desks,
    dataFolder,
    database,
    ownDisk: disk !== null,
    away,
    noteAway: span => away.push(span),
  }
}
