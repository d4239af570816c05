import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { aptWorks, openApt } from './apt.mjs'
import { onPath } from './asterisk.mjs'
import { makeOnce } from './cache.mjs'
import { say } from './say.mjs'

/**
 * The programs that tests and benchmarks measure with. Each is the machine's own, else a private copy from the machine's
 * package sources (only what the machine lacks), else `{missing: sentence}`: the set-up goes on, and the tests that need
 * it fail with that sentence.
 */
export async function provideTools(cache) {
  const tools = {}
  const wanted = []
  for (const tool of TOOLS) {
    tools[tool.name] = tool.onMachine() ?? inCache(cache, tool)
    if (!tools[tool.name]) wanted.push(tool)
  }
  if (wanted.length > 0) await fetchAll(cache, wanted, tools)
  return tools
}

async function fetchAll(cache, wanted, tools) {
  const names = wanted.map(tool => tool.name).join(', ')
  const lacking = why => tool => {
    tools[tool.name] = {
      missing: `${tool.name} is needed and could not be had (${why}); install it by hand: ${tool.byHand}.`,
    }
    say(tools[tool.name].missing)
  }
  if (!aptWorks()) return wanted.forEach(lacking('this is not Debian or its kin'))
  say(`not on this machine: ${names}; fetching private copies (once, for this user)`)
  const apt = openApt(cache)
  try {
    for (const tool of wanted) {
      try {
        await makeOnce(cache, async folder => {
          await apt.fetch({ what: tool.name, packages: tool.packages(), folder })
          if (!tool.inFolder(folder)) throw new Error('its packages do not hold the program')
          return `tool-${tool.name}`
        })
        tools[tool.name] = inCache(cache, tool)
      } catch (error) {
        lacking(
          String(error.stderr || error.message)
            .trim()
            .split('\n')
            .at(-1),
        )(tool)
      }
    }
  } finally {
    apt.close()
  }
}

function inCache(cache, tool) {
  const folder = join(cache, `tool-${tool.name}`)
  return existsSync(folder) ? tool.inFolder(folder) : null
}

/** Environment with which a program of an unpacked folder finds its libraries. */
function libraries(folder) {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? process.arch
  const own = ['usr/lib', 'lib'].flatMap(base => [`${base}/${triplet}`, base])
  // some packages keep private libraries one folder deeper
  const deeper = ['pulseaudio', 'blas', 'lapack'].map(name => `usr/lib/${triplet}/${name}`)
  const folders = [...own, ...deeper].map(path => join(folder, path)).filter(path => existsSync(path))
  return folders.length > 0 ? { LD_LIBRARY_PATH: folders.join(':') } : {}
}

function program(folder, path) {
  const full = join(folder, path)
  return existsSync(full) ? { command: [full], env: libraries(folder) } : null
}

function machineProgram(...names) {
  const path = names.map(name => onPath(name)).find(found => found)
  return path ? { command: [path], env: {} } : null
}

const TOOLS = [
  {
    name: 'sipp',
    byHand: 'apt install sip-tester',
    packages: () => ['sip-tester'],
    onMachine: () => machineProgram('sipp'),
    inFolder: folder => program(folder, 'usr/bin/sipp'),
  },
  {
    name: 'tcpdump',
    byHand: 'apt install tcpdump',
    packages: () => ['tcpdump'],
    onMachine: () => machineProgram('tcpdump'),
    inFolder: folder => program(folder, 'usr/bin/tcpdump') ?? program(folder, 'usr/sbin/tcpdump'),
  },
  {
    name: 'postgres',
    byHand: 'apt install postgresql (14 or newer)',
    packages: () => [postgresPackage()],
    onMachine: () => postgresIn(onPath('initdb'), ...versionFolders('/usr/lib/postgresql')),
    inFolder: folder => {
      const found = postgresIn(...versionFolders(join(folder, 'usr/lib/postgresql')))
      return found && { ...found, env: libraries(folder) }
    },
  },
  {
    name: 'fonts',
    byHand: 'apt install fonts-noto-cjk',
    packages: () => ['fonts-wqy-zenhei'],
    onMachine: () => (chineseFont() ? { env: {} } : null),
    inFolder: folder =>
      existsSync(join(folder, 'usr/share/fonts')) ? { env: { FONTCONFIG_FILE: fontSettings(folder) } } : null,
  },
  {
    name: 'sshd',
    byHand: 'apt install openssh-server',
    packages: () => ['openssh-server'],
    onMachine: () => (existsSync('/usr/sbin/sshd') ? { command: ['/usr/sbin/sshd'], env: {} } : null),
    inFolder: folder => program(folder, 'usr/sbin/sshd'),
  },
  {
    name: 'chromium',
    byHand: 'apt install chromium',
    packages: () => ['chromium'],
    onMachine: () => machineProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    inFolder: folder => program(folder, 'usr/lib/chromium/chromium'),
  },
]

/** Newest first. */
function versionFolders(base) {
  if (!existsSync(base)) return []
  const versions = readdirSync(base).filter(name => /^\d+$/.test(name))
  return versions.sort((a, b) => Number(b) - Number(a)).map(version => join(base, version, 'bin', 'initdb'))
}

/** The first place whose server is 14 or newer. */
function postgresIn(...initdbs) {
  for (const initdb of initdbs) {
    if (!initdb || !existsSync(initdb)) continue
    const bin = dirname(realpathSync(initdb))
    if (!['postgres', 'pg_ctl'].every(name => existsSync(join(bin, name)))) continue
    const version = postgresVersion(join(bin, 'postgres'))
    if (version === null || version >= 14) return { bin, version, env: {} }
  }
  return null
}

/** Null where it cannot be run to ask: a private copy wants its libraries first. */
function postgresVersion(path) {
  try {
    return Number(
      /(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1],
    )
  } catch {
    return null
  }
}

/** The package `postgresql` only points to the one that holds the server. */
function postgresPackage() {
  const text = execFileSync('apt-cache', ['depends', 'postgresql'], { encoding: 'utf8' })
  return /Depends: (postgresql-\d+)/.exec(text)?.[1] ?? 'postgresql'
}

function chineseFont() {
  const list = onPath('fc-list')
  if (!list) return false
  try {
    return execFileSync(list, [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return false
  }
}

/** A fontconfig file that knows the machine's fonts and the private ones. */
function fontSettings(folder) {
  const path = join(folder, 'fonts.conf')
  if (!existsSync(path)) {
    const folders = ['  <dir>/usr/share/fonts</dir>', '  <dir prefix="relative">usr/share/fonts</dir>']
    const lines = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', '<fontconfig>', ...folders]
    writeFileSync(path, [...lines, '  <cachedir prefix="xdg">fontconfig</cachedir>', '</fontconfig>', ''].join('\n'))
  }
  return path
}
