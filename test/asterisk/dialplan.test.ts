import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { need, readTools } from '../../scripts/setup/tools.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'
import { givenTelephone } from './dialplan-caller.ts'
import { type Entry, readJournal } from './dialplan-journal.ts'
import { givenPhone } from './dialplan-phones.ts'

const run = promisify(execFile)

for (const profile of ['hotline', 'city'] as const) {
  test(`a healthy start of the ${profile} logs no warning and no error`, async t => {
    const asterisk = await givenAsterisk(t, { profile })
    const bad = readFileSync(asterisk.log, 'utf8')
      .split('\n')
      .filter(line => /\] (WARNING|ERROR)/.test(line))
    assert.deepEqual(bad, [])
    assert.doesNotMatch(await asterisk.cli('module show like res_ari'), /Not Running/)
  })
}

test('given no server, a plain call to 12345 hears the last word and leaves its times in the journal', async t => {
  const asterisk = await givenAsterisk(t, { values: { FALLBACK_WAIT_SECONDS: '1' } })
  const sipp = need(readTools().sipp)
  const scenario = join(asterisk.folder, 'caller.xml')
  writeFileSync(scenario, SIPP_CALLER)
  const before = Date.now()
  const [program = '', ...args] = sipp.command
  const call = [
    '-sf',
    scenario,
    '-m',
    '1',
    '-nostdin',
    '-i',
    '127.0.0.1',
    '-timeout',
    '40',
    `127.0.0.1:${asterisk.sipPort}`,
  ]
  await run(program, [...args, ...call], { env: { ...process.env, ...sipp.env }, cwd: asterisk.folder })
  const after = Date.now()

  const call1 = await until('the end is in the journal', async () => endedCall(await readJournal(asterisk)))
  assert.deepEqual([...call1.keys()].sort(), ['arrived', 'ended', 'fallback', 'missed'])
  const times = ['arrived', 'fallback', 'missed', 'ended'].map(what => Number(call1.get(what)?.[0]))
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
  const [first = 0, , missed = 0, last = 0] = times
  assert.ok(before <= first && last <= after, `${before} <= ${times} <= ${after}`)
  assert.ok(last - missed > 5000, 'the last word takes its time')
  assert.equal(call1.get('fallback')?.[1], 'FAILED')
  assert.equal(call1.get('missed')?.[1], 'TIMEOUT')
  assert.equal(call1.get('ended')?.[1], '16')
})

const LONG = '1'.repeat(40)
const CALLERS: {
  given: string
  from: string | Buffer
  headers?: string[]
  number: string
  name?: string
  dialled?: string
}[] = [
  {
    given: 'withheld',
    from: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
    headers: ['Privacy: id'],
    number: 'anonymous',
  },
  { given: 'empty', from: '<sip:127.0.0.1>;tag=1', number: '' },
  { given: 'letters', from: '<sip:ab%20cd@x>;tag=1', number: 'ab cd' },
  { given: '40 digits', from: `<sip:${LONG}@x>;tag=1`, number: LONG },
  { given: 'UTF-8', from: '"李 雷" <sip:13900000001@x>;tag=1', number: '13900000001', name: '李 雷' },
  { given: 'quotes and bars', from: '"a\\"|b,c" <sip:139@x>;tag=1', number: '139', name: 'a\\"|b,c' },
  { given: 'brackets', from: '"a):1:1)}]" <sip:139@x>;tag=1', number: '139', name: 'a%29:1:1%29}]' },
  { given: 'an escaped line break', from: '<sip:1%0d%0aX-Evil%3a1@x>;tag=1', number: '1\r\nX-Evil:1' },
  { given: 'an expression', from: '<sip:$%7bEXTEN%7d@x>;tag=1', number: '$'.concat('{EXTEN}') },
  {
    given: 'an asserted identity',
    from: '"L" <sip:110@x>;tag=1',
    headers: ['P-Asserted-Identity: <sip:+8613900000002@x>', 'Diversion: <sip:123@x>;reason=unconditional'],
    number: '+8613900000002',
  },
  {
    given: 'a dialled number with more in it',
    from: '<sip:139@x>;tag=1',
    number: '139',
    dialled: '12345%7c%2c$%7bX%7d',
  },
]

