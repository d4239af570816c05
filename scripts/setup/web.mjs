import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './say.mjs'

const SOURCES = ['src/web', 'src/wire', 'vite.config.ts', 'package-lock.json']

/** Builds the browser's pages into dist/web when something they are made of has changed. */
export async function buildPages(project) {
  if (!existsSync(join(project, 'vite.config.ts'))) return
  const stamp = join(project, 'dist', 'web', '.stamp')
  const wanted = fingerprint(project)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('building the web pages')
  buildWith(project)
  writeFileSync(stamp, wanted)
}

/**
 * Runs the bundler in a process of its own: its native part crashes now and then when the process ends (rolldown, issue 10860), with
 * everything written or not, and then it is run once more.
 */
export function buildWith(project, ...options) {
  const vite = join(project, 'node_modules', 'vite', 'bin', 'vite.js')
  const run = () =>
    spawnSync(join(project, 'node_modules', '.bin', 'node'), [vite, 'build', '--logLevel', 'error', ...options], {
      cwd: project,
      stdio: ['ignore', 2, 2],
    })
  const first = run()
  const { status } = first.signal === null && first.status < 128 ? first : run()
  if (status !== 0) throw new Error('the web pages could not be built; the reason stands above')
}

function fingerprint(project) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of filesIn(project, source))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(project, path)))
        .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(project, path) {
  const full = join(project, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  const names = readdirSync(full, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return names.map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(project.length + 1)).sort()
}
