import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answers,
  type Behaviour,
  busy,
  causes,
  emptyNumber,
  hangsUpAtOnce,
  machine,
  networkFailure,
  outOfReach,
  rejects,
  ringsOut,
  silent,
  suspended,
  switchedOff,
} from '../../scripts/city/behaviours.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import type { Dialled } from './dialler.ts'
import { givenEar } from './ear.ts'
import { givenRungCity } from './given-rung-city.ts'

/** What ARI says of a call's end, and what it said before. */
const summary = ({ statuses, end }: Dialled) => ({
  statuses,
  cause: end?.cause,
  sip: end?.tech_cause,
  state: end?.channel?.state,
})

interface Row {
  readonly behaviour: Behaviour
  readonly statuses?: readonly string[]
  readonly cause: number
  readonly sip?: number
  readonly state?: string
  readonly endedBy?: 'citizen' | 'hotline'
  readonly played?: readonly string[]
}

const rows: Record<string, Row> = {
  'answers, talks and hangs up': {
    behaviour: answers({ ringMs: 300, talkMs: 600 }),
    statuses: ['RINGING', 'ANSWER'],
    cause: 16,
    state: 'Up',
    played: ['city-visited-1'],
  },
  'answers without a 180': {
    behaviour: answers({ ringMs: 300, talkMs: 600, before: 'nothing', sounds: [] }),
    statuses: ['ANSWER'],
    cause: 16,
    state: 'Up',
  },
  'answers after a tune': {
    behaviour: answers({ ringMs: 500, talkMs: 600, before: 'tune' }),
    statuses: ['PROGRESS', 'ANSWER'],
    cause: 16,
    state: 'Up',
    played: ['moh/quiet', 'city-visited-1'],
  },
  'hangs up at once': {
    behaviour: hangsUpAtOnce({ ringMs: 300, afterMs: 200 }),
    statuses: ['RINGING', 'ANSWER'],
    cause: 16,
    state: 'Up',
  },
  'is a phone assistant': {
    behaviour: machine({ ringMs: 100, recordMs: 300 }),
    statuses: ['RINGING', 'ANSWER'],
    cause: 16,
    state: 'Up',
    played: ['city-assistant', 'beep'],
  },
  'rings until the hotline stops': {
    behaviour: ringsOut(),
    statuses: ['RINGING'],
    cause: 19,
    sip: 480,
    state: 'Ringing',
    endedBy: 'hotline',
  },
  'rings until the network stops': {
    behaviour: ringsOut({ ringMs: 500, announced: true, cause: causes.timeout408 }),
    statuses: ['RINGING', 'PROGRESS'],
    cause: 18,
    sip: 408,
    state: 'Ringing',
    played: ['city-not-answered'],
  },
  'says nothing at all': { behaviour: silent(), cause: 19, sip: 480, endedBy: 'hotline' },
  'is busy': { behaviour: busy(), cause: 17, sip: 486 },
  'is busy, and the carrier says so': {
    behaviour: busy({ announced: true }),
    statuses: ['PROGRESS'],
    cause: 17,
    sip: 486,
    played: ['city-in-talk'],
  },
  'rejects with 603': {
    behaviour: rejects({ ringMs: 300 }),
    statuses: ['RINGING'],
    cause: 21,
    sip: 603,
    state: 'Ringing',
  },
  'rejects with 403': { behaviour: rejects({ cause: causes.forbidden403 }), cause: 21, sip: 403 },
  'is switched off': { behaviour: switchedOff(), cause: 19, sip: 480 },
  'is switched off, and the carrier says so': {
    behaviour: switchedOff({ announced: true }),
    statuses: ['PROGRESS'],
    cause: 19,
    sip: 480,
    played: ['city-switched-off'],
  },
  'is out of reach': { behaviour: outOfReach({ cause: causes.timeout408 }), cause: 18, sip: 408 },
  'is suspended': {
    behaviour: suspended({ announced: true, cause: causes.decline603 }),
    statuses: ['PROGRESS'],
    cause: 21,
    sip: 603,
    played: ['city-suspended'],
  },
  'has an empty number': { behaviour: emptyNumber(), cause: 1, sip: 404 },
  'has a number no more': { behaviour: emptyNumber({ cause: causes.gone410 }), cause: 22, sip: 410 },
  'has an empty number, and the carrier says so and that it is busy': {
    behaviour: emptyNumber({ announced: true, cause: causes.busy486 }),
    statuses: ['PROGRESS'],
    cause: 17,
    sip: 486,
    played: ['city-empty-number'],
  },
  'is behind a network that fails': { behaviour: networkFailure(), cause: 34, sip: 503 },
  'is behind a network that errs': { behaviour: networkFailure(causes.failure500), cause: 38, sip: 500 },
}

