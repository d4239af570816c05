import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AlarmMessage, watchStaffing } from '../../src/engine/alarm-watch.ts'
import type { Clock } from '../../src/engine/ports.ts'
import { givenLine } from '../domain/given-line.ts'
import { keptLog } from '../helpers/store.ts'

/** A line that is watched; `pass` lets seconds go by, a look in each. */
const givenWatch = () => {
  const line = givenLine()
  const jobs: { at: number; job: () => void }[] = []
  const clock: Clock = {
    now: () => line.now,
    at: (at, job) => {
      const entry = { at, job }
      jobs.push(entry)
      return () => void jobs.splice(jobs.indexOf(entry), 1)
    },
  }
  const sent: AlarmMessage[] = []
  const log = keptLog()
  const watch = watchStaffing({ line: () => line.line, clock, log, send: message => sent.push(message) })
  const pass = (seconds: number) => {
    for (let n = 0; n < seconds; n += 1) {
      line.pass(1_000)
      for (const { job } of jobs.splice(0)) job()
    }
  }
  return { line, sent, log, watch, pass, jobs }
}

const kinds = (sent: readonly AlarmMessage[]) => sent.map(({ alarm, state }) => `${alarm} ${state}`)

test('given nobody at work, when it lasts, then the alarm is sent once, and once more when somebody is ready again', () => {
  const { line, sent, log, watch, pass } = givenWatch()
  const start = line.now
  pass(9)
  assert.deepEqual([sent, watch.alarms()], [[], []])
  pass(1)
  assert.deepEqual(sent, [
    { alarm: 'nobody_at_work', state: 'raised', since: start, at: start + 10_000, waiting: 0, signedIn: 0 },
  ])
  assert.deepEqual(watch.alarms(), [{ alarm: 'nobody_at_work', since: start }])
  pass(600)
  assert.equal(sent.length, 1)
  line.ready('1001')
  pass(5)
  assert.equal(watch.alarms().length, 1, 'not for a moment')
  pass(1)
  assert.deepEqual(kinds(sent), ['nobody_at_work raised', 'nobody_at_work ended'])
  assert.deepEqual([sent[1]?.since, sent[1]?.signedIn], [start, 1])
  assert.deepEqual(watch.alarms(), [])
  assert.equal(log.lines.length, 2)
})

test('given callers who wait for nobody, the worse alarm stands first, with how many wait', () => {
  const { line, sent, watch, pass } = givenWatch()
  pass(3)
  line.call('c1')
  line.call('c2')
  pass(10)
  assert.deepEqual(
    watch.alarms().map(({ alarm }) => alarm),
    ['nobody_at_work'],
  )
  pass(1)
  assert.deepEqual(
    watch.alarms().map(({ alarm }) => alarm),
    ['callers_alone', 'nobody_at_work'],
  )
  assert.equal(sent.find(({ alarm }) => alarm === 'callers_alone')?.waiting, 2)
})

test('given an agent whose page reloads, no alarm is raised', () => {
  const { line, sent, pass } = givenWatch()
  line.ready('1001')
  pass(30)
  line.tell({ type: 'console_down', at: line.now, agentId: '1001' })
  pass(8)
  line.tell({ type: 'console_up', at: line.now, agentId: '1001' })
  pass(30)
  assert.deepEqual(sent, [])
})

test('given a watch that is stopped, it looks no more', () => {
  const { watch, jobs } = givenWatch()
  watch.stop()
  assert.deepEqual(jobs, [])
})
