import { ConfigError } from './config-error.ts'

/** By what messages leave the house; null: by this way none do. */
export interface MessageSettings {
  readonly smtp: {
    readonly host: string
    readonly port: number
    readonly security: 'tls' | 'starttls' | 'plain'
    readonly login: { readonly user: string; readonly password: string } | null
    readonly from: { readonly name: string; readonly address: string }
  } | null
  readonly sms: {
    readonly url: string
    readonly secret: string
    readonly codes: Readonly<Record<string, 'sent' | 'retry' | 'failed'>>
  } | null
  /** Hosts that webhooks may reach by plain HTTP and in networks of the house. */
  readonly webhookHosts: readonly string[]
  /** How long messages that ended are kept. */
  readonly keepDays: number
}

type Environment = Readonly<Record<string, string | undefined>>

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)

/** The value is never shown: it may hold a password. */
const smtpForm = 'must be smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465'

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ConfigError('YIHAO_SMTP_URL', 'has a user or password with a % that stands for nothing')
  }
}

const smtpOf = (env: Environment): MessageSettings['smtp'] => {
  const text = env.YIHAO_SMTP_URL
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname) || url.hash !== '')
    throw new ConfigError('YIHAO_SMTP_URL', smtpForm)
  if (!/^(\?tls=off)?$/.test(url.search)) throw new ConfigError('YIHAO_SMTP_URL', 'knows no option but ?tls=off')
  const implicit = url.protocol === 'smtps:'
  const plain = url.search !== ''
  if (plain && implicit) throw new ConfigError('YIHAO_SMTP_URL', 'must not say both smtps and tls=off')
  const login = url.username ? { user: decoded(url.username), password: decoded(url.password) } : null
  if (plain && login && !isLoopback(url.hostname))
    throw new ConfigError('YIHAO_SMTP_URL', 'must not send a password over the network without TLS')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : implicit ? 465 : 587,
    security: implicit ? 'tls' : plain ? 'plain' : 'starttls',
    login,
    from: fromOf(env),
  }
}

const fromOf = (env: Environment) => {
  const text = env.YIHAO_MAIL_FROM ?? ''
  const [, name = '', bracketed, plain] = /^(?:([^<>"\p{Cc}]{0,100}?)\s*<([^<>\s]+)>|([^<>\s]+))$/u.exec(text) ?? []
  const address = bracketed ?? plain ?? ''
  if (!/^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+$/.test(address))
    throw new ConfigError(
      'YIHAO_MAIL_FROM',
      'must be like 12345@example.cn or 市民热线 <12345@example.cn> where YIHAO_SMTP_URL is set',
    )
  return { name, address }
}

const leastSecret = 16

const smsOf = (env: Environment): MessageSettings['sms'] => {
  const url = env.YIHAO_SMS_GATEWAY
  if (!url) return null
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new ConfigError('YIHAO_SMS_GATEWAY', `must be an http or https address, not "${url}"`)
  const secret = env.YIHAO_SMS_SECRET ?? ''
  if (secret.length < leastSecret)
    throw new ConfigError(
      'YIHAO_SMS_SECRET',
      `must have at least ${leastSecret} characters where YIHAO_SMS_GATEWAY is set`,
    )
  return { url, secret, codes: codesOf(env) }
}

const listOf = (env: Environment, name: string): readonly string[] =>
  (env[name] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')

const codesOf = (env: Environment): Readonly<Record<string, 'sent' | 'retry' | 'failed'>> => {
  const codes = new Map<string, 'sent' | 'retry' | 'failed'>()
  for (const part of listOf(env, 'YIHAO_SMS_CODES')) {
    const [, code, meaning] = /^([^=\s]{1,50})=(sent|retry|failed)$/.exec(part) ?? []
    if (code === undefined)
      throw new ConfigError('YIHAO_SMS_CODES', `must be like 0=sent,E20=failed,E31=retry, not "${part}"`)
    if (codes.has(code)) throw new ConfigError('YIHAO_SMS_CODES', `names ${code} twice`)
    codes.set(code, meaning as 'sent' | 'retry' | 'failed')
  }
  return Object.fromEntries(codes)
}

const webhookHostsOf = (env: Environment): readonly string[] =>
  listOf(env, 'YIHAO_WEBHOOK_HOSTS').map(part => {
    const url = URL.canParse(`http://${part}`) ? new URL(`http://${part}`) : null
    if (!url || !/^[\w.:[\]-]+$/.test(part) || url.pathname !== '/')
      throw new ConfigError(
        'YIHAO_WEBHOOK_HOSTS',
        `must be hosts such as 10.1.2.3 or oa.example.cn:8443, not "${part}"`,
      )
    const port = /:(\d+)$/.exec(part.replace(/^\[.*\]/, ''))?.[1]
    const host = url.hostname.replace(/^\[|\]$/g, '')
    return port === undefined ? host : `${host}:${port}`
  })

const daysOf = (env: Environment): number => {
  const text = env.YIHAO_MESSAGES_DAYS || '190'
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 30 || days > 3_650)
    throw new ConfigError('YIHAO_MESSAGES_DAYS', `must be a whole number from 30 to 3650, not "${text}"`)
  return days
}

/** Reads the settings of messages. Throws a `ConfigError`, which never shows a password. */
export const messageSettingsOf = (env: Environment): MessageSettings => ({
  smtp: smtpOf(env),
  sms: smsOf(env),
  webhookHosts: webhookHostsOf(env),
  keepDays: daysOf(env),
})
