import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Closers } from '../bench/closers.ts'
import { waitFor } from '../bench/wait.ts'
import type { PhoneCall } from '../city/city.ts'
import { type Callers, startCallers } from './callers.ts'
import { compare, type Verdict } from './compare.ts'
import { unmountLeftover } from './disk.ts'
import { faultOf } from './faults.ts'
import { type LedgerFile, readLedger } from './ledger.ts'
import type { ChaosOptions } from './options.ts'
import type { CallerRecord } from './records.ts'
import { explain, type Outcome } from './report.ts'
import { injectFaults, planFaults } from './schedule.ts'
import { serviceOf } from './service.ts'
import { openStage, type Stage } from './stage.ts'

type Say = (text: string) => void

/** Mean talk, and the least patience of the patient, in ms. */
const habits = { usual: { talkMs: 5_000, patienceMs: 30_000 }, quick: { talkMs: 2_500, patienceMs: 15_000 } }
/** Agents for each call a second: enough for talk, ringing, wrap-up and those who are away, and few enough that some callers wait. */
const agentsPerRate = { usual: 7.5, quick: 5 }
/** The server leaves a call in Asterisk's journal for this long after its end before it books it from there. */
const journalRestMs = 11_000

const data = join(import.meta.dirname, '..', '..', 'data')

/** A new folder for one run; what a killed run left behind is removed. */
export const makeFolder = (): string => {
  mkdirSync(data, { recursive: true })
  for (const name of readdirSync(data)) {
    const owner = /^chaos-(\d+)-/.exec(name)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`) || existsSync(join(data, name, 'keep'))) continue
    unmountLeftover(join(data, name, 'server'))
    rmSync(join(data, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(data, `chaos-${process.pid}-`))
}

/** Runs the soak in `folder`; whatever is started is given to `closers`. */
export const runChaos = async (options: ChaosOptions, folder: string, closers: Closers, say: Say): Promise<Outcome> => {
  const { seconds, rate, seed, every } = options
  const kind = options.quick ? 'quick' : 'usual'
  let callers: Callers | null = null
  const onPhoneCall = (call: PhoneCall) => callers?.rang(call)
  const stage = await openStage(
    {
      folder,
      agents: Math.max(3, Math.ceil(rate * agentsPerRate[kind])),
      seed,
      smallDisk: options.faults.includes('disk-full'),
      onPhoneCall,
    },
    closers,
    say,
  )
  const skipped = options.faults.flatMap(name => {
    const why = faultOf(name).impossible?.(stage) ?? null
    return why === null ? [] : [{ name, why }]
  })
  const names = options.faults.filter(name => !skipped.some(each => each.name === name))
  await waitFor('the agents are ready', () => stage.desks.every(({ agent }) => agent?.state === 'ready'), 30_000)

  say(`${rate} calls a second for ${seconds} s`)
  callers = startCallers(stage.city, { rate, seed, ...habits[kind] })
  const over = new Promise(resolve => setTimeout(resolve, seconds * 1_000))
  const planned = planFaults(names, { everyMs: every * 1_000, lengthMs: seconds * 1_000, seed })
  const injected = await injectFaults(stage, planned, seed, say)
  await over
  callers.end()
  await settle(stage, callers, habits[kind], say)
  // what is in the ledger now is compared; the talks are over, and nobody calls
  const file = readLedger(stage.database)
  closers.add(() => file.close())
  const records = callers.records()
  const verdict = compare(records, file.books, {
    dead: stage.switching.dead,
    channelsLeft: await channelsLeft(stage),
    toleranceMs: options.tolerance,
  })
  const away = [...stage.server.away, ...stage.away]
  for (const each of verdict.found) say(explain(each, file, injected))
  if (options.keep) keep(stage, folder, records)
  return {
    verdict,
    service: serviceOf(records, file.books, away),
    injected,
    skipped,
    crashes: stage.server.crashes,
  }
}

/** Channels of calls that Asterisk still holds; each line begins with its name. */
const channelsLeft = async ({ switching }: Stage): Promise<readonly string[]> => {
  const lines = await switching.asterisk.cli('core show channels concise')
  return lines.split('\n').filter(line => line.startsWith('PJSIP/'))
}

const judge = (stage: Stage, callers: Callers, file: LedgerFile): Verdict =>
  compare(callers.records(), file.books, { dead: stage.switching.dead })

/**
 * Lets calls and books come to rest: the calls end by themselves, or hang up when nobody can be waiting any more; then every call has
 * its end in the ledger, or the server reads Asterisk's journal, which it does at each connection, and is given time for that.
 */
const settle = async (stage: Stage, callers: Callers, { talkMs, patienceMs }: typeof habits.usual, say: Say) => {
  say(`the last calls end (${callers.open} are up)`)
  const longest = 2 * patienceMs + 2 * talkMs
  await waitFor('all calls are over', () => callers.open === 0, longest).catch(() => callers.hangUpAll())
  const whole = () => {
    const file = readLedger(stage.database)
    try {
      return judge(stage, callers, file).missing === 0
    } finally {
      file.close()
    }
  }
  const complete = (ms: number) => waitFor('every call has its end in the ledger', whole, ms).catch(() => false)
  if (await complete(2_000)) return
  say('the server reads the journal of Asterisk')
  await new Promise(resolve => setTimeout(resolve, journalRestMs))
  stage.links.ari.cut()
  stage.links.ari.mend()
  await complete(10_000)
}

/** What a small disk holds is gone with it, so it is copied beside. */
const keep = (stage: Stage, folder: string, callers: readonly CallerRecord[]) => {
  if (stage.ownDisk) cpSync(stage.dataFolder, join(folder, 'server-data'), { recursive: true })
  writeFileSync(join(folder, 'callers.json'), JSON.stringify(callers, null, 1))
  writeFileSync(join(folder, 'keep'), '')
}
