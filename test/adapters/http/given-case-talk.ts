import type { GivenServer } from './given-server.ts'
import { type Cleanup, givenServer } from './given-server.ts'

/** A form in which nothing is missing. */
export const form = {
  requestId: 'request-0000-0001',
  class: 'complaint',
  title: '路灯不亮',
  text: '解放路 88 号路灯三天不亮',
  place: '解放路 88 号',
  requesterName: '王建国',
  contact: 'phone',
  urgent: false,
  confidential: null,
  anonymous: false,
  enterprise: false,
  specialNeeds: false,
  answer: '',
}

/** Asks the server; a body makes it a POST unless a method is given. */
export const asking =
  (server: GivenServer) => async (cookie: string, url: string, body?: object, method?: 'POST' | 'PUT' | 'DELETE') => {
    const reply = await server.app.inject({
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers: { cookie, origin: 'http://localhost:80' },
      ...(body !== undefined && { payload: body }),
    })
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() }
  }

/** A server at which an agent talks to a caller. */
export const givenCaseTalk = async (t: Cleanup, agentId = '1001', given?: GivenServer) => {
  const server = given ?? (await givenServer(t))
  const cookie = await server.signIn(agentId)
  const talk = async (callId: string, rawNumber?: string) => {
    await server.arrives(callId, rawNumber)
    const ring = server.effects.findLast(effect => effect.do === 'ring' && effect.callId === callId)
    const leg = ring?.do === 'ring' ? ring.leg : ''
    await server.engine.hotline.tell({ type: 'leg_answered', at: server.clock.now(), leg })
    await server.engine.settled()
    return leg
  }
  const ends = async (leg: string) => {
    await server.engine.hotline.tell({ type: 'leg_ended', at: server.clock.now(), leg, how: 'normal' })
    await server.engine.settled()
  }
  const ready = async () => {
    await server.engine.hotline.command(agentId, { name: 'ready' })
    await server.engine.settled()
  }
  await server.engine.hotline.tell({ type: 'console_up', at: server.clock.now(), agentId })
  await server.phoneUp(agentId)
  await ready()
  return { server, cookie, talk, ends, ready, ask: asking(server) }
}
