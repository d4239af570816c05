import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { createOpusEncoder } from '../../../src/adapters/files/recordings/opus-encoder.ts'
import { openVault } from '../../../src/adapters/files/recordings/vault.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { givenFolder } from '../../helpers/store.ts'
import { givenServer } from './given-server.ts'

const part = 'c1-recording-1'
const audio = Buffer.from(Array.from({ length: 150_000 }, (_, at) => (at * 7) & 0xff))
const sha256 = createHash('sha256').update(audio).digest('hex')
const from = Date.parse('2026-03-02T00:00:00+08:00')
const at = from + 8 * 3_600_000

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

const fact = <Body extends object>(after: number, body: Body) =>
  ({ at: at + after, received: at + after, ...body }) as unknown as Fact

/** A call of 2026-03-02 with a recording that is kept, and one that was answered and has none. */
const given = async (t: TestContext, codec: 'g711' | 'opus' = 'g711') => {
  const folder = givenFolder(t)
  const encoder = createOpusEncoder()
  t.after(encoder.close)
  const vault = openVault(folder, Buffer.alloc(32, 7), encoder)
  const booked: Fact[] = []
  let losing = false
  const server = await givenServer(t, {
    recordings: {
      vault,
      book: async facts => {
        if (losing) throw new Error('no store takes facts now')
        booked.push(...facts)
        await server.engine.book(facts)
      },
      withoutAudio: (begin, end) => server.store.read.answeredWithoutAudio(begin, end, 10),
    },
  })
  for (const callId of ['c1', 'c2']) {
    const caller = { rawNumber: '13812345678', number: '+8613812345678', withheld: false }
    const leg = `${callId}-offer-1`
    await server.store.append([
      fact(0, {
        kind: 'call_arrived',
        callId,
        queueId: 'hotline',
        dialled: '12345',
        ...caller,
        priority: 2,
        skills: [],
        adopted: false,
      }),
      fact(4_000, { kind: 'call_answered', callId, offerId: leg, agentId: '1001', leg, waitMs: 4_000, queueMs: 0 }),
      fact(19_000, { kind: 'call_ended', callId, arrivedAt: at, cause: 'completed', by: 'caller', talkMs: 15_000 }),
    ])
  }
  const kept = await vault.keep(part, once(audio), audio.length, codec)
  const pause = { callId: 'c1', part, agentId: '1001' }
  await server.store.append([
    fact(10, { kind: 'recording_started', callId: 'c1', part }),
    fact(8_000, { kind: 'recording_paused', ...pause, until: at + 128_000 }),
    fact(9_000, { kind: 'recording_pause_explained', ...pause, subject: 'bank_card' }),
    fact(11_000, { kind: 'recording_resumed', ...pause, why: 'agent', pausedMs: 3_000 }),
    fact(22_000, {
      kind: 'recording_closed',
      callId: 'c1',
      part,
      ...(codec === 'opus' ? { codec } : {}),
      bytes: kept.bytes,
      sha256: kept.sha256,
      audioMs: 18_750,
      gapMs: 0,
    }),
  ])
  const cookie = await server.signIn('leader')
  const ask = (url: string, headers = {}) => server.app.inject({ url, headers: { cookie, ...headers } })
  const hold = (held: boolean, why: string) =>
    server.app.inject({
      method: 'PUT',
      url: '/api/calls/c1/recording/hold',
      headers: { cookie, origin: 'http://localhost:80' },
      payload: { held, why },
    })
  const lose = () => {
    losing = true
  }
  return { server, folder, vault, booked, ask, hold, lose }
}

const heard = '/api/calls/c1/recording/audio?reason=complaint'

test('given a day, its recordings are found by agent and last digits, and answered calls without one are named', async t => {
  const { ask } = await given(t)
  const span = `from=${from}&to=${from + 86_400_000}`
  for (const [query, ids] of [
    [span, ['c1']],
    [`${span}&agentId=1001&lastDigits=5678`, ['c1']],
    [`${span}&agentId=1002`, []],
    [`${span}&lastDigits=5679`, []],
    [`from=${from + 86_400_000}&to=${from + 2 * 86_400_000}`, []],
  ] as const) {
    const { calls } = (await ask(`/api/recordings?${query}`)).json()
    assert.deepEqual(
      calls.map((row: { call: { id: string } }) => row.call.id),
      ids,
      query,
    )
  }
  const { withoutAudio } = (await ask(`/api/recordings?${span}`)).json()
  assert.deepEqual(
    withoutAudio.map(({ id }: { id: string }) => id),
    ['c2'],
  )
  for (const query of [`${span}&lastDigits=%25`, `${span}&lastDigits=56789`, `from=5&to=4`, `from=0&to=${from}`])
    assert.equal((await ask(`/api/recordings?${query}`)).statusCode, 400, query)
})

test('given a recording, its manifest says parts, pauses and who has listened', async t => {
  const { ask } = await given(t)
  await ask(heard)
  const found = (await ask('/api/calls/c1/recording')).json()
  assert.deepEqual([found.parts[0].codec, found.parts[0].sha256], ['g711', sha256])
  assert.ok(found.parts[0].peaks.length > 100)
  const told = { agentId: '1001', part, from: at + 8_000, to: at + 11_000, why: 'agent', subject: 'bank_card' }
  assert.deepEqual(found.pauses, [told])
  assert.deepEqual(
    found.listenings.map(({ userName, why }: { userName: string; why: string }) => [userName, why]),
    [['leader', 'complaint']],
  )
  assert.equal((await ask('/api/calls/c2/recording')).statusCode, 404)
})

