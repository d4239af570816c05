import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Closers } from '../bench/closers.ts'
import { waitFor } from '../bench/wait.ts'
import type { PhoneCall } from '../city/city.ts'
import { compare } from './compare.ts'
import { startCrowd } from './crowd.ts'
import { unmountLeftover } from './disk.ts'
import { faultOf } from './faults.ts'
import { readLedger } from './ledger.ts'
import type { ChaosOptions } from './options.ts'
import type { CallerRecord } from './records.ts'
import { explain, type Outcome } from './report.ts'
import { injectFaults, planFaults } from './schedule.ts'
import { serviceOf } from './service.ts'
import { channelsLeft, settle } from './settle.ts'
import { openStage, type Stage } from './stage.ts'

type Say = (text: string) => void

/** Mean talk, and the least patience of the patient, in ms. */
const habits = { usual: { talkMs: 5_000, patienceMs: 30_000 }, quick: { talkMs: 2_500, patienceMs: 15_000 } }
/** Agents for each call a second: enough for talk, ringing, wrap-up and those who are away, and few enough that some callers wait. */
const agentsPerRate = { usual: 7.5, quick: 5 }
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
  const { talkMs, patienceMs } = habits[kind]
  const phones: PhoneCall[] = []
  const stage = await openStage(
    {
      folder,
      agents: Math.max(3, Math.ceil(rate * agentsPerRate[kind])),
      talkMs,
      seed,
      smallDisk: options.faults.includes('disk-full'),
      onPhoneCall: call => phones.push(call),
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
  const crowd = await startCrowd(stage, { folder, rate, seconds, seed, talkMs, patienceMs }, phones, closers, say)
  const over = new Promise(resolve => setTimeout(resolve, seconds * 1_000))
  const planned = planFaults(names, { everyMs: every * 1_000, lengthMs: seconds * 1_000, seed })
  const injected = await injectFaults(stage, planned, seed, say)
  await over
  await settle(stage, crowd, 2 * patienceMs + 2 * talkMs, say)
  const file = readLedger(stage.database)
  closers.add(() => file.close())
  const records = crowd.records()
  const verdict = compare(records, file.books, {
    dead: stage.switching.dead,
    away: [...stage.server.away, ...stage.away],
    channelsLeft: await channelsLeft(stage),
    toleranceMs: options.tolerance,
  })
  for (const each of verdict.found) say(explain(each, file, injected))
  if (options.keep) keep(stage, folder, records)
  const service = serviceOf(records, file.books, [...stage.server.away, ...stage.away])
  return { verdict, service, injected, skipped, crashes: stage.server.crashes }
}

/** What a small disk holds is gone with it, so it is copied beside. */
const keep = (stage: Stage, folder: string, callers: readonly CallerRecord[]) => {
  if (stage.ownDisk) cpSync(stage.dataFolder, join(folder, 'server-data'), { recursive: true })
  writeFileSync(join(folder, 'callers.json'), JSON.stringify(callers, null, 1))
  writeFileSync(join(folder, 'keep'), '')
}
