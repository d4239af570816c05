import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { freeUdpPort } from '../../scripts/asterisk/ports.ts'
import { zoneOfTheMorning } from '../../scripts/city/morning.ts'
import type { Campaign, Purpose } from '../../src/domain/campaign/campaign.ts'
import { demoPassword, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'

/** Asks the hotline's API as somebody who has signed in; a body makes it a POST unless a method is given. Whatever is refused fails the test. */
export type Asks = <T>(path: string, body?: object, method?: 'PUT') => Promise<T>

export const as = async ({ server }: Hotline, name: string): Promise<Asks> => {
  const headers = { origin: new URL(server.url).origin, 'content-type': 'application/json' }
  const signedIn = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password: demoPassword }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return async <T>(path: string, body?: object, method?: 'PUT'): Promise<T> => {
    const answer = await fetch(new URL(path, server.url), {
      method: method ?? (body ? 'POST' : 'GET'),
      headers: { cookie, ...(body ? headers : { origin: headers.origin }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    assert.ok(answer.ok, `${name} ${path}: ${await answer.clone().text()}`)
    return (await answer.json()) as T
  }
}

interface Campaigns {
  readonly campaigns: readonly { readonly campaign: Campaign; readonly version: number }[]
}

/** A task and its attempts as the API tells them. */
export interface TaskWithAttempts {
  readonly task: { readonly state: string; readonly result: string | null }
  readonly attempts: readonly {
    readonly outcome: string | null
    readonly byNetwork: string | null
    readonly byAgent: string | null
    readonly answeredAt: number | null
    readonly sip: number | null
  }[]
}

interface Tasks {
  readonly tasks: readonly { readonly taskId: string; readonly state: string; readonly result: string | null }[]
}

/** A hotline that rings at once for one purpose, with nobody kept free for callers, and a city whose people can be rung. */
export const givenCampaign = async (t: TestContext, purpose: Purpose, change: Partial<Campaign> = {}) => {
  const cityPort = await freeUdpPort('127.0.0.1')
  const hotline = await givenHotline(
    t,
    { YIHAO_DEMO_NOTICE: '0', YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_RINGS_A_DAY: '2', YIHAO_ZONE: zoneOfTheMorning() },
    { values: { TRUNK_CONTACT: `sip:127.0.0.1:${cityPort}` } },
  )
  const city = await givenCity(t, hotline.asterisk.sipPort, cityPort)
  const admin = await as(hotline, 'admin')
  /** An admin sets this campaign anew. */
  const set = async (to: Partial<Campaign>): Promise<Campaign> => {
    const { campaigns } = await admin<Campaigns>('/api/campaigns')
    const known = campaigns.find(({ campaign }) => campaign.purpose === purpose)
    assert.ok(known, `the house has a campaign for ${purpose}`)
    const campaign: Campaign = { ...known.campaign, ...to }
    await admin(`/api/campaigns/${campaign.id}`, { seen: known.version, campaign }, 'PUT')
    return campaign
  }
  const campaign = await set({ mode: 'progressive', keepReady: 0, onDaysOff: true, ringMs: 10_000, ...change })
  return {
    hotline,
    city,
    admin,
    campaign,
    set,
    tasks: async () => (await admin<Tasks>(`/api/campaigns/${campaign.id}/tasks`)).tasks,
    attemptsOf: (taskId: string) => admin<TaskWithAttempts>(`/api/tasks/${taskId}`),
  }
}
