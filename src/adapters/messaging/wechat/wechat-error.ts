/**
 * Why WeChat did not do what it was asked. `limited`: too often, by its own count; `refused`: it will not, whoever asks again; `away`:
 * it does not answer, and may or may not have done it.
 */
export class WechatError extends Error {
  readonly kind: 'limited' | 'refused' | 'away'
  /** WeChat's errcode; null: none came. */
  readonly errcode: number | null

  constructor(kind: WechatError['kind'], what: string, errcode: number | null = null) {
    super(`WeChat: ${what}`)
    this.name = 'WechatError'
    this.kind = kind
    this.errcode = errcode
  }
}

/** The access token is not, or no more, the right one (全局返回码说明). */
export const tokenErrors: ReadonlySet<number> = new Set([40001, 40014, 42001])
/** Too busy: nothing was done. */
export const busyError = -1
/** Limits, and for how long it is of no use to ask again, ms: by day, by minute, and of answers to one citizen. */
export const limits: ReadonlyMap<number, number> = new Map([
  [45009, 10 * 60_000],
  [45011, 60_000],
  [45047, 0],
])
