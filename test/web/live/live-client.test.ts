import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { createLiveClient, type LiveClient, type SocketEvents } from '../../../src/web/live/live-client.ts'
import { closeCodes, liveVersion, type ToPage, type ToServer } from '../../../src/wire/live.ts'
import { deskSnapshot, givenPop, now } from '../given.ts'

interface FakeSocket {
  readonly events: SocketEvents
  readonly sent: ToServer[]
  closed: boolean
}

let opened: LiveClient | null = null
afterEach(() => {
  opened?.close()
  opened = null
})

/** A client whose sockets, clock and timers are in the hands of the test. */
const givenClient = ({ signedIn = true } = {}) => {
  const sockets: FakeSocket[] = []
  const timers: { at: number; job: () => void }[] = []
  let clock = 0
  let tick = (): void => {}
  const client = createLiveClient({
    view: 'desk',
    connect: events => {
      const socket: FakeSocket = { events, sent: [], closed: false }
      sockets.push(socket)
      return {
        send: text => socket.sent.push(JSON.parse(text) as ToServer),
        close: () => {
          socket.closed = true
        },
      }
    },
    monotonic: () => clock,
    wallClock: () => 0,
    random: () => 0.5,
    after: (ms, job) => {
      const timer = { at: clock + ms, job }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer) >>> 0, 1)
    },
    heartbeat: job => {
      tick = job
      return () => {}
    },
    stillSignedIn: () => Promise.resolve(signedIn),
  })
  opened = client
  const last = (): FakeSocket => {
    const socket = sockets.at(-1)
    assert.ok(socket)
    return socket
  }
  const receive = (frame: ToPage): void => last().events.received(JSON.stringify(frame))
  return {
    client,
    sockets,
    last,
    receive,
    sentTypes: () => last().sent.map(({ type }) => type),
    /** Opens the newest socket and shows a desk. */
    goLive: () => {
      last().events.opened()
      receive({ type: 'welcome', version: liveVersion, serverTime: now })
      receive(deskSnapshot())
    },
    /** Lets time pass second by second, with due timers and a heartbeat in each. */
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        clock += 1000
        for (const timer of timers.filter(({ at }) => at <= clock)) {
          timers.splice(timers.indexOf(timer), 1)
          timer.job()
        }
        tick()
      }
    },
  }
}

