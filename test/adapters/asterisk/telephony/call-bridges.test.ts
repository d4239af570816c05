import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AriRequest } from '../../../../src/adapters/asterisk/ari/ari-client.ts'
import { callBridges } from '../../../../src/adapters/asterisk/telephony/call-bridges.ts'

/** Bridges whose time passes when the test says so. */
const given = (kind: 'ok' | 'timeout') => {
  const asked: string[] = []
  const jobs = new Set<() => void>()
  const bridges = callBridges(
    async ({ method, path }: AriRequest) => {
      asked.push(`${method} ${path}`)
      return { kind }
    },
    (_, job) => {
      jobs.add(job)
      return () => jobs.delete(job)
    },
  )
  const timePasses = async () => {
    for (const job of jobs) job()
    jobs.clear()
    await new Promise(setImmediate)
  }
  return { asked, bridges, timePasses }
}

test('given an answered caller, his bridge is made before it is needed, once, and goes with him', async () => {
  const { asked, bridges, timePasses } = given('ok')
  bridges.prepare('c1')
  bridges.prepare('c1')
  await timePasses()
  assert.equal(bridges.use('c1'), true)
  bridges.release('c1')
  bridges.release('c1')
  assert.deepEqual(asked, ['POST bridges/c1-bridge', 'DELETE bridges/c1-bridge'])
  assert.equal(bridges.isInUse('c1'), false)
})

test('given a bridge of which nobody knows whether it was made, it is asked for again with the join', async () => {
  const { bridges, timePasses } = given('timeout')
  bridges.prepare('c1')
  await timePasses()
  assert.equal(bridges.use('c1'), false)
})

test('given a caller who goes before his bridge is made, none is made', async () => {
  const { asked, bridges, timePasses } = given('ok')
  bridges.prepare('c1')
  bridges.release('c1')
  await timePasses()
  assert.deepEqual(asked, [])
})
