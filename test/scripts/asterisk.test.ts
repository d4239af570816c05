import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fill } from '../../scripts/asterisk/configure.ts'
import { findAsterisk, startAsterisk } from '../../scripts/asterisk/run.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'

const RUN = join(import.meta.dirname, '../../scripts/asterisk/run.ts')

function givenFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('two instances run at once with ports, secrets and recordings of their own', async t => {
  const [one, two] = await Promise.all([givenAsterisk(t), givenAsterisk(t)])
  assert.notEqual(one.sipPort, two.sipPort)
  assert.notEqual(one.ari.password, two.ari.password)
  for (const { cli } of [one, two]) assert.match(await cli('core show uptime'), /System uptime/)
  assert.equal(statSync(one.folder).mode & 0o777, 0o700)
  assert.equal(statSync(join(one.folder, 'etc', 'ari.conf')).mode & 0o777, 0o600)
})

test('a SIP port that is taken says so and names the setting', async t => {
  const socket = createSocket('udp4')
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  t.after(() => socket.close())
  const sipPort = socket.address().port
  const start = startAsterisk({ folder: givenFolder(t), profile: 'hotline', sipPort })
  await assert.rejects(start, { code: 'port_taken', message: new RegExp(`SIP port ${sipPort} .*YIHAO_SIP_PORT`) })
})

test('a program that is missing, or too old, is named with the setting to change', async t => {
  const folder = givenFolder(t)
  const old = join(folder, 'asterisk')
  writeFileSync(old, '#!/bin/sh\necho Asterisk 16.2.1~dfsg\n')
  chmodSync(old, 0o700)
  for (const [path, code] of [
    [join(folder, 'nothing'), 'asterisk_missing'],
    [old, 'asterisk_too_old'],
  ] as const) {
    const said = await inOtherProcess(
      t,
      `startAsterisk({ folder: ${JSON.stringify(join(folder, 'run'))}, profile: 'hotline' }).catch(e => console.log(e.code, e.message))`,
      { YIHAO_ASTERISK: path },
    ).line()
    assert.match(said, new RegExp(`^${code} .*YIHAO_ASTERISK`))
  }
})

for (const how of ['SIGKILL', 'SIGTERM', 'SIGINT', 'exit'] as const) {
  test(`Asterisk ends with its starter (${how})`, async t => {
    const folder = givenFolder(t)
    const starter = inOtherProcess(
      t,
      `const a = await startAsterisk({ folder: ${JSON.stringify(folder)}, profile: 'city' }); console.log(a.pid); ${how === 'exit' ? 'process.exit(0)' : 'setInterval(() => {}, 1000)'}`,
    )
    const pid = Number(await starter.line())
    t.after(() => alive(pid) && process.kill(pid, 'SIGKILL'))
    if (how !== 'exit') starter.kill(how)
    await until('Asterisk is gone', () => !alive(pid))
  })
}

test('one that keeps running is found again by a later process, and its leavings are not taken for it', async t => {
  const folder = givenFolder(t)
  const starter = inOtherProcess(
    t,
    `const a = await startAsterisk({ folder: ${JSON.stringify(folder)}, profile: 'hotline', keepRunning: true }); console.log(a.pid); process.exit(0)`,
  )
  const pid = Number(await starter.line())
  t.after(() => alive(pid) && process.kill(pid, 'SIGKILL'))
  await starter.over
  const found = await startAsterisk({ folder, profile: 'hotline', keepRunning: true })
  assert.equal(found.pid, pid)
  assert.match(await found.cli('core show version'), /Asterisk/)
  await assert.rejects(startAsterisk({ folder, profile: 'hotline' }), { code: 'start_failed', message: /already runs/ })
  found.kill()
  await found.exited
  // the id now belongs to someone else
  const record = join(folder, 'running.json')
  writeFileSync(record, readFileSync(record, 'utf8').replace(`"pid": ${pid}`, `"pid": ${process.pid}`))
  assert.equal(await findAsterisk(folder), null)
  assert.equal(existsSync(record), false)
})

test('given an Asterisk that was killed, when it is restarted, it has the same ports and passwords', async t => {
  const asterisk = await givenAsterisk(t)
  const { sipPort, httpPort, amiPort, ari, pid } = asterisk
  asterisk.kill()
  assert.equal((await asterisk.exited).signal, 'SIGKILL')
  await asterisk.restart()
  assert.notEqual(asterisk.pid, pid)
  assert.deepEqual([asterisk.sipPort, asterisk.httpPort, asterisk.amiPort], [sipPort, httpPort, amiPort])
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`
  const channels = await fetch(`${ari.url}/ari/channels`, { headers: { authorization } })
  assert.deepEqual(await channels.json(), [])
})

test('a folder with a long path works although a socket path may not be long', async t => {
  const folder = join(givenFolder(t), 'x'.repeat(120))
  const asterisk = await givenAsterisk(t, { folder, profile: 'city' })
  assert.match(await asterisk.cli('core show uptime'), /System uptime/)
})

test('a template value cannot bring in a line of its own, and an empty one drops its line', () => {
  assert.equal(fill('f', 'a = 1\nb = @@B@@\nc = x@@B@@', { B: '' }), 'a = 1\nc = x')
  assert.throws(() => fill('f', 'a = @@A@@', { A: '1\nb = 2' }), { code: 'bad_value' })
  assert.throws(() => fill('f', 'a = @@A@@', {}), { code: 'bad_value' })
})

/** Runs a line of code beside this process; `line` gives the first line that it prints. */
function inOtherProcess(t: TestContext, code: string, env: Record<string, string> = {}) {
  const program = `import { startAsterisk } from ${JSON.stringify(RUN)}\n${code}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const over = new Promise<void>(resolve => child.once('exit', () => resolve()))
  t.after(() => {
    child.kill('SIGKILL')
    return over
  })
  let printed = ''
  child.stdout.on('data', data => {
    printed += data
  })
  return {
    over,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    line: () =>
      until('the other process prints a line', () => printed.includes('\n') && printed.split('\n')[0], {
        withinMs: 30_000,
      }),
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
