import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatAction } from '../../../../src/adapters/asterisk/ami/ami-format.ts'
import { type AmiFields, createAmiParser, kindOf } from '../../../../src/adapters/asterisk/ami/ami-parser.ts'

const stream = Buffer.from(
  'Asterisk Call Manager/11.0.0\r\n' +
    'Response: Success\r\nActionID: 1\r\nOutput: 第一行\r\nOutput: line: 2\r\n\r\n' +
    '\r\n\r\n' +
    'Event: DBGetTreeResponse\r\nKey: /journal/y1-1.2/arrived\r\nVal:  two spaces \r\nEmpty: \r\nBare:x\r\nNo colon\r\n\r\n' +
    'Event: UserEvent\r\nText: a\nResponse: Success\nb\r\n\r\n',
)
const expected = [
  { Response: 'Success', ActionID: '1', Output: '第一行\nline: 2' },
  { Event: 'DBGetTreeResponse', Key: '/journal/y1-1.2/arrived', Val: ' two spaces ', Empty: '', Bare: 'x' },
  { Event: 'UserEvent', Text: 'a\nResponse: Success\nb' },
]

function parse(chunks: Buffer[]): Record<string, string>[] {
  const parser = createAmiParser()
  const found: AmiFields[] = []
  for (const chunk of chunks) found.push(...(parser.push(chunk) ?? []))
  return found.map(fields => ({ ...fields }))
}

test('given a stream cut at any one byte, then the messages are the same', () => {
  for (let at = 0; at <= stream.length; at += 1) {
    assert.deepEqual(parse([stream.subarray(0, at), stream.subarray(at)]), expected, `cut at ${at}`)
  }
})

test('given a stream that comes byte by byte, then the messages are the same', () => {
  assert.deepEqual(parse(Array.from(stream, byte => Buffer.of(byte))), expected)
})

test('given any bytes in any pieces, then nothing is thrown and no message is without a header', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
      fc
        .constantFrom('\r', '\n', '\r\n', '\r\n\r\n', ':', ': ', 'Event: x', '__proto__: y', 'é')
        .map(text => Buffer.from(text)),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(pieces, chunks => {
      for (const message of parse(chunks)) assert.ok(Object.keys(message).length > 0)
      assert.deepEqual(parse(chunks), parse([Buffer.concat(chunks)]))
    }),
  )
})

test('given fields without line breaks, when they are written and read, then they are the same', () => {
  const value = fc
    .string({ maxLength: 60, unit: 'binary' })
    .filter(text => text.isWellFormed() && !/[\r\n\0]/.test(text))
  const fields = fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,8}$/), value, { maxKeys: 20 })
  fc.assert(
    fc.property(fields, wanted => {
      const written = formatAction('Test', 'id-1', wanted)
      assert.ok('text' in written)
      assert.deepEqual(parse([Buffer.from(written.text)]), [{ Action: 'Test', ActionID: 'id-1', ...wanted }])
    }),
  )
})

test('given a value that could end its line, a strange name, or too much, then it is refused by name', () => {
  const bad = (fields: AmiFields, action = 'Setvar') => {
    const written = formatAction(action, '1', fields)
    return 'bad' in written ? written.bad : null
  }
  assert.equal(bad({ Value: 'x\r\nAction: Command' }), 'Value')
  assert.equal(bad({ Value: 'x\nAction: Command' }), 'Value')
  assert.equal(bad({ Value: 'x\r' }), 'Value')
  assert.equal(bad({ Value: 'x\0' }), 'Value')
  assert.equal(bad({ 'Va: lue': 'x' }), 'Va: lue')
  assert.equal(bad({ 'Value\r\nAction': 'x' }), 'Value\r\nAction')
  assert.equal(bad({ ActionID: 'mine' }), 'ActionID')
  assert.equal(bad({ Action: 'Command' }), 'Action')
  assert.equal(bad({}, 'Ping\r\nAction: Command'), 'Action')
  assert.equal(bad({ Value: '字'.repeat(341) }), 'Value')
  assert.equal(bad({ Value: 'x'.repeat(1015) }), null)
  assert.equal(bad({ Value: 'x'.repeat(1016) }), 'Value')
  assert.equal(bad(Object.fromEntries(Array.from({ length: 127 }, (_, index) => [`V${index}`, '']))), '*')
})

test('given a message without end, then the parser says so after 1 MiB, in little time', () => {
  for (const piece of ['x'.repeat(50_000), 'Key: value\r\n'.repeat(4000)]) {
    const parser = createAmiParser()
    let pieces = 0
    while (parser.push(Buffer.from(piece)) !== null && pieces < 1000) pieces += 1
    assert.ok(pieces >= 20 && pieces < 30, `${pieces} pieces`)
  }
})

test('given many good messages, then they never count as one without end', () => {
  const parser = createAmiParser()
  const text = Buffer.from('Event: A\r\nText: x\r\n\r\n'.repeat(3000))
  for (let round = 0; round < 50; round += 1) assert.equal(parser.push(text)?.length, 3000)
})

test('given a header that claims another kind later on, then the first header decides', () => {
  const [reply, event, other] = parse([
    Buffer.from('Response: Success\r\nEvent: x\r\n\r\nEvent: x\r\nResponse: y\r\n\r\nFoo: x\r\nEvent: y\r\n\r\n'),
  ])
  assert.deepEqual(
    [reply, event, other].map(fields => kindOf(fields ?? {})),
    ['reply', 'event', 'other'],
  )
})
