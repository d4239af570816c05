import { citizenKeyOf } from '../../../../src/adapters/messaging/wechat/citizen-sign-in.ts'
import { createConversation } from '../../../../src/adapters/messaging/wechat/conversation.ts'
import { createDoor, type DoorParts } from '../../../../src/adapters/messaging/wechat/door.ts'
import { createMessageCipher } from '../../../../src/adapters/messaging/wechat/message-cipher.ts'
import type { Asker, CitizenService, Progress } from '../../../../src/engine/citizens/citizen-service.ts'
import { keptLog } from '../../../helpers/store.ts'
import { account } from './given-wechat.ts'

export const caseNo = '20261125000421'
export const queryCode = 'CDFG2345'

export interface Told {
  readonly what: string
  readonly asker?: Asker
  readonly about: unknown
}

const progress: Progress = {
  caseNo,
  steps: [
    { at: Date.UTC(2026, 10, 25, 1, 2), text: { zh: '已受理', en: 'Accepted' } },
    { at: Date.UTC(2026, 10, 25, 2, 30), text: { zh: '已派至城管局 <b>', en: 'Sent to the urban management bureau' } },
  ],
  answer: null,
  mayAdd: true,
  mayUrge: true,
  mayRate: false,
}

/** One case, which is open to this number and code; what is told of it is kept. */
export const givenCitizens = (but: Partial<CitizenService> = {}) => {
  const told: Told[] = []
  const opens = (key: { caseNo: string; queryCode: string }) => key.caseNo === caseNo && key.queryCode === queryCode
  const service: CitizenService = {
    submit: async () => ({ caseNo, queryCode }),
    progress: async (asker, key) => {
      told.push({ what: 'progress', asker, about: key })
      return opens(key) ? progress : 'unknown'
    },
    add: async (asker, key, addition) => {
      told.push({ what: 'add', asker, about: addition })
      return opens(key) ? 'done' : 'unknown'
    },
    urge: async (asker, key, requestId) => {
      const isFirst = !told.some(({ what }) => what === 'urge')
      told.push({ what: 'urge', asker, about: requestId })
      return !opens(key) ? 'unknown' : isFirst ? 'done' : 'not_now'
    },
    rate: async (asker, key, rating) => {
      told.push({ what: 'rate', asker, about: rating })
      return opens(key) ? 'done' : 'unknown'
    },
    knowledge: async query => {
      told.push({ what: 'knowledge', about: query })
      return [
        { title: '小微企业减税 <a>', text: `${'符合条件的企业，'.repeat(20)}`, path: '/citizen/articles/7' },
        { title: '外面的网页', text: '不链接', path: '//evil.example/"' },
      ]
    },
    ...but,
  }
  return { service, told }
}

export const citizenKey = Buffer.alloc(32, 9)

/** A clock that stands where a test puts it. */
export const standingClock = (at = Date.UTC(2026, 10, 25, 4)) => {
  let now = at
  return {
    now: () => now,
    seconds: () => Math.floor(now / 1_000),
    forward: (ms: number) => {
      now += ms
    },
  }
}

/** The door with its conversation, as in production, on a clock of the test's own. */
export const givenDoor = (
  but: Partial<DoorParts> & { citizens?: CitizenService; picture?: (mediaId: string) => Promise<Uint8Array> } = {},
) => {
  const clock = standingClock()
  const log = keptLog()
  const later: { openid: string; text: string }[] = []
  const { citizens = givenCitizens().service, picture = async () => new Uint8Array([1]), ...parts } = but
  const conversation = createConversation({
    citizens,
    picture,
    keyOf: openid => citizenKeyOf(citizenKey, openid),
    links: {
      submit: 'https://12345.example.cn/12345',
      progress: 'https://12345.example.cn/12345#track',
      of: path => `https://12345.example.cn${path}`,
    },
    zone: 'Asia/Shanghai',
    clock,
    log,
  })
  const door = createDoor({
    token: account.token,
    mode: 'safe',
    ciphers: [createMessageCipher(account.aesKey, account.appId)],
    conversation,
    sendLater: (openid, text) => void later.push({ openid, text }),
    clock,
    log,
    ...parts,
  })
  return { door, clock, log, later }
}
