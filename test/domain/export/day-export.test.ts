import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DayVersion, daysToMake, isFinalOn, nextVersion } from '../../../src/domain/export/day-version.ts'
import {
  afterDeliveryEvent,
  type Delivery,
  type DeliveryEvent,
  type DeliveryState,
  newDelivery,
} from '../../../src/domain/export/delivery-table.ts'

const at = Date.UTC(2026, 10, 30)
const waiting = newDelivery({ day: 20_000, version: 1 }, 'archive', at)
const events: readonly DeliveryEvent[] = [
  { type: 'time', at },
  { type: 'taken', at },
  { type: 'not_now', at, why: 'away', jitter: 0 },
  { type: 'interrupted', at },
  { type: 'superseded', at },
]
const states: readonly DeliveryState[] = ['waiting', 'sending', 'delivered', 'superseded']

test('given every pair of state and event, then a delivery goes where the table says, and what is not in it does not happen', () => {
  const leads = states.flatMap(state =>
    events.map(event => [
      `${state} ${event.type}`,
      afterDeliveryEvent({ ...waiting, state, tries: 1 }, event)?.state ?? null,
    ]),
  )
  assert.deepEqual(Object.fromEntries(leads.filter(([, to]) => to !== null)), {
    'waiting time': 'sending',
    'waiting superseded': 'superseded',
    'sending taken': 'delivered',
    'sending not_now': 'waiting',
    'sending interrupted': 'waiting',
    'sending superseded': 'superseded',
  })
})

test('given a target that takes nothing, then it is tried for ever, and the waits grow to an hour and no further', () => {
  let delivery: Delivery = waiting
  const waits: number[] = []
  for (let now = at; waits.length < 200; now = delivery.nextAt) {
    const sending = afterDeliveryEvent(delivery, { type: 'time', at: now })
    assert.equal(sending?.state, 'sending')
    delivery = afterDeliveryEvent(sending, { type: 'not_now', at: now, why: 'away', jitter: 0.999 }) ?? assert.fail()
    waits.push(Math.round((delivery.nextAt - now) / 60_000))
  }
  assert.deepEqual(waits.slice(0, 8), [1, 2, 4, 8, 16, 32, 60, 60])
  assert.equal(Math.max(...waits), 60)
  assert.deepEqual(afterDeliveryEvent(waiting, { type: 'time', at: at - 1 }), waiting)
})

test('given any changes of a day on any days, then its versions count up by one, only the last may be final, and none says what the one before said', () => {
  const looks = fc.array(fc.record({ after: fc.integer({ min: 1, max: 5 }), content: fc.constantFrom('a', 'b', 'c') }))
  fc.assert(
    fc.property(looks, fc.integer({ min: 1, max: 20 }), (all, finalAfterDays) => {
      const versions: DayVersion[] = []
      let today = 100
      for (const { after, content } of all) {
        today += after
        const isFinal = isFinalOn(100, today, { finalAfterDays })
        const next = nextVersion(100, versions.at(-1) ?? null, content, isFinal)
        if (next !== null) versions.push(next)
        else if (versions.at(-1)?.standing !== 'final') assert.equal(versions.at(-1)?.content, content)
      }
      assert.deepEqual(
        versions.map(({ version }) => version),
        versions.map((_, index) => index + 1),
      )
      versions.forEach((each, index) => {
        const before = versions[index - 1]
        if (each.standing === 'final') assert.equal(index, versions.length - 1)
        else assert.equal(each.standing, index === 0 ? 'provisional' : 'restated')
        if (before && each.standing !== 'final') assert.notEqual(each.content, before.content)
      })
    }),
  )
})

test('given days that are final and a server that was away, then each closed day that is not is made, the oldest first', () => {
  assert.deepEqual(daysToMake(10, 15, new Set([11, 13])), [10, 12, 14])
  assert.deepEqual(daysToMake(null, 15, new Set()), [])
  assert.deepEqual(daysToMake(15, 15, new Set()), [])
})
