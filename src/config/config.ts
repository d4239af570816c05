import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import { type AsteriskAddress, parseAsteriskAddress } from './asterisk-address.ts'
import { ConfigError } from './config-error.ts'
import { type ExportTargetSetting, exportTargetsOf } from './export-setting.ts'
import { type MessageSettings, messageSettingsOf } from './message-settings.ts'
import { type OverLong, overLongOf } from './over-long.ts'
import { type TlsSetting, tlsOf } from './tls-setting.ts'
import { type WechatSetting, wechatOf } from './wechat-setting.ts'

/** The settings of the server, typed and checked; docs/operations.md lists them all. */
export interface Config {
  readonly httpHost: string
  readonly httpPort: number
  /** Where desk phones and the trunk reach Asterisk; told to phones, not opened by the server. */
  readonly sipPort: number
  readonly database: string
  readonly dataFolder: string
  /** Where facts wait while the database takes none; best on another disk than the database. */
  readonly spillFolder: string
  readonly asterisk: AsteriskAddress
  readonly zone: string
  readonly homeArea: string
  readonly publicOrigin: string | null
  readonly cookieSecure: boolean
  readonly tls: TlsSetting
  /** Whether anybody may call the hotline from the page /citizen; for a demo. */
  readonly citizenPage: boolean
  /** The answer rate over any 24 h that the hotline is held to, in hundredths of a percent. */
  readonly answerTarget: number
  /** After how long in a state walls flag an agent. */
  readonly overLong: OverLong
  /** Whether the screen of the hall names agents. */
  readonly screenNames: boolean
  /** Zero bits of each of the puzzles that a browser solves before it sends a case: one more doubles the work. */
  readonly citizenWork: number
  /** Cases that the people of one address may send in a day. */
  readonly citizenCasesADay: number
  /** How many days after the closing of a case its requester may rate it. */
  readonly ratingDays: number
  /** How often a day a number may be rung, over all campaigns. */
  readonly ringsADay: number
  /** Addresses of proxies in front whose word for who asks is believed. */
  readonly trustedProxies: readonly string[]
  /** Who is told of alarms, and the key of the signature; null: nobody. */
  readonly alarmWebhook: { readonly url: string; readonly secret: string } | null
  /** The WeChat official account; null: none. */
  readonly wechat: WechatSetting | null
  /** By what messages leave the house. */
  readonly messages: MessageSettings
  readonly recording: {
    readonly on: boolean
    /** The key that wraps the keys of all recordings; null: the one in the data folder. */
    readonly key: Buffer | null
    /** How recordings are kept from now on. */
    readonly codec: 'g711' | 'opus'
    /** Whether agents may hear the calls they talked in. */
    readonly agentsHearOwn: boolean
    /** How long recordings are kept. */
    readonly months: number
    /** The same for calls that belong to a complaint; never less than the others. */
    readonly complaintMonths: number
  }
  /** How long closed cases keep what is about persons, in months; null: for ever. Never less than their recordings are kept. */
  readonly caseMonths: number | null
  readonly attachments: {
    /** Whether photos, films and sounds keep what they tell of place and device, but for those of confidential cases. */
    readonly keepMetadata: boolean
  }
  /** The export of each closed day; null: none. */
  readonly dayExport: {
    readonly targets: readonly ExportTargetSetting[]
    /** The full hour of the city's day at which it is done. */
    readonly hour: number
    /** After so many days what was exported of a day is final. */
    readonly finalAfterDays: number
    readonly formats: readonly ExportFormat[]
    /** Whether telephone numbers stand in it in full. */
    readonly fullNumbers: boolean
  } | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Demo data, or null in a real house. */
  readonly demo: {
    readonly password: string | null
    readonly agents: number
    readonly wrapUpMs: number
    readonly notice: boolean
    /** Number of the first agent who is nobody's part yet: calls from the page /citizen go to these first. Null: there are none. */
    readonly guestsFrom?: number | null
    /** Whether every agent rings citizens too. */
    readonly visitors?: boolean
  } | null
}

/** What an exported day can be written as. */
export const exportFormats = ['csv', 'json', 'xlsx', 'parquet'] as const

export type ExportFormat = (typeof exportFormats)[number]

type Environment = Readonly<Record<string, string | undefined>>

const whole = (env: Environment, name: string, fallback: number, from: number, to: number): number => {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < from || value > to)
    throw new ConfigError(name, `must be a whole number from ${from} to ${to}, not "${text}"`)
  return value
}

