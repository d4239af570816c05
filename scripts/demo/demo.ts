import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freeTcpPort } from '../asterisk/ports.ts'
import { startAsterisk } from '../asterisk/run.ts'
import { type CitizenCall, type City, startCity } from '../city/city.ts'
import { type Console, openConsole } from '../city/console.ts'
import { between, patience, talk } from '../city/durations.ts'
import { startServerProcess } from '../city/hotline.ts'
import { seededRandom } from '../city/random.ts'
import { guide } from './guide.ts'
import { DemoError, type DemoOptions } from './options.ts'

type Say = (text: string) => void

const meanTalkMs = 20_000
const meanPatienceMs = 40_000
const tellEveryMs = 30_000

/**
 * Starts hotline and city, lets calls flow until `stop` is aborted or a part fails, then ends everything it started.
 * Resolves with the exit code: 0 when it was asked to end, 1 when a part failed. Throws what keeps it from starting.
 */
export async function runDemo(options: DemoOptions, say: Say, stop: AbortSignal): Promise<number> {
  const ends: (() => Promise<unknown>)[] = []
  const aborted = new Promise<null>(resolve => {
    if (stop.aborted) resolve(null)
    stop.addEventListener('abort', () => resolve(null), { once: true })
  })
  try {
    const failure = await Promise.race([aborted, run(options, say, ends, stop)])
    if (failure === null) return 0
    say(failure)
    return 1
  } finally {
    say('Ending everything …')
    // what is still starting when it is told to end adds itself, and is ended, too
    for (let end = ends.pop(); end; end = ends.pop()) await end().catch((error: unknown) => say(String(error)))
    say('Ended.')
  }
}

/** Resolves with the sentence that says which part has failed. */
async function run(
  options: DemoOptions,
  say: Say,
  ends: (() => Promise<unknown>)[],
  stop: AbortSignal,
): Promise<string> {
  const { folder, agents, rate, seed, password } = options
  const onlyIfGoing = async <T>(part: T, end: () => Promise<unknown>): Promise<T> => {
    if (!stop.aborted) ends.push(end)
    else {
      await end()
      throw new DemoError('The demo was ended while it started.')
    }
    return part
  }
  await refuseTakenPort(options.httpPort)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  say('Starting the Asterisk of the hotline …')
  const started = await startAsterisk({ folder: join(folder, 'hotline'), profile: 'hotline', sipPort: options.sipPort })
  const asterisk = await onlyIfGoing(started, () => started.stop())
  say(`  Asterisk ${asterisk.version}, SIP port ${asterisk.sipPort}`)

  say('Starting the server …')
  const process = await startServerProcess({
    folder: join(folder, 'server'),
    asterisk,
    httpPort: options.httpPort,
    password,
    settings: {
      YIHAO_DEMO_WRAP_UP_MS: '8000',
      YIHAO_CITIZEN_PAGE: '1',
      YIHAO_DEMO_GUESTS_FROM: String(1001 + agents),
    },
    onLine: line => /"level":[456]0/.test(line) && say(`  server: ${line}`),
  })
  const server = await onlyIfGoing(process, () => process.stop())

  say('Starting the city: a second Asterisk for citizens and phones …')
  const hotline = { host: '127.0.0.1', port: asterisk.sipPort }
  const town = await startCity({ folder: join(folder, 'city'), hotline, seed })
  const city = await onlyIfGoing(town, () => town.stop())

  say(`Sending ${agents} agents to their desks …`)
  const random = seededRandom(seed)
  for (let n = 1001; n <= 1000 + agents; n++) {
    const desk = await seat(city, server.url, String(n), password, () => 2000 + 4000 * random())
    await onlyIfGoing(desk, () => desk.close())
  }

  const traffic = city.traffic({
    demand: { kind: 'steady', perSecond: rate },
    seed,
    patience: patience(meanPatienceMs),
    talk: talk(meanTalkMs, 0.6),
    citizenEndsShare: 0.6,
    onCall: call => void call.ended.then(count),
  })
  const tally = { talked: 0, gaveUp: 0 }
  function count({ connectedAt, how }: CitizenCall) {
    if (connectedAt !== null) tally.talked += 1
    else if (how === 'gave_up') tally.gaveUp += 1
  }
  say(guide({ url: server.url, sipPort: asterisk.sipPort, password, agents, rate }))
  const telling = setInterval(
    () => say(`${traffic.counts.calls} calls, ${tally.talked} talked, ${tally.gaveUp} gave up waiting`),
    tellEveryMs,
  )
  await onlyIfGoing(telling, async () => clearInterval(telling))
  return Promise.race([
    asterisk.exited.then(() => `The hotline's Asterisk has ended; its log: ${asterisk.log}`),
    server.exited.then(code => `The server has ended with the code ${code}.`),
    city.asterisk.exited.then(() => `The city's Asterisk has ended; its log: ${city.asterisk.log}`),
  ])
}

async function seat(city: City, url: string, name: string, password: string, wrapUpMs: () => number): Promise<Console> {
  const desk = await openConsole({ url, name, password, wrapUpMs })
  const behaviour = { answerAfterMs: between(800, 3500), noAnswerShare: 0.02, declineShare: 0.01 }
  try {
    await city.phones.add({ extension: desk.phone.user, password: desk.phone.password, behaviour })
    return desk
  } catch (error) {
    await desk.close()
    throw error
  }
}

async function refuseTakenPort(port: number): Promise<void> {
  await freeTcpPort(port).catch(() => {
    throw new DemoError(`Port ${port} of the pages is taken by another program; set YIHAO_HTTP_PORT to a free one.`)
  })
}
