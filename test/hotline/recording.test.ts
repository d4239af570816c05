import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Console } from '../../scripts/city/console.ts'
import type { LiveCommand } from '../../src/wire/live.ts'
import { oggPages } from '../adapters/files/ogg-pages.ts'
import { asLeader, demoPassword, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

interface Manifest {
  readonly parts: readonly {
    readonly part: string
    readonly startedAt: number
    readonly closedAt: number | null
    readonly codec: string | null
    readonly bytes: number
    readonly sha256: string
    readonly audioMs: number
    readonly gapMs: number | null
    readonly peaks: readonly number[]
  }[]
  readonly pauses: readonly { readonly from: number; readonly to: number; readonly agentId: string }[]
  readonly listenings: readonly { readonly userName: string; readonly why: string }[]
}

/** A caller in a talk with agent 1001; 1002 is at work as well, but not ready. */
const givenTalk = async (t: TestContext, settings: Record<string, string> = {}) => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_WRAP_UP_MS: '60000', YIHAO_DEMO_NOTICE: '1', ...settings })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const first = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 50 })
  const second = await givenAgent(t, hotline, city, '1002', { answerAfterMs: 50 }, { willing: false })
  const call = city.citizens.call({ number: '13812340001', patienceMs: 60_000 })
  const id = await until('the call is known', async () => {
    const { calls } = await asLeader<{ calls: { id: string }[] }>(hotline, '/api/calls?limit=1')
    return calls[0]?.id
  })
  await until('they talk', () => first.desk.agent?.state === 'talking')
  return { hotline, call, id, first: first.desk, second: second.desk }
}

const done = async (desk: Console, command: LiveCommand) => assert.deepEqual(await desk.command(command), { ok: true })
const spool = ({ asterisk }: Hotline) => readdirSync(join(asterisk.folder, 'spool', 'recording'))
/** A way to ask the server as somebody who has signed in once. */
const signedIn = async ({ server }: Hotline, name: string) => {
  const { headers } = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: demoPassword }),
  })
  const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return {
    manifest: async (id: string) => {
      const answer = await fetch(new URL(`/api/calls/${id}/recording`, server.url), { headers: { cookie } })
      return answer.ok ? ((await answer.json()) as Manifest) : null
    },
    audio: (id: string, query: string, more = {}) =>
      fetch(new URL(`/api/calls/${id}/recording/audio${query}`, server.url), { headers: { cookie, ...more } }),
  }
}

const kept = async (hotline: Hotline, id: string): Promise<Manifest> => {
  const leader = await signedIn(hotline, 'leader')
  return await until(
    'the recording is kept and gone from Asterisk',
    async () => {
      const found = await leader.manifest(id)
      return found?.parts[0]?.closedAt != null && spool(hotline).length === 0 && found
    },
    { withinMs: 30_000, everyMs: 200 },
  )
}

/** Whether anything is heard in each quarter of a second of µ-law audio: 0xff and 0x7f are silence. */
const heard = (audio: Buffer): boolean[] =>
  Array.from({ length: Math.ceil(audio.length / 2_000) }, (_, quarter) =>
    audio.subarray(quarter * 2_000, (quarter + 1) * 2_000).some(byte => (byte & 0x7f) < 0x70),
  )

const passes = (ms: number) => {
  const end = Date.now() + ms
  return until(`${ms} ms of the talk have passed`, () => Date.now() >= end)
}

