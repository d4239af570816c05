import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { isAddress, type MessageRequest, messageOf } from '../../../src/domain/messages/message.ts'
import { quietUntil } from '../../../src/domain/messages/quiet.ts'
import { type RetryPlan, retryPlans, waitAfter } from '../../../src/domain/messages/retry.ts'
import { fillTemplate, type MessageProblem, smsParts } from '../../../src/domain/messages/template.ts'

const now = Date.UTC(2026, 10, 30, 2)
const refused = (code: MessageProblem) => ({ name: 'MessageError', code })

test('given a template, then each place has its value as text, and what looks like a place in a value stays', () => {
  assert.equal(fillTemplate('{a}：{b}、{a}', { a: '{b}', b: '<b>$&</b>' }), '{b}：<b>$&</b>、{b}')
  assert.equal(fillTemplate('{n}', { n: 0 }), '0')
  assert.equal(fillTemplate('{a}', { a: 'x\r\ny\tz\u0007\u202e𠮷' }), 'x\ny z𠮷')
})

test('given a place without a value, or a brace that is no place, then it is an error', () => {
  assert.throws(() => fillTemplate('{a}{b}', { a: 'x' }), refused('missing_value'))
  assert.throws(() => fillTemplate('{constructor}', {}), refused('missing_value'))
  for (const broken of ['{', 'a}', '{a b}', '{}', '{{a}}'])
    assert.throws(() => fillTemplate(broken, { a: 'x' }), refused('broken_template'), broken)
})

test('given every template of the catalogue, then it can be filled, and an SMS of it goes in at most two parts with a title of 30 characters', () => {
  const values = {
    number: 1,
    caseNo: '20261130-00017-3',
    title: '路'.repeat(30),
    signBy: '12月1日 18:00',
    dueAt: '12月7日 24:00',
    dueBefore: '12月4日 24:00',
    words: '',
    owner: '1001',
    link: `https://12345.example.gov.cn/12345#rate=${'k'.repeat(44)}`,
    until: '12月7日',
  }
  for (const [name, { subject, text }] of Object.entries(templates)) {
    assert.ok(smsParts(fillTemplate(text, values)) <= 2, name)
    assert.doesNotMatch(fillTemplate(subject, values), /\n/)
  }
})

test('given texts at the limits, then an SMS is counted in 70 and 67 units, and no character is cut in two', () => {
  const parts = (text: string) => smsParts(text)
  assert.deepEqual(
    [0, 1, 70, 71, 134, 135, 201, 202].map(length => parts('市'.repeat(length))),
    [1, 1, 1, 2, 2, 3, 3, 4],
  )
  assert.deepEqual([parts('𠮷'.repeat(35)), parts(`${'𠮷'.repeat(35)}a`)], [1, 2])
  // 33 of them fill 66 of 67 units
  assert.deepEqual([parts('𠮷'.repeat(66)), parts('𠮷'.repeat(67))], [2, 3])
})

const request = (but: object = {}): MessageRequest => ({
  key: 'notice-1-1-half',
  to: { kind: 'email', address: 'x@example.cn' },
  template: 'notice_half',
  values: { caseNo: '1', title: '路灯', dueAt: '12月7日' },
  notAfter: now + 1_000,
  ...but,
})

test('given a request, then the message holds its text as it is now', () => {
  const { kind, recipient, subject, text, urgent, createdAt } = messageOf(request(), now, templates)
  assert.deepEqual(
    { kind, recipient, subject, text, urgent, createdAt },
    {
      kind: 'email',
      recipient: 'x@example.cn',
      subject: '工单 1 办理时限已过半',
      text: '【12345】工单1办理时限已过半：路灯。请于12月7日前办结。',
      urgent: false,
      createdAt: now,
    },
  )
})

