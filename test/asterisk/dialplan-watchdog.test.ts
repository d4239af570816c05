import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import { watchdogStart } from '../../src/adapters/asterisk/telephony/watchdog.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'
import { givenTelephone } from './dialplan-caller.ts'
import { readJournal } from './dialplan-journal.ts'
import { givenPhone } from './dialplan-phones.ts'
import { givenServer, type Server, type StasisEvent } from './dialplan-server.ts'

test('a call reaches the server with the instant of its arrival, and its record is in the journal when it has ended', async t => {
  const asterisk = await givenAsterisk(t)
  const server = await givenServer(t, asterisk)
  const telephone = await givenTelephone(t)
  telephone.invite({ port: asterisk.sipPort, number: '12345%29%3a1%2cx', from: '<sip:139@x>;tag=1' })
  const start = await until('StasisStart', () => server.started()[0])
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
  const { channel } = await until('StasisStart', () => server.started()[0])
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
  const { asterisk, server } = await givenSilenceOf(t, 2)
  const ids = await givenCallers(t, asterisk, server, ['139', '138', '130', '131'])
  const [waiting = '', chosen = '', one = '', other = ''] = ids
  // the server had chosen an agent for him, and died before it joined them
  await server.rest('POST', `channels/${chosen}/variable?variable=YIHAO_LEFT&value=1`)
  await join(server, 'talk', [one, other])
  for (let beat = 1; beat <= 16; beat++) {
    await server.beat()
    const sent = performance.now()
    await until('a quarter of a second has passed', () => performance.now() - sent > 250)
  }
  assert.equal(fallbacks(await readJournal(asterisk)).length, 0, 'while the server is alive nobody is moved')

  server.vanish()
  await until('both are moved', async () => fallbacks(await readJournal(asterisk)).length === 2)
  const before = fallbacks(await readJournal(asterisk))
  await untilLookedAgain(asterisk)
  assert.deepEqual(fallbacks(await readJournal(asterisk)), before, 'nobody is moved twice, and nobody who talks')
  assert.deepEqual(new Set(before.map(([id]) => id)), new Set([waiting, chosen]))
  assert.deepEqual([...new Set(before.map(([, , why]) => why))], ['WATCHDOG'])
})

test('the native queue holds all callers in the order of their arrival, also those who came while the others still waited', async t => {
  const { asterisk, server } = await givenSilenceOf(t, 2)
  const numbers = Array.from({ length: 12 }, (_, n) => String(13900 + n))
  const ids = await givenCallers(t, asterisk, server, numbers)
  server.vanish()
  const late = await givenTelephone(t)
  late.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:18800@x>;tag=1' })
  const journal = await until('all are in the native queue', async () => {
    const calls = await readJournal(asterisk)
    return fallbacks(calls).length === 13 && calls
  })
  const lateId = fallbacks(journal).find(([id]) => !ids.includes(id))?.[0] ?? ''
  assert.equal(journal.get(lateId)?.get('fallback')?.[1], 'FAILED')
  const arrivedAt = new Map(
    [...ids, lateId].map(id => {
      const [at = '', ...record] = journal.get(id)?.get('arrived') ?? []
      return [record.at(-1) ?? '', Math.floor(Number(at) / 10)]
    }),
  )
  const order = await until('13 wait', async () => atLeast(13, await queued(asterisk)))
  assert.deepEqual(new Set(order), new Set(arrivedAt.keys()))
  const instants = order.map(name => arrivedAt.get(name) ?? 0)
  // the queue tells arrivals apart by 10 ms: who came within the same stand as they were moved
  assert.deepEqual(
    instants,
    [...instants].sort((one, other) => one - other),
  )
})

