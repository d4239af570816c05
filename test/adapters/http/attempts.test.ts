import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { attemptFacts } from '../store/given-campaigns.ts'
import { atTheEnd } from './given-server.ts'
import { givenVisits } from './given-visits.ts'

const cleanup = atTheEnd()
const at = (time: string) => Date.parse(`2026-03-02T${time}:00+08:00`)

describe('the report of attempts', () => {
  let given: Awaited<ReturnType<typeof givenVisits>>
  before(async () => {
    given = await givenVisits(cleanup)
    const other = { campaignId: 'notices', purpose: 'progress_notice', agentId: '1002' } as const
    const facts = [
      ...attemptFacts({ callId: 'c1', taskId: 't1', at: at('09:10'), outcome: 'busy', byNetwork: 'busy' }),
      ...attemptFacts({ callId: 'c2', taskId: 't2', at: at('09:20'), outcome: 'rated', talkMs: 80_000 }),
      ...attemptFacts({ callId: 'c3', taskId: 't3', at: at('14:05'), outcome: 'machine', talkMs: 20_000 }),
      ...attemptFacts({ callId: 'c4', taskId: 't4', at: at('14:06'), outcome: 'informed', talkMs: 30_000, ...other }),
      ...attemptFacts({ callId: 'c5', taskId: 't5', at: at('23:59'), outcome: 'no_answer' }).slice(0, 1),
      ...attemptFacts({ callId: 'c6', taskId: 't6', at: at('24:00'), outcome: 'no_answer' }),
    ]
    await given.server.store.append(facts)
  })
  const report = async (query: string, name = 'analyse') => given.as(name, `/api/visits/attempts?${query}`)

  it('tells attempts by hour of the city and by agent, with what they came to and how many reached a person', async () => {
    const { status, body } = await report('from=2026-03-02&to=2026-03-02')
    assert.equal(status, 200, JSON.stringify(body))
    const { outcomes, ...all } = body.all
    assert.deepEqual(all, { attempts: 5, open: 1, reached: 2, reachedPercent: 50 })
    assert.equal(outcomes.length, 4)
    assert.deepEqual(
      body.hours.map(({ hour, attempts, open, reached, reachedPercent }: Record<string, number>) => [
        ...[hour, attempts, open, reached, reachedPercent],
      ]),
      [
        [9, 2, 0, 1, 50],
        [14, 2, 0, 1, 50],
        [23, 1, 1, 0, null],
      ],
    )
    assert.deepEqual(body.hours[0].outcomes, [
      { outcome: 'busy', count: 1 },
      { outcome: 'rated', count: 1 },
    ])
    const [first, second] = body.agents
    assert.deepEqual([first.agentId, first.name, first.attempts, first.reached], ['1001', '话务员1001', 4, 1])
    assert.deepEqual([first.reachedPercent, first.said, first.talkMs], [33.33, 2, 100_000])
    assert.deepEqual([second.agentId, second.attempts, second.reachedPercent], ['1002', 1, 100])
    assert.equal(body.campaigns[0].id, 'visits')
  })

  it('tells those of one campaign or purpose, and of several days', async () => {
    const attempts = async (query: string) => (await report(query)).body.all.attempts
    assert.equal(await attempts('from=2026-03-02&to=2026-03-03'), 6)
    assert.equal(await attempts('from=2026-03-03&to=2026-03-03'), 1)
    assert.equal(await attempts('from=2026-03-02&to=2026-03-02&campaign=notices'), 1)
    assert.equal(await attempts('from=2026-03-02&to=2026-03-02&purpose=satisfaction_visit'), 4)
    const { all, hours, agents } = (await report('from=2026-01-01&to=2026-01-31')).body
    assert.deepEqual([all.attempts, all.reachedPercent, hours, agents], [0, null, [], []])
  })

  it('is shown to who counts and who answers for it, for days that are some', async () => {
    for (const name of ['supervise', 'analyse'])
      assert.equal((await report('from=2026-03-02&to=2026-03-02', name)).status, 200)
    for (const name of ['1002', 'caller', 'admin', 'water'])
      assert.equal((await report('from=2026-03-02&to=2026-03-02', name)).body.error.code, 'forbidden', name)
    for (const query of [
      'from=2026-02-29&to=2026-03-02',
      'from=2026-03-02&to=2026-03-01',
      'from=2024-01-01&to=2026-03-02',
    ])
      assert.equal((await report(query)).body.error.code, 'days_unsound', query)
    for (const query of ['from=2026-03-02', 'from=x&to=y', 'from=2026-03-02&to=2026-03-02&purpose=x'])
      assert.equal((await report(query)).body.error.code, 'bad_request', query)
  })
})
