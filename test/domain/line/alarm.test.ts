import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alarmLimits, calm, isBad, look } from '../../../src/domain/line/alarm.ts'
import { staffingOf } from '../../../src/domain/line/staffing.ts'
import { givenLine } from '../given-line.ts'

const { raiseAfterMs, endAfterMs } = alarmLimits

test('given nobody at work, the alarm is raised after ten seconds and not before, and ends five seconds after somebody is', () => {
  let watch = look(calm, true, 1_000)
  watch = look(watch, true, 10_999)
  assert.equal(watch.raised, false)
  watch = look(watch, true, 11_000)
  assert.deepEqual(watch, { badSince: 1_000, goodSince: null, raised: true })
  watch = look(watch, false, 12_000)
  assert.equal(watch.raised, true)
  watch = look(watch, true, 13_000)
  assert.deepEqual(watch, { badSince: 1_000, goodSince: null, raised: true }, 'a moment of somebody is no end')
  watch = look(look(watch, false, 14_000), false, 19_000)
  assert.deepEqual(watch, calm)
})

test('given any looks, an alarm stands only after it was bad for ten seconds on end, and goes only after five good ones', () => {
  const looks = fc.array(fc.record({ bad: fc.boolean(), after: fc.integer({ min: 1, max: 7_000 }) }), { maxLength: 60 })
  fc.assert(
    fc.property(looks, all => {
      let now = 0
      let watch = calm
      let run = { bad: false, since: 0 }
      for (const { bad, after } of all) {
        now += after
        if (bad !== run.bad) run = { bad, since: now }
        const next = look(watch, bad, now)
        if (next.raised && !watch.raised) assert.ok(bad && now - run.since >= raiseAfterMs)
        if (!next.raised && watch.raised) assert.ok(!bad && now - run.since >= endAfterMs)
        if (bad && now - run.since >= raiseAfterMs) assert.ok(next.raised)
        if (!bad && now - run.since >= endAfterMs) assert.ok(!next.raised)
        watch = next
      }
    }),
  )
})

test('given agents in each state, ringing, talk and wrap-up are work; a pause is none', () => {
  const line = givenLine()
  const bad = (waiting = 0) => isBad(staffingOf(line.line), waiting)
  assert.deepEqual(bad(), { nobody_at_work: true, callers_alone: false })
  assert.deepEqual(bad(1), { nobody_at_work: true, callers_alone: true })
  line.ready('1001')
  assert.deepEqual(bad(3), { nobody_at_work: false, callers_alone: false })
  line.call('c1')
  assert.equal(line.stateOf('1001'), 'reserved')
  assert.equal(bad().nobody_at_work, false)
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  line.command('1001', { name: 'pause', reason: 'meal' })
  assert.equal(line.stateOf('1001'), 'paused')
  assert.deepEqual(bad(1), { nobody_at_work: true, callers_alone: false })
})