test('given a city whose citizens can be rung', async t => {
  const [{ city, dialler }, ear] = await Promise.all([givenRungCity(t), givenEar(t)])
  await dialler.seat('desk', ear.uri)

  await t.test('each behaviour is seen by ARI as it is, and the city keeps its own record of it', async t => {
    const entries = Object.entries(rows).map(([name, row], n) => ({ name, row, number: `138${10_000_000 + n}` }))
    for (const { row, number } of entries) city.called.behave(number, row.behaviour)
    const calls = await Promise.all(
      entries.map(({ number }) => dialler.dial({ number: `+86${number}`, ringSeconds: 12, shown: '051312345' })),
    )
    await Promise.all(calls.map(call => until(`${call.id} is over`, () => call.end, { withinMs: 25_000 })))
    countCalls(entries.length)
    for (const [n, { name, row, number }] of entries.entries()) {
      const call = calls[n]
      await t.test(name, async () => {
        assert.ok(call)
        assert.deepEqual(summary(call), {
          statuses: row.statuses ?? [],
          cause: row.cause,
          sip: row.sip,
          state: row.state ?? 'Down',
        })
        const [record, ...more] = city.called.calledRecord(number)
        assert.ok(record)
        assert.deepEqual(more, [])
        await until('the city knows its end', () => record.endedAt)
        assert.equal(record.dialled, `+86${number}`)
        assert.equal(record.shown, '051312345')
        assert.equal(record.endedBy, row.endedBy ?? 'citizen')
        assert.deepEqual(record.played, row.played ?? [])
        assert.equal(record.ringingAt !== null, row.statuses?.includes('RINGING') ?? false)
        assert.equal(record.earlyMediaAt !== null, row.statuses?.includes('PROGRESS') ?? false)
        assert.equal(record.answeredAt !== null, row.statuses?.includes('ANSWER') ?? false)
      })
    }
    assert.equal(city.called.calledRecord().length, entries.length)
  })

  await t.test('an announcement before any answer is heard at the desk, and nothing rings there', async () => {
    ear.forget()
    city.called.behave('13900000001', switchedOff({ announced: true }))
    const call = await dialler.dial({ number: '13900000001', ringSeconds: 20, bridge: 'desk' })
    await call.over()
    countCalls(1)
    const heard = ear.heard().filter(({ what }) => what !== 'silence')
    assert.deepEqual([...new Set(heard.map(({ what }) => what))], ['sound'])
    const begin = (heard[0]?.from ?? Number.NaN) - call.dialledAt
    assert.ok(begin < 500, `the announcement is heard after ${begin} ms`)
    assert.ok((heard.at(-1)?.to ?? 0) - (heard[0]?.from ?? 0) > 2000, 'it is heard to its end')
    assert.equal(call.end?.channel?.state, 'Down')
  })

  await t.test('ringing is heard at the desk as a tone of its own Asterisk, until it is told to stop', async () => {
    ear.forget()
    city.called.behave('13900000002', busy({ ringMs: 600 }))
    const call = await dialler.dial({ number: '13900000002', ringSeconds: 20, bridge: 'desk' })
    await call.over()
    countCalls(1)
    const endedAt = performance.now()
    await until('the tone is there long after the end', () =>
      ear.heard().some(({ what, to }) => what === 'ringing' && to > endedAt + 300),
    )
    await dialler.request('DELETE', 'channels/desk-seat/ring')
    ear.forget()
  })

  await t.test('the voice of one who answers is heard at the desk, and a key that he presses is an event', async () => {
    ear.forget()
    city.called.behave('13900000003', answers({ ringMs: 200, keys: [{ afterMs: 500, key: '1' }] }))
    const call = await dialler.dial({ number: '13900000003', ringSeconds: 20, bridge: 'desk' })
    await until('his key is here', () => Number.isFinite(call.after('1')))
    const rung = city.called.current[0]
    assert.ok(rung)
    rung.press('3')
    await until('the key pressed by hand too', () => Number.isFinite(call.after('3')))
    const audio = await rung.audio()
    assert.ok(audio && audio.received > 0 && audio.sent > 0, 'media go both ways')
    await call.hangUp()
    const record = await rung.ended
    countCalls(1)
    const voice = ear.heard().find(({ what }) => what === 'sound')
    const late = (voice?.from ?? Number.NaN) - call.dialledAt - call.after('ANSWER')
    assert.ok(Math.abs(late) < 300, `the voice is heard ${late} ms after the answer`)
    assert.deepEqual(
      [record.endedBy, record.cause, record.pressed, record.dialled],
      ['hotline', 16, '13', '13900000003'],
    )
  })

  await t.test('who hangs up by hand does so at once, whatever is being said', async () => {
    city.called.behave('13900000005', machine({ ringMs: 0 }))
    const call = await dialler.dial({ number: '13900000005', ringSeconds: 20 })
    const rung = await until('the assistant speaks', () =>
      city.called.current.find(({ record }) => record.played.includes('city-assistant')),
    )
    rung.hangUp()
    await until('it is over', () => call.end, { withinMs: 3000 })
    countCalls(1)
    assert.deepEqual(summary(call), { statuses: ['ANSWER'], cause: 16, sip: undefined, state: 'Up' })
    assert.equal((await rung.ended).endedBy, 'citizen')
  })

  await t.test('given a list of behaviours, each call takes the next and the last holds on', async () => {
    city.called.behave('13900000004', busy(), emptyNumber())
    const seen: (number | undefined)[] = []
    for (let n = 0; n < 3; n++) {
      const call = await dialler.dial({ number: '013900000004', ringSeconds: 20 })
      seen.push((await call.over()).tech_cause)
    }
    countCalls(3)
    assert.deepEqual(seen, [486, 404, 404])
    assert.deepEqual(
      city.called.calledRecord('13900000004').map(({ earlier }) => earlier),
      [0, 1, 2],
    )
  })

  await t.test('who has no telephone in this city is refused, and no record is kept', async () => {
    const before = city.called.calledRecord().length
    const call = await dialler.dial({ number: '13900000009', ringSeconds: 20 })
    assert.equal((await call.over()).tech_cause, 603)
    assert.equal(city.called.calledRecord().length, before)
  })
})
