import { ConfigError } from './config-error.ts'
import { parseSecrets, readSecretFile } from './secret-file.ts'

/** Where exported days are brought. The fields of each kind are told in docs/operations.md. */
export type ExportTargetSetting =
  | { readonly kind: 'folder'; readonly name: string; readonly folder: string }
  | {
      readonly kind: 'sftp'
      readonly name: string
      readonly host: string
      readonly port: number
      readonly user: string
      readonly hostKey: string
      readonly password: string | null
      readonly privateKey: string | null
      readonly folder: string
    }
  | {
      readonly kind: 's3'
      readonly name: string
      readonly endpoint: string
      readonly region: string
      readonly bucket: string
      readonly prefix: string
      readonly accessKeyId: string
      readonly secretAccessKey: string
    }

const setting = 'YIHAO_EXPORT_TARGETS_FILE'

const fail = (problem: string): never => {
  throw new ConfigError(setting, problem)
}

type Form = readonly [form: RegExp, what: string]

const path: Form = [/^\/[^\0\r\n]{0,1000}$/, 'a path from the root on']
const line: Form = [/^[^\0\r\n]{1,200}$/, 'one line of text']
const host: Form = [/^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-f:]{2,39})$/, 'a name or address of a host']

/** What each field must look like; `null` after it: it may be left out. None is ever quoted, for some are secrets. */
const forms: Readonly<Record<ExportTargetSetting['kind'], Readonly<Record<string, Form | readonly [Form, null]>>>> = {
  folder: { folder: path },
  sftp: {
    host,
    port: [[/^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/, 'a port'], null],
    user: line,
    hostKey: [/^SHA256:[A-Za-z0-9+/]{43}$/, 'SHA256: and 43 letters, as ssh-keygen -l shows it'],
    password: [line, null],
    privateKey: [[/^-----BEGIN [\s\S]{1,20000}$/, 'the text of a private key'], null],
    folder: path,
  },
  s3: {
    endpoint: [
      /^(https:\/\/[A-Za-z0-9.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d{1,5})?$/,
      'an https address without a path',
    ],
    region: [/^[a-z0-9-]{1,64}$/, 'the name of a region'],
    bucket: [/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'],
    prefix: [[/^([A-Za-z0-9._-]{1,100}\/){1,8}$/, 'names with a slash behind each'], null],
    accessKeyId: [/^[A-Za-z0-9/+=_-]{3,128}$/, 'a key id'],
    secretAccessKey: [/^[\x21-\x7e]{8,256}$/, 'a secret key'],
  },
}

const nameForm = /^[a-z0-9][a-z0-9-]{0,31}$/

const readTarget = (value: unknown, n: number): ExportTargetSetting => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(`names a file whose entry ${n} is no target`)
  const fields: Readonly<Record<string, unknown>> = { ...value }
  const { kind, name } = fields
  if (typeof kind !== 'string' || !Object.hasOwn(forms, kind))
    return fail(`names a file whose entry ${n} has no kind folder, sftp or s3`)
  if (typeof name !== 'string' || !nameForm.test(name) || name === 'making' || name === 'comparing')
    return fail(`names a file whose entry ${n} has no name of small letters, digits and hyphens`)
  const known = forms[kind as ExportTargetSetting['kind']]
  const unknown = Object.keys(fields).find(key => !['kind', 'name'].includes(key) && !Object.hasOwn(known, key))
  if (unknown !== undefined)
    return fail(`names a file with a field that ${name} does not know, "${unknown.slice(0, 40)}"`)
  const read: Record<string, string | null> = {}
  for (const [key, form] of Object.entries(known)) {
    const [[pattern, what], optional] = Array.isArray(form[0]) ? [form[0] as Form, true] : [form as Form, false]
    const given = fields[key]
    const text = typeof given === 'number' ? String(given) : given
    if (text === undefined && optional) read[key] = null
    else if (typeof text === 'string' && pattern.test(text)) read[key] = text
    else return fail(`names a file whose ${name} has no ${key} that is ${what}`)
  }
  if (kind === 'sftp' && (read.password === null) === (read.privateKey === null))
    return fail(`names a file whose ${name} needs one of password and privateKey`)
  const port = kind === 'sftp' ? { port: Number(read.port ?? 22) } : {}
  const prefix = kind === 's3' ? { prefix: read.prefix ?? '' } : {}
  return { kind, name, ...read, ...port, ...prefix } as ExportTargetSetting
}

/**
 * Reads the file that YIHAO_EXPORT_TARGETS_FILE names: a JSON list of targets. Without it days are kept in the data folder alone. Throws a `ConfigError`
 * that quotes no secret.
 */
export const exportTargetsOf = (env: Readonly<Record<string, string | undefined>>): readonly ExportTargetSetting[] => {
  const file = env[setting]
  if (!file) return []
  const value = parseSecrets(readSecretFile(setting, file))
  if (!Array.isArray(value) || value.length > 20)
    return fail('must name a file with one JSON list of at most 20 targets')
  const targets = value.map((each, index) => readTarget(each, index + 1))
  const twice = targets.find(({ name }, index) => targets.findIndex(each => each.name === name) !== index)
  return twice ? fail(`names a file with two targets called ${twice.name}`) : targets
}
