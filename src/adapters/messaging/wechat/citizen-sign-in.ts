import { createHmac, randomBytes } from 'node:crypto'
import type { CitizenSignIn } from '../../../engine/citizens/citizen-sign-in.ts'
import type { Clock, Log } from '../../../engine/ports.ts'
import { createSeal } from './seal.ts'
import { same } from './signature.ts'
import type { WechatApi } from './wechat-api.ts'
import { WechatError } from './wechat-error.ts'

export interface CitizenSignInParts {
  readonly appId: string
  /** Where WeChat sends browsers: https://open.weixin.qq.com. */
  readonly authorizeBase: string
  /** Our own address that WeChat sends browsers back to. */
  readonly returnTo: string
  readonly api: Pick<WechatApi, 'openidOf'>
  /** Key of the seals and of the hashes of openids, 32 bytes. */
  readonly key: Uint8Array
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

const ticketSeconds = 10 * 60
const sessionSeconds = 2 * 3_600
const mostUsed = 100_000

/** The keyed hash of an openid: the same citizen is known again, and nobody without the key can tell who he is. */
export const citizenKeyOf = (key: Uint8Array, openid: string): string =>
  createHmac('sha256', key).update(`openid\n${openid}`).digest('base64url')

/**
 * 网页授权 with `snsapi_base`: WeChat tells the openid and nothing else, and asks the citizen nothing. The state is random, sealed into a
 * ticket of this browser, holds for 10 minutes and once.
 */
export const createCitizenSignIn = ({
  appId,
  authorizeBase,
  returnTo,
  api,
  key,
  clock,
  log,
}: CitizenSignInParts): CitizenSignIn => {
  const seal = createSeal(key, clock.now)
  const used = new Map<string, number>()

  /** Whether it is used for the first time. Those that are over are forgotten: their tickets open no more. */
  const isFirstUse = (state: string, until: number): boolean => {
    for (const [old, end] of used) {
      if (end > clock.now() && used.size < mostUsed) break
      used.delete(old)
    }
    if (used.has(state)) return false
    used.set(state, until)
    return true
  }

  return {
    start: back => {
      const state = randomBytes(32).toString('hex')
      // WeChat compares this address with a pattern: the order of its parts is fixed (网页授权)
      const query = [
        `appid=${appId}`,
        `redirect_uri=${encodeURIComponent(returnTo)}`,
        'response_type=code',
        'scope=snsapi_base',
        `state=${state}`,
      ].join('&')
      return {
        url: `${authorizeBase}/connect/oauth2/authorize?${query}#wechat_redirect`,
        ticket: seal.close('ticket', [state, back], clock.now() + ticketSeconds * 1_000),
        seconds: ticketSeconds,
      }
    },
    finish: async ({ code, state, ticket }) => {
      const opened = ticket === null ? null : seal.open('ticket', ticket)
      const [expected = '', back = '/'] = opened?.fields ?? []
      if (!opened || !same(expected, state) || !isFirstUse(expected, opened.until)) return 'refused'
      try {
        const citizen = citizenKeyOf(key, await api.openidOf(code))
        const session = seal.close('session', [citizen], clock.now() + sessionSeconds * 1_000)
        return { session, seconds: sessionSeconds, back }
      } catch (error) {
        const isRefused = error instanceof WechatError && error.kind === 'refused'
        log.warn({ err: error }, 'a citizen could not be signed in by WeChat')
        return isRefused ? 'refused' : 'away'
      }
    },
    citizenOf: session => {
      const opened = session === null ? null : seal.open('session', session)
      const [citizen] = opened?.fields ?? []
      return opened && citizen !== undefined ? { key: citizen, expiresAt: opened.until } : null
    },
  }
}
