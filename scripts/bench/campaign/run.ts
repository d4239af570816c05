import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Campaign } from '../../../src/domain/campaign/campaign.ts'
import { maskNumber } from '../../../src/domain/number/mask.ts'
import { freeUdpPort } from '../../asterisk/ports.ts'
import { startAsterisk } from '../../asterisk/run.ts'
import type { Behaviour } from '../../city/behaviours.ts'
import { nationalNumber } from '../../city/called-citizens.ts'
import { startCity } from '../../city/city.ts'
import { openConsole } from '../../city/console.ts'
import { startServerProcess } from '../../city/hotline.ts'
import { zoneOfTheMorning } from '../../city/morning.ts'
import { reachDraw } from '../../city/reach.ts'
import type { Closers } from '../closers.ts'
import { makeBenchFolder } from '../folder.ts'
import { type CampaignReport, judge } from './judge.ts'
import { visitor } from './visitor.ts'

/** A campaign to be worked through. Times in ms. */
export interface CampaignPlan {
  readonly tasks: number
  readonly agents: number
  /** How much quicker than life everybody in the city is. */
  readonly pace: number
  readonly writeMs: number
  /** Between two citizens who call beside it. */
  readonly callEveryMs: number
  /** After so long it is over, whatever is left. */
  readonly mostMs: number
}

const password = 'bench-campaign'

const numberOf = (n: number): string => `137${String(10_000_000 + n)}`

/**
 * A hotline, a city and so many agents; the city answers, rings out, is busy and so on by the figures of a real district. Ends by itself. Whatever is started is
 * given to `closers`.
 */
export const measureCampaign = async (
  plan: CampaignPlan,
  closers: Closers,
  say: (text: string) => void,
): Promise<CampaignReport> => {
  const folder = makeBenchFolder()
  closers.add(() => rmSync(folder, { recursive: true, force: true }))
  const cityPort = await freeUdpPort('127.0.0.1')
  say('starting a hotline and a city')
  const asterisk = await startAsterisk({
    folder: join(folder, 'asterisk'),
    profile: 'hotline',
    values: { TRUNK_CONTACT: `sip:127.0.0.1:${cityPort}` },
  })
  closers.add(() => asterisk.stop())
  const data = join(folder, 'data')
  const server = await startServerProcess({
    folder: data,
    asterisk,
    httpPort: 0,
    password,
    settings: {
      ...{ YIHAO_DEMO_AGENTS: String(plan.agents), YIHAO_DEMO_VISITORS: '1', YIHAO_DEMO_WRAP_UP_MS: '0' },
      ...{ YIHAO_DEMO_NOTICE: '0', YIHAO_ZONE: zoneOfTheMorning(), YIHAO_RECORDING: '0' },
    },
  })
  closers.add(() => server.stop())
  const city = await startCity({
    folder: join(folder, 'city'),
    hotline: { host: '127.0.0.1', port: asterisk.sipPort },
    sipPort: cityPort,
  })
  closers.add(() => city.stop())
  const shown = new Map<string, Behaviour>()
  city.called.others(reachDraw({ seed: 7, pace: plan.pace }))
  city.called.onCall(({ record }) => {
    const mask = maskNumber(`+86${nationalNumber(record.dialled)}`)
    if (mask !== null) shown.set(mask, record.behaviour)
  })

  const admin = await signedIn(server.url)
  const campaign = await setCampaign(admin)
  say(`signing in ${plan.agents} agents`)
  const worker = visitor(number => shown.get(number) ?? null, plan.writeMs)
  closers.add(() => worker.stop())
  for (let n = 1001; n <= 1000 + plan.agents; n += 1) {
    const name = String(n)
    const desk = await openConsole({ url: server.url, name, password, onTask: worker.onTask })
    closers.add(() => desk.close())
    await city.phones.add({ extension: name, password: desk.phone.password, behaviour: { answerAfterMs: 20 } })
  }

  say(`giving ${plan.tasks} tasks`)
  const rows = Array.from({ length: plan.tasks }, (_, n) => numberOf(n))
  await admin(`/api/campaigns/${campaign}/tasks?requestId=bench-campaign`, `number\n${rows.join('\n')}\n`, 'text/csv')
  let callers = 0
  const calls = setInterval(() => {
    const number = `1389000${String(callers % 10_000).padStart(4, '0')}`
    if (!city.citizens.isFree(number)) return
    callers += 1
    city.citizens.call({ number, patienceMs: 20_000, talkMs: 1_500 })
  }, plan.callEveryMs)
  closers.add(() => clearInterval(calls))
  await untilDone(plan, admin, campaign, say)
  clearInterval(calls)
  await Promise.all(city.citizens.current.map(({ ended }) => ended))
  await server.stop()
  return judge(join(data, 'yihao.db'), city.called.calledRecord(), callers)
}

