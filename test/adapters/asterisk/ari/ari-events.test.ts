import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseAriEvent } from '../../../../src/adapters/asterisk/ari/ari-events.ts'
import { readAs, time } from '../../../../src/adapters/asterisk/ari/ari-fields.ts'
import { channels } from '../../../../src/adapters/asterisk/ari/ari-models.ts'

const channel = {
  id: 'y1-1769817600.7',
  name: 'PJSIP/trunk-00000007',
  state: 'Ring',
  protocol_id: 'abc@10.0.0.1',
  caller: { name: '', number: '+86 138-0000-0000' },
  connected: { name: '', number: '' },
  accountcode: '',
  dialplan: { context: 'from-trunk', exten: '12345', priority: 9, app_name: 'Stasis', app_data: 'yihao,inbound,12345' },
  creationtime: '2026-01-31T08:00:00.120+0800',
  language: 'en',
  channelvars: { A: 'b', __proto__: 'c' },
}
const start = {
  type: 'StasisStart',
  timestamp: '2026-01-31T08:00:00.123+0800',
  args: ['inbound', '12345'],
  channel,
  asterisk_id: '00:11',
  application: 'yihao',
  new_in_asterisk_30: { a: 1 },
}

test('given a StasisStart as Asterisk sends it, then it is typed, with raw numbers and times in UTC', () => {
  assert.deepEqual(parseAriEvent(start), {
    kind: 'event',
    event: {
      type: 'StasisStart',
      at: Date.UTC(2026, 0, 31, 0, 0, 0, 123),
      application: 'yihao',
      args: ['inbound', '12345'],
      replaces: null,
      channel: {
        id: 'y1-1769817600.7',
        name: 'PJSIP/trunk-00000007',
        state: 'Ring',
        protocolId: 'abc@10.0.0.1',
        caller: { name: '', number: '+86 138-0000-0000' },
        connected: { name: '', number: '' },
        accountCode: '',
        language: 'en',
        createdAt: Date.UTC(2026, 0, 31, 0, 0, 0, 120),
        dialplan: {
          context: 'from-trunk',
          exten: '12345',
          priority: 9,
          app: 'Stasis',
          appData: 'yihao,inbound,12345',
        },
        variables: { A: 'b' },
      },
    },
  })
})

test('given a required field that is missing or of another type, then the event is broken and says where', () => {
  const { channel: _channel, ...without } = start
  assert.deepEqual(parseAriEvent(without), { kind: 'broken', why: 'StasisStart: expected object' })
  for (const id of [7, '', 'x'.repeat(257), null]) {
    assert.equal(parseAriEvent({ ...start, channel: { ...channel, id } }).kind, 'broken')
  }
  assert.equal(parseAriEvent({ ...start, args: 'inbound' }).kind, 'broken')
  assert.equal(parseAriEvent({ ...start, args: Array.from({ length: 101 }, () => '') }).kind, 'broken')
  assert.equal(parseAriEvent({ ...start, timestamp: 'yesterday' }).kind, 'broken')
})

test('given no timestamp, then it stays unknown', () => {
  const { timestamp: _timestamp, ...without } = start
  const parsed = parseAriEvent(without)
  assert.equal(parsed.kind === 'event' ? parsed.event.at : 'broken', null)
})

test('given a name of enormous length, then it is cut', () => {
  const parsed = parseAriEvent({ ...start, channel: { ...channel, caller: { name: 'x'.repeat(9999), number: '1' } } })
  assert.ok(parsed.kind === 'event' && parsed.event.type === 'StasisStart')
  assert.equal(parsed.event.channel.caller.name.length, 4096)
})

test('given times as Asterisk writes them, then they are read in every zone; others are refused', () => {
  const utc = Date.UTC(2026, 1, 28, 23, 59, 59, 7)
  for (const text of [
    '2026-02-28T23:59:59.007+0000',
    '2026-03-01T07:59:59.007+0800',
    '2026-02-28T20:29:59.007-03:30',
  ]) {
    assert.equal(readAs(time, text), utc)
  }
  assert.equal(readAs(time, '2026-02-28T23:59:59Z'), utc - 7)
  assert.equal(readAs(time, '2026-02-28T23:59:59.5+0000'), utc + 493)
  for (const text of ['', '2026-02-28', '2026-02-28T23:59:59', 17, null, `2026${' '.repeat(1_000_000)}`]) {
    assert.equal(readAs(time, text), null)
  }
})

test('given the body of a channel list, then it is typed, or null when it is none', () => {
  assert.equal(readAs(channels, [channel])?.[0]?.id, channel.id)
  assert.equal(readAs(channels, [{}]), null)
  assert.equal(readAs(channels, null), null)
})

test('given any JSON at all, then reading it never throws', () => {
  const types = [
    'StasisStart',
    'Dial',
    'ChannelVarset',
    'BridgeAttendedTransfer',
    'ChannelTransfer',
    'RecordingFailed',
    'x',
  ]
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
      parseAriEvent(value)
      for (const type of types) parseAriEvent({ application: 'a', ...(value as object), type })
    }),
  )
})

test('given a real event with any one part replaced by any value, then reading it never throws', () => {
  const paths = [
    'channel',
    'args',
    'timestamp',
    'application',
    'channel.id',
    'channel.caller',
    'channel.dialplan',
    'channel.channelvars',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.anything(), (path, value) => {
      const [outer = '', inner] = path.split('.')
      const frame =
        inner === undefined ? { ...start, [outer]: value } : { ...start, channel: { ...channel, [inner]: value } }
      assert.ok(['event', 'broken'].includes(parseAriEvent(frame).kind))
    }),
  )
})