test('once the server is silent, a caller or an agent who is left alone is hung up, and so is a phone that rings', async t => {
  const { asterisk, server } = await givenSilenceOf(t, 1)
  const ids = await givenCallers(t, asterisk, server, ['130', '131', '132', '133'])
  const phone = await givenTelephone(t, { answers: true })
  const ringing = await givenTelephone(t, { rings: true })
  await givenPhone(asterisk, '1001', phone.port)
  await givenPhone(asterisk, '1002', ringing.port)
  for (const id of ids.slice(0, 3)) {
    await server.rest('POST', `channels/${id}/variable?variable=YIHAO_LEFT&value=1`)
    await server.leg(`${id}-offer-1`, '1001')
    await join(server, `${id}-bridge`, [id, `${id}-offer-1`])
  }
  const [agentGone = '', callerGone = '', talking = '', offered = ''] = ids
  // of three in a bridge Asterisk tells otherwise than of two
  await server.rest('POST', `bridges/${talking}-bridge/record?name=talk&format=wav`)
  await server.rest('POST', `bridges/${agentGone}-bridge/record?name=alone&format=wav`)
  await server.leg(`${offered}-offer-1`, '1001')
  await server.rest('POST', `channels/${offered}-offer-2`, { endpoint: 'PJSIP/1002', app: 'yihao', timeout: 60 })
  await until('the phone rings', () => ringing.received.some(({ first }) => first.startsWith('INVITE')))
  server.vanish()
  await server.rest('DELETE', `channels/${agentGone}-offer-1`)
  await server.rest('DELETE', `channels/${callerGone}`)
  await until('the caller without agent is gone', async () =>
    (await readJournal(asterisk)).get(agentGone)?.has('ended'),
  )
  await until('only those who talk or wait are left', async () => {
    const left = await channelIds(asterisk)
    return left.size === 3 && [talking, `${talking}-offer-1`, offered].every(id => left.has(id))
  })
  await untilLookedAgain(asterisk)
  assert.equal((await channelIds(asterisk)).size, 3)
  assert.deepEqual(
    fallbacks(await readJournal(asterisk)).map(([id]) => id),
    [offered],
  )
  assert.ok(ringing.received.some(({ first }) => first.startsWith('CANCEL')))
})

test('once the server is silent, a caller on hold is given to the native queue, and the phone of his agent is free', async t => {
  const { asterisk, server } = await givenSilenceOf(t, 1)
  const ids = await givenCallers(t, asterisk, server, ['130', '131', '132'])
  const phone = await givenTelephone(t, { answers: true })
  await givenPhone(asterisk, '1001', phone.port)
  for (const id of ids) {
    await server.leg(`${id}-offer-1`, '1001')
    await join(server, `${id}-bridge`, [id, `${id}-offer-1`])
  }
  const [held = '', talking = '', heldBefore = ''] = ids
  await leftAs(server, talking, 'joined')
  for (const id of [held, heldBefore]) {
    await leftAs(server, id, 'waits')
    await server.rest('POST', `bridges/${id}-bridge/removeChannel`, { channel: [id] })
  }
  await server.rest('POST', `bridges/${heldBefore}-bridge/addChannel`, { channel: [heldBefore] })
  await leftAs(server, heldBefore, 'joined')
  server.vanish()
  await until('he is in the native queue and nobody else is touched', async () => {
    const left = await channelIds(asterisk)
    return fallbacks(await readJournal(asterisk)).length === 1 && left.size === 5 && left
  })
  await untilLookedAgain(asterisk)
  const left = await channelIds(asterisk)
  assert.ok([held, talking, `${talking}-offer-1`, heldBefore, `${heldBefore}-offer-1`].every(id => left.has(id)))
  assert.deepEqual(
    fallbacks(await readJournal(asterisk)).map(([id]) => id),
    [held],
  )
})

