import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathFigures, pathLegs, popFigures } from '../../scripts/bench/call-path.ts'
import { digestAnswer } from '../../scripts/bench/digest.ts'
import { handoffTimes } from '../../scripts/bench/handoff.ts'
import type { Packet } from '../../scripts/bench/pcap.ts'
import { header, lastFour, parseSip } from '../../scripts/bench/sip.ts'
import { readWire } from '../../scripts/bench/wire.ts'

const ports = { sip: 5060, phones: 7000, asteriskHttp: 8088, serverHttp: 12345 }
const caller = 6000

const sip = (at: number, from: number, to: number, first: string, ...headers: readonly string[]): Packet => ({
  at,
  protocol: 'udp',
  from,
  to,
  payload: [first, ...headers, '', ''].join('\r\n'),
})
const says = (at: number, from: number, text: string): Packet => ({
  at,
  protocol: 'tcp',
  from,
  to: 50_000,
  payload: text,
})

const number = (n: number) => String(13800000000 + n)
const invite = (at: number, n: number) =>
  sip(
    at,
    caller,
    ports.sip,
    'INVITE sip:12345@127.0.0.1 SIP/2.0',
    `From: <sip:${number(n)}@h>;tag=1`,
    `Call-ID: c${n}`,
    'CSeq: 1 INVITE',
  )
const ring = (at: number, n: number, extension = '1001', id = `leg${n}`) =>
  sip(
    at,
    ports.sip,
    ports.phones,
    `INVITE sip:${extension}@127.0.0.1:7000 SIP/2.0`,
    `From: <sip:138****${number(n).slice(-4)}@h>;tag=2`,
    `Call-ID: ${id}`,
    'CSeq: 9 INVITE',
    `X-Yihao-Call: y1-${n}`,
  )
const answer = (at: number, n: number, status = '200 OK') =>
  sip(at, ports.sip, caller, `SIP/2.0 ${status}`, `Call-ID: c${n}`, 'CSeq: 1 INVITE')
const bye = (at: number, n: number) =>
  sip(at, caller, ports.sip, 'BYE sip:127.0.0.1 SIP/2.0', `Call-ID: c${n}`, 'CSeq: 2 BYE')
const arrived = (at: number, n: number) =>
  says(
    at,
    ports.asteriskHttp,
    `~{"type":"StasisStart","args":["inbound"],"channel":{"id":"y1-${n}","name":"PJSIP/trunk"}}`,
  )
const popped = (at: number, n: number, offer = 1) =>
  says(
    at,
    ports.serverHttp,
    `~{"type":"event","seq":3,"change":{"name":"pop","pop":{"offerId":"y1-${n}-offer-${offer}"}}}`,
  )

test('the way of a call is measured from its first INVITE to the first INVITE of its agent', () => {
  const wire = readWire(
    [invite(0, 1), invite(500, 1), answer(2, 1), ring(3.5, 1), ring(4, 1), ring(9, 1, '1002', 'second'), bye(90, 1)],
    ports,
  )
  assert.equal(wire.calls.length, 1)
  assert.deepEqual(pathFigures(wire, 1), { failed: 0, p50: 3.5, p90: 3.5, p99: 3.5 })
  assert.deepEqual(
    wire.agentInvites.map(({ extension }) => extension),
    ['1001', '1002'],
  )
})

test('calls at the same time are told apart by the last four digits', () => {
  const wire = readWire([invite(0, 1), invite(1, 2), ring(5, 2), ring(6, 1), answer(7, 1), answer(7, 2)], ports)
  const took = wire.calls.map(({ invitedAt, agentInvitedAt }) => (agentInvitedAt ?? 0) - invitedAt)
  assert.deepEqual(took, [6, 4])
})

test('a call that was refused, never answered, never rung or never sent counts as failed', () => {
  const packets = [
    invite(0, 1),
    ring(1, 1),
    answer(2, 1, '503 No'),
    invite(3, 2),
    ring(4, 2),
    invite(5, 3),
    answer(6, 3),
  ]
  assert.equal(pathFigures(readWire(packets, ports), 4).failed, 4)
})

test('a pop counts as before the INVITE only where it was on the wire before it', () => {
  const calls = [1, 2, 3, 4].flatMap(n => [invite(n * 100, n), arrived(n * 100 + 1, n), ring(n * 100 + 5, n)])
  const wire = readWire([...calls, popped(102, 1), popped(204, 2), popped(306, 3), popped(404, 4, 2)], ports)
  const { beforeInviteShare, p50, p99 } = popFigures(wire)
  assert.equal(beforeInviteShare, 0.5)
  assert.equal(p50, 3)
  assert.equal(p99, 5)
  assert.deepEqual(pathLegs(wire), { inviteToArrival: 1, arrivalToPop: 3, popToInvite: 1 })
})

test('two frames in one packet are both seen', () => {
  const both = says(1, ports.asteriskHttp, arrived(1, 1).payload + arrived(1, 2).payload)
  assert.deepEqual([...readWire([both], ports).arrivals.keys()], ['y1-1', 'y1-2'])
})

test('the hand-off is the time from a BYE to the next INVITE to the same agent, and no more than asked for', () => {
  const packets = [
    ...[invite(0, 1), ring(1, 1), invite(2, 2), invite(3, 3), bye(10, 1)],
    ...[ring(11, 9, '1002', 'other'), ring(14, 2, '1001'), bye(20, 2), ring(27, 3, '1001'), bye(90, 3)],
  ]
  assert.deepEqual(handoffTimes(readWire(packets, ports), 5), [4, 7])
  assert.deepEqual(handoffTimes(readWire(packets, ports), 1), [4])
})

test('what is no SIP is passed over', () => {
  for (const text of ['', '\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'INVITE', 'x SIP/2.0 200 OK'])
    assert.equal(parseSip(text), null)
})

test('a header is found whatever its case, and only in its own line', () => {
  const message = parseSip('SIP/2.0 200 OK\r\nfrom:  "x" <sip:13812345678@h>;tag=1\r\nX-To: no\r\nTo: yes\r\n\r\n')
  assert.ok(message)
  assert.equal(header(message, 'To'), 'yes')
  assert.equal(lastFour(message), '5678')
  assert.equal(header(message, 'Via'), '')
})

test('the digest answer is that of the example in RFC 2617', () => {
  const challenge =
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
  const credentials = { user: 'Mufasa', password: 'Circle Of Life' }
  const answered = digestAnswer(challenge, 'GET', '/dir/index.html', credentials, '0a4f113b')
  assert.match(answered, /response="6629fae49393a05397450978507c4ef1"/)
  assert.match(answered, /nc=00000001/)
})
