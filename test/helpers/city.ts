import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { AsteriskOptions, RunningAsterisk } from '../../scripts/asterisk/options.ts'
import { type City, type Phone, type PhoneBehaviour, startCity } from '../../scripts/city/city.ts'
import { type Console, type ConsolePlan, openConsole } from '../../scripts/city/console.ts'
import { type RunningServer, startServerProcess } from '../../scripts/city/hotline.ts'
import { givenAsterisk } from './asterisk.ts'
import { until } from './until.ts'

export const demoPassword = 'city-test'

/** A temporary folder that is gone after the test. */
function givenFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-city-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A whole hotline: its Asterisk, and its server as a process of its own. */
export interface Hotline {
  readonly asterisk: RunningAsterisk
  readonly server: RunningServer
  /** Store and all other data of the server. */
  readonly folder: string
  /** Lines that the server printed. */
  readonly lines: readonly string[]
  /** Starts the server anew on the same store and the same port, as a supervisor does after a crash. */
  restart(): Promise<void>
}

/** Starts a hotline with demo data, all of which is gone after the test. `settings` as in the environment. */
export async function givenHotline(
  t: TestContext,
  settings: Record<string, string> = {},
  asteriskOptions: Partial<AsteriskOptions> = {},
): Promise<Hotline> {
  const folder = givenFolder(t)
  const asterisk = await givenAsterisk(t, asteriskOptions)
  const lines: string[] = []
  const start = (httpPort: number) =>
    startServerProcess({
      folder,
      asterisk,
      httpPort,
      password: demoPassword,
      settings: { YIHAO_DEMO_AGENTS: '4', ...settings },
      onLine: line => lines.push(line),
    })
  let server = await start(0)
  t.after(() => server.stop())
  return {
    asterisk,
    folder,
    lines,
    get server() {
      return server
    },
    restart: async () => {
      server = await start(Number(new URL(server.url).port))
    },
  }
}

/** Starts a city around a hotline's SIP port; it is gone after the test. `ownPort`: where the hotline's trunk leads, if citizens are rung. */
export async function givenCity(t: TestContext, sipPort: number, ownPort = 0): Promise<City> {
  const hotline = { host: '127.0.0.1', port: sipPort }
  const city = await startCity({ folder: givenFolder(t), hotline, sipPort: ownPort })
  t.after(() => city.stop())
  return city
}

/** An agent of the demo at work: desk open, phone registered, ready. */
export async function givenAgent(
  t: TestContext,
  hotline: Hotline,
  city: City,
  name: string,
  behaviour: PhoneBehaviour,
  { extension: own, ...work }: Partial<ConsolePlan> & { readonly extension?: string } = {},
): Promise<{ phone: Phone; desk: Console }> {
  const desk = await openConsole({ url: hotline.server.url, name, password: demoPassword, ...work })
  const extension = own ?? name
  t.after(() => desk.close())
  const phone = await city.phones.add({ extension, password: desk.phone.password, behaviour })
  // where a task waits for him he is ready for a moment only
  const isAtWork = () => desk.agent?.state === 'ready' || desk.task !== null
  await until(`agent ${extension} is ready`, () => work.willing === false || isAtWork())
  return { phone, desk }
}

/** The cookie of the shift leader. */
export async function leaderCookie({ server }: Hotline): Promise<string> {
  const signedIn = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'leader', password: demoPassword }),
  })
  return signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}

/** The wall's view of the hotline: reads `path` of the API as the shift leader. */
export async function asLeader<T>(hotline: Hotline, path: string): Promise<T> {
  const answer = await fetch(new URL(path, hotline.server.url), { headers: { cookie: await leaderCookie(hotline) } })
  return (await answer.json()) as T
}
