import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer
const cookies = new Map<string, string>()

before(async () => {
  server = await givenServer(cleanup)
  for (const name of ['1001', '2001', 'leader', 'admin']) cookies.set(name, await server.signIn(name))
})

const get = async (name: string | null, url: string) => {
  const cookie = name === null ? {} : { cookie: cookies.get(name) ?? '' }
  return server.app.inject({ url, headers: cookie })
}

const all = { nobody: 401, agent: 200, leader: 200, admin: 200 }
const leading = { ...all, agent: 403 }
const open = { ...all, nobody: 200 }

for (const [url, expected] of Object.entries({
  '/api/session': all,
  '/api/calls': all,
  '/api/queues': all,
  '/api/figures/today': all,
  '/api/phone': { ...all, leader: 403, admin: 403 },
  '/api/cases': all,
  '/api/undecided-calls': { ...all, leader: 403, admin: 403 },
  '/api/undecided-calls/by-agent': leading,
  '/api/agents': leading,
  '/api/missed-calls': leading,
  '/api/waiting': leading,
  '/api/directory': { ...leading, leader: 403 },
  '/api/openapi.json': open,
  '/healthz': open,
  '/readyz': open,
  '/metrics': open,
})) {
  test(`given each role, when it asks for ${url}, then only those who may are answered`, async () => {
    const found = {
      nobody: (await get(null, url)).statusCode,
      agent: (await get('1001', url)).statusCode,
      leader: (await get('leader', url)).statusCode,
      admin: (await get('admin', url)).statusCode,
    }
    assert.deepEqual(found, expected)
  })
}

test('given each private route, when the cookie is a forged one, then nobody is let in', async () => {
  for (const cookie of ['yihao=', `yihao=${'A'.repeat(43)}`, 'yihao=../../etc', `yihao=${'A'.repeat(5_000)}`]) {
    const reply = await server.app.inject({ url: '/api/session', headers: { cookie } })
    assert.equal(reply.statusCode, 401)
  }
})

test('given an agent, when he asks for his phone, then he gets his own secret and no other', async () => {
  const reply = await get('1001', '/api/phone')
  assert.deepEqual(reply.json(), { user: '1001', password: 'secret-of-1001', server: 'localhost', port: 5060 })
  for (const url of ['/api/agents', '/api/calls', '/api/queues']) {
    assert.equal((await get('admin', url)).body.includes('secret-of'), false)
  }
})
