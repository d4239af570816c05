import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type AsteriskProgram, provideAsterisk } from '../setup/asterisk.mjs'
import { cacheFolder } from '../setup/cache.mjs'
import { AsteriskError } from './errors.ts'

const MODULE_FOLDERS = [
  'lib/asterisk/modules',
  'lib64/asterisk/modules',
  'lib/x86_64-linux-gnu/asterisk/modules',
  'lib/aarch64-linux-gnu/asterisk/modules',
]

let found: Promise<AsteriskProgram> | undefined

/** The Asterisk program of this machine, looked for once. Fetches nothing: the set-up does. */
export function findProgram(): Promise<AsteriskProgram> {
  found ??= find()
  return found
}

async function find(): Promise<AsteriskProgram> {
  const program = await provideAsterisk({
    cache: cacheFolder(),
    setting: process.env.YIHAO_ASTERISK,
    fetch: false,
  }).catch((error: unknown) => {
    const code = (error as { code?: unknown }).code === 'asterisk_too_old' ? 'asterisk_too_old' : 'asterisk_missing'
    throw new AsteriskError(code, error instanceof Error ? error.message : String(error))
  })
  if (!program) {
    throw new AsteriskError(
      'asterisk_setting',
      'YIHAO_ASTERISK names an Asterisk that runs elsewhere; unset it to start one here.',
    )
  }
  return withFolders(program)
}

/** An Asterisk of the machine does not say where it was installed; the usual places are looked at. */
function withFolders(program: AsteriskProgram): AsteriskProgram {
  if (program.modules && program.data) return program
  const prefix = dirname(dirname(program.command.at(-1) ?? ''))
  const modules = [prefix, '/usr'].flatMap(base => MODULE_FOLDERS.map(path => join(base, path)))
  const datas = [
    '/usr/share/asterisk',
    '/var/lib/asterisk',
    join(prefix, 'var/lib/asterisk'),
    join(prefix, 'share/asterisk'),
  ]
  return {
    ...program,
    modules: program.modules ?? modules.find(path => existsSync(path)) ?? null,
    data: program.data ?? datas.find(path => existsSync(join(path, 'documentation'))) ?? null,
  }
}
