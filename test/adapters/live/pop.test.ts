import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { givenServer } from '../http/given-server.ts'
import { givenView } from './given-page.ts'

test('given a ready agent, when a caller arrives, then the pop goes to that desk before the phone is rung', async t => {
  const sent: string[] = []
  const server = await givenServer(t, {
    hub: {
      onPopSent: offerId => sent.push(`${offerId} before ${server.effects.filter(e => e.do === 'ring').length} rings`),
    },
  })
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  const other = await givenView(t, host, await server.signIn('1002'), 'desk')
  await server.phoneUp('1001')
  desk.send({ type: 'command', id: 'a', command: { name: 'ready' } })
  assert.deepEqual(await desk.frame('answer'), { type: 'answer', id: 'a', ok: true })
  await server.arrives('call-1')

  const { pop } = await desk.change('pop')
  assert.equal(pop.callId, 'call-1')
  assert.equal(pop.number, '138****5678')
  assert.equal(pop.acceptBy, 'phone')
  assert.deepEqual(sent, [`${pop.offerId} before 0 rings`])
  const { history, offerId } = await desk.change('pop_history')
  assert.equal(offerId, pop.offerId)
  assert.deepEqual(history, { earlier: [], callsInSevenDays: 0, missed: null, openMatters: [] })
  assert.equal(
    other.frames.some(frame => frame.type === 'event' && frame.change.name === 'pop'),
    false,
  )

  desk.send({ type: 'painted', offerId: pop.offerId })
  await until('the delay is counted', async () =>
    (await server.metrics.metrics()).includes('yihao_pop_painted_seconds_count 1'),
  )
})