for (const [what, code, but] of [
  ['a key with a line end', 'bad_key', { key: 'a\nb' }],
  ['an empty key', 'bad_key', { key: '' }],
  ['a local number', 'bad_recipient', { to: { kind: 'sms', number: '13800000001' } }],
  [
    'an address with a header in it',
    'bad_recipient',
    { to: { kind: 'email', address: 'x@example.cn\r\nBcc: y@example.cn' } },
  ],
  ['two addresses', 'bad_recipient', { to: { kind: 'email', address: 'x@example.cn,y@example.cn' } }],
  ['a target with a path', 'bad_recipient', { to: { kind: 'webhook', target: '../x' } }],
  ['a template that is not there', 'unknown_template', { template: 'toString' }],
  ['a value that is missing', 'missing_value', { values: { caseNo: '1' } }],
  [
    'a line end in the subject',
    'broken_subject',
    { values: { caseNo: '1\r\nBcc: y@example.cn', title: '', dueAt: '' } },
  ],
  ['a text without end', 'text_too_long', { values: { caseNo: '1', title: 'x'.repeat(30_000), dueAt: '' } }],
  [
    'an SMS of nine parts',
    'text_too_long',
    { to: { kind: 'sms', number: '+8613800000001' }, values: { caseNo: '1', title: '路'.repeat(540), dueAt: '' } },
  ],
  ['one that is due when it is too late', 'bad_times', { dueAt: now + 2_000 }],
  ['an instant that is none', 'bad_times', { notAfter: Number.NaN }],
  ['one that would wait for years', 'bad_times', { notAfter: now + 500 * 86_400_000 }],
] as const)
  test(`given ${what}, then the message is refused: ${code}`, () => {
    assert.throws(() => messageOf(request(but), now, templates), refused(code))
  })

test('given any text, then what passes as an address has no line end, space, comma or second @', () => {
  assert.ok(['a@b.cn', "o'neil+x@mail.example.com", '12345@xn--fiqs8s.cn'].every(isAddress))
  assert.ok(
    ![
      '',
      'a',
      'a@b',
      'a@@b.cn',
      '.a@b.cn',
      'a..b@b.cn',
      'a@b..cn',
      'a@-b.cn',
      '"a b"@b.cn',
      'a@[127.0.0.1]',
      `${'a'.repeat(65)}@b.cn`,
    ].some(isAddress),
  )
  const near = fc.string({
    unit: fc.constantFrom('a', 'b', '.', '@', '-', '\r', '\n', ' ', ',', '<', '>', '"', '\0', '路'),
  })
  fc.assert(
    fc.property(near, text => !isAddress(text) || /^[a-b-][a-b.-]*@[a-b.-]+$/.test(text)),
    { numRuns: 5_000 },
  )
})

test('given any plan, then the waits never shrink at the same draw, double at most, and stay between half of the first and the longest', () => {
  const plan = fc.record({
    firstMs: fc.integer({ min: 1, max: 60_000 }),
    mostMs: fc.integer({ min: 60_000, max: 7_200_000 }),
    tries: fc.constant(30),
  })
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(plan, draw, fc.integer({ min: 1, max: 200 }), (each: RetryPlan, jitter, tries) => {
      const wait = waitAfter(each, tries, jitter)
      const next = waitAfter(each, tries + 1, jitter)
      assert.ok(wait >= Math.floor(each.firstMs / 2) && wait <= each.mostMs)
      assert.ok(next >= wait && next <= 2 * wait + 2)
    }),
  )
  assert.equal(waitAfter(retryPlans.sms, 1, 0, 5_000_000), 5_000_000)
})

test('given any instant and zone, then the quiet hours end at eight, within eleven hours (and the change of summer time)', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Asia/Urumqi',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
  )
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }), zones, (instant, zone) => {
      const end = quietUntil(instant, zone)
      const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
      const { hour } = local(instant)
      assert.equal(end !== null, hour >= 21 || hour < 8)
      if (end === null) return
      assert.ok(end > instant && end - instant <= 12 * 3_600_000)
      const { hour: then, minute, second, millisecond } = local(end)
      assert.deepEqual([then, minute, second, millisecond], [8, 0, 0, 0])
      assert.equal(quietUntil(end, zone), null)
      assert.notEqual(quietUntil(end - 1, zone), null)
    }),
  )
})
