import { execFile, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { privateFolder } from './cache.mjs'
import { megabytes, say, tenths } from './say.mjs'

const run = promisify(execFile)

/** True where Debian's tools are there to fetch with. */
export function aptWorks() {
  return ['/usr/bin/apt-get', '/usr/bin/dpkg-deb', '/usr/bin/apt-config'].every(path => existsSync(path))
}

/**
 * Fetches Debian packages with everything they need and unpacks them, as an ordinary user: apt works on a private state,
 * so nothing of the machine is changed and no root is needed. Without `sources` the machine's own are used, and only what
 * the machine lacks is fetched; with them, everything down to the C library.
 * @param {string} cache      an existing folder to work in
 * @param {string} [sources]  lines of a sources.list
 */
export function openApt(cache, sources) {
  const state = privateFolder(cache)
  let ready
  return {
    /**
     * Rejects when one of `packages` cannot be had.
     * @param {{what: string, packages: string[], folder: string}} wanted  `what` names it in the progress lines
     * @returns {Promise<Map<string, string>>} package name → version, of all that were unpacked into `folder`
     */
    async fetch({ what, packages, folder }) {
      ready ??= prepare(state, sources)
      const env = await ready
      const install = ['-y', '--no-install-recommends', 'install', ...packages]
      const { stdout } = await run('apt-get', ['--print-uris', ...install], { env, maxBuffer: 1 << 26 })
      const sizes = [...stdout.matchAll(/^'[^']+' \S+ (\d+)/gm)].map(match => Number(match[1]))
      const total = sizes.reduce((sum, size) => sum + size, 0)
      say(`fetching ${what}: ${sizes.length} packages, ${megabytes(total)}`)
      await download(['-q', '--download-only', ...install], env, tenths(what, total))
      return unpack(join(state, 'archives'), folder)
    },
    close() {
      rmSync(state, { recursive: true, force: true })
    },
  }
}

async function prepare(state, sources) {
  mkdirSync(join(state, 'lists', 'partial'), { recursive: true })
  mkdirSync(join(state, 'archives', 'partial'), { recursive: true })
  if (sources) writeFileSync(join(state, 'status'), '')
  else copyFileSync('/var/lib/dpkg/status', join(state, 'status'))
  const env = { ...process.env, LC_ALL: 'C', APT_CONFIG: await configure(state, sources) }
  await run('apt-get', ['-qq', 'update'], { env, maxBuffer: 1 << 26 }).catch(error => {
    // one of the machine's many sources may be out of order without mattering; a package that is lacking then is told
    if (sources) throw error
  })
  return env
}

/**
 * The machine's mirror and proxy stay in force (their Acquire settings are copied); its hooks do not, they would work
 * on the machine's own state.
 */
async function configure(state, sources) {
  const { stdout } = await run('apt-config', ['dump'])
  const acquire = stdout
    .split('\n')
    .filter(line => /^Acquire::/.test(line) && !/^Acquire::(IndexTargets|cdrom)/.test(line))
  const lines = [
    ...acquire,
    `Dir::State "${state}";`,
    `Dir::State::status "${state}/status";`,
    `Dir::State::lists "${state}/lists";`,
    `Dir::Cache "${state}";`,
    `Dir::Cache::archives "${state}/archives";`,
    'Dir::Etc::Parts "/nonexistent";',
    'Dir::Etc::Main "/dev/null";',
    'Dir::Etc::preferences "/dev/null";',
    'Dir::Etc::preferencesparts "/nonexistent";',
    'Acquire::Languages "none";',
    'Acquire::Retries "3";',
    // apt as root would switch to the user _apt, who may not write into a private folder
    `APT::Sandbox::User "${process.getuid?.() === 0 ? 'root' : ''}";`,
  ]
  if (sources) {
    writeFileSync(join(state, 'sources.list'), sources)
    lines.push(`Dir::Etc::sourcelist "${state}/sources.list";`, 'Dir::Etc::sourceparts "/nonexistent";')
  }
  const path = join(state, 'apt.conf')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

function download(args, env, progress) {
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', ['-o', 'APT::Status-Fd=3', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', data => {
      complaint = (complaint + data).slice(-2000)
    })
    child.stdio[3].on('data', data => {
      const percents = [...String(data).matchAll(/^dlstatus:\d+:([\d.]+):/gm)]
      const last = percents.at(-1)
      if (last) progress(Number(last[1]) / 100)
    })
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve() : reject(new Error(complaint.trim() || `apt-get ended with ${code}`)),
    )
  })
}

async function unpack(archives, folder) {
  const waiting = readdirSync(archives).filter(name => name.endsWith('.deb'))
  const versions = new Map()
  const worker = async () => {
    for (let name = waiting.pop(); name; name = waiting.pop()) {
      await run('dpkg-deb', ['-x', join(archives, name), folder])
      const [pkg = '', version = ''] = name.split('_')
      versions.set(pkg, decodeURIComponent(version))
      rmSync(join(archives, name))
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker))
  return versions
}

/** The Debian mirror that the machine's own apt uses. Throws one sentence that says what to do where there is none. */
export function debianMirror() {
  const files = ['/etc/apt/sources.list', ...listed('/etc/apt/sources.list.d')]
  for (const path of files) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const found = /^(?:deb\s+(?:\[[^\]]*\]\s+)?|URIs:\s*)(\S+\/debian)\/?(?:\s|$)/m.exec(text)
    if (found?.[1]) return found[1]
  }
  throw new Error(
    'apt on this machine names no Debian mirror; set YIHAO_ASTERISK to an Asterisk of your own (20 or newer), or add a Debian source to apt',
  )
}

function listed(folder) {
  return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : []
}