describe('the live client', () => {
  it('says hello with its view and is live with the first snapshot', () => {
    const { client, last, goLive } = givenClient()
    goLive()
    assert.deepEqual(last().sent, [{ type: 'hello', version: liveVersion, view: 'desk' }])
    assert.equal(client.getState().link, 'live')
  })

  it('asks once for a snapshot when a number is missing', () => {
    const { receive, goLive, sentTypes } = givenClient()
    goLive()
    receive({ type: 'event', seq: 4, change: { name: 'pop', pop: givenPop() } })
    receive({ type: 'event', seq: 5, change: { name: 'pop', pop: givenPop() } })
    assert.deepEqual(sentTypes(), ['hello', 'snapshot'])
  })

  it('connects anew when a snapshot it asked for does not come', () => {
    const { receive, goLive, pass, sockets } = givenClient()
    goLive()
    receive({ type: 'event', seq: 4, change: { name: 'pop', pop: givenPop() } })
    for (let second = 0; second < 13; second += 1) {
      pass(1)
      receive({ type: 'pong', serverTime: now })
    }
    assert.equal(sockets.length, 2)
  })

  it('connects again for ever and keeps showing what it knew', () => {
    const { client, last, goLive, pass, sockets } = givenClient()
    goLive()
    for (let round = 0; round < 50; round += 1) {
      last().events.closed(1006)
      assert.equal(client.getState().link, 'reconnecting')
      assert.ok(client.getState().desk)
      pass(2)
    }
    assert.equal(sockets.length, 51)
    goLive()
    assert.equal(client.getState().link, 'live')
  })

  it('knows a server to be unreachable that is away for longer than a restart takes, until it shows something again', () => {
    const { client, last, goLive, pass } = givenClient()
    goLive()
    const away = (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        last().events.closed(1006)
        pass(1)
      }
      return client.getState().unreachable
    }
    assert.equal(away(8), false)
    assert.equal(away(2), true)
    last().events.opened()
    assert.equal(client.getState().unreachable, true)
    goLive()
    assert.deepEqual([client.getState().unreachable, client.getState().link], [false, 'live'])
    assert.equal(away(8), false)
  })

  it('pings a quiet server and gives the socket up when nothing is heard', () => {
    const { client, goLive, pass, sockets, sentTypes } = givenClient()
    goLive()
    pass(4)
    assert.ok(sentTypes().includes('ping'))
    pass(5)
    assert.equal(sockets[0]?.closed, true)
    assert.equal(client.getState().link, 'reconnecting')
  })

  it('does not hear a socket it has given up', () => {
    const { client, goLive, sockets, last, pass } = givenClient()
    goLive()
    last().events.closed(1006)
    pass(2)
    sockets[0]?.events.received(JSON.stringify(deskSnapshot()))
    assert.equal(client.getState().link, 'reconnecting')
  })

  it('resolves a command by its own id only', async () => {
    const { client, goLive, last, receive } = givenClient()
    goLive()
    const result = client.command({ name: 'ready' })
    const sent = last().sent.at(-1)
    assert.equal(sent?.type, 'command')
    receive({ type: 'answer', id: 'another', ok: true })
    receive({ type: 'answer', id: sent?.type === 'command' ? sent.id : '', ok: false, error: 'phone_missing' })
    assert.deepEqual(await result, { kind: 'refused', code: 'phone_missing' })
  })

  it('never sends or keeps a command while offline', async () => {
    const { client, goLive, last, pass } = givenClient()
    goLive()
    last().events.closed(1006)
    assert.deepEqual(await client.command({ name: 'ready' }), { kind: 'offline' })
    pass(11)
    goLive()
    assert.deepEqual(
      last().sent.map(({ type }) => type),
      ['hello'],
    )
  })

  it('refuses a command on a connection that has not shown the present state yet', async () => {
    const { client, goLive, last, pass, sentTypes } = givenClient()
    goLive()
    last().events.closed(1006)
    pass(1)
    last().events.opened()
    assert.deepEqual(await client.command({ name: 'ready' }), { kind: 'offline' })
    assert.deepEqual(sentTypes(), ['hello'])
  })

  it('says when a command was given, by the server’s clock', () => {
    const { client, goLive, last, pass } = givenClient()
    goLive()
    pass(3)
    void client.command({ name: 'ready' })
    const sent = last().sent.at(-1)
    assert.equal(sent?.type === 'command' && sent.sentAt, now + 3000)
  })

  it('takes the connection for lost at once when the computer has no network, and sends nothing later', async () => {
    const { client, goLive, last, pass, sockets } = givenClient()
    goLive()
    client.networkGone()
    assert.deepEqual([client.getState().link, sockets[0]?.closed], ['reconnecting', true])
    assert.deepEqual(await client.command({ name: 'hang_up' }), { kind: 'offline' })
    pass(1)
    goLive()
    assert.deepEqual(
      last().sent.map(({ type }) => type),
      ['hello'],
    )
  })

  it('has a connection prove itself after a sleep, and gives it up in two seconds when it does not', () => {
    const { client, goLive, receive, pass, sentTypes } = givenClient()
    goLive()
    pass(1)
    client.retryNow()
    assert.equal(sentTypes().at(-1), 'ping')
    pass(1)
    receive({ type: 'pong', serverTime: now })
    pass(1)
    assert.equal(client.getState().link, 'live')
    client.retryNow()
    pass(2)
    assert.equal(client.getState().link, 'reconnecting')
  })

  it('tells that a command has no answer when its connection is lost', async () => {
    const { client, goLive, last } = givenClient()
    goLive()
    const result = client.command({ name: 'hang_up' })
    last().events.closed(1006)
    assert.deepEqual(await result, { kind: 'unanswered' })
  })

  it('reports a pop as painted once per offer and not while offline', () => {
    const { client, goLive, sentTypes } = givenClient()
    assert.equal(client.painted('o1'), false)
    goLive()
    assert.equal(client.painted('o1'), true)
    client.painted('o1')
    client.painted('o2')
    assert.deepEqual(sentTypes(), ['hello', 'painted', 'painted'])
  })

  it('ends when it is signed out, and when the version differs', () => {
    const one = givenClient()
    one.goLive()
    one.last().events.closed(closeCodes.signed_out)
    assert.deepEqual([one.client.getState().link, one.client.getState().cut], ['ended', 'signed_out'])
    one.pass(60)
    assert.equal(one.sockets.length, 1)

    const two = givenClient()
    two.last().events.opened()
    two.receive({ type: 'welcome', version: 99, serverTime: now })
    assert.deepEqual([two.client.getState().link, two.client.getState().cut], ['ended', 'version'])
  })

  it('asks who is signed in when it is not let in, and ends when nobody is', async () => {
    const { client, last } = givenClient({ signedIn: false })
    last().events.closed(1006)
    await new Promise(resolve => setImmediate(resolve))
    assert.deepEqual([client.getState().link, client.getState().cut], ['ended', 'signed_out'])
  })

  it('passes over what is no frame', () => {
    const { client, last, goLive } = givenClient()
    goLive()
    const before = client.getState()
    for (const data of ['', 'null', '[]', '{', '{"type":"event","seq":"2"}', '{"type":"odd"}', new ArrayBuffer(4), 7])
      last().events.received(data)
    assert.equal(client.getState(), before)
  })
})
