import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFlatXml } from '../../../../src/adapters/messaging/wechat/flat-xml.ts'
import { sampleMessage, sampleSealed } from './vectors.ts'

test('given the published messages, when they are read, then each field is there', () => {
  assert.deepEqual(
    [...(parseFlatXml(sampleMessage.message) ?? [])],
    [
      ['ToUserName', 'gh_10f6c3c3ac5a'],
      ['FromUserName', 'oyORnuP8q7ou2gfYjqLzSIWZf0rs'],
      ['CreateTime', '1409735668'],
      ['MsgType', 'text'],
      ['Content', 'abcdteT'],
      ['MsgId', '6054768590064713728'],
    ],
  )
  const nested = parseFlatXml(sampleSealed.long.message)
  assert.deepEqual([nested?.get('MsgType'), nested?.get('Video'), nested?.has('Title')], ['video', '', false])
})

test('given what XML allows of what WeChat sends, then it is read: white space, a declaration, empty fields, signs by name', () => {
  const fields = parseFlatXml(
    `<?xml version="1.0" encoding='UTF-8'?>\n<xml>\n <A> <![CDATA[ a<b]>&c ]]> </A ><B/><C></C><D>1 &lt; 2 &amp;&amp; &quot;x&quot;</D><E><![CDATA[x]]]]><![CDATA[>y]]></E><F>🀄𠮷</F></xml>\n`,
  )
  assert.deepEqual(
    [...(fields ?? [])],
    [
      ['A', 'a<b]>&c'],
      ['B', ''],
      ['C', ''],
      ['D', '1 < 2 && "x"'],
      ['E', 'x]]>y'],
      ['F', '🀄𠮷'],
    ],
  )
})

const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')

for (const [what, xml] of Object.entries({
  'an external entity': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>',
  'an entity without a document type': '<xml><A>&e;</A></xml>',
  'entities that grow': `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><xml><A>&l9;</A></xml>`,
  'an external document type': '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><A>1</A></xml>',
  'a parameter entity': '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/">%p;]><xml/>',
  'a document type within': '<xml><!DOCTYPE x><A>1</A></xml>',
  'a character by number': '<xml><A>&#38;</A></xml>',
  'a lonely ampersand': '<xml><A>a & b</A></xml>',
  'a name of objects as an entity': '<xml><A>&constructor;</A></xml>',
  'a processing instruction': '<xml><?php system("id") ?><A>1</A></xml>',
  'a style sheet': '<?xml-stylesheet href="http://127.0.0.1/"?><xml/>',
  'an attribute': '<xml xmlns="http://127.0.0.1/"><A>1</A></xml>',
  'an inclusion': '<xml xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></xml>',
  'a name space': '<xml><xi:A>1</xi:A></xml>',
  'a comment': '<xml><!-- --><A>1</A></xml>',
  'a field that comes twice': '<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>',
  'two documents': '<xml><A>1</A></xml><xml><A>2</A></xml>',
  'text outside': '<xml><A>1</A></xml>x',
  'text between fields': '<xml>x<A>1</A></xml>',
  'CDATA between fields': '<xml><![CDATA[x]]></xml>',
  'CDATA that does not end': '<xml><A><![CDATA[x</A></xml>',
  'another root': '<html><A>1</A></html>',
  'a field that does not end': '<xml><A>1</xml>',
  'ends in the wrong order': '<xml><A><B>1</A></B></xml>',
  'an end without a start': '<xml></A></xml>',
  'an end too many': '<xml></xml></xml>',
  'a document cut off': '<xml><A>1</A>',
  'an end that is empty': '<xml></A/></xml>',
  nothing: '',
  'no markup': 'success',
  JSON: '{"ToUserName":"gh_1"}',
  'a control character': '<xml><A>\u0000</A></xml>',
  'too deep': `<xml>${'<a>'.repeat(8)}${'</a>'.repeat(8)}</xml>`,
  'too many': `<xml>${Array.from({ length: 300 }, (_, n) => `<a${n}/>`).join('')}</xml>`,
  'too large': `<xml><A>${'x'.repeat(300_000)}</A></xml>`,
}))
  test(`given ${what}, when it is read, then it is refused`, () => {
    assert.equal(parseFlatXml(xml), null)
  })

test('given names that objects have, then they are fields like others', () => {
  const fields = parseFlatXml('<xml><__proto__>1</__proto__><constructor>2</constructor></xml>')
  assert.deepEqual([fields?.get('__proto__'), fields?.get('constructor')], ['1', '2'])
  assert.equal(Object.hasOwn(Object.prototype, '1'), false)
})

const printable = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(text => !/[\p{Cc}\ufffe\uffff]/u.test(text))
const name = fc.stringMatching(/^[A-Za-z_][\w]{0,20}$/)

test('given any fields, when they are written as WeChat writes them, then they are read as they were', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, printable), { selector: ([key]) => key, maxLength: 12 }), fields => {
      const written = fields
        .map(([key, text]) => `<${key}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${key}>\n`)
        .join('')
      assert.deepEqual(
        [...(parseFlatXml(`<xml>${written}</xml>`) ?? [])],
        fields.map(([key, text]) => [key, text.trim()]),
      )
    }),
  )
})

test('given any text, or any mixture of pieces of XML, then reading it ends and throws nothing', () => {
  const piece = fc.constantFrom(
    '<xml>',
    '</xml>',
    '<a>',
    '</a>',
    '<a/>',
    '<![CDATA[',
    ']]>',
    '&lt;',
    '&',
    '<',
    '>',
    '<!',
    '<?',
    '"',
    ' ',
    'x',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 60 }).map(parts => parts.join('')),
      ),
      text => {
        const fields = parseFlatXml(text)
        assert.ok(fields === null || fields instanceof Map)
      },
    ),
    { numRuns: 3_000 },
  )
})

test('given the worst that fits into a body, then it is read within a blink', () => {
  const size = 64 * 1024
  for (const unit of ['<', '<a', '&', '&lt', '<![CDATA[', ']]>', '<a>', '< ', ' ', '</', '<xml>', '&amp;']) {
    const before = performance.now()
    parseFlatXml(`<xml><A>${unit.repeat(size / unit.length)}</A></xml>`)
    parseFlatXml(`<?xml ${unit.repeat(size / unit.length)}`)
    assert.ok(performance.now() - before < 500, unit)
  }
})
