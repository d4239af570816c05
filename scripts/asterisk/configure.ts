import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { AsteriskProgram } from '../setup/asterisk.mjs'
import { AsteriskError } from './errors.ts'

const DIALPLAN = join(import.meta.dirname, '..', '..', 'dialplan')

/** Files that Asterisk or a module of it wants to read although nothing in them is set. */
const EMPTY_FILES = [
  'acl.conf',
  'ccss.conf',
  'codecs.conf',
  'dsp.conf',
  'features.conf',
  'pjproject.conf',
  'stasis.conf',
  'udptl.conf',
  'queuerules.conf',
  'websocket_client.conf',
]

export type Profile = 'hotline' | 'city'

/**
 * Writes the configuration of one instance into `folder`: the files of dialplan/common and of the profile, with every
 * `@@NAME@@` replaced. A line `key = @@NAME@@` whose value is empty is left out, so that Asterisk's own default holds.
 * Files are 0600 and folders 0700, for there are passwords in them.
 */
export function configure(
  folder: string,
  profile: Profile,
  program: AsteriskProgram,
  values: Record<string, string>,
): void {
  const etc = join(folder, 'etc')
  rmSync(etc, { recursive: true, force: true })
  for (const name of [
    'etc',
    'run',
    'log',
    'db',
    'varlib/keys',
    'data',
    'spool/recording',
    'spool/monitor',
    'spool/tmp',
  ]) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  }
  linkData(join(folder, 'data'), program.data)
  for (const [name, text] of templates(profile)) {
    const own = name === 'modules.conf' ? withoutMissing(text, program.modules) : text
    writeFileSync(join(etc, name), fill(name, own, values), { mode: 0o600 })
  }
}

function templates(profile: Profile): Map<string, string> {
  const files = new Map<string, string>()
  const empty = readFileSync(join(DIALPLAN, 'common', 'empty.conf'), 'utf8')
  for (const name of EMPTY_FILES) files.set(name, empty)
  for (const part of ['common', profile]) {
    for (const name of readdirSync(join(DIALPLAN, part))) {
      if (name.endsWith('.conf')) files.set(name, readFileSync(join(DIALPLAN, part, name), 'utf8'))
    }
  }
  files.delete('empty.conf')
  return files
}

/** Replaces `@@NAME@@`. A name without a value is a mistake of ours; a line break in a value would forge configuration. */
export function fill(file: string, text: string, values: Record<string, string>): string {
  const lines = text.split('\n').flatMap(line => {
    const name = /@@([A-Z_]+)@@\s*$/.exec(line)?.[1]
    const only = name && /^[^;[]*=>?\s*@@[A-Z_]+@@\s*$/.test(line)
    return only && values[name] === '' ? [] : [line]
  })
  return lines.join('\n').replace(/@@([A-Z_]+)@@/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new AsteriskError('bad_value', `${file} wants @@${name}@@, which has no value.`)
    if (/[\r\n;]/.test(value))
      throw new AsteriskError('bad_value', `The value of ${name} must be one line without ";".`)
    return value
  })
}

function withoutMissing(text: string, modules: string | null): string {
  if (!modules) return text
  return text
    .split('\n')
    .filter(line => {
      const optional = /=\s*(\S+\.so)\s*; optional/.exec(line)?.[1]
      return !optional || existsSync(join(modules, optional))
    })
    .join('\n')
}

/** Asterisk looks for its documentation, its API description and all sounds in one folder: ours, made of links. */
function linkData(data: string, shipped: string | null): void {
  const links: [string, string][] = [['sounds', join(DIALPLAN, 'sounds')]]
  links.push(['moh', join(DIALPLAN, 'sounds', 'moh')])
  for (const name of ['documentation', 'rest-api']) if (shipped) links.push([name, join(shipped, name)])
  for (const [name, target] of links) {
    const path = join(data, name)
    if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path, { recursive: true })
    symlinkSync(target, path)
  }
}
