import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PcapError, parsePcap } from '../../scripts/bench/pcap.ts'
import { type Given, givenCapture } from './given-capture.ts'

const udp: Given = {
  second: 1_800_000_000,
  fraction: 999_999_001,
  protocol: 'udp',
  from: 5060,
  to: 6000,
  text: 'hello',
}
const tcp: Given = { second: 1_800_000_001, fraction: 250, protocol: 'tcp', from: 80, to: 6001, text: '{"a":"\u00e4"}' }

test('given nanoseconds, the distance of two packets is exact to the nanosecond across a second', () => {
  const { second, packets } = parsePcap(givenCapture([udp, tcp]))
  assert.equal(second, 1_800_000_000)
  const [first, next] = packets
  assert.equal(Math.round(((next?.at ?? 0) - (first?.at ?? 0)) * 1e6), 1_249)
})

for (const little of [true, false])
  for (const nano of [true, false])
    test(`a file of ${little ? 'this' : 'the other'} byte order with ${nano ? 'nano' : 'micro'}seconds is read`, () => {
      const fraction = nano ? 1_500_000 : 1_500
      const { packets } = parsePcap(givenCapture([{ ...udp, fraction }], { nano, little }))
      assert.deepEqual(packets, [{ at: 1.5, protocol: 'udp', from: 5060, to: 6000, payload: 'hello' }])
    })

test('the payload of TCP begins after its options, byte by byte', () => {
  const { packets } = parsePcap(givenCapture([tcp]))
  assert.equal(packets[0]?.payload, tcp.text)
  assert.equal(packets[0]?.protocol, 'tcp')
})

test('a capture of the cooked kind is read as well', () => {
  assert.equal(parsePcap(givenCapture([udp], { network: 113 })).packets[0]?.payload, 'hello')
})

test('given a fragment or another protocol, the packet is left out and the rest is read', () => {
  const file = givenCapture([udp, { ...udp, fragment: true }, tcp])
  assert.deepEqual(
    parsePcap(file).packets.map(({ protocol }) => protocol),
    ['udp', 'tcp'],
  )
})

test('given a file that ends within a packet, all packets before are read', () => {
  const file = givenCapture([udp, tcp])
  for (let length = file.length - 1; length > file.length - 60; length -= 7)
    assert.equal(parsePcap(file.subarray(0, length)).packets.length, 1)
})

test('an empty capture holds no packet', () => {
  assert.deepEqual(parsePcap(givenCapture([])).packets, [])
})

test('what is no capture, or one of an unknown link, is refused', () => {
  assert.throws(() => parsePcap(Buffer.from('')), PcapError)
  assert.throws(() => parsePcap(Buffer.alloc(100)), PcapError)
  assert.throws(() => parsePcap(givenCapture([udp], { network: 228 })), /link type 228/)
})
