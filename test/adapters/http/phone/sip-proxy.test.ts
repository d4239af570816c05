import assert from 'node:assert/strict'
import { createServer as createHttp, request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createSipProxy, type SipGate } from '../../../../src/adapters/http/phone/sip-proxy.ts'
import { keptLog } from '../../../helpers/store.ts'
import { until } from '../../../helpers/until.ts'

const key = 'dGhlIHNhbXBsZSBub25jZQ=='
const handshake = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': key,
  'sec-websocket-version': '13',
  'sec-websocket-protocol': 'sip',
}

const admits: SipGate = async () => ({ key: 'agent 1001', tokenHash: 't1', until: Date.now() + 60_000 })

/** A stand-in for Asterisk's web server, and our door before it. */
const givenDoor = async (t: TestContext, gate: SipGate = admits) => {
  const heads: string[] = []
  const sockets: Socket[] = []
  const asterisk = createServer(socket => {
    sockets.push(socket)
    let text = ''
    socket.on('error', () => {})
    socket.on('data', data => {
      const before = text
      text += data.toString('latin1')
      if (before.includes('\r\n\r\n')) socket.write(data)
      else if (text.includes('\r\n\r\n')) {
        heads.push(text)
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      }
    })
  })
  await new Promise<void>(resolve => asterisk.listen(0, '127.0.0.1', resolve))
  const proxy = createSipProxy({
    asterisk: `http://127.0.0.1:${(asterisk.address() as AddressInfo).port}`,
    gates: { '/sip': gate },
    now: Date.now,
    log: keptLog(),
  })
  const refusals: string[] = []
  const server = createHttp()
  server.on('upgrade', (request, socket, head) =>
    proxy.upgrade(request, socket, head, code => {
      refusals.push(code)
      socket.destroy()
    }),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    proxy.close()
    server.close()
    server.closeAllConnections()
    asterisk.close()
    for (const socket of sockets) socket.destroy()
  })
  const open = (headers: Record<string, string> = {}, path = '/sip?session=x') =>
    new Promise<Socket | null>(resolve => {
      const asked = httpRequest({
        host: '127.0.0.1',
        port: (server.address() as AddressInfo).port,
        path,
        headers: { ...handshake, ...headers },
      })
      asked.on('upgrade', (_: IncomingMessage, socket: Socket) => {
        socket.on('error', () => {})
        resolve(socket)
      })
      asked.on('error', () => resolve(null))
      asked.on('response', () => resolve(null))
      asked.end()
    })
  return { proxy, heads, refusals, open, asterisk, sockets }
}

test('given a page that may, its bytes reach Asterisk and back, and of its headers nothing but the handshake', async t => {
  const { open, heads } = await givenDoor(t)
  const socket = await open({
    cookie: 'yihao=secret',
    'x-forwarded-for': '1.2.3.4',
    'sec-websocket-extensions': 'permessage-deflate',
  })
  assert.ok(socket)
  let heard = ''
  socket.on('data', data => {
    heard += data
  })
  socket.write('REGISTER')
  await until('Asterisk’s answer is here', () => heard === 'REGISTER')
  assert.deepEqual(heads[0]?.split('\r\n').filter(Boolean).toSorted(), [
    'Connection: Upgrade',
    'GET /ws HTTP/1.1',
    heads[0]?.match(/Host: \S+/)?.[0],
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Protocol: sip',
    'Sec-WebSocket-Version: 13',
    'Upgrade: websocket',
  ])
})

test('given a request that is no SIP handshake, is for another path or may not, it is refused before Asterisk hears of it', async t => {
  const { open, refusals, heads } = await givenDoor(t, async () => 'not_signed_in')
  await open()
  await open({ 'sec-websocket-key': 'x\r\nEvil: 1'.replace(/\r\n/, '%0d%0a') })
  await open({ 'sec-websocket-protocol': 'chat' })
  await open({ 'sec-websocket-version': '8' })
  await open({}, '/elsewhere')
  assert.deepEqual(refusals, ['not_signed_in', 'bad_request', 'bad_request', 'bad_request', 'not_found'])
  assert.deepEqual(heads, [])
})

test('given an Asterisk that is away, the page is told so and its next try finds it back', async t => {
  const door = await givenDoor(t)
  const { port } = door.asterisk.address() as AddressInfo
  await new Promise<unknown>(resolve => door.asterisk.close(resolve))
  assert.equal(await door.open(), null)
  assert.deepEqual(door.refusals, ['telephony_down'])
  await new Promise<void>(resolve => door.asterisk.listen(port, '127.0.0.1', resolve))
  assert.ok(await door.open())
})

test('given a second socket of the same agent, the first is ended; so is the last when its sign-in ends', async t => {
  const { open, proxy } = await givenDoor(t)
  const [first, closed] = [await open(), [] as string[]]
  first?.on('close', () => closed.push('first'))
  const second = await open()
  second?.on('close', () => closed.push('second'))
  await until('the first is gone', () => closed.includes('first'))
  assert.equal(proxy.open, 1)
  proxy.signedOut('somebody else')
  assert.equal(proxy.open, 1)
  proxy.signedOut('t1')
  await until('the second is gone', () => closed.includes('second'))
  assert.equal(proxy.open, 0)
})

test('given a sign-in whose time is over, its socket ends by itself', async t => {
  const { open } = await givenDoor(t, async () => ({ key: 'a', tokenHash: 't', until: Date.now() + 80 }))
  const socket = await open()
  await new Promise<void>(resolve => socket?.on('close', () => resolve()))
})

test('given an Asterisk that goes, the page’s socket goes, and the other way round', async t => {
  const { open, sockets } = await givenDoor(t)
  const page = await open()
  const gone = new Promise<void>(resolve => page?.on('close', () => resolve()))
  sockets[0]?.destroy()
  await gone
  const next = await open()
  const left = new Promise<void>(resolve => sockets[1]?.on('close', () => resolve()))
  next?.destroy()
  await left
})
