import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { formatAsteriskAddress, parseAsteriskAddress } from '../../src/config/asterisk-address.ts'
import { readConfig } from '../../src/config/config.ts'
import { pauseReasons } from '../../src/config/over-long.ts'
import { chosenPauseReasons, type PauseReason } from '../../src/domain/agent/agent.ts'
import { reasonText } from '../../src/web/shared/agent-texts.ts'
import { fakeOverLong } from '../browser/fake-state.ts'

const address = 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2'

const givenFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-settings-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a program of ours with these settings until it ends. */
const run = async (program: string, settings: Record<string, string>) => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings }
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text))
  const code = await new Promise(resolve => child.on('close', resolve))
  return { code, said }
}

for (const [name, value] of [
  ['YIHAO_HTTP_PORT', 'soon'],
  ['YIHAO_HTTP_PORT', '70000'],
  ['YIHAO_SIP_PORT', '0'],
  ['YIHAO_DATABASE', 'mysql://x'],
  ['YIHAO_ASTERISK', 'http://127.0.0.1'],
  ['YIHAO_ZONE', 'Moon/Base'],
  ['YIHAO_HOME_AREA', '513'],
  ['YIHAO_PUBLIC_ORIGIN', 'https://x.cn/path'],
  ['YIHAO_LOG_LEVEL', 'loud'],
  ['YIHAO_COOKIE_SECURE', 'maybe'],
  ['YIHAO_TLS', 'letsencrypt'],
  ['YIHAO_CITIZEN_PAGE', 'perhaps'],
  ['YIHAO_ANSWER_TARGET', '0.95'],
  ['YIHAO_ANSWER_TARGET', '95.255'],
  ['YIHAO_OVER_LONG', 'talking'],
  ['YIHAO_OVER_LONG', 'talking=30'],
  ['YIHAO_OVER_LONG', 'talking=30m=1h'],
  ['YIHAO_OVER_LONG', 'talking=0s'],
  ['YIHAO_OVER_LONG', 'talking=25h'],
  ['YIHAO_OVER_LONG', 'talking=30m,talking=20m'],
  ['YIHAO_OVER_LONG', 'lunch=30m'],
  ['YIHAO_OVER_LONG', 'pause.lunch=30m'],
  ['YIHAO_OVER_LONG', 'ready=30m'],
  ['YIHAO_SCREEN_NAMES', 'some'],
  ['YIHAO_RECORDING', 'sometimes'],
  ['YIHAO_RECORDING_KEY', 'c2hvcnQ='],
  ['YIHAO_RECORDING_KEY', 'x'.repeat(44)],
  ['YIHAO_RECORDING_MONTHS', '0'],
  ['YIHAO_RECORDING_CODEC', 'mp3'],
  ['YIHAO_RECORDING_MONTHS_COMPLAINT', '0'],
  ['YIHAO_AGENTS_HEAR_OWN', 'maybe'],
  ['YIHAO_ALARM_WEBHOOK', 'mailto:leader@example.cn'],
] as const)
  test(`given ${name}=${value}, reading the settings fails with one sentence that names it`, () => {
    assert.throws(
      () => readConfig({ YIHAO_ASTERISK: address, [name]: value }),
      (error: Error) => error.message.startsWith(name) && error.message.endsWith('.') && !error.message.includes('\n'),
    )
  })

test('given no settings but the address of Asterisk, the defaults are those of the manual', () => {
  const config = readConfig({ YIHAO_ASTERISK: address })
  assert.equal(config.httpPort, 12345)
  assert.equal(config.httpHost, '127.0.0.1')
  assert.equal(config.sipPort, 5060)
  assert.ok(config.database.endsWith('/data/yihao.db'))
  assert.equal(config.demo, null)
  assert.equal(config.answerTarget, 9_500)
  assert.equal(config.screenNames, false)
  assert.deepEqual(config.overLong, fakeOverLong)
  assert.equal(config.alarmWebhook, null)
  assert.deepEqual(config.recording, {
    on: true,
    key: null,
    codec: 'g711',
    agentsHearOwn: false,
    months: 24,
    complaintMonths: 36,
  })
})

