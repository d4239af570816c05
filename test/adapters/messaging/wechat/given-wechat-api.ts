import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWechatApi, type WechatApiParts } from '../../../../src/adapters/messaging/wechat/wechat-api.ts'
import { standingClock } from './given-citizens.ts'

export const secret = '0123456789abcdef0123456789abcdef'
export const appId = 'wx2c2769f8efd9abc2'

export interface Asked {
  readonly path: string
  readonly query: Record<string, string>
  readonly body: Record<string, unknown>
}

type Answer = object | Buffer | 'cut' | 'hang'

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString())
}

/** An API that behaves as published: errors are JSON with status 200, tokens end, codes hold once, a client_msg_id is sent once. */
export const givenWechatApi = async (t: { after(job: () => unknown): void }, but: Partial<WechatApiParts> = {}) => {
  const clock = standingClock()
  const asked: Asked[] = []
  const sent: { to: unknown; what: unknown }[] = []
  const codes = new Map([['code-1', 'oCitizen-1']])
  const messageIds = new Set<unknown>()
  /** What comes in place of the next answers of a path. */
  const next = new Map<string, Answer[]>()
  const state = { token: 'token-1', given: 1, seconds: 7_200 }
  const renew = () => {
    state.given += 1
    state.token = `token-${state.given}`
  }

  const answerTo = ({ path, query, body }: Asked): Answer => {
    if (path === '/cgi-bin/stable_token') {
      if (body.appid !== appId) return { errcode: 40013, errmsg: 'invalid appid' }
      if (body.secret !== secret) return { errcode: 40125, errmsg: 'invalid appsecret' }
      if (body.force_refresh === true) renew()
      return { access_token: state.token, expires_in: state.seconds }
    }
    if (path === '/sns/oauth2/access_token') {
      const openid = codes.get(query.code ?? '')
      codes.delete(query.code ?? '')
      return openid === undefined
        ? { errcode: 40029, errmsg: 'invalid code' }
        : { access_token: 'other', expires_in: 7_200, refresh_token: 'r', openid, scope: 'snsapi_base' }
    }
    if (query.access_token !== state.token) return { errcode: 40001, errmsg: 'invalid credential' }
    if (path === '/cgi-bin/media/get')
      return query.media_id === 'media-1'
        ? Buffer.from([0xff, 0xd8, 0xff, 1])
        : { errcode: 40007, errmsg: 'invalid media_id' }
    if (path === '/cgi-bin/message/template/send') {
      const id = `${String(body.touser)} ${String(body.client_msg_id)}`
      if (messageIds.has(id)) return { errcode: 0, errmsg: 'ok', msgid: 1 }
      messageIds.add(id)
    }
    if (path.startsWith('/cgi-bin/message/')) sent.push({ to: body.touser, what: body.text ?? body.data })
    return { errcode: 0, errmsg: 'ok' }
  }

  const send = (response: ServerResponse, answer: Answer) => {
    if (answer === 'hang') return
    if (answer === 'cut') return response.destroy()
    const isFile = Buffer.isBuffer(answer)
    // WeChat's JSON comes as text/plain, where it comes in place of a file
    response.writeHead(200, { 'content-type': isFile ? 'image/jpeg' : 'text/plain' })
    response.end(isFile ? answer : JSON.stringify(answer))
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const question = { path: url.pathname, query: Object.fromEntries(url.searchParams), body: await bodyOf(request) }
    asked.push(question)
    const instead = next.get(question.path)?.shift()
    // what is cut or hangs was done all the same: that is what makes it hard
    const usual = instead === undefined || instead === 'cut' || instead === 'hang' ? answerTo(question) : instead
    send(response, instead === 'cut' || instead === 'hang' ? instead : usual)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const api = createWechatApi({ base, appId, secret, clock, timeoutMs: 3_000, firstWaitMs: 5, ...but })
  const count = (path: string) => asked.filter(each => each.path === path).length
  return { api, base, clock, asked, sent, codes, next, state, renew, count }
}
