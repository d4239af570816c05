import type { Clock } from '../../../engine/ports.ts'
import { WechatError } from './wechat-error.ts'

export interface FreshToken {
  readonly token: string
  readonly seconds: number
}

/** The access token of the account: one for all, kept in memory. */
export interface AccessToken {
  /** The one that holds now. One question at a time goes to WeChat, however many ask here. Rejects with a `WechatError`. */
  get(): Promise<string>
  /** WeChat did not take this one: the next `get` brings another. */
  spoilt(token: string): void
}

/** WeChat gives out the next token in the last 5 minutes of one, and takes both meanwhile (getStableAccessToken). */
const earlyMs = 4 * 60_000
/** WeChat forces a new token 20 times a day, at least 30 s apart. */
const forcedApartMs = 60_000
/** After a refresh that failed while the old token still holds. */
const againMs = 10_000

/** `ask` fetches a token by `stable_token`; `force` makes WeChat give a new one, after which the old one is worth nothing anywhere. */
export const createAccessToken = (
  ask: (force: boolean) => Promise<FreshToken>,
  clock: Pick<Clock, 'now'>,
): AccessToken => {
  let kept: { readonly token: string; readonly until: number } | null = null
  let refreshAt = 0
  let bad: string | null = null
  let forcedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<string> | null = null

  const force = async (): Promise<FreshToken> => {
    if (clock.now() - forcedAt < forcedApartMs) throw new WechatError('refused', 'the access token is not taken')
    forcedAt = clock.now()
    return ask(true)
  }
  const fetchNew = async (): Promise<string> => {
    const usual = await ask(false)
    const fresh = usual.token === bad ? await force() : usual
    const lifetime = fresh.seconds * 1_000
    kept = { token: fresh.token, until: clock.now() + lifetime }
    refreshAt = kept.until - Math.min(earlyMs, lifetime / 2)
    return fresh.token
  }
  const refresh = async (): Promise<string> => {
    const old = kept
    try {
      return await fetchNew()
    } catch (error) {
      if (!old || kept !== old || old.until <= clock.now()) throw error
      refreshAt = clock.now() + againMs
      return old.token
    }
  }
  return {
    get: async () => {
      if (kept && clock.now() < refreshAt) return kept.token
      asking ??= refresh().finally(() => {
        asking = null
      })
      return asking
    },
    spoilt: token => {
      if (kept?.token !== token) return
      kept = null
      bad = token
    },
  }
}
