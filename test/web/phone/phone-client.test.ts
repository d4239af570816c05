import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPhoneClient, type OpenedSession, type PhoneOptions } from '../../../src/web/phone/phone-client.ts'
import type { SipAccount, SipEvents, SipPhone } from '../../../src/web/phone/sip-phone.ts'
import { until } from '../../helpers/until.ts'

type Opening = OpenedSession | 'elsewhere' | 'unreachable'

const session = (name: string, password = `password of ${name}`): OpenedSession => ({
  session: name,
  user: 'w1001',
  password,
  domain: 'test.invalid',
  url: `ws://test/${name}`,
  register: true,
  echo: '19000',
})

class FakeTrack extends EventTarget {
  enabled = true
  stopped = false
  stop() {
    this.stopped = true
  }
}

const givenStream = () => {
  const track = new FakeTrack()
  const stream = { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream
  return { track, stream }
}

/** A phone whose surroundings are the test's. */
const givenPhone = (openings: Opening[]) => {
  const calls: string[] = []
  const phones: { account: SipAccount; events: SipEvents; stopped: boolean }[] = []
  const microphones = [givenStream()]
  let plugged = true
  let devices = () => {}
  const options: PhoneOptions = {
    choices: () => ({ phone: 'browser', microphone: null, loudspeaker: null, volume: 1 }),
    openSession: async previous => {
      calls.push(`open ${previous}`)
      const answer = openings.shift() ?? 'unreachable'
      if (answer === 'unreachable') throw new Error('unreachable')
      return answer
    },
    loadSip: async () => (account, events) => {
      const phone = { account, events, stopped: false }
      phones.push(phone)
      const nothing = () => {}
      return {
        answer: nothing,
        hangUp: nothing,
        keys: nothing,
        call: nothing,
        test: number => calls.push(`test ${number}`),
        endTest: nothing,
        microphoneChanged: () => calls.push('microphone changed'),
        renew: password => calls.push(`renew ${password}`),
        connection: () => null,
        tick: nothing,
        stop: () => {
          phone.stopped = true
        },
      } satisfies SipPhone
    },
    openMicrophone: async () => {
      if (!plugged) return { trouble: 'missing' }
      const next = givenStream()
      microphones.push(next)
      return { stream: next.stream }
    },
    watchDevices: listener => {
      devices = listener
      return () => {}
    },
    loudspeaker: { play: () => {}, silence: () => {}, choose: () => {}, setVolume: () => {} },
    counts: async () => assert.fail('nothing to count'),
    heartbeat: () => () => {},
    after: (_ms, job) => void setTimeout(job, 1),
  }
  const client = createPhoneClient(options)
  const last = () => {
    const phone = phones.at(-1)
    assert.ok(phone)
    return phone
  }
  return {
    client,
    calls,
    phones,
    last,
    track: () => microphones.at(-1)?.track,
    plug: (there: boolean) => {
      plugged = there
      devices()
    },
  }
}

test('given a page that starts its phone, it registers by the session it is given, and asks until the server can say', async () => {
  const { client, calls, last } = givenPhone(['unreachable', session('s1')])
  await client.start()
  assert.deepEqual(calls, ['open null', 'open null'])
  assert.equal(last().account.password, 'password of s1')
  last().events.registered()
  assert.equal(client.getState().link, 'registered')
})

test('given a newer page of the same agent, the older stops at once and says so; its own session is no newer one', async () => {
  const { client, last } = givenPhone([session('s1')])
  await client.start()
  last().events.registered()
  client.newest('s1')
  assert.equal(client.getState().link, 'registered')
  client.newest('s2')
  assert.equal(client.getState().link, 'elsewhere')
  assert.ok(last().stopped)
  last().events.registered()
  assert.equal(client.getState().link, 'elsewhere')
})

test('given a password that Asterisk knows no longer, the page asks for a new one, or hears that it is not the phone any more', async () => {
  const { client, calls, last } = givenPhone([session('s1'), session('s1', 'new'), 'elsewhere'])
  await client.start()
  last().events.refused()
  await until('the new password is used', () => calls.includes('renew new'))
  last().events.refused()
  await until('it knows', () => client.getState().link === 'elsewhere')
  assert.deepEqual(calls, ['open null', 'open s1', 'renew new', 'open s1'])
})

test('given sockets that cannot be had, the server is asked after the second, not after each', async () => {
  const { client, calls, last } = givenPhone([session('s1'), session('s1', 'new')])
  await client.start()
  last().events.registered()
  last().events.lost()
  assert.deepEqual(calls, ['open null'])
  last().events.lost()
  await until('it asks', () => calls.includes('renew new'))
})

test('given a microphone that is pulled out in a talk, another takes its place; with none, the page says so until one is there', async () => {
  const { client, calls, last, track, plug } = givenPhone([session('s1')])
  await client.start()
  last().events.leg({ kind: 'standing', state: 'up' })
  const first = track()
  first?.dispatchEvent(new Event('ended'))
  await until('another is in use', () => calls.includes('microphone changed'))
  assert.equal(client.getState().trouble, null)
  plug(false)
  track()?.dispatchEvent(new Event('ended'))
  await until('it says so', () => client.getState().trouble === 'unplugged')
  plug(true)
  await until('it is back', () => client.getState().trouble === null)
})

test('given a mute, the microphone sends silence, and the next caller is heard again', async () => {
  const { client, last, track } = givenPhone([session('s1')])
  await client.start()
  last().events.leg({ kind: 'standing', state: 'up' })
  client.situation({ talking: true, autoAnswer: false })
  client.mute(true)
  assert.equal(track()?.enabled, false)
  client.situation({ talking: false, autoAnswer: false })
  assert.equal(track()?.enabled, true)
})

test('given a phone that is stopped while it starts, nothing of it stays open', async () => {
  const { client, phones, track } = givenPhone([session('s1')])
  const starting = client.start()
  client.stop()
  await starting
  assert.equal(phones.length, 0)
  assert.equal(track()?.stopped, true)
  assert.equal(client.getState().link, 'off')
})
