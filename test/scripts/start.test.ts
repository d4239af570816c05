import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { freeTcpPort, freeUdpPort } from '../../scripts/asterisk/ports.ts'
import { openConsole } from '../../scripts/city/console.ts'
import type { SupervisorRecord } from '../../scripts/supervise.ts'
import { demoPassword, givenCity } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { lives, processesOf } from '../helpers/processes.ts'
import { until } from '../helpers/until.ts'

const script = (name: string) => join(import.meta.dirname, '..', '..', 'scripts', name)

const said = (...streams: readonly (NodeJS.ReadableStream | null)[]) => {
  let text = ''
  for (const stream of streams)
    stream?.on('data', (chunk: Buffer) => {
      text += chunk
    })
  return () => text
}

/** `npm start` with two demo agents, and what it says. */
const givenStart = async (t: TestContext, settings: Record<string, string> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-start-'))
  const sipPort = await freeUdpPort('127.0.0.1')
  const env = {
    ...process.env,
    YIHAO_DATA: folder,
    YIHAO_SIP_PORT: String(sipPort),
    YIHAO_HTTP_PORT: String(await freeTcpPort()),
    YIHAO_LOG_LEVEL: 'error',
    YIHAO_DEMO: '1',
    YIHAO_DEMO_AGENTS: '2',
    YIHAO_DEMO_NOTICE: '0',
    YIHAO_DEMO_WRAP_UP_MS: '0',
    YIHAO_DEMO_PASSWORD: demoPassword,
    ...settings,
  }
  const child = spawn(process.execPath, [script('start.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = said(child.stdout, child.stderr)
  const exited = once(child, 'exit')
  t.after(async () => {
    child.kill('SIGTERM')
    await exited
    rmSync(folder, { recursive: true, force: true })
  })
  const url = await until('the pages are there', () => /pages are at (\S+)/.exec(output())?.[1], { withinMs: 60_000 })
  const servers = () => (JSON.parse(readFileSync(join(folder, 'supervisor.json'), 'utf8')) as SupervisorRecord).servers
  const serving = () => servers().find(({ state }) => state === 'serving')?.pid
  const ready = () =>
    until('the hotline is ready', async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok, {
      withinMs: 30_000,
    })
  await ready()
  return { child, env, url, sipPort, servers, serving, ready, output, exited: exited as Promise<[number | null]> }
}

test('given a talk and a caller who waits, when npm run upgrade replaces the server, neither notices', {
  timeout: 120_000,
}, async t => {
  const house = await givenStart(t)
  const city = await givenCity(t, house.sipPort)
  const desk = await openConsole({ url: house.url, name: '1001', password: demoPassword })
  t.after(() => desk.close())
  await city.phones.add({ extension: '1001', password: desk.phone.password, behaviour: { answerAfterMs: 50 } })
  await until('agent 1001 is ready', () => desk.agent?.state === 'ready')
  const talk = city.citizens.call({ number: '13812340001', patienceMs: 30_000 })
  await until('the first caller talks', () => talk.connectedAt !== null)
  const waits = city.citizens.call({ number: '13812340002', patienceMs: 60_000, talkMs: 500 })
  await until('the second waits', () => waits.answeredByNetworkAt !== null)
  const before = house.serving()

  const upgrade = spawn(process.execPath, [script('upgrade.ts')], { env: house.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const sentence = said(upgrade.stdout, upgrade.stderr)
  const [code] = await once(upgrade, 'exit')
  assert.equal(code, 0, `${sentence()}\n${house.output()}`)
  assert.match(sentence(), /^Upgrade: done;/)
  assert.notEqual(house.serving(), before)
  assert.ok(before !== undefined && !lives(before), 'the old server has ended')
  assert.equal(house.servers().length, 1)
  assert.equal(talk.endedAt, null)
  assert.equal(waits.endedAt, null)

  talk.hangUp()
  await Promise.all([talk.ended, waits.ended])
  countCalls(2)
  assert.notEqual(waits.connectedAt, null, 'who waited was served by the new server')
})

test('given a server or an Asterisk that is killed, npm start starts it again, and SIGTERM ends everything', {
  timeout: 120_000,
}, async t => {
  const house = await givenStart(t, { YIHAO_STANDBY: '1' })
  await until('a second server stands by', () => house.servers().some(({ state }) => state === 'standing_by'))
  const first = house.serving()
  assert.ok(first)
  process.kill(first, 'SIGKILL')
  await until('the standby serves', () => {
    const now = house.serving()
    return now !== undefined && now !== first
  })
  await until('a new one stands by', () => house.servers().some(({ state }) => state === 'standing_by'))
  await house.ready()

  const [asterisk] = processesOf(join(house.env.YIHAO_DATA, 'asterisk'))
  assert.ok(asterisk)
  process.kill(asterisk, 'SIGKILL')
  await until('Asterisk takes calls again', () => house.output().includes('Asterisk takes calls again'), {
    withinMs: 20_000,
  })
  await house.ready()

  const pids = house.servers().map(server => server.pid)
  house.child.kill('SIGTERM')
  assert.deepEqual((await house.exited)[0], 0)
  assert.deepEqual(pids.filter(lives), [])
})

test('given no npm start on a folder, npm run upgrade says so', async () => {
  const env = { ...process.env, YIHAO_DATA: join(tmpdir(), 'yihao-nobody-here') }
  const upgrade = spawn(process.execPath, [script('upgrade.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const sentence = said(upgrade.stdout, upgrade.stderr)
  const [code] = await once(upgrade, 'exit')
  assert.equal(code, 1)
  assert.match(sentence(), /^No npm start runs on .*yihao-nobody-here/)
})
