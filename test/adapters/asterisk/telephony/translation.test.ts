import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  callerOf,
  numberInHeader,
  parseArrival,
  stasisArrival,
} from '../../../../src/adapters/asterisk/telephony/arrival.ts'
import { afterFailure, followUps, requestsFor } from '../../../../src/adapters/asterisk/telephony/commands.ts'
import { isLeg, legEndOf } from '../../../../src/adapters/asterisk/telephony/events.ts'
import { offerIdOf } from '../../../../src/domain/effect.ts'

const record = (but: Partial<Record<'number' | 'presentation' | 'asserted', string>> = {}) =>
  [
    '1767574680599',
    '12345',
    encodeURIComponent(but.number ?? '13812345678'),
    '',
    but.presentation ?? 'allowed_not_screened',
    '',
    encodeURIComponent(but.asserted ?? ''),
    '',
    'PJSIP/trunk-1',
  ].join('|')

test("given the journal's record of an arrival, its instant, the dialled number and the caller are read", () => {
  assert.deepEqual(parseArrival(record(), '0513'), {
    at: 1_767_574_680_599,
    dialled: '12345',
    caller: { raw: '13812345678', number: '+8613812345678', withheld: false },
  })
})

test('given a P-Asserted-Identity of the trunk, it goes before what the phone says', () => {
  const asserted = '"x" <sip:+8613900000001@10.0.0.1;user=phone>'
  assert.equal(parseArrival(record({ asserted }), '0513')?.caller.number, '+8613900000001')
  assert.equal(numberInHeader('<tel:+8651382345678>'), '+8651382345678')
})

test('given a presentation that forbids the number, the caller is withheld and his number is not used', () => {
  const caller = parseArrival(record({ presentation: 'prohib_not_screened' }), '0513')?.caller
  assert.equal(caller?.number, null)
  assert.equal(caller?.withheld, true)
})

test('given any text at all in place of a record, it is refused or read, and nothing breaks', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parseArrival(text, '0513')))
  assert.equal(parseArrival('', '0513'), null)
  assert.equal(parseArrival('soon|12345|1', '0513'), null)
})

test('given the causes of the network, a leg ends as what they mean to a caller', () => {
  const meant = [16, 17, 19, 21, 20, 44, 127].map(legEndOf)
  assert.deepEqual(meant, ['normal', 'busy', 'no_answer', 'declined', 'unreachable', 'lost', 'failed'])
})

test("given an offer's id, its channel is known as an agent's leg, and a caller's is not", () => {
  assert.ok(isLeg(offerIdOf('y1-1767574680.12', 3)))
  assert.ok(!isLeg('y1-1767574680.12'))
})

test("given an offer, the agent's phone is shown a masked number and never the whole", () => {
  const [request] = requestsFor({
    do: 'ring',
    callId: 'c1',
    offerId: 'c1-offer-1',
    leg: 'c1-offer-1',
    agentId: '1001',
    extension: '1001',
    device: 'desk',
    ringMs: 15_000,
    callerNumber: '+8613812345678',
  })
  const text = JSON.stringify(request)
  assert.ok(text.includes('138****5678'))
  assert.ok(!text.includes('13812345678'))
})

test('given a pair to connect, they are joined first, in a bridge that may be there already, and then marked for the watchdog', () => {
  const connect = { do: 'connect', callId: 'c1', leg: 'c1-offer-1', bridge: 'c1-bridge' } as const
  const paths = (isBridgeThere: boolean) =>
    [...requestsFor(connect, { isBridgeThere }), ...followUps(connect)].map(request => request.path)
  const joined = ['bridges/c1-bridge/addChannel', 'channels/c1/variable']
  assert.deepEqual(paths(false), ['bridges/c1-bridge', ...joined])
  assert.deepEqual(paths(true), joined)
  const [unmarked] = afterFailure(connect)
  assert.deepEqual(
    [unmarked?.path, unmarked?.query],
    ['channels/c1/variable', { variable: 'YIHAO_LEFT', value: 'waits' }],
  )
})

test('given what Stasis is handed with a call, the instant and a forbidden number are read, and anything odd is unknown', () => {
  assert.deepEqual(stasisArrival(['1767574680599', 'allowed_not_screened']), {
    at: 1_767_574_680_599,
    forbidden: false,
  })
  assert.deepEqual(stasisArrival(['soon', 'prohib_passed_screen']), { at: null, forbidden: true })
  assert.deepEqual(stasisArrival([]), { at: null, forbidden: false })
  assert.equal(callerOf('13812345678', true, '0513').number, null)
})