const yes = (env: Environment, name: string, fallback: boolean): boolean => {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  if (text === '1' || text === 'yes' || text === 'true') return true
  if (text === '0' || text === 'no' || text === 'false') return false
  throw new ConfigError(name, `must be 1 or 0, not "${text}"`)
}

const matching = (env: Environment, name: string, fallback: string, form: RegExp, what: string): string => {
  const text = env[name] || fallback
  if (!form.test(text)) throw new ConfigError(name, `must be ${what}, not "${text}"`)
  return text
}

const zoneOf = (env: Environment): string => {
  const zone = env.YIHAO_ZONE || 'Asia/Shanghai'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new ConfigError('YIHAO_ZONE', `must be a time zone such as Asia/Shanghai, not "${zone}"`)
  }
}

const originOf = (env: Environment): string | null => {
  const text = env.YIHAO_PUBLIC_ORIGIN
  if (!text) return null
  const origin = URL.canParse(text) ? new URL(text).origin : ''
  if (origin !== text)
    throw new ConfigError('YIHAO_PUBLIC_ORIGIN', `must be like https://12345.example.cn, not "${text}"`)
  return origin
}

const proxiesOf = (env: Environment): readonly string[] => {
  const addresses = (env.YIHAO_TRUSTED_PROXIES ?? '')
    .split(',')
    .map(address => address.trim())
    .filter(address => address !== '')
  const wrong = addresses.find(address => isIP(address) === 0)
  if (wrong !== undefined)
    throw new ConfigError('YIHAO_TRUSTED_PROXIES', `must be addresses with commas between them, not "${wrong}"`)
  return addresses
}

const databaseOf = (env: Environment, dataFolder: string): string => {
  const text = env.YIHAO_DATABASE || `sqlite:${resolve(dataFolder, 'yihao.db')}`
  if (/^postgres(ql)?:\/\/\S+$/.test(text)) return text
  const path = /^sqlite:(.+)$/.exec(text)?.[1]
  if (!path) throw new ConfigError('YIHAO_DATABASE', 'must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME')
  return isAbsolute(path) ? text : `sqlite:${resolve(path)}`
}

const answerTargetOf = (env: Environment): number => {
  const text = env.YIHAO_ANSWER_TARGET || '95'
  const hundredths = Math.round(Number(text) * 100)
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text) || hundredths < 5_000 || hundredths > 10_000)
    throw new ConfigError(
      'YIHAO_ANSWER_TARGET',
      `must be a percentage from 50 to 100 with two decimals at most, not "${text}"`,
    )
  return hundredths
}

const leastSecret = 16

const alarmWebhookOf = (env: Environment): Config['alarmWebhook'] => {
  const url = env.YIHAO_ALARM_WEBHOOK
  if (!url) return null
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new ConfigError('YIHAO_ALARM_WEBHOOK', `must be an http or https address, not "${url}"`)
  const secret = env.YIHAO_ALARM_SECRET ?? ''
  if (secret.length < leastSecret)
    throw new ConfigError(
      'YIHAO_ALARM_SECRET',
      `must have at least ${leastSecret} characters where YIHAO_ALARM_WEBHOOK is set`,
    )
  return { url, secret }
}

const recordingKeyOf = (env: Environment): Buffer | null => {
  const text = env.YIHAO_RECORDING_KEY
  if (!text) return null
  const key = Buffer.from(text, 'base64')
  // the key itself must not stand in a log
  if (key.length !== 32 || key.toString('base64') !== text)
    throw new ConfigError('YIHAO_RECORDING_KEY', 'must be 32 bytes in base64')
  return key
}

const formatsOf = (env: Environment): readonly ExportFormat[] => {
  const name = 'YIHAO_EXPORT_FORMATS'
  const wanted = (env[name] || exportFormats.join(',')).split(',').map(each => each.trim())
  const unknown = wanted.find(each => !exportFormats.some(format => format === each))
  if (unknown !== undefined)
    throw new ConfigError(name, `must be some of ${exportFormats.join(', ')} with commas between, not "${unknown}"`)
  return exportFormats.filter(format => wanted.includes(format))
}