test('a caller of any kind is kept as he came and breaks nothing', async t => {
  const asterisk = await givenAsterisk(t)
  for (const caller of CALLERS) {
    await t.test(caller.given, async t => {
      const telephone = await givenTelephone(t)
      const known = new Set((await readJournal(asterisk)).keys())
      telephone.invite({
        port: asterisk.sipPort,
        number: caller.dialled ?? '12345',
        from: caller.from,
        headers: caller.headers ?? [],
      })
      await until('the call is answered', () => telephone.status() === 200)
      telephone.bye()
      const call = await until('the end is in the journal', async () => endedCall(await readJournal(asterisk), known))
      const [, dialled, number, name, , from, asserted] = call.get('arrived') ?? []
      assert.equal(dialled, caller.dialled ? '12345|,$'.concat('{X}') : '12345')
      assert.equal(number, caller.number)
      if (caller.name) assert.equal(name, caller.name)
      assert.equal(from, String(caller.from).replaceAll(')', '%29'))
      assert.equal(asserted ?? '', caller.headers?.[0]?.match(/^P-Asserted-Identity: (.*)/)?.[1] ?? '')
      // 0: the caller hung up and gave no cause
      assert.equal(call.get('ended')?.[1], '0')
    })
  }
})

test('bytes that are not UTF-8 and a forged header do not stop the next call', async t => {
  const asterisk = await givenAsterisk(t)
  const rude = await givenTelephone(t)
  const name = Buffer.concat([Buffer.from('"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('" <sip:139@x>;tag=1')])
  rude.invite({
    port: asterisk.sipPort,
    number: '12345',
    from: name,
    headers: ['P-Asserted-Identity: <<<', 'Diversion: ;;;'],
  })
  await until('the rude call is answered or refused', () => rude.status() >= 200)
  const polite = await givenTelephone(t)
  polite.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:138@x>;tag=1' })
  await until('the polite call is answered', () => polite.status() === 200)
})

test('given no server and a member in the native queue, the answer is in the journal with the member', async t => {
  const asterisk = await givenAsterisk(t)
  const desk = await givenTelephone(t, { answers: true })
  await givenPhone(asterisk, '1001', desk.port)
  await asterisk.cli('queue add member PJSIP/1001 to fallback')
  const citizen = await givenTelephone(t)
  citizen.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:139@x>;tag=1' })
  const answered = await until('the answer is in the journal', async () => {
    return [...(await readJournal(asterisk)).values()].find(call => call.has('answered'))
  })
  assert.equal(answered.get('answered')?.[1], 'PJSIP/1001')
  assert.ok(Number(answered.get('answered')?.[0]) >= Number(answered.get('fallback')?.[0]))
  citizen.bye()
  const call = await until('the end is in the journal', async () => endedCall(await readJournal(asterisk)))
  assert.equal(call.get('missed'), undefined)
})

test('a house phone reaches the test number, and hears at once when a colleague has no phone', async t => {
  const asterisk = await givenAsterisk(t)
  const phone = await givenTelephone(t)
  await givenPhone(asterisk, '1002', phone.port)
  phone.invite({ port: asterisk.sipPort, number: '19000', from: '<sip:1002@x>;tag=1' })
  await until('the test number answers', () => phone.status() === 200)
  const other = await givenTelephone(t)
  other.invite({ port: asterisk.sipPort, number: '1003', from: '<sip:1002@x>;tag=2' })
  await until('the call is refused', () => other.status() >= 400)
  assert.equal(other.status(), 480)
})

function endedCall(
  journal: Map<string, Map<string, Entry>>,
  known = new Set<string>(),
): Map<string, Entry> | undefined {
  for (const [id, call] of journal) if (!known.has(id) && call.has('ended')) return call
  return undefined
}

const SIPP_CALLER = `<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
INVITE sip:12345@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:13900000001@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:12345@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: sip:c@[local_ip]:[local_port]
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
]]></send>
  <recv response="100" optional="true"/>
  <recv response="200"/>
  <send><![CDATA[
ACK sip:12345@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:13900000001@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:12345@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv request="BYE" timeout="30000"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
`
