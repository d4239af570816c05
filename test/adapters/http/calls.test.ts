import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Fact, OfferReason } from '../../../src/domain/fact.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer
const cookies = new Map<string, string>()
const noon = Date.UTC(2026, 2, 2, 4)

const reason: OfferReason = {
  chosenBy: 'call',
  priority: 2,
  arrivedAt: noon,
  waiting: 1,
  group: 'phone',
  groupRank: 0,
  level: 3,
  idleSince: noon - 35_000,
  eligible: 4,
  rung: 0,
}

/** A call that the agent answered, as the line writes it. */
const answered = (callId: string, at: number, agentId: string, number = '+8613812345678'): readonly Fact[] => {
  const about = { at, received: at, callId }
  const offer = { offerId: `${callId}-offer-1`, agentId, leg: `${callId}-offer-1` }
  return [
    {
      ...about,
      kind: 'call_arrived',
      queueId: 'hotline',
      dialled: '12345',
      rawNumber: number,
      number,
      withheld: false,
      priority: 2,
      skills: [],
      adopted: false,
    },
    { ...about, kind: 'offer_made', ...offer, reason },
    { ...about, kind: 'offer_ended', offerId: offer.offerId, agentId, result: 'accepted', ringMs: 900 },
    { ...about, kind: 'call_answered', ...offer, waitMs: 0, queueMs: 0 },
    { ...about, kind: 'call_ended', arrivedAt: at, cause: 'completed', by: 'caller', talkMs: 0 },
  ]
}

before(async () => {
  server = await givenServer(cleanup)
  for (const name of ['1001', 'leader']) cookies.set(name, await server.signIn(name))
  for (let n = 0; n < 7; n += 1) {
    // Three of them in the same millisecond, so that paging must go on by the id.
    const at = noon + Math.floor(n / 3) * 1_000
    await server.store.append(answered(`call-${n}`, at, n % 2 === 0 ? '1001' : '1002'))
  }
})

const get = async (name: string, url: string) =>
  (await server.app.inject({ url, headers: { cookie: cookies.get(name) ?? '' } })).json()

test('given seven calls, when a leader pages through them by two, then each comes once, newest first, with its whole number', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { calls: { id: string; number: string }[]; next: string | null } = await get(
      'leader',
      `/api/calls?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
    )
    for (const call of page.calls) {
      seen.push(call.id)
      assert.equal(call.number, '+8613812345678')
    }
    cursor = page.next
  } while (cursor !== null)
  assert.deepEqual(
    seen.toSorted(),
    [0, 1, 2, 3, 4, 5, 6].map(n => `call-${n}`),
  )
  assert.equal(seen[0], 'call-6')
})

test('given calls of two agents, when one of them lists calls, then he sees his own with masked numbers and no raw one', async () => {
  const { calls } = await get('1001', '/api/calls')
  assert.deepEqual(calls.map(({ id }: { id: string }) => id).toSorted(), ['call-0', 'call-2', 'call-4', 'call-6'])
  for (const call of calls) assert.deepEqual([call.number, call.rawNumber], ['138****5678', null])
})

test('given an agent, when he asks for calls of others or searches by number, then he is refused', async () => {
  assert.equal((await get('1001', '/api/calls?agentId=1002')).error.code, 'forbidden')
  assert.equal((await get('1001', '/api/calls?number=%2B8613812345678')).error.code, 'forbidden')
  assert.equal((await get('1001', '/api/calls/call-1')).error.code, 'not_found')
  assert.equal((await get('leader', '/api/calls/call-none')).error.code, 'not_found')
})

test('given filters, when a leader lists calls, then only those that fit come', async () => {
  const ids = async (query: string) =>
    (await get('leader', `/api/calls?${query}`)).calls.map(({ id }: { id: string }) => id).toSorted()
  assert.deepEqual(await ids('agentId=1002'), ['call-1', 'call-3', 'call-5'])
  assert.deepEqual(await ids(`from=${noon + 1_000}&to=${noon + 2_000}`), ['call-3', 'call-4', 'call-5'])
  assert.deepEqual(await ids('number=%2B8613999999999'), [])
  assert.deepEqual(await ids('endCause=abandoned'), [])
  assert.equal((await ids('endCause=completed&queueId=hotline')).length, 7)
})

test('given a call, when it is opened, then each offer says in both languages why it was made', async () => {
  const { call, offers, legs } = await get('1001', '/api/calls/call-0')
  assert.equal(call.number, '138****5678')
  assert.equal(legs.length, 1)
  const [offer] = offers
  assert.equal(offer.result, 'accepted')
  assert.match(offer.explanation.zh, /可接话务员 4 人.*“phone”组（组序 1）.*已空闲 35 秒/)
  assert.match(offer.explanation.en, /of 4 ready agents .*group "phone" \(preference 1\).*idle for 35 s/)
})

test('given missed calls, when a leader lists them, then the oldest comes first, says why, and can be shown masked', async () => {
  for (const [index, why] of (['cut_off', 'abandoned'] as const).entries()) {
    const at = noon + 60_000 * (index + 1)
    const missed = { kind: 'missed_call', at, received: at, callId: `call-${index}`, why } as const
    await server.store.append([{ ...missed, number: `+861380000000${index}` }])
  }
  const { missed } = await get('leader', '/api/missed-calls')
  assert.deepEqual(
    missed.map(({ number, masked, why }: Record<string, unknown>) => [number, masked, why]),
    [
      ['+8613800000000', '138****0000', 'cut_off'],
      ['+8613800000001', '138****0001', 'abandoned'],
    ],
  )
})