test('the watchdog asks no channel for its bridge: with the lock of that channel held, it and a bridge can stand for good', async () => {
  const dialplan = await readFile(new URL('../../dialplan/hotline/extensions.conf', import.meta.url), 'utf8')
  const lines = dialplan.split('\n').filter(line => !line.startsWith(';'))
  assert.deepEqual(
    lines.filter(line => /IMPORT\([^)]*CHANNEL\(/.test(line)),
    [],
  )
})

test('a caller who is moved leaves the application as one who hangs up, but without a request to hang up, and is still there', async t => {
  const { asterisk, server } = await givenSilenceOf(t, 1)
  const telephone = await givenTelephone(t)
  telephone.invite({ port: asterisk.sipPort, number: '12345', from: '<sip:138@x>;tag=1' })
  const { channel: left } = await until('he reaches the server', () => server.started()[0])
  await server.rest('POST', `channels/${left.id}/answer`)
  await until('he is answered', () => telephone.status() === 200)
  telephone.bye()
  const untilEnd = (id: string) => until('StasisEnd', () => server.events.find(ofType('StasisEnd', id)))
  await untilEnd(left.id)
  assert.ok(server.events.some(ofType('ChannelHangupRequest', left.id)))

  // the server is silent, as a stopped process is, but its connection lives
  const moved = (await givenCallers(t, asterisk, server, ['139'])).at(-1) ?? ''
  const { dialplan } = (await untilEnd(moved)).channel
  assert.deepEqual([dialplan.context, dialplan.app_name], ['from-trunk', 'Stasis'], 'the event tells no difference')
  assert.ok(!server.events.some(ofType('ChannelHangupRequest', moved)))
  await server.beat()
  await until('he waits in the native queue', async () => {
    const channel = (await server.rest('GET', `channels/${moved}`)) as StasisEvent['channel']
    return channel.dialplan.context === 'fallback' && channel.dialplan.app_name === 'Queue'
  })
  await assert.rejects(server.rest('POST', `channels/${moved}/moh`), /409/, 'the server that is back cannot touch him')
})

test('a watchdog that is hung up is started again, and of two only the newest is left', async t => {
  const { asterisk, server } = await givenSilenceOf(t, 1)
  assert.equal((await loops(asterisk)).length, 1)
  await assert.rejects(startWatchdog(server), /409/)
  await server.rest('DELETE', 'channels/yihao-watchdog')
  await until('it is gone', async () => (await loops(asterisk)).length === 0)
  await startWatchdog(server)
  await asterisk.cli('channel originate Local/watch@watchdog/n extension idle@watchdog')
  await until('there are two', async () => (await loops(asterisk)).length === 2)
  await until('there is one', async () => (await loops(asterisk)).length === 1)
})

const ofType = (wanted: string, id: string) => (event: StasisEvent) => event.type === wanted && event.channel.id === id

const startWatchdog = (server: Server) =>
  server.rest(watchdogStart.method, String(watchdogStart.path), watchdogStart.body as object)

/** An Asterisk whose watchdog acts after so many seconds, and a server. */
async function givenSilenceOf(t: TestContext, seconds: number) {
  const asterisk = await givenAsterisk(t, { values: { HEARTBEAT_SECONDS: String(seconds) } })
  return { asterisk, server: await givenServer(t, asterisk) }
}

/** Callers who arrive one after the other and were answered by the server; their channel ids. */
async function givenCallers(t: TestContext, asterisk: RunningAsterisk, server: Server, numbers: readonly string[]) {
  const before = server.started().length
  for (const [n, number] of numbers.entries()) {
    const telephone = await givenTelephone(t)
    telephone.invite({ port: asterisk.sipPort, number: '12345', from: `<sip:${number}@x>;tag=1` })
    await until('he reaches the server', () => server.started().length === before + n + 1)
    await server.beat()
  }
  const ids = server
    .started()
    .map(({ channel }) => channel.id)
    .slice(before)
  for (const id of ids) await server.rest('POST', `channels/${id}/answer`)
  return ids
}

const leftAs = (server: Server, id: string, how: string) =>
  server.rest('POST', `channels/${id}/variable?variable=YIHAO_LEFT&value=${how}`)

async function join(server: Server, bridge: string, channel: readonly string[]): Promise<void> {
  await server.rest('POST', `bridges/${bridge}?type=mixing`)
  await server.rest('POST', `bridges/${bridge}/addChannel`, { channel })
}

/** Waits until the watchdog has begun to look and come to an end once more. */
async function untilLookedAgain(asterisk: RunningAsterisk): Promise<void> {
  const rounds = await roundsOfWatchdog(asterisk)
  await until('the watchdog has gone round again', async () => (await roundsOfWatchdog(asterisk)) > rounds + 1)
}

const concise = async (asterisk: RunningAsterisk): Promise<string[][]> =>
  (await asterisk.cli('core show channels concise')).split('\n').map(line => line.split('!'))

/** Ids of the channels of telephones. */
const channelIds = async (asterisk: RunningAsterisk): Promise<Set<string>> =>
  new Set((await concise(asterisk)).filter(([name]) => name?.startsWith('PJSIP/')).map(fields => fields.at(-1) ?? ''))

const loops = async (asterisk: RunningAsterisk): Promise<string[]> =>
  (await concise(asterisk)).map(([name = '']) => name).filter(name => /^Local\/watch@watchdog-.*;2$/.test(name))

/** How often the watchdog has looked since the server fell silent. */
async function roundsOfWatchdog(asterisk: RunningAsterisk): Promise<number> {
  const [loop] = await loops(asterisk)
  return Number(/^STILL=(\d+)/m.exec(await asterisk.cli(`core show channel ${loop}`))?.[1] ?? Number.NaN)
}

/** The names of the callers' channels in the native queue, first come first. */
const queued = async (asterisk: RunningAsterisk): Promise<string[]> =>
  [...(await asterisk.cli('queue show fallback')).matchAll(/^\s+\d+\. (PJSIP\/\S+)/gm)].map(([, name = '']) => name)

const atLeast = (count: number, list: string[]): string[] | false => list.length >= count && list

/** Who went to the native queue: id, when, why. */
function fallbacks(journal: Awaited<ReturnType<typeof readJournal>>): [string, string, string | undefined][] {
  return [...journal].flatMap(([id, call]) => {
    const [at = '', why] = call.get('fallback') ?? []
    return call.has('fallback') ? [[id, at, why]] : []
  })
}
