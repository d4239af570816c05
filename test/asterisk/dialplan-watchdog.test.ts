import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { WebSocket } from 'ws'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'
import { givenTelephone } from './dialplan-caller.ts'
import { readJournal } from './dialplan-journal.ts'

test('a call reaches the server with the instant of its arrival, and its record is in the journal when it has ended', async t => {
  const asterisk = await givenAsterisk(t)
  const server = await givenServer(t, asterisk)
  const telephone = await givenTelephone(t)
  telephone.invite({ port: asterisk.sipPort, number: '12345%29%3a1%2cx', from: '<sip:139@x>;tag=1' })
  const start = await until('StasisStart', () => server.started[0])
  assert.equal(start.args[0], 'inbound')
  assert.match(start.channel.id, /^y1-\d+\.\d+$/)
  telephone.bye()
  const journal = await until('the arrival', async () => (await readJournal(asterisk)).get(start.channel.id))
  assert.equal(start.args[1], journal.get('arrived')?.[0])
  assert.equal(journal.get('arrived')?.[1], '12345%29:1,x')
})

test('the end of a call is in the journal also when the server has set a variable of it', async t => {
  const asterisk = await givenAsterisk(t)
  const server = await givenServer(t, asterisk)
  const telephone = await givenTelephone(t)
  telephone.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:139@x>;tag=1' })
  const { channel } = await until('StasisStart', () => server.started[0])
  await server.rest('POST', `channels/${channel.id}/answer`)
  await server.rest('POST', `channels/${channel.id}/variable?variable=YIHAO_LEFT&value=1`)
  await until('the call is answered', () => telephone.status() === 200)
  telephone.bye()
  await until('the end is in the journal', async () => (await readJournal(asterisk)).get(channel.id)?.has('ended'))
})

test('no function that reaches out of Asterisk can be called, which is what makes live_dangerously harmless', async t => {
  const asterisk = await givenAsterisk(t)
  for (const name of ['SHELL', 'FILE', 'ENV', 'STAT', 'CURL', 'AST_CONFIG', 'REALTIME', 'ODBC', 'SORCERY', 'LOCK']) {
    assert.match(await asterisk.cli(`core show function ${name}`), /No function by that name/, name)
  }
})

test('callers who wait are given to the native queue once the server is silent, and only then', async t => {
  const asterisk = await givenAsterisk(t, { values: { HEARTBEAT_SECONDS: '2' } })
  const server = await givenServer(t, asterisk)
  const waiting = await givenTelephone(t)
  waiting.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:139@x>;tag=1' })
  const claimed = await givenTelephone(t)
  claimed.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:138@x>;tag=1' })
  const talking = [await givenTelephone(t), await givenTelephone(t)]
  for (const [i, telephone] of talking.entries()) {
    telephone.invite({ port: asterisk.sipPort, number: '12345', from: `<sip:13${i}@x>;tag=1` })
  }
  await until('all calls reach the server', () => server.started.length === 4)
  const idOf = (number: string) =>
    server.started.find(({ channel }) => channel.caller.number === number)?.channel.id ?? ''
  for (const { channel } of server.started) await server.rest('POST', `channels/${channel.id}/answer`)
  await server.rest('POST', `channels/${idOf('138')}/variable?variable=YIHAO_LEFT&value=1`)
  await server.rest('POST', 'bridges?type=mixing&bridgeId=talk')
  await server.rest('POST', `bridges/talk/addChannel?channel=${idOf('130')},${idOf('131')}`)

  for (let beat = 1; beat <= 16; beat++) {
    await server.rest('POST', `asterisk/variable?variable=YIHAO_HEARTBEAT&value=${beat}`)
    const sent = performance.now()
    await until('a quarter of a second has passed', () => performance.now() - sent > 250)
  }
  assert.equal(fallbacks(await readJournal(asterisk)).length, 0, 'while the server is alive nobody is moved')

  server.vanish()
  await until('somebody is moved', async () => fallbacks(await readJournal(asterisk)).length > 0)
  const rounds = await roundsOfWatchdog(asterisk)
  await until('the watchdog has gone round again', async () => (await roundsOfWatchdog(asterisk)) > rounds)
  assert.deepEqual(fallbacks(await readJournal(asterisk)), [[idOf('139'), 'WATCHDOG']], 'only he who waits is moved')
  await until('he waits in the native queue', async () =>
    (await asterisk.cli('queue show fallback')).includes('PJSIP/trunk'),
  )
})

/** How often the watchdog has looked since the server fell silent. */
async function roundsOfWatchdog(asterisk: RunningAsterisk): Promise<number> {
  const loop = /^(Local\/watch@watchdog-\S+;2)/m
    .exec(await asterisk.cli('core show channels concise'))?.[1]
    ?.split('!')[0]
  return Number(/^STILL=(\d+)/m.exec(await asterisk.cli(`core show channel ${loop}`))?.[1] ?? Number.NaN)
}

function fallbacks(journal: Awaited<ReturnType<typeof readJournal>>): [string, string | undefined][] {
  return [...journal].filter(([, call]) => call.has('fallback')).map(([id, call]) => [id, call.get('fallback')?.[1]])
}

interface StasisStart {
  args: string[]
  channel: { id: string; caller: { number: string } }
}

/** The least a server does: it is there, takes events, and asks by REST. `vanish` is what a kill -9 looks like. */
async function givenServer(t: TestContext, asterisk: RunningAsterisk) {
  const { url, user, password } = asterisk.ari
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ari/events?app=yihao`, { headers })
  t.after(() => socket.terminate())
  const started: StasisStart[] = []
  socket.on('message', data => {
    const event = JSON.parse(String(data)) as StasisStart & { type: string }
    if (event.type === 'StasisStart') started.push(event)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  const rest = async (method: string, path: string) => {
    const response = await fetch(`${url}/ari/${path}`, { method, headers })
    assert.ok(response.ok, `${path}: ${response.status} ${await response.text()}`)
  }
  return { started, rest, vanish: () => socket.terminate() }
}
