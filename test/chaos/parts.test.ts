import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { callerBehind, chaosPlans } from '../../scripts/chaos/callers.ts'
import { faultNames } from '../../scripts/chaos/faults.ts'
import { late, openLink } from '../../scripts/chaos/link.ts'
import { ChaosError, readOptions } from '../../scripts/chaos/options.ts'
import { planFaults } from '../../scripts/chaos/schedule.ts'
import { until } from '../helpers/until.ts'

const given = (seed: number) => planFaults(['ari-cut', 'ami-cut', 'server-kill'], { everyMs: 10, lengthMs: 60, seed })

test('given a seed, the faults of a run are the same each time, and each comes once in a round', () => {
  assert.deepEqual(given(3), given(3))
  const names = given(3).map(({ name }) => name)
  assert.equal(names.length, 6)
  assert.equal(new Set(names.slice(0, 3)).size, 3)
  assert.equal(new Set(names.slice(3)).size, 3)
  assert.deepEqual(planFaults([], { everyMs: 10, lengthMs: 60, seed: 3 }), [])
})

test('given a seed, the callers are the same each time, and no two share what a phone shows of a number', () => {
  const take = () => {
    const all = chaosPlans({ seed: 2, rate: 5, talkMs: 5_000, patienceMs: 30_000 })
    return Array.from({ length: 9_000 }, () => all.next().value)
  }
  const plans = take()
  assert.deepEqual(plans, take())
  assert.equal(new Set(plans.map(({ number }) => number.slice(-4))).size, 9_000)
  assert.ok(plans.every(({ number }) => /^138\d{8}$/.test(number)))
})

test('given a number with stars, the caller behind it is the one who called at that time', () => {
  const first = { number: '13810000007', from: 0, until: 10 }
  const second = { number: '13810010007', from: 90_000, until: 99_000 }
  assert.equal(callerBehind([first, second], '138****0007', 5), first)
  assert.equal(callerBehind([first, second], '13810010007', 95_000), second)
  assert.equal(callerBehind([first, second], '138****0007', 50_000), null)
  assert.equal(callerBehind([first, second], 'anonymous', 5), null)
  assert.equal(callerBehind([second], '13810010007', second.from - 50), second)
})

test('given options that are wrong, one sentence names the option', () => {
  const refused = (...args: string[]) => {
    try {
      return String(readOptions(args))
    } catch (error) {
      assert.ok(error instanceof ChaosError)
      return error.message
    }
  }
  assert.match(refused('--rate', 'many'), /^--rate must be/)
  assert.match(refused('--seconds', '9000'), /9000 calls/)
  assert.match(refused('--faults', 'flood'), /"flood"/)
  assert.match(refused('--what'), /Options:/)
  assert.deepEqual(readOptions([]).faults, faultNames)
  assert.deepEqual(readOptions(['--faults', 'none']).faults, [])
})

const givenEcho = async (t: TestContext) => {
  const server = createServer(socket => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const link = await openLink((server.address() as AddressInfo).port)
  t.after(async () => {
    await link.close()
    server.close()
  })
  return link
}
const dial = async (port: number) => {
  const heard = { text: '', closed: false }
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.on('close', () => {
    heard.closed = true
  })
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard.text += text
  })
  await once(socket, 'connect')
  return { heard, socket }
}

test('given a link that is cut, its connections break and none can be made until it is mended', async t => {
  const link = await givenEcho(t)
  const { heard, socket } = await dial(link.port)
  socket.write('one')
  await until('it comes back', () => heard.text === 'one')
  link.cut()
  await until('the connection is broken', () => heard.closed)
  const refused = await dial(link.port)
  await until('a new one is broken, too', () => refused.heard.closed)
  link.mend()
  const again = await dial(link.port)
  again.socket.write('two')
  await until('it comes back again', () => again.heard.text === 'two')
})

test('given a way that is late and then is not, nothing overtakes what came before', async () => {
  let delayMs = 40
  const way = late(() => delayMs)
  way.setEncoding('utf8')
  way.write('a')
  delayMs = 0
  way.write('b')
  way.end('c')
  let heard = ''
  for await (const text of way) heard += text
  assert.equal(heard, 'abc')
})
