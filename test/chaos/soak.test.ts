import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { createClosers } from '../../scripts/bench/closers.ts'
import type { FaultName } from '../../scripts/chaos/faults.ts'
import { readOptions } from '../../scripts/chaos/options.ts'
import { toJson } from '../../scripts/chaos/report.ts'
import { makeFolder, runChaos } from '../../scripts/chaos/run.ts'
import { countCalls } from '../helpers/count-calls.ts'

/** What the hotline must bear without a difference, in half a minute; how exact it is on an idle machine is for the full run. */
const faults: readonly FaultName[] = [
  'server-kill',
  'ari-cut',
  'store-lock',
  'ami-cut',
  'ami-delay',
  'ari-delay',
  'console-kill',
  'console-reload',
  'agent-pause',
]

test('given faults while citizens call, the ledger says of every call what the callers saw', {
  timeout: 180_000,
}, async t => {
  const closers = createClosers()
  t.after(closers.close)
  const folder = makeFolder()
  closers.add(() => rmSync(folder, { recursive: true, force: true }))
  const args = [
    '--quick',
    '--seed',
    '5',
    '--seconds',
    '27',
    '--every',
    '3',
    '--tolerance',
    '500',
    '--faults',
    faults.join(','),
  ]
  const said: string[] = []
  const outcome = await runChaos(readOptions(args), folder, closers, text => said.push(text))
  const { calls, talks_dropped, waiting_lost, missing, differences, crashes } = toJson(outcome)
  countCalls(calls)
  assert.ok(calls > 30, `${calls} calls`)
  assert.equal(outcome.injected.length, faults.length)
  const lost = { talks_dropped, waiting_lost, missing, differences, crashes }
  const none = { talks_dropped: 0, waiting_lost: 0, missing: 0, differences: 0, crashes: 0 }
  assert.deepEqual(lost, none, said.join('\n'))
})
