import type { Clock } from '../../../engine/ports.ts'
import { createAccessToken, type FreshToken } from './access-token.ts'
import { createExchange, type ExchangeParts, type Question, type Reply } from './exchange.ts'
import type { Menu } from './menu.ts'
import { fitted } from './replies.ts'
import { busyError, limits, tokenErrors, WechatError } from './wechat-error.ts'

/** The values of a template's fields, by their names in the console, such as `thing1`. */
export type TemplateData = Readonly<Record<string, string>>

/** What the hotline asks of WeChat. Each rejects with a `WechatError`. */
export interface WechatApi {
  /** 客服消息: a text to somebody who wrote within the last 48 hours. Sent once, or perhaps not at all. */
  sendText(openid: string, text: string): Promise<void>
  /** 模板消息. `id`: of two with the same one to the same citizen within 10 minutes, WeChat brings only one. */
  sendTemplate(message: {
    readonly openid: string
    readonly templateId: string
    readonly url: string
    readonly data: TemplateData
    readonly id: string
  }): Promise<void>
  /** 订阅通知, to somebody who has asked for it. Sent once, or perhaps not at all. */
  sendSubscribed(message: {
    readonly openid: string
    readonly templateId: string
    readonly data: TemplateData
  }): Promise<void>
  /** Puts this menu in the place of the one that is there. */
  createMenu(menu: Menu): Promise<void>
  /** A picture that a citizen sent. */
  picture(mediaId: string): Promise<Uint8Array>
  /** 网页授权: whose code this is. A code holds once and for 5 minutes. */
  openidOf(code: string): Promise<string>
}

export interface WechatApiParts extends ExchangeParts {
  readonly appId: string
  readonly secret: string
  readonly clock: Pick<Clock, 'now'>
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const errcodeOf = (reply: Reply): number => {
  if ('bytes' in reply) return 0
  const { errcode } = reply.json
  return typeof errcode === 'number' ? errcode : 0
}

const valuesOf = (data: TemplateData): object =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value: value.toWellFormed() }]))

const busyAttempts = 3
/** 10 MB over a slow line; whoever waits for the answer gets it later. */
const pictureMs = 20_000

/** WeChat's API over HTTPS. `base`: https://api.weixin.qq.com, or another place that behaves like it. */
export const createWechatApi = ({ appId, secret, clock, ...parts }: WechatApiParts): WechatApi => {
  const exchange = createExchange(parts)
  const pausedUntil = new Map<string, number>()

  /** Asks, again while WeChat says that it is busy, and not at all while a limit holds. */
  const ask = async (question: Question): Promise<Reply> => {
    if ((pausedUntil.get(question.path) ?? 0) > clock.now()) throw new WechatError('limited', `${question.path} rests`)
    for (let attempt = 1; ; attempt += 1) {
      const reply = await exchange(question)
      const errcode = errcodeOf(reply)
      if (errcode === 0) return reply
      if (errcode === busyError && attempt < busyAttempts) {
        await new Promise(resolve => setTimeout(resolve, (parts.firstWaitMs ?? 200) * attempt))
        continue
      }
      const restMs = limits.get(errcode)
      if (restMs !== undefined) pausedUntil.set(question.path, clock.now() + restMs)
      const kind = restMs !== undefined ? 'limited' : errcode === busyError ? 'away' : 'refused'
      throw new WechatError(kind, `errcode ${errcode} of ${question.path}`, errcode)
    }
  }

  const askToken = async (force: boolean): Promise<FreshToken> => {
    const reply = await ask({
      path: '/cgi-bin/stable_token',
      body: { grant_type: 'client_credential', appid: appId, secret, ...(force && { force_refresh: true }) },
      repeatable: !force,
    })
    const json = 'json' in reply ? reply.json : {}
    const token = text(json.access_token)
    const seconds = typeof json.expires_in === 'number' ? json.expires_in : 0
    if (token === '' || token.length > 1_024 || !(seconds > 0)) throw new WechatError('away', 'no access token came')
    return { token, seconds }
  }
  const tokens = createAccessToken(askToken, clock)

  /** With the access token; once more with another where WeChat does not take it. */
  const call = async (question: Question): Promise<Reply> => {
    for (let isSecond = false; ; isSecond = true) {
      const token = await tokens.get()
      try {
        return await ask({ ...question, query: { access_token: token, ...question.query } })
      } catch (error) {
        const isToken = error instanceof WechatError && error.errcode !== null && tokenErrors.has(error.errcode)
        if (!isToken) throw error
        tokens.spoilt(token)
        if (isSecond) throw error
      }
    }
  }

  return {
    sendText: async (openid, content) => {
      const body = { touser: openid, msgtype: 'text', text: { content: fitted(content) } }
      await call({ path: '/cgi-bin/message/custom/send', body, repeatable: false })
    },
    sendTemplate: async ({ openid, templateId, url, data, id }) => {
      const body = { touser: openid, template_id: templateId, url, client_msg_id: id, data: valuesOf(data) }
      await call({ path: '/cgi-bin/message/template/send', body, repeatable: true })
    },
    sendSubscribed: async ({ openid, templateId, data }) => {
      const body = { touser: openid, template_id: templateId, data: valuesOf(data) }
      await call({ path: '/cgi-bin/message/subscribe/bizsend', body, repeatable: false })
    },
    createMenu: async menu => {
      await call({ path: '/cgi-bin/menu/create', body: menu, repeatable: true })
    },
    picture: async mediaId => {
      const query = { media_id: mediaId }
      const reply = await call({ path: '/cgi-bin/media/get', query, repeatable: true, timeoutMs: pictureMs })
      if ('bytes' in reply) return reply.bytes
      throw new WechatError('refused', 'this is no picture')
    },
    openidOf: async code => {
      const query = { appid: appId, secret, code, grant_type: 'authorization_code' }
      // a code holds once: asked again after a lost answer it could only be refused
      const reply = await ask({ path: '/sns/oauth2/access_token', query, repeatable: false })
      const openid = 'json' in reply ? text(reply.json.openid) : ''
      if (!/^[\w-]{1,64}$/.test(openid)) throw new WechatError('away', 'no openid came')
      return openid
    },
  }
}