type Ask = (path: string, body?: string, type?: string, method?: string) => Promise<unknown>

const signedIn = async (url: string): Promise<Ask> => {
  const { origin } = new URL(url)
  const json = 'application/json'
  const answer = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { 'content-type': json, origin },
    body: JSON.stringify({ name: 'admin', password }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return async (path, body, type = json, method = body === undefined ? 'GET' : 'POST') => {
    const headers = { cookie, origin, ...(body !== undefined && { 'content-type': type }) }
    const reply = await fetch(new URL(path, url), { method, headers, ...(body !== undefined && { body }) })
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
    return reply.json()
  }
}

interface Known {
  readonly campaigns: readonly {
    readonly campaign: Campaign
    readonly version: number
    readonly counts: readonly { readonly state: string; readonly count: number }[]
  }[]
}

/** One attempt for each task, dialled at once, by whoever is free. */
const setCampaign = async (ask: Ask): Promise<string> => {
  const { campaigns } = (await ask('/api/campaigns')) as Known
  const known = campaigns.find(({ campaign }) => campaign.purpose === 'progress_notice')
  if (!known) throw new Error('the house has no campaign of notices')
  const campaign: Campaign = {
    ...known.campaign,
    ...{ mode: 'progressive', keepReady: 0, onDaysOff: true, ringMs: 10_000 },
    hours: [{ from: 8 * 60, to: 21 * 60 }],
    attempts: { most: 1, gapMs: 0, dayParts: 1, days: 1 },
    // a busy line would be tried again; here once is enough
    retry: { ...known.campaign.retry, busyMs: 86_400_000 },
  }
  const body = JSON.stringify({ seen: known.version, campaign })
  await ask(`/api/campaigns/${campaign.id}`, body, 'application/json', 'PUT')
  return campaign.id
}

/** Until nothing is left that may be rung today; then the campaign ends, and what waits for another day is taken back. */
const untilDone = async (plan: CampaignPlan, ask: Ask, id: string, say: (text: string) => void): Promise<void> => {
  const end = performance.now() + plan.mostMs
  let told = 0
  let before = plan.tasks
  let still = 0
  while (performance.now() < end && still < 15) {
    await new Promise(resolve => setTimeout(resolve, 1_000))
    const now = await countsOf(ask, id)
    if (now.closed - told >= 500) {
      told = now.closed
      say(`${now.closed} closed, ${now.assigned} under way, ${now.waiting} wait`)
    }
    still = now.assigned === 0 && now.waiting === before && now.waiting < plan.tasks ? still + 1 : 0
    before = now.waiting
    if (now.closed === plan.tasks) return
  }
  const { campaigns } = (await ask('/api/campaigns')) as Known
  const known = campaigns.find(({ campaign }) => campaign.id === id)
  const body = JSON.stringify({ seen: known?.version, campaign: { ...known?.campaign, state: 'ended' } })
  await ask(`/api/campaigns/${id}`, body, 'application/json', 'PUT')
  for (let left = 30; left > 0 && (await countsOf(ask, id)).waiting > 0; left -= 1)
    await new Promise(resolve => setTimeout(resolve, 1_000))
}

const countsOf = async (ask: Ask, id: string) => {
  const { campaigns } = (await ask('/api/campaigns')) as Known
  const counts = campaigns.find(({ campaign }) => campaign.id === id)?.counts ?? []
  const of = (wanted: string) => counts.reduce((sum, { state, count }) => (state === wanted ? sum + count : sum), 0)
  return { closed: of('closed'), assigned: of('assigned'), waiting: of('waiting') }
}
