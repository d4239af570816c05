import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Effect } from '../../src/domain/effect.ts'
import { besideCommit, pendingEffects } from '../../src/engine/beside-commit.ts'

const leg = '1001-stand-5'
const connect: Effect = { do: 'connect', callId: 'c1', leg, bridge: 'c1-bridge' }
const musicOff: Effect = { do: 'music', callId: 'c1', on: false }
const ring = { do: 'ring', callId: 'c1', leg: 'c1-offer-1' } as Effect
const hangUp: Effect = { do: 'hang_up', channel: 'x', why: 'it is over' }
const nothing = pendingEffects()

test('given caller and standing leg, they are joined beside the commit and the music ends before; the rest waits', () => {
  const effects = [musicOff, connect, hangUp]
  assert.deepEqual(besideCommit(effects, nothing), { beside: [musicOff, connect], after: [hangUp] })
})

test('given a phone that rings, it rings beside the commit and is joined after it', () => {
  assert.deepEqual(besideCommit([ring, musicOff], nothing), { beside: [ring], after: [musicOff] })
  const rung: Effect = { ...connect, leg: 'c1-offer-1' }
  assert.deepEqual(besideCommit([rung], nothing), { beside: [], after: [rung] })
})

test('given something that must come before the join, the join waits with it', () => {
  const answer: Effect = { do: 'answer', callId: 'c1' }
  assert.deepEqual(besideCommit([answer, connect], nothing).beside, [])
  const free: Effect = { do: 'disconnect', callId: 'c0', leg, bridge: 'c0-bridge' }
  assert.deepEqual(besideCommit([free, connect], nothing).beside, [])
})

test('given an earlier effect of the same caller or leg that still waits for its commit, the join waits behind it', () => {
  const hold: Effect = { do: 'hold', callId: 'c1', bridge: 'c1-bridge' }
  const other: Effect = { do: 'disconnect', callId: 'c0', leg, bridge: 'c0-bridge' }
  for (const earlier of [hold, other]) {
    const pending = pendingEffects()
    pending.add([earlier])
    assert.deepEqual(besideCommit([connect], pending).beside, [])
    pending.remove([earlier])
    assert.deepEqual(besideCommit([connect], pending).beside, [connect])
  }
})
