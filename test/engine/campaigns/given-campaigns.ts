import assert from 'node:assert/strict'
import type { Campaign } from '../../../src/domain/campaign/campaign.ts'
import { defaultCampaigns } from '../../../src/domain/campaign/defaults.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import { finalStates } from '../../../src/domain/cases/case.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import type { CompleteForm } from '../../../src/domain/cases/life/register.ts'
import type { Fact, FactBody } from '../../../src/domain/fact.ts'
import { createCampaignOffice } from '../../../src/engine/campaigns/campaign-office.ts'
import type { PlaceLine } from '../../../src/engine/campaigns/kept-places.ts'
import type { CampaignOfficeParts } from '../../../src/engine/campaigns/ports.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { openSettingsBook } from '../../../src/engine/settings/settings-book.ts'
import type { SettingRow } from '../../../src/engine/settings/settings-store.ts'
import { calendar } from '../../domain/calendar/given-calendar.ts'
import { at, caseContext, form, people, wishes } from '../../domain/cases/given-case.ts'
import { virtualClock } from '../cases/virtual-clock.ts'
import { fakeReads } from './fake-reads.ts'

export const zone = 'Asia/Shanghai'
export const monday = (time: string): number => at('2026-03-02', time)

const numbers = { homeArea: '0513', own: new Set(['+8651382112345']) }

export type GivenCampaigns = Awaited<ReturnType<typeof givenCampaigns>>

