import { ConfigError } from './config-error.ts'

/** After how long in a state an agent deserves the shift leader's look, ms; pauses whose reason is not named: `paused`. */
export interface OverLong {
  readonly reserved: number
  readonly talking: number
  readonly wrap_up: number
  readonly paused: number
  readonly pauses: Readonly<Record<string, number>>
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour }
const longest = 24 * hour

/** House rules: no source settles them. Half an hour of talk may be a stuck channel; the others are generous for what the state is meant for. */
const usual = new Map([
  ['reserved', minute],
  ['talking', 30 * minute],
  ['wrap_up', 3 * minute],
  ['pause', 30 * minute],
  ['pause.break', 15 * minute],
  ['pause.meal', hour],
  ['pause.missed', 2 * minute],
])

/** Reasons of pauses that a limit may be named for. */
export const pauseReasons = [
  'break',
  'meal',
  'training',
  'meeting',
  'other_work',
  'signed_in',
  'missed',
  'declined',
  'phone_failed',
  'forced',
] as const

const names = ['reserved', 'talking', 'wrap_up', 'pause', ...pauseReasons.map(reason => `pause.${reason}`)]
const setting = 'YIHAO_OVER_LONG'

const durationOf = (part: string, text: string): number => {
  const [, count = '', unit = ''] = /^(\d{1,5})([smh])$/.exec(text) ?? []
  const ms = Number(count) * (units[unit] ?? 0)
  if (ms < second || ms > longest)
    throw new ConfigError(setting, `must have a time from 1s to 24h such as 90s, 30m or 1h in "${part}"`)
  return ms
}

/**
 * Reads YIHAO_OVER_LONG, such as `talking=30m,pause.meal=60m`: what it does not name stays as it usually is. Throws a `ConfigError`
 * for a name that is unknown or stands twice, and for a time that is none.
 */
export const overLongOf = (env: Readonly<Record<string, string | undefined>>): OverLong => {
  const limits = new Map(usual)
  const named = new Set<string>()
  for (const part of (env[setting] ?? '').split(',').map(text => text.trim())) {
    if (part === '') continue
    const [name = '', ...times] = part.split('=').map(text => text.trim())
    if (!names.includes(name)) throw new ConfigError(setting, `knows ${names.join(', ')}, and not "${name}"`)
    if (named.has(name)) throw new ConfigError(setting, `names ${name} twice`)
    named.add(name)
    limits.set(name, durationOf(part, times.join('=')))
  }
  const limit = (name: string): number => limits.get(name) ?? longest
  const pauses = pauseReasons.flatMap(reason => {
    const ms = limits.get(`pause.${reason}`)
    return ms === undefined ? [] : [[reason, ms] as const]
  })
  return {
    reserved: limit('reserved'),
    talking: limit('talking'),
    wrap_up: limit('wrap_up'),
    paused: limit('pause'),
    pauses: Object.fromEntries(pauses),
  }
}
