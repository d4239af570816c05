import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './say.mjs'

/**
 * Installs what package-lock.json names when node_modules is missing or made from another lock. Install scripts are not
 * run: nothing needs to be compiled, and the one step that matters, fetching the Node binary of the package `node`, is
 * started here, because npm from version 11.19 on may refuse to run it.
 */
export async function installPackages(project) {
  const lock = readFileSync(join(project, 'package-lock.json'))
  const stamp = join(project, 'node_modules', '.yihao-stamp')
  const wanted = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!installedByHand(project)) {
    const count = Object.keys(JSON.parse(lock).packages).length - 1
    say(`installing npm packages (up to ${count}; those for other systems are left out)`)
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http']
    await npm(['ci', ...quietly], project, count).catch(error => {
      // a registry that lacks a package for another system leaves a lock that npm ci calls incomplete
      say(
        `npm ci refuses (${/Missing: \S+|E[A-Z]{3,}/.exec(error.message)?.[0] ?? 'see its log'}); trying npm install, which keeps to the same lock`,
      )
      return npm(['install', '--no-save', ...quietly], project, count)
    })
  }
  if (!nodeWorks(project)) {
    say('fetching the Node that runs Yihao (about 60 MB)')
    await command('node', ['installArchSpecificPackage.js'], join(project, 'node_modules', 'node'), project)
    // npm makes this link itself only where the binary was there before
    const link = join(project, 'node_modules', '.bin', 'node')
    rmSync(link, { force: true })
    symlinkSync(join('..', 'node', 'bin', 'node'), link)
    if (!nodeWorks(project))
      throw new Error('the npm package "node" gave no Node that runs here; remove node_modules and try again')
  }
  writeFileSync(stamp, wanted)
}

/** `npm install` or `npm ci` by hand since the lock was last changed is as good as ours. */
function installedByHand(project) {
  const record = join(project, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  return statSync(record).mtimeMs >= statSync(join(project, 'package-lock.json')).mtimeMs
}

function nodeWorks(project) {
  const { version } = JSON.parse(readFileSync(join(project, 'node_modules', 'node', 'package.json'), 'utf8'))
  const answer = spawnSync(join(project, 'node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' })
  return answer.stdout?.trim() === `v${version}`
}

function npm(args, project, count) {
  let fetched = 0
  let told = 0
  return command('npm', args, project, project, line => {
    if (!/http fetch GET 200 .*\.tgz/.test(line)) return
    fetched++
    if (fetched < told + 50) return
    told = fetched
    say(`npm packages: ${fetched} of at most ${count}`)
  })
}

/** The machine's own programs: those of node_modules are being replaced, node among them. */
function withoutOwnPrograms(project) {
  const own = join(project, 'node_modules')
  const path = (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.startsWith(own))
  return { ...process.env, PATH: path.join(delimiter) }
}

/** Runs a program of the machine's; what it printed is shown only when it fails. */
function command(program, args, cwd, project, onLine = () => {}) {
  return new Promise((resolve, reject) => {
    const env = withoutOwnPrograms(project)
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let printed = ''
    const listen = data => {
      const text = String(data)
      for (const line of text.split('\n')) onLine(line)
      printed = (printed + text).slice(-4000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', error => reject(new Error(`${program} cannot be started (${error.message})`)))
    child.on('close', code => {
      if (code === 0) return resolve()
      const last = printed
        .split('\n')
        .filter(line => !/http (fetch|cache)/.test(line))
        .slice(-12)
        .join('\n')
      reject(new Error(`${program} ${args[0]} failed with ${code}:\n${last}`))
    })
  })
}