/** An office over a ledger in memory, with the default campaigns of a house. `ledger`: of a server before. */
export const givenCampaigns = async (
  now = monday('10:00'),
  change: Partial<Campaign> = {},
  ledger: Fact[] = [],
  places?: PlaceLine,
  place: Pick<CampaignOfficeParts, 'zone' | 'calendar'> = { zone, calendar: () => calendar },
) => {
  const clock = virtualClock(now)
  let keeps = true
  let fails = false
  let calls = 0
  const errors: string[] = []
  const sent: [string, string][] = []
  const book = async (facts: readonly Fact[]) => {
    if (fails) throw new Error('the store is away')
    ledger.push(...facts)
  }
  const campaigns = defaultCampaigns('outbound').map(each => ({ ...each, ...change }))
  const rows = campaigns.map(
    (document): SettingRow => ({ kind: 'campaign', key: document.id, version: 1, document, by: 'seed', at: now }),
  )
  const settings = await openSettingsBook({
    reads: { settings: async () => rows },
    book,
    keepsFacts: () => keeps,
    clock,
  })
  const caseFacts = async (caseNo: string) => ledger.filter(fact => 'caseNo' in fact && fact.caseNo === caseNo)
  const cases = createCaseOffice({ reads: { caseFacts }, book, keepsFacts: () => keeps, clock, context: caseContext })
  const registered = () => ledger.flatMap(fact => (fact.kind === 'case_registered' ? [fact] : []))
  const rowOf = async (caseNo: string) => {
    const { number = null } = registered().find(fact => fact.caseNo === caseNo) ?? {}
    const standing = (await cases.file(caseNo))?.standing ?? assert.fail(caseNo)
    return { ...standing, caseNo, number }
  }
  const office = createCampaignOffice({
    reads: fakeReads(ledger),
    caseReads: {
      work: async () => {
        const all = await Promise.all(registered().map(({ caseNo }) => rowOf(caseNo)))
        return all.filter(({ state }) => state === 'pending_callback') as never
      },
      hasUrgentCase: async number => {
        const urgent = registered().filter(fact => fact.number === number && fact.urgent)
        const rows = await Promise.all(urgent.map(({ caseNo }) => rowOf(caseNo)))
        return rows.some(({ state }) => !finalStates.includes(state))
      },
      caseByNo: async caseNo => ({ case: await rowOf(caseNo), calls: [] }) as never,
    },
    cases,
    links: { send: async (caseNo, requestId) => void sent.push([caseNo, requestId]) },
    settings,
    ...place,
    numbers: () => numbers,
    numberOfCall: async () => null,
    ...(places && { places }),
    seed: () => '000102030405060708090a0b0c0d0e0f',
    book,
    keepsFacts: () => keeps,
    clock,
    log: { info: () => {}, warn: () => {}, error: (_about, message) => void errors.push(message) },
  })

  /** Something becomes durable in the line, and the office is told. */
  const commit = async (...bodies: readonly FactBody[]) => {
    const facts = bodies.map((body): Fact => ({ at: clock.now(), received: clock.now(), ...body }))
    ledger.push(...facts)
    office.committed(facts)
    await office.idle()
  }
  const running = () => registered().length + 1
  /** A case whose reply waits for its review, then accepted. */
  const replied = async (number: string | null = '+8613812345678', of: Partial<CompleteForm> = {}) => {
    const n = running()
    const caseNo = `2026030200${String(n).padStart(3, '0')}0`
    const names = { requestId: `r${n}`, localDay: 20260302, running: n, callId: null, agentId: '1001', number }
    await cases.register({ caseNo, ...names }, { ...form, ...of } as CompleteForm, people.agent)
    for (const [by, wish] of [
      [people.reviewer, wishes.pass],
      [people.dispatcher, wishes.toWater],
      [people.clerk, wishes.sign],
      [people.clerk, wishes.contact],
      [people.clerk, wishes.reply],
      [people.reviewer, wishes.review],
    ] as const)
      await act(by, caseNo, wish)
    return caseNo
  }
  const act = async (by: (typeof people)[keyof typeof people], caseNo: string, wish: CaseCommand) => {
    const done = await cases.act(by, caseNo, wish, null)
    assert.ok('done' in done, JSON.stringify([wish.event, done]))
    await office.idle()
  }
  const accepted = async (number?: string | null, of?: Partial<CompleteForm>) => {
    const caseNo = await replied(number, of)
    await act(people.reviewer, caseNo, wishes.accept)
    return caseNo
  }
  const taskOf = async (caseNo: string, round = 1) =>
    (await office.task(`satisfaction_visit.case-${caseNo}-${round}`)) ?? assert.fail(caseNo)
  const next = (busy: readonly string[] = [], campaignIds = campaigns.map(({ id }) => id)) =>
    office.next({ campaignIds, busyNumbers: new Set(busy) })

  /** The next task is given to an agent. */
  const offered = async () => {
    const rung = (await next()) ?? assert.fail('nothing to ring')
    calls += 1
    const of = { callId: `call-${calls}`, taskId: rung.task.taskId, campaignId: rung.campaign.id, agentId: '1001' }
    await commit({ kind: 'task_offered', ...of, mode: 'preview', ready: 3 })
    return { ...of, number: rung.task.number ?? '', purpose: rung.task.purpose }
  }
  const begun = async () => {
    const of = await offered()
    await commit({ kind: 'attempt_began', ...of, queueId: 'outbound', leg: `out-${of.callId}`, shownNumber: '12345' })
    return of
  }
  const closing = (
    of: { callId: string; taskId: string; agentId: string },
    outcome: AttemptOutcome,
    appointment: number | null = null,
  ) => ({
    kind: 'attempt_closed' as const,
    ...{ callId: of.callId, taskId: of.taskId, agentId: of.agentId, outcome, appointment },
    ...{ byNetwork: 'unknown' as const, byAgent: outcome, note: '' },
  })
  /** The next task is given to an agent, dialled, and comes to this. */
  const dialled = async (outcome: AttemptOutcome, appointment: number | null = null) => {
    const of = await begun()
    await commit(closing(of, outcome, appointment))
    return of
  }
  const missed = (number: string, callId: string) => commit({ kind: 'missed_call', callId, number, why: 'abandoned' })
  const setCampaign = async (id: string, to: Partial<Campaign> | null) => {
    const before = settings.get('campaign', id)
    const document = to === null ? null : { ...(before?.document as Campaign), ...to }
    assert.ok('done' in (await settings.set('campaign', id, document, before?.version ?? 0, 'admin')))
    await office.idle()
  }
  return {
    ...{ ledger, clock, office, cases, campaigns, errors, sent, commit, replied, accepted, act, taskOf, next },
    ...{ offered, begun, closing, dialled, missed, setCampaign },
    moves: () => ledger.flatMap(fact => (fact.kind === 'task_moved' ? [fact] : [])),
    caseState: async (caseNo: string) => (await cases.file(caseNo))?.standing.state,
    keepsNothing: () => {
      keeps = false
    },
    storeFails: (now_: boolean) => {
      fails = now_
    },
    /** Another server over the same ledger. */
    restarted: () => givenCampaigns(clock.now(), change, ledger, places, place),
  }
}
