import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'
import { givenTelephone, type Telephone, type WhenCalled } from './dialplan-caller.ts'
import { type Entry, readJournal } from './dialplan-journal.ts'
import { givenPhone } from './dialplan-phones.ts'

/** A member of the native queue with a phone that does so when it is called. */
async function givenMember(
  t: TestContext,
  asterisk: RunningAsterisk,
  extension: string,
  when: WhenCalled,
  penalty = 0,
): Promise<Telephone> {
  const phone = await givenTelephone(t, when)
  await givenPhone(asterisk, extension, phone.port)
  await asterisk.cli(`queue add member PJSIP/${extension} to fallback penalty ${penalty} as a${extension}`)
  return phone
}

async function givenCall(t: TestContext, asterisk: RunningAsterisk, number: string): Promise<Telephone> {
  const citizen = await givenTelephone(t)
  citizen.invite({ port: asterisk.sipPort, number: '12345', from: `<sip:${number}@x>;tag=1` })
  await until('the caller is answered', () => citizen.status() === 200)
  return citizen
}

const rung = ({ received }: Telephone): number => received.filter(({ first }) => first.startsWith('INVITE')).length

/** What the journal holds of this caller's call, once it has that entry. */
const journalOf = (asterisk: RunningAsterisk, number: string, what: string): Promise<Map<string, Entry>> =>
  until(`${what} of ${number}`, async () =>
    [...(await readJournal(asterisk)).entries()]
      .filter(([, words]) => words.has(what))
      .map(([, words]) => words)
      .find(words => (words.get('arrived')?.[2] ?? '') === number),
  )

const inOrder = (journal: Map<string, Entry>, whats: readonly string[]): boolean => {
  const times = whats.map(what => Number(journal.get(what)?.[0]))
  return times.every((at, n) => at >= (times[n - 1] ?? 0))
}

test('given an agent who declines, the next one takes the call, and the journal names him who took it', async t => {
  const asterisk = await givenAsterisk(t)
  const declines = await givenMember(t, asterisk, '1001', {})
  await givenMember(t, asterisk, '1002', { answers: true }, 1)
  const citizen = await givenCall(t, asterisk, '13900000001')
  const answered = await journalOf(asterisk, '13900000001', 'answered')
  assert.equal(answered.get('answered')?.[1], 'PJSIP/1002')
  assert.equal(rung(declines), 1)
  citizen.bye()
  const journal = await journalOf(asterisk, '13900000001', 'ended')
  assert.ok(inOrder(journal, ['arrived', 'fallback', 'answered', 'ended']))
})

test('given an agent who hangs up, the call ends with him and is not written down as missed', async t => {
  const asterisk = await givenAsterisk(t)
  await givenMember(t, asterisk, '1001', { answers: true })
  const citizen = await givenCall(t, asterisk, '13900000001')
  await journalOf(asterisk, '13900000001', 'answered')
  const agent = /^(PJSIP\/1001-\w+)/m.exec(await asterisk.cli('core show channels concise'))?.[1]
  await asterisk.cli(`channel request hangup ${agent}`)
  const journal = await journalOf(asterisk, '13900000001', 'ended')
  assert.deepEqual([...journal.keys()].sort(), ['answered', 'arrived', 'ended', 'fallback'])
  await until('the caller hears the end', () => citizen.received.some(({ first }) => first.startsWith('BYE')))
})

test('given a caller who gives up while a phone rings, the journal has his end and neither an answer nor a miss', async t => {
  const asterisk = await givenAsterisk(t)
  const phone = await givenMember(t, asterisk, '1001', { rings: true })
  const citizen = await givenCall(t, asterisk, '13900000001')
  await until('the phone rings', () => rung(phone) === 1)
  citizen.bye()
  const journal = await journalOf(asterisk, '13900000001', 'ended')
  assert.deepEqual([...journal.keys()].sort(), ['arrived', 'ended', 'fallback'])
  await until('the phone is quiet', () => phone.received.some(({ first }) => first.startsWith('CANCEL')))
})

test('given members ready and engaged, the ready are rung first, nobody in a call is rung, and the first to arrive is first served', async t => {
  const asterisk = await givenAsterisk(t)
  const engaged = await givenMember(t, asterisk, '1001', { answers: true }, 1)
  const ready = await givenMember(t, asterisk, '1002', { answers: true })
  // there is no such phone
  await asterisk.cli('queue add member PJSIP/1003 to fallback penalty 0 as a1003')
  const first = await givenCall(t, asterisk, '13900000001')
  assert.equal((await journalOf(asterisk, '13900000001', 'answered')).get('answered')?.[1], 'PJSIP/1002')
  assert.equal(rung(engaged), 0)
  const second = await givenCall(t, asterisk, '13900000002')
  assert.equal((await journalOf(asterisk, '13900000002', 'answered')).get('answered')?.[1], 'PJSIP/1001')
  await givenCall(t, asterisk, '13900000003')
  await givenCall(t, asterisk, '13900000004')
  await until('two wait', async () => (await asterisk.cli('queue show fallback')).includes('2. PJSIP/trunk'))
  assert.deepEqual([rung(ready), rung(engaged)], [1, 1])
  // members anew, so that they need no rest after their calls
  for (const extension of ['1001', '1002']) {
    await asterisk.cli(`queue remove member PJSIP/${extension} from fallback`)
  }
  second.bye()
  first.bye()
  await journalOf(asterisk, '13900000002', 'ended')
  await asterisk.cli('queue add member PJSIP/1001 to fallback penalty 1 as a1001')
  assert.equal((await journalOf(asterisk, '13900000003', 'answered')).get('answered')?.[1], 'PJSIP/1001')
})
