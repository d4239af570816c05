import { citizenKeyIn } from './adapters/messaging/wechat/citizen-key.ts'
import { citizenKeyOf, createCitizenSignIn } from './adapters/messaging/wechat/citizen-sign-in.ts'
import { createConversation } from './adapters/messaging/wechat/conversation.ts'
import { createDoor } from './adapters/messaging/wechat/door.ts'
import { menuOf } from './adapters/messaging/wechat/menu.ts'
import { createMessageCipher } from './adapters/messaging/wechat/message-cipher.ts'
import { createWechatApi } from './adapters/messaging/wechat/wechat-api.ts'
import type { Config } from './config/config.ts'
import type { CitizenService } from './engine/citizens/citizen-service.ts'
import type { Clock, Log } from './engine/ports.ts'

/** The citizen's pages that the account leads to. */
const submitPage = '/12345'
const progressPage = '/12345#track'

const authorizeBase = 'https://open.weixin.qq.com'

interface Parts {
  readonly config: Pick<Config, 'wechat' | 'dataFolder' | 'zone'>
  readonly citizens: CitizenService
  readonly clock: Clock
  readonly log: Log
}

/** Wires the WeChat official account; null: there is none. */
export const openWechat = ({ config, citizens, clock, log }: Parts) => {
  const setting = config.wechat
  if (!setting) return null
  const { appId, secret, token, aesKeys, mode, menu, api: base, origin } = setting
  const key = citizenKeyIn(config.dataFolder)
  const api = createWechatApi({ base, appId, secret, clock })
  const links = {
    submit: `${origin}${submitPage}`,
    progress: `${origin}${progressPage}`,
    of: (path: string) => origin + path,
  }
  const conversation = createConversation({
    citizens,
    picture: api.picture,
    keyOf: openid => citizenKeyOf(key, openid),
    links,
    zone: config.zone,
    clock,
    log,
  })
  return {
    door: createDoor({
      token,
      mode,
      ciphers: aesKeys.map(each => createMessageCipher(each, appId)),
      conversation,
      sendLater: (openid, text) =>
        void api.sendText(openid, text).catch(error => log.warn({ err: error }, 'a late WeChat answer was not sent')),
      clock,
      log,
    }),
    signIn: createCitizenSignIn({
      appId,
      authorizeBase,
      returnTo: `${origin}/api/wechat/signed-in`,
      api,
      key,
      clock,
      log,
    }),
    api,
    /** Sets the menu, once this server serves. Returns at once; a failure is logged and hinders nothing. */
    start: () => {
      if (!menu) return
      void api
        .createMenu(menuOf(links))
        .then(() => log.info({}, 'the menu of the WeChat account is set'))
        .catch(error => log.warn({ err: error }, 'the menu of the WeChat account could not be set'))
    },
  }
}