test('given some limits of states, those that are not named stay as they are, and a reason goes before all pauses', () => {
  const { overLong } = readConfig({
    YIHAO_ASTERISK: address,
    YIHAO_OVER_LONG: ' talking = 90s, pause=1h,pause.meeting=2h,pause.meal=45m,',
  })
  assert.deepEqual(overLong, {
    ...fakeOverLong,
    talking: 90_000,
    paused: 3_600_000,
    pauses: { ...fakeOverLong.pauses, meeting: 7_200_000, meal: 2_700_000 },
  })
})

test('given all reasons of pauses, a limit may be named for each, and the pages have a word for each', () => {
  for (const reason of pauseReasons) assert.notEqual(reasonText(reason), null, reason)
  const known: readonly PauseReason[] = pauseReasons
  assert.ok(chosenPauseReasons.every(reason => known.includes(reason)))
})

test('given a webhook for alarms, its secret must be there and long, and an answer rate may have two decimals', () => {
  const settings = { YIHAO_ASTERISK: address, YIHAO_ALARM_WEBHOOK: 'https://example.cn/alarm' }
  for (const secret of ['', 'short'])
    assert.throws(
      () => readConfig({ ...settings, YIHAO_ALARM_SECRET: secret }),
      /^ConfigError: YIHAO_ALARM_SECRET must/,
    )
  const config = readConfig({ ...settings, YIHAO_ALARM_SECRET: '0123456789abcdef', YIHAO_ANSWER_TARGET: '95.25' })
  assert.deepEqual(config.alarmWebhook, { url: 'https://example.cn/alarm', secret: '0123456789abcdef' })
  assert.equal(config.answerTarget, 9_525)
})

test('given a certificate, its key must be named too and the cookie is for HTTPS alone; a self-made one needs nothing else', () => {
  const settings = { YIHAO_ASTERISK: address }
  assert.deepEqual([readConfig(settings).tls, readConfig(settings).cookieSecure], ['off', false])
  assert.throws(() => readConfig({ ...settings, YIHAO_TLS_CERT: '/c.pem' }), /^ConfigError: YIHAO_TLS_KEY must name/)
  assert.throws(() => readConfig({ ...settings, YIHAO_TLS_KEY: '/k.pem' }), /^ConfigError: YIHAO_TLS_CERT must name/)
  const own = readConfig({ ...settings, YIHAO_TLS_CERT: '/c.pem', YIHAO_TLS_KEY: '/k.pem' })
  assert.deepEqual([own.tls, own.cookieSecure], [{ cert: '/c.pem', key: '/k.pem' }, true])
  assert.equal(readConfig({ ...settings, YIHAO_TLS: 'self-made' }).tls, 'self-made')
})

test('given an address of Asterisk with odd characters in its secrets, it reads back as it was', () => {
  const access = {
    ari: { url: 'https://pbx.example:8089', user: 'a:b', password: 'p@ss/w?rd' },
    ami: { host: 'pbx.example', port: 5038, user: 'm', secret: 's:e&c=r#t' },
  }
  assert.deepEqual(parseAsteriskAddress(formatAsteriskAddress(access)), access)
})

for (const program of ['src/main.ts', 'scripts/start.ts'])
  test(`given a wrong setting, ${program} says so in one sentence, ends with 78 and has started nothing`, async t => {
    const folder = givenFolder(t)
    const { code, said } = await run(program, { YIHAO_DATA: folder, YIHAO_HTTP_PORT: 'soon', YIHAO_ASTERISK: address })
    assert.equal(code, 78)
    assert.equal(said.trim(), 'YIHAO_HTTP_PORT must be a whole number from 0 to 65535, not "soon".')
    assert.deepEqual(readdirSync(folder), [])
  })

test('given a port that is taken, the start says which and by what setting to move it', async t => {
  const folder = givenFolder(t)
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await new Promise(resolve => other.once('listening', resolve))
  const taken = other.address()
  assert.ok(typeof taken === 'object' && taken)
  const port = String(taken.port)
  const { code, said } = await run('src/main.ts', {
    YIHAO_DATA: folder,
    YIHAO_HTTP_PORT: port,
    YIHAO_ASTERISK: address,
    YIHAO_LOG_LEVEL: 'error',
  })
  assert.equal(code, 78)
  assert.ok(said.includes(port) && said.includes('YIHAO_HTTP_PORT'), said)
})
