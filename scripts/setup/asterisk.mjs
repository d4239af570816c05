import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { aptWorks, debianMirror, openApt } from './apt.mjs'
import { makeOnce } from './cache.mjs'
import { say } from './say.mjs'

const run = promisify(execFile)

/** The oldest Asterisk this dialplan and ARI use are written for. */
export const OLDEST_ASTERISK = 20

const BY_HAND =
  'Install Asterisk 20 or newer by hand, then put it on PATH or set YIHAO_ASTERISK to the absolute path of its program.'

/**
 * Finds the Asterisk to run, or fetches one into the cache. Order: YIHAO_ASTERISK, `asterisk` on PATH, the cache, Debian.
 * @returns {Promise<object | null>} `{command, version, modules, data}`; command is the argv prefix, modules and data
 *   are null where the program's own built-in folders are right. Null where a running Asterisk elsewhere is used.
 */
export async function provideAsterisk({ cache, setting, fetch = true }) {
  if (setting && !isAbsolute(setting)) {
    say(`Asterisk: the running one that YIHAO_ASTERISK names is used; nothing to fetch`)
    return null
  }
  if (setting) return describe([setting], true)
  const found = onPath('asterisk')
  if (found) {
    const described = await describe([found], false)
    if (described) return described
  }
  const root = cached(cache)
  if (root) return describeRoot(root)
  if (!fetch)
    throw coded(
      'asterisk_missing',
      `There is no Asterisk yet: run the set-up (node scripts/setup.mjs start). ${BY_HAND}`,
    )
  return describeRoot(await fetchAsterisk(cache))
}

function coded(code, message) {
  return Object.assign(new Error(message), { code })
}

function cached(cache) {
  if (!existsSync(cache)) return null
  const names = readdirSync(cache).filter(name => /^asterisk-\d/.test(name))
  const newest = names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)
  return newest ? join(cache, newest) : null
}

async function fetchAsterisk(cache) {
  if (process.platform !== 'linux' || !aptWorks()) {
    throw coded(
      'asterisk_missing',
      `There is no Asterisk here and it can only be fetched on Debian and its kin. ${BY_HAND}`,
    )
  }
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  if (!existsSync(keyring)) {
    throw coded(
      'asterisk_missing',
      `There is no Asterisk here, and without ${keyring} (package debian-archive-keyring) it cannot be fetched. ${BY_HAND}`,
    )
  }
  say('no Asterisk ≥ 20 on this machine; fetching a private one (once, for this user)')
  const failures = []
  // testing drops a package for a while when it is broken there; unstable still has it
  for (const suite of ['forky', 'sid']) {
    const apt = openApt(cache, `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`)
    try {
      return await makeOnce(cache, async folder => {
        const versions = await apt.fetch({ what: 'Asterisk', packages: ['asterisk'], folder })
        const version = /(\d+\.\d+\.\d+)/.exec(versions.get('asterisk') ?? '')?.[1]
        if (!version) throw new Error('the package asterisk has no version that can be read')
        return `asterisk-${version}`
      })
    } catch (error) {
      failures.push(
        `${suite}: ${String(error.stderr || error.message)
          .trim()
          .split('\n')
          .at(-1)}`,
      )
    } finally {
      apt.close()
    }
  }
  throw coded('asterisk_missing', `Asterisk could not be fetched (${failures.join('; ')}). ${BY_HAND}`)
}

/** A root folder made of packages brings its own C library, so a program in it is started by its own loader. */
export function rootCommand(root, program) {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? process.arch
  const loaders = [
    'usr/lib64/ld-linux-x86-64.so.2',
    'lib64/ld-linux-x86-64.so.2',
    'usr/lib/ld-linux-aarch64.so.1',
    'lib/ld-linux-aarch64.so.1',
  ]
  const loader = loaders.map(path => join(root, path)).find(path => existsSync(path))
  if (!loader) throw new Error(`no program loader in ${root}; remove this folder and start again`)
  const libraries = [`usr/lib/${triplet}`, `lib/${triplet}`, 'usr/lib', 'lib'].map(path => join(root, path))
  return [loader, '--library-path', libraries.join(':'), join(root, program)]
}

async function describeRoot(root) {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? process.arch
  const described = await describe(rootCommand(root, 'usr/sbin/asterisk'), true)
  const modules = [`usr/lib/${triplet}/asterisk/modules`, 'usr/lib/asterisk/modules']
    .map(path => join(root, path))
    .find(path => existsSync(path))
  return { ...described, modules: modules ?? null, data: join(root, 'usr/share/asterisk') }
}

/** Too old: an error when it was asked for, else null with a line that says why it is passed over. */
async function describe(command, asked) {
  const [program = '', ...args] = command
  const { stdout } = await run(program, [...args, '-V']).catch(error => {
    throw coded(
      'asterisk_missing',
      `${command.at(-1)} is not an Asterisk that runs here (${error.code ?? error.message}). Set YIHAO_ASTERISK to one that does.`,
    )
  })
  const version = /Asterisk\s+(?:certified[-/])?(\d+(?:\.\d+)*)/i.exec(stdout)?.[1]
  if (version && Number.parseInt(version, 10) >= OLDEST_ASTERISK) return { command, version, modules: null, data: null }
  const old = `${command.at(-1)} is Asterisk ${version ?? 'of unknown version'}; at least ${OLDEST_ASTERISK} is needed`
  if (asked) throw coded('asterisk_too_old', `${old}. Set YIHAO_ASTERISK to another or unset it.`)
  say(`${old}; looking further`)
  return null
}

/** Absolute path of a program on PATH, or null. */
export function onPath(name, more = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin', ...more]
  for (const folder of folders) {
    if (!folder) continue
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // not here
    }
  }
  return null
}
