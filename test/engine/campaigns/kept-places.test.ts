import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { KeptPlace } from '../../../src/domain/kept-place/kept-place.ts'
import type { TaskOrder } from '../../../src/domain/outbound/outbound.ts'
import type { PlaceLine } from '../../../src/engine/campaigns/kept-places.ts'
import { givenCampaigns, monday } from './given-campaigns.ts'

const number = '+8613812345678'
const ten = monday('10:00')

/** An office, and a line that keeps one place since five minutes before. */
const givenKept = async (now = ten, change: Parameters<typeof givenCampaigns>[1] = {}) => {
  const place: KeptPlace = {
    ...{ id: 'c1-place', callId: 'c1', queueId: 'hotline', number, dialled: '12345', arrivedAt: now - 300_000 },
    ...{ priority: 5, skills: [], rung: 0, keptAt: now, expiresAt: now + 3_600_000, order: null, rings: 0 },
    ...{ demand: { key: '', queueId: 'hotline', rung: 0, groups: [], skills: [], prefer: 'idle' } },
    ...{ ringing: null, stands: false },
  }
  const orders: TaskOrder[] = []
  const dropped: string[] = []
  let places = [place]
  const line: PlaceLine = {
    places: () => places,
    order: async (placeId, order) => {
      orders.push(order)
      places = places.map(each => (each.id === placeId ? { ...each, order: { callId: 'out-1', task: order } } : each))
    },
    drop: async (placeId, why) => {
      dropped.push(why)
      places = places.filter(({ id }) => id !== placeId)
    },
    shownNumber: () => '12345',
  }
  const given = await givenCampaigns(now, change, [], line)
  const { queueId, priority, skills, expiresAt, arrivedAt } = place
  const arrived = { dialled: '12345', rawNumber: number, number, withheld: false, priority, skills } as const
  const keep = () =>
    given.commit(
      { kind: 'call_arrived', callId: 'c1', queueId, ...arrived, adopted: false },
      { kind: 'place_kept', callId: 'c1', queueId, arrivedAt, priority, skills, expiresAt },
      { kind: 'missed_call', callId: 'c1', number, why: 'place_kept' },
    )
  const ends = (why: 'expired' | 'cancelled', by = '') => {
    places = []
    return given.commit({ kind: 'place_ended', callId: 'c1', queueId, why, attempt: null, by })
  }
  const born = () => given.ledger.filter(fact => fact.kind === 'task_created')
  return { ...given, place, orders, dropped, keep, ends, born }
}

describe('whoever keeps his place', () => {
  it('is one task in the order of his arrival, and the line is told how he is rung', async () => {
    const { keep, orders, born, place } = await givenKept()
    await keep()
    assert.equal(born().length, 1)
    assert.equal(born()[0]?.order, place.arrivedAt)
    const [order] = orders
    assert.deepEqual(
      [order?.number, order?.queueId, order?.mode, order?.purpose, order?.keepReady, order?.shownNumber],
      [number, 'hotline', 'progressive', 'missed_call_return', 0, '12345'],
    )
    assert.equal(order?.taskId, born()[0]?.taskId)
  })

  it('is no second task where a missed call of his waits to be returned', async () => {
    const { keep, missed, orders, born } = await givenKept()
    await missed(number, 'c0')
    await keep()
    assert.equal(born().length, 1)
    assert.equal(orders[0]?.taskId, born()[0]?.taskId)
  })

  it('is rung by the line and not by the campaign while his number is busy, and by the campaign when the place is over', async () => {
    const { keep, ends, next, born } = await givenKept()
    await keep()
    assert.equal(await next([number]), null)
    await ends('expired')
    assert.equal((await next())?.task.taskId, born()[0]?.taskId)
  })

  it('is not rung in the hours of quiet: his task goes on the next day', async () => {
    const { keep, orders, dropped, born } = await givenKept(monday('21:30'))
    await keep()
    assert.equal(orders.length, 0)
    assert.deepEqual(dropped, ['quiet'])
    assert.equal(born().length, 1)
  })

  it('loses his place when the hours of quiet begin', async () => {
    const { keep, dropped, clock, office } = await givenKept(monday('20:50'))
    await keep()
    await office.look()
    assert.deepEqual(dropped, [])
    clock.set(monday('21:00'))
    await office.look()
    assert.deepEqual(dropped, ['quiet'])
  })

  it('waits for a campaign that is paused, and is rung when it runs again', async () => {
    const { keep, orders, setCampaign } = await givenKept(ten, { state: 'paused' })
    await keep()
    assert.equal(orders.length, 0)
    await setCampaign('missed_call_return', { state: 'running' })
    assert.equal(orders.length, 1)
  })

  it('has no task any more when his place is given up, and no place when his task is taken back', async () => {
    const one = await givenKept()
    await one.keep()
    await one.ends('cancelled', 'leader')
    assert.equal(one.moves().at(-1)?.standing.result, 'taken_back')
    const other = await givenKept()
    await other.keep()
    await other.office.takeBack('admin', other.orders[0]?.taskId ?? '', 'he came by himself')
    await other.office.idle()
    assert.deepEqual(other.dropped, ['cancelled'])
  })

  it('is ordered anew by a server that starts', async () => {
    const { office, orders } = await givenKept()
    await office.start()
    office.stop()
    assert.equal(orders.length, 1)
  })
})
