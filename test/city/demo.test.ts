import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { freeTcpPort, freeUdpPort } from '../../scripts/asterisk/ports.ts'
import { readOptions } from '../../scripts/demo/options.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { childrenOf, lives, processesOf } from '../helpers/processes.ts'
import { until } from '../helpers/until.ts'

async function givenDemo(t: TestContext, settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-demo-'))
  const [sip, http] = [await freeUdpPort('127.0.0.1'), await freeTcpPort()]
  const program = join(import.meta.dirname, '..', '..', 'scripts', 'demo.ts')
  const child = spawn(process.execPath, [program, '--agents', '2', '--rate', '2'], {
    env: {
      ...process.env,
      YIHAO_DATA: folder,
      YIHAO_SIP_PORT: String(sip),
      YIHAO_HTTP_PORT: String(http),
      YIHAO_DEMO_PASSWORD: 'demo-test',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      output += text
    })
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  t.after(async () => {
    child.kill('SIGKILL')
    await until('nothing of the demo is left', () => processesOf(folder).length === 0)
    rmSync(folder, { recursive: true, force: true })
  })
  return { child, folder, http, exited, output: () => output }
}

const runs = (demo: { output(): string }) =>
  until(`the demo runs`, () => demo.output().includes('Ctrl-C ends everything'), { withinMs: 60_000 })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(`given a demo with calls, when it gets ${signal} it ends and leaves no process`, {
    timeout: 120_000,
  }, async t => {
    const demo = await givenDemo(t)
    await runs(demo)
    assert.match(demo.output(), new RegExp(`http://127.0.0.1:${demo.http}`))
    assert.match(demo.output(), /demo-test/)
    const started = childrenOf(demo.child.pid ?? 0)
    assert.ok(started.length >= 3, 'two Asterisks and a server')
    await until('a call is talking', async () => {
      const session = await fetch(`http://127.0.0.1:${demo.http}/metrics`).catch(() => null)
      return /yihao_pop_painted_seconds_count [1-9]/.test((await session?.text()) ?? '')
    })
    countCalls(1)
    demo.child.kill(signal)
    assert.equal(await demo.exited, 0)
    await until('all it started is gone', () => !started.some(lives))
    assert.deepEqual(processesOf(demo.folder), [])
  })

test('given a demo, when it is killed outright nothing of it goes on', { timeout: 120_000 }, async t => {
  const demo = await givenDemo(t)
  await runs(demo)
  const started = childrenOf(demo.child.pid ?? 0)
  demo.child.kill('SIGKILL')
  await until('all it started is gone', () => !started.some(lives), { withinMs: 20_000 })
})

test('given a demo, when its server is killed it says so and ends everything', { timeout: 120_000 }, async t => {
  const demo = await givenDemo(t)
  await runs(demo)
  const started = childrenOf(demo.child.pid ?? 0)
  const server = started.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/main.ts'))
  assert.ok(server)
  process.kill(server, 'SIGKILL')
  assert.equal(await demo.exited, 1)
  assert.match(demo.output(), /The server has ended/)
  await until('all it started is gone', () => !started.some(lives))
})

test('given a taken port, the demo names the setting that moves it and starts nothing', {
  timeout: 60_000,
}, async t => {
  const demo = await givenDemo(t)
  await runs(demo)
  const second = await givenDemo(t, { YIHAO_HTTP_PORT: String(demo.http) })
  assert.equal(await second.exited, 1)
  assert.match(second.output(), new RegExp(`${demo.http}.*YIHAO_HTTP_PORT`))
  const third = await givenDemo(t, { YIHAO_SIP_PORT: readSipPort(demo.output()) })
  assert.equal(await third.exited, 1)
  assert.match(third.output(), /YIHAO_SIP_PORT/)
})

const readSipPort = (output: string) => /SIP port (\d+)/.exec(output)?.[1] ?? ''

test('options that are wrong are named', () => {
  assert.throws(() => readOptions(['--agents', '0'], {}), /--agents/)
  assert.throws(() => readOptions(['--rate', 'many'], {}), /--rate/)
  assert.throws(() => readOptions(['--speed', '3'], {}), /--speed/)
  assert.throws(() => readOptions([], { YIHAO_SIP_PORT: '70000' }), /YIHAO_SIP_PORT/)
  assert.equal(readOptions(['--agents', '3'], {}).agents, 3)
})