test('given a recording, any stretch of it is sent, and all of one listening is one fact with who, why and from where', async t => {
  const { ask, booked } = await given(t)
  const whole = await ask(heard)
  assert.equal(whole.statusCode, 200)
  assert.equal(whole.headers['accept-ranges'], 'bytes')
  const file = whole.rawPayload
  assert.deepEqual(file.subarray(58), audio)
  for (const [range, begin, end] of [
    ['bytes=0-', 0, file.length],
    ['bytes=70000-70009', 70_000, 70_010],
    ['bytes=-5', file.length - 5, file.length],
    ['bytes=150000-999999', 150_000, file.length],
  ] as const) {
    const reply = await ask(heard, { range })
    assert.equal(reply.statusCode, 206, range)
    assert.equal(reply.headers['content-range'], `bytes ${begin}-${end - 1}/${file.length}`)
    assert.deepEqual(reply.rawPayload, file.subarray(begin, end), range)
  }
  assert.equal((await ask(heard, { range: `bytes=${file.length}-` })).statusCode, 416)
  for (const range of ['bytes=a-b', 'bytes=0-1,5-6', 'lines=0-5', 'bytes=9-5'])
    assert.equal((await ask(heard, { range })).statusCode, 200, range)
  assert.deepEqual(
    booked.map(({ at: _, received: __, ...body }) => body),
    [
      {
        kind: 'recording_listened',
        callId: 'c1',
        part,
        userName: 'leader',
        role: 'shift_leader',
        why: 'complaint',
        address: '127.0.0.1',
      },
    ],
  )
  await ask(`${heard}%20of%20May`)
  assert.equal(booked.length, 2)
})

test('given a recording that is kept as Opus, its manifest says so, and any stretch of the file is sent', async t => {
  const { ask } = await given(t, 'opus')
  const { parts } = (await ask('/api/calls/c1/recording')).json()
  assert.deepEqual([parts[0].codec, parts[0].audioMs], ['opus', 18_750])
  const whole = await ask(heard)
  assert.equal(whole.headers['content-type'], 'audio/ogg')
  assert.equal(whole.rawPayload.toString('latin1', 0, 4), 'OggS')
  assert.equal(createHash('sha256').update(whole.rawPayload).digest('hex'), parts[0].sha256)
  const stretch = await ask(heard, { range: 'bytes=5000-5999' })
  assert.equal(stretch.headers['content-range'], `bytes 5000-5999/${parts[0].bytes}`)
  assert.deepEqual(stretch.rawPayload, whole.rawPayload.subarray(5_000, 6_000))
})

test('given no reason, another role, or a ledger that cannot hold the listening, not a byte is sent', async t => {
  const { server, ask, lose, booked } = await given(t)
  for (const reason of ['', '?reason=', '?reason=%20%20%20', '?reason=x'])
    assert.equal((await ask(`/api/calls/c1/recording/audio${reason}`)).statusCode, 400, reason)
  for (const name of ['1001', 'admin']) {
    const cookie = await server.signIn(name)
    for (const url of [heard, '/api/calls/c1/recording', `/api/recordings?from=${from}&to=${from + 1}`])
      assert.equal((await server.app.inject({ url, headers: { cookie } })).statusCode, 403, `${name} ${url}`)
  }
  lose()
  const reply = await ask(heard)
  assert.equal(reply.json().error.code, 'store_down')
  assert.deepEqual(booked, [])
})

test('given a recording that was changed on the disk, the answer is an error and no sound', async t => {
  const { folder, ask, server } = await given(t)
  const [file = ''] = globSync(`${folder}/**/*.sealed`)
  const bytes = readFileSync(file)
  bytes[500] = (bytes[500] ?? 0) ^ 1
  writeFileSync(file, bytes)
  assert.equal((await ask(heard)).json().error.code, 'recording_damaged')
  assert.ok(server.log.lines.some(({ message }) => message.includes('damaged')))
})

test('given a legal hold, the recording is not due for deletion until it is lifted; an erased one is heard no more', async t => {
  const { server, vault, ask, hold } = await given(t)
  const due = () => server.store.read.recordingsDue({ before: at + 1_000_000, complaintsBefore: 0, limit: 10 })
  assert.deepEqual(await due(), [{ part, callId: 'c1' }])
  assert.equal((await hold(true, 'petition 17')).statusCode, 200)
  assert.deepEqual(await due(), [])
  const { held } = (await ask('/api/calls/c1/recording')).json()
  assert.deepEqual([held.userName, held.why], ['leader', 'petition 17'])
  assert.equal((await hold(false, 'petition closed')).statusCode, 200)
  assert.deepEqual(await due(), [{ part, callId: 'c1' }])
  await vault.erase(part)
  await server.store.append([fact(99_000, { kind: 'recording_erased', callId: 'c1', part, why: 'retention' })])
  assert.deepEqual(await due(), [])
  assert.equal((await ask(heard)).json().error.code, 'no_recording')
  assert.equal((await hold(true, 'petition 18')).json().error.code, 'no_recording')
})