test('given a talk with hold, pause and handing over, it is one recording, silent while paused, kept encrypted, and heard with a reason only', async t => {
  const { hotline, call, id, first, second } = await givenTalk(t)
  await done(first, { name: 'hold' })
  await passes(1_000)
  await done(first, { name: 'resume' })
  await done(first, { name: 'pause_recording' })
  await passes(3_000)
  await done(first, { name: 'resume_recording' })
  await until('the second is ready', async () => (await second.command({ name: 'ready' })).ok)
  await done(first, { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'join' })
  await until('the second talks', () => second.agent?.state === 'talking')
  await done(first, { name: 'hand_over' })
  await passes(2_000)
  await done(second, { name: 'hang_up' })
  await call.ended
  countCalls(1)
  const { parts, pauses } = await kept(hotline, id)
  assert.equal(parts.length, 1)
  const [part] = parts
  assert.ok(part)
  assert.equal(part.gapMs, 0)
  assert.ok(part.peaks.length > 50 && part.peaks.some(peak => peak > 5), 'something is heard')

  for (const name of ['1001', 'admin'])
    assert.equal((await (await signedIn(hotline, name)).audio(id, '?reason=complaint')).status, 403, name)
  const leader = await signedIn(hotline, 'leader')
  assert.equal((await leader.audio(id, '')).status, 400)
  assert.deepEqual((await leader.manifest(id))?.listenings, [])
  const answer = await leader.audio(id, '?reason=complaint')
  assert.equal(answer.headers.get('content-type'), 'audio/wav')
  const wav = Buffer.from(await answer.arrayBuffer())
  const audio = wav.subarray(58)
  assert.equal(createHash('sha256').update(audio).digest('hex'), part.sha256)
  const stretch = await leader.audio(id, '?reason=complaint', { range: 'bytes=100-199' })
  assert.equal(stretch.status, 206)
  assert.deepEqual(Buffer.from(await stretch.arrayBuffer()), wav.subarray(100, 200))
  assert.deepEqual(
    (await leader.manifest(id))?.listenings.map(({ userName, why }) => [userName, why]),
    [['leader', 'complaint']],
  )

  const [pause] = pauses
  assert.ok(pause && pauses.length === 1)
  const quarters = heard(audio)
  const quarterAt = (at: number) => (at - part.startedAt) / 250
  const inPause = quarters.slice(Math.ceil(quarterAt(pause.from)) + 1, Math.floor(quarterAt(pause.to)) - 1)
  assert.ok(inPause.length >= 8 && inPause.every(sound => !sound), 'nothing is heard in the pause')
  const before = quarters.slice(4, Math.floor(quarterAt(pause.from)) - 1)
  const after = quarters.slice(Math.ceil(quarterAt(pause.to)) + 1)
  const share = (some: boolean[]) => some.filter(sound => sound).length / some.length
  assert.ok(share(before) > 0.8, `heard before the pause: ${share(before)}`)
  assert.ok(share(after) > 0.8, `heard after it, with the second agent: ${share(after)}`)
})

test('given that recordings are kept as Opus, a call is kept whole as that, and Asterisk’s own file is gone', async t => {
  const { hotline, call, id } = await givenTalk(t, { YIHAO_RECORDING_CODEC: 'opus' })
  await passes(2_000)
  call.hangUp()
  await call.ended
  countCalls(1)
  const [part] = (await kept(hotline, id)).parts
  assert.deepEqual([part?.codec, part?.gapMs], ['opus', 0])
  assert.ok(part, 'it is kept')
  assert.ok(
    part.peaks.some(peak => peak > 5),
    'something is heard',
  )
  const answer = await (await signedIn(hotline, 'leader')).audio(id, '?reason=complaint')
  assert.equal(answer.headers.get('content-type'), 'audio/ogg')
  const file = Buffer.from(await answer.arrayBuffer())
  assert.equal(createHash('sha256').update(file).digest('hex'), part.sha256)
  const pages = oggPages(file)
  const preSkip = pages[0]?.packets[0]?.readUInt16LE(10) ?? 0
  assert.equal(Math.round(((pages.at(-1)?.granule ?? 0) - preSkip) / 48), part.audioMs)
  assert.ok(file.length < part.audioMs * 4, `${file.length} bytes for ${part.audioMs} ms`)
})

test('given a server that is killed in a talk, Asterisk goes on recording, and the next server keeps the whole of it', async t => {
  const { hotline, call, id } = await givenTalk(t)
  await until('it is recorded', () => spool(hotline).length === 1)
  hotline.server.kill()
  await hotline.server.exited
  await passes(1_500)
  await hotline.restart()
  call.hangUp()
  await call.ended
  countCalls(1)
  const { parts } = await kept(hotline, id)
  assert.deepEqual(
    parts.map(({ gapMs }) => gapMs),
    [0],
  )
})

test('given a server that is killed and a caller who hangs up before the next one, his recording is kept then', async t => {
  const { hotline, call, id } = await givenTalk(t)
  await until('it is recorded', () => spool(hotline).length === 1)
  hotline.server.kill()
  await hotline.server.exited
  call.hangUp()
  await call.ended
  countCalls(1)
  assert.equal(spool(hotline).length, 1)
  await hotline.restart()
  const { parts } = await kept(hotline, id)
  assert.equal(parts.length, 1)
  assert.ok((parts[0]?.audioMs ?? 0) > 2_000)
})

test('given an Asterisk that dies in a talk, what it had written is kept when it is back, and what is missing is stated', async t => {
  const { hotline, call, id } = await givenTalk(t)
  await until('it is recorded', () => spool(hotline).length === 1)
  await passes(2_000)
  hotline.asterisk.kill()
  await hotline.asterisk.exited
  await hotline.asterisk.restart()
  call.hangUp()
  await call.ended
  countCalls(1)
  const { parts } = await kept(hotline, id)
  assert.equal(parts.length, 1)
  assert.ok((parts[0]?.audioMs ?? 0) > 1_000)
  assert.notEqual(parts[0]?.gapMs, undefined)
})
