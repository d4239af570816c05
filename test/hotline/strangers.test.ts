import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenHotline } from '../helpers/city.ts'
import { givenStranger } from '../helpers/stranger.ts'
import { until } from '../helpers/until.ts'

const asserted = ['P-Asserted-Identity: <sip:13800000001@10.0.0.1>']

test('given SIP from an address that is not the trunk’s, no name in it opens the line: neither the trunk’s, an agent’s, nor any other', async t => {
  const hotline = await givenHotline(t)
  const stranger = await givenStranger(t, '127.0.0.2', hotline.asterisk.sipPort)
  for (const from of ['trunk', '1001', 'w1001', 'anonymous', '13812340001']) {
    const callId = stranger.invite('12345', `<sip:${from}@127.0.0.1>`, asserted)
    assert.equal(await until('an answer', () => stranger.answers(callId)[0]), 401, `as ${from}`)
  }
})
