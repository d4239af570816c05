import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AriRequest } from '../../../../src/adapters/asterisk/ari/ari-client.ts'
import { callBridges } from '../../../../src/adapters/asterisk/telephony/call-bridges.ts'

const given = (kind: 'ok' | 'timeout') => {
  const asked: string[] = []
  const bridges = callBridges(async ({ method, path }: AriRequest) => {
    asked.push(`${method} ${path}`)
    return { kind }
  }, 0)
  const made = async () => {
    for (let turns = 0; asked.length === 0 && turns < 1_000; turns += 1) await new Promise(setImmediate)
    await new Promise(setImmediate)
  }
  return { asked, bridges, made }
}

test('given an answered caller, his bridge is made before it is needed, once, and goes with him', async () => {
  const { asked, bridges, made } = given('ok')
  bridges.prepare('c1')
  bridges.prepare('c1')
  await made()
  assert.equal(bridges.use('c1'), true)
  bridges.release('c1')
  bridges.release('c1')
  assert.deepEqual(asked, ['POST bridges/c1-bridge', 'DELETE bridges/c1-bridge'])
  assert.equal(bridges.isInUse('c1'), false)
})

test('given a bridge of which nobody knows whether it was made, it is asked for again with the join', async () => {
  const { bridges, made } = given('timeout')
  bridges.prepare('c1')
  await made()
  assert.equal(bridges.use('c1'), false)
})

test('given a caller who goes before his bridge is made, none is made', async () => {
  const { asked, bridges } = given('ok')
  bridges.prepare('c1')
  bridges.release('c1')
  await new Promise(setImmediate)
  await new Promise(resolve => setTimeout(resolve, 0))
  assert.deepEqual(asked, [])
})