const dayExportOf = (env: Environment): Config['dayExport'] => {
  const targets = exportTargetsOf(env)
  const settings = {
    targets,
    hour: whole(env, 'YIHAO_EXPORT_HOUR', 4, 0, 23),
    finalAfterDays: whole(env, 'YIHAO_EXPORT_FINAL_DAYS', 45, 1, 1_000),
    formats: formatsOf(env),
    fullNumbers: matching(env, 'YIHAO_EXPORT_NUMBERS', 'masked', /^(masked|full)$/, 'masked or full') === 'full',
  }
  return yes(env, 'YIHAO_EXPORT', true) ? settings : null
}

/** Reads and checks all settings. Throws a `ConfigError` whose one sentence names the setting that is wrong. */
export const readConfig = (env: Environment): Config => {
  const dataFolder = resolve(env.YIHAO_DATA || 'data')
  const tls = tlsOf(env)
  const publicOrigin = originOf(env)
  const config: Config = {
    httpHost: env.YIHAO_HTTP_HOST || '127.0.0.1',
    httpPort: whole(env, 'YIHAO_HTTP_PORT', 12345, 0, 65_535),
    sipPort: whole(env, 'YIHAO_SIP_PORT', 5060, 1, 65_535),
    database: databaseOf(env, dataFolder),
    dataFolder,
    spillFolder: resolve(env.YIHAO_SPILL || join(dataFolder, 'spill')),
    asterisk: parseAsteriskAddress(env.YIHAO_ASTERISK ?? ''),
    zone: zoneOf(env),
    homeArea: matching(env, 'YIHAO_HOME_AREA', '0513', /^0\d{2,3}$/, 'an area code such as 0513'),
    publicOrigin,
    cookieSecure: yes(
      env,
      'YIHAO_COOKIE_SECURE',
      tls !== 'off' || (env.YIHAO_PUBLIC_ORIGIN?.startsWith('https:') ?? false),
    ),
    tls,
    citizenPage: yes(env, 'YIHAO_CITIZEN_PAGE', false),
    answerTarget: answerTargetOf(env),
    overLong: overLongOf(env),
    screenNames: yes(env, 'YIHAO_SCREEN_NAMES', false),
    citizenWork: whole(env, 'YIHAO_CITIZEN_WORK', 14, 1, 20),
    citizenCasesADay: whole(env, 'YIHAO_CITIZEN_CASES_A_DAY', 20, 1, 10_000),
    ratingDays: whole(env, 'YIHAO_RATING_DAYS', 7, 1, 60),
    ringsADay: whole(env, 'YIHAO_RINGS_A_DAY', 1, 1, 10),
    trustedProxies: proxiesOf(env),
    alarmWebhook: alarmWebhookOf(env),
    wechat: wechatOf(env, publicOrigin),
    messages: messageSettingsOf(env),
    recording: {
      on: yes(env, 'YIHAO_RECORDING', true),
      key: recordingKeyOf(env),
      codec: matching(
        env,
        'YIHAO_RECORDING_CODEC',
        'g711',
        /^(g711|opus)$/,
        'g711 or opus',
      ) as Config['recording']['codec'],
      agentsHearOwn: yes(env, 'YIHAO_AGENTS_HEAR_OWN', false),
      months: whole(env, 'YIHAO_RECORDING_MONTHS', 24, 1, 1_200),
      complaintMonths: whole(env, 'YIHAO_RECORDING_MONTHS_COMPLAINT', 36, 1, 1_200),
    },
    caseMonths: env.YIHAO_CASE_MONTHS ? whole(env, 'YIHAO_CASE_MONTHS', 0, 6, 1_200) : null,
    attachments: { keepMetadata: yes(env, 'YIHAO_ATTACHMENT_METADATA', false) },
    dayExport: dayExportOf(env),
    logLevel: matching(
      env,
      'YIHAO_LOG_LEVEL',
      'info',
      /^(debug|info|warn|error)$/,
      'debug, info, warn or error',
    ) as Config['logLevel'],
    demo: yes(env, 'YIHAO_DEMO', false)
      ? {
          password: env.YIHAO_DEMO_PASSWORD || null,
          agents: whole(env, 'YIHAO_DEMO_AGENTS', 40, 1, 5_000),
          wrapUpMs: whole(env, 'YIHAO_DEMO_WRAP_UP_MS', 15_000, 0, 3_600_000),
          notice: yes(env, 'YIHAO_DEMO_NOTICE', true),
          guestsFrom: whole(env, 'YIHAO_DEMO_GUESTS_FROM', 0, 0, 9_999) || null,
          visitors: yes(env, 'YIHAO_DEMO_VISITORS', false),
        }
      : null,
  }
  return Object.freeze(config)
}
