import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { until } from '../helpers/until.ts'
import { readJournal } from './dialplan-journal.ts'
import { putPjsip } from './dialplan-phones.ts'

test('a phone of the city, made at run time, registers with the hotline, is called there and calls 12345', async t => {
  const hotline = await givenAsterisk(t)
  const city = await givenAsterisk(t, { profile: 'city', values: { HOTLINE: `127.0.0.1:${hotline.sipPort}` } })
  await putPjsip(hotline, 'auth', '1001', { auth_type: 'userpass', username: '1001', password: 'pw' })
  await putPjsip(hotline, 'aor', '1001', { max_contacts: '1', remove_existing: 'yes' })
  await putPjsip(hotline, 'endpoint', '1001', {
    aors: '1001',
    auth: '1001',
    context: 'from-agents',
    disallow: 'all',
    allow: 'ulaw',
    transport: 'transport-udp',
  })
  await putPjsip(city, 'auth', 'a1001', { auth_type: 'userpass', username: '1001', password: 'pw' })
  await putPjsip(city, 'registration', 'r1001', {
    server_uri: `sip:127.0.0.1:${hotline.sipPort}`,
    client_uri: `sip:1001@127.0.0.1:${hotline.sipPort}`,
    contact_user: '1001',
    outbound_auth: 'a1001',
    transport: 'transport-udp',
    max_random_initial_delay: '0',
  })
  await until('the phone is registered', async () =>
    (await hotline.cli('pjsip show contacts')).includes('1001/sip:1001@'),
  )

  const { url, user, password } = city.ari
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ari/events?app=city`, { headers })
  t.after(() => socket.terminate())
  const calls: string[][] = []
  socket.on('message', data => {
    const event = JSON.parse(String(data)) as { type: string; args: string[] }
    if (event.type === 'StasisStart') calls.push(event.args)
  })
  await new Promise(resolve => socket.once('open', resolve))
  await hotline.cli('channel originate PJSIP/1001 extension 19000@from-agents')
  assert.deepEqual(await until('the phone is called', () => calls[0]), ['phone', '1001'])

  await city.cli('channel originate PJSIP/12345@hotline extension s@nowhere')
  await until('the call arrives at the hotline', async () => (await readJournal(hotline)).size > 0)
})
