import { ConfigError } from './config-error.ts'
import { parseSecrets, readSecretFile } from './secret-file.ts'

/** The WeChat official account (公众号) of the hotline. */
export interface WechatSetting {
  readonly appId: string
  readonly secret: string
  readonly token: string
  /** EncodingAESKey, and the one before it while it is being changed. */
  readonly aesKeys: readonly string[]
  readonly mode: 'safe' | 'compatible' | 'plain'
  /** Whether the menu of the account is set at each start. */
  readonly menu: boolean
  /** Where WeChat's API is. */
  readonly api: string
  /** Our own address for browsers. */
  readonly origin: string
}

const setting = 'YIHAO_WECHAT_FILE'
const officialApi = 'https://api.weixin.qq.com'

const fail = (problem: string): never => {
  throw new ConfigError(setting, problem)
}

const objectIn = (text: string): Readonly<Record<string, unknown>> => {
  const value = parseSecrets(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  return fail('must name a file with one JSON object')
}

/** What each field must look like; none of them is ever quoted, for most are secrets. */
const forms: Readonly<Record<string, readonly [form: RegExp, what: string]>> = {
  appId: [/^wx[0-9a-f]{16}$/, 'wx and 16 hexadecimal digits'],
  secret: [/^[0-9a-f]{32}$/, '32 hexadecimal digits'],
  token: [/^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits'],
  aesKey: [/^[A-Za-z0-9]{43}$/, '43 letters and digits'],
  aesKeyBefore: [/^[A-Za-z0-9]{43}$/, '43 letters and digits'],
  mode: [/^(safe|compatible|plain)$/, 'safe, compatible or plain'],
  api: [/^(https:\/\/[\w.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d{1,5})?$/, 'an https address without a path'],
}
const needed = ['appId', 'secret', 'token', 'aesKey']

/**
 * Reads the file that YIHAO_WECHAT_FILE names; null: it names none, and there is no WeChat. The secrets are in a file, since an environment is
 * inherited and printed. Throws a `ConfigError` that quotes no secret.
 */
export const wechatOf = (
  env: Readonly<Record<string, string | undefined>>,
  publicOrigin: string | null,
): WechatSetting | null => {
  const path = env[setting]
  if (!path) return null
  const fields = objectIn(readSecretFile(setting, path))
  const unknown = Object.keys(fields).find(name => !(name in forms) && name !== 'menu')
  if (unknown !== undefined) fail(`names a file with a field it does not know, "${unknown}"`)
  const missing = needed.find(name => fields[name] === undefined)
  if (missing !== undefined) fail(`names a file without ${missing}: it needs ${needed.join(', ')}`)
  const field = (name: string, fallback: string): string => {
    const value = fields[name] ?? fallback
    const [form, what] = forms[name] ?? [/^$/, 'nothing']
    if (value === '' && fallback === '' && fields[name] === undefined) return ''
    return typeof value === 'string' && form.test(value) ? value : fail(`names a file whose ${name} is not ${what}`)
  }
  const menu = fields.menu ?? true
  if (typeof menu !== 'boolean') return fail('names a file whose menu is not true or false')
  if (!publicOrigin?.startsWith('https://'))
    throw new ConfigError('YIHAO_PUBLIC_ORIGIN', `must be an https address where ${setting} is set`)
  return {
    appId: field('appId', ''),
    secret: field('secret', ''),
    token: field('token', ''),
    aesKeys: [field('aesKey', ''), field('aesKeyBefore', '')].filter(key => key !== ''),
    mode: field('mode', 'safe') as WechatSetting['mode'],
    menu,
    api: field('api', officialApi),
    origin: publicOrigin,
  }
}
