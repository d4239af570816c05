import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { test } from 'node:test'
import Fastify from 'fastify'
import { refuseSlowBodies } from '../../../src/adapters/http/slow-bodies.ts'

test('given a body that does not come to its end, the connection is closed; where a route watches over it itself, or all has come, it is not', async t => {
  const app = Fastify()
  t.after(() => app.close())
  refuseSlowBodies(app, 50)
  let answer = (): void => {}
  app.post(
    '/quick',
    () =>
      new Promise(resolve => {
        answer = () => resolve('answered')
      }),
  )
  app.post('/upload', { config: { slowBody: true } }, async () => 'taken')
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const open = (path: string, body: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n${body}`,
    )
    let heard = ''
    socket.on('data', data => {
      heard += data.toString()
    })
    return { socket, over: new Promise<string>(resolve => socket.on('close', () => resolve(heard))) }
  }
  const whole = open('/quick', '1234')
  const upload = open('/upload', '12')
  assert.equal(await open('/quick', '12').over, '')
  upload.socket.write('34')
  answer()
  whole.socket.end()
  upload.socket.end()
  assert.match(await upload.over, /taken/)
  assert.match(await whole.over, /answered/)
})
