import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { RunningAsterisk } from '../../../../scripts/asterisk/run.ts'
import { type AmiClient, createAmiClient } from '../../../../src/adapters/asterisk/ami/ami-client.ts'
import type { AmiFields } from '../../../../src/adapters/asterisk/ami/ami-parser.ts'
import { silentLog } from '../../../../src/adapters/asterisk/link/log.ts'
import { fallbackQueue } from '../../../../src/adapters/asterisk/telephony/fallback.ts'
import type { FallbackMember, FallbackMembers } from '../../../../src/engine/fallback-members.ts'
import { givenAsterisk } from '../../../helpers/asterisk.ts'
import { until } from '../../../helpers/until.ts'

const member = (agentId: string, penalty: FallbackMember['penalty'] = 0): FallbackMember => ({
  agentId,
  device: 'desk',
  penalty,
})

/** Each member that Asterisk has: `agent@interface penalty`, with `paused` where he is. */
const membersIn = async (ami: AmiClient): Promise<string[]> => {
  const answer = await ami.list('QueueStatus', { Queue: 'fallback' })
  assert.equal(answer.kind, 'ok')
  return answer.events
    .filter(({ Event }) => Event === 'QueueMember')
    .map(({ Name, Location, Penalty, Paused }) => `${Name}@${Location} ${Penalty}${Paused === '1' ? ' paused' : ''}`)
    .sort()
}

const givenAmi = async (t: TestContext, { ami }: RunningAsterisk) => {
  const handlers = { onEvent() {}, onUp() {}, onDown() {} }
  const client = createAmiClient({ ...ami, events: 'off' }, handlers)
  t.after(() => client.close())
  await until('AMI is up', () => client.up)
  return client
}

test('given agents on duty, the members of the native queue in a real Asterisk are made equal to them, and stay so', async t => {
  const ami = await givenAmi(t, await givenAsterisk(t))
  const add = (fields: AmiFields) => ami.action('QueueAdd', { Queue: 'fallback', ...fields })
  await add({ Interface: 'PJSIP/stranger', MemberName: 'stranger' })
  await add({ Interface: 'PJSIP/1001', MemberName: 'a1', Penalty: '5', Paused: 'true' })
  await add({ Interface: 'PJSIP/1002', MemberName: 'another agent' })
  let wanted: FallbackMembers = new Map([
    ['1001', member('a1')],
    ['1002', member('a2')],
    ['1003', member('a3', 1)],
  ])
  const fallback = fallbackQueue({ ami, log: silentLog, members: () => wanted, keepAllMs: 0 })
  t.after(() => fallback.close())
  fallback.compare()
  const equal = (members: string[]) =>
    until(`members are ${members}`, async () => String(await membersIn(ami)) === String(members))
  await equal(['a1@PJSIP/1001 0', 'a2@PJSIP/1002 0', 'a3@PJSIP/1003 1'])

  wanted = new Map([
    ['1002', member('a2', 1)],
    ['1003', member('a3')],
  ])
  fallback.changed()
  await equal(['a2@PJSIP/1002 1', 'a3@PJSIP/1003 0'])

  await ami.action('QueueRemove', { Queue: 'fallback', Interface: 'PJSIP/1002' })
  fallback.compare()
  await equal(['a2@PJSIP/1002 1', 'a3@PJSIP/1003 0'])
})

/** An AMI that keeps what it is asked, and refuses an action as often as `refusals` says. */
const givenFakeAmi = (present: AmiFields[], refusals = 0) => {
  const asked: string[] = []
  let left = refusals
  const ami = {
    up: true,
    list: async (name: string) => {
      asked.push(name)
      return { kind: 'ok' as const, fields: {}, events: present }
    },
    action: async (name: string, { Interface, Penalty }: AmiFields = {}) => {
      asked.push([name, Interface, Penalty].filter(Boolean).join(' '))
      left -= 1
      return left >= 0 ? { kind: 'refused' as const, message: 'no' } : { kind: 'ok' as const, fields: {}, events: [] }
    },
  }
  return { ami, asked }
}

const inAsterisk = (extension: string): AmiFields => ({
  Event: 'QueueMember',
  Queue: 'fallback',
  Name: `a${extension}`,
  Location: `PJSIP/${extension}`,
  Penalty: '0',
  Paused: '0',
})

test('given many changes at once, only what differs at their end is sent', async t => {
  const { ami, asked } = givenFakeAmi([inAsterisk('1001'), inAsterisk('1002')])
  let penalty: 0 | 1 = 0
  const members = () => new Map(['1001', '1002'].map(e => [e, member(`a${e}`, e === '1001' ? penalty : 0)] as const))
  const fallback = fallbackQueue({ ami, log: silentLog, members })
  t.after(() => fallback.close())
  fallback.compare()
  for (let n = 0; n < 100; n++) {
    penalty = n % 2 === 0 ? 0 : 1
    fallback.changed()
  }
  await until('the change is sent', () => asked.length === 2)
  assert.deepEqual(asked, ['QueueStatus', 'QueuePenalty PJSIP/1001 1'])
})

test('given an action that Asterisk refuses, the next comparison tries again', async t => {
  const { ami, asked } = givenFakeAmi([], 1)
  const fallback = fallbackQueue({ ami, log: silentLog, members: () => new Map([['1001', member('a')]]) })
  t.after(() => fallback.close())
  fallback.compare()
  await until('it was refused', () => asked.length === 2)
  fallback.compare()
  await until('it is tried again', () => asked.length === 4)
  assert.deepEqual(asked, ['QueueStatus', 'QueueAdd PJSIP/1001 0', 'QueueStatus', 'QueueAdd PJSIP/1001 0'])
})

test('given a server that has just started, it takes out only whom it has known on duty itself', async t => {
  const { ami, asked } = givenFakeAmi([inAsterisk('1001'), inAsterisk('1002')])
  let wanted: FallbackMembers = new Map([['1001', member('a1001')]])
  const fallback = fallbackQueue({ ami, log: silentLog, members: () => wanted, keepAllMs: 60_000 })
  t.after(() => fallback.close())
  fallback.compare()
  await until('it has asked', () => asked.length === 1)
  wanted = new Map()
  fallback.changed()
  await until('one is taken out', () => asked.length === 2)
  assert.deepEqual(asked, ['QueueStatus', 'QueueRemove PJSIP/1001'])
})
