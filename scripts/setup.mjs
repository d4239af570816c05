/*
 * node scripts/setup.mjs start|demo|test|bench|store
 *
 * Makes a fresh clone ready for that command: npm packages, Asterisk, the web pages, and for test and bench the programs
 * that they measure with; for commands on the store the npm packages only. Runs on Node 20 with nothing installed; does nothing when all is there; needs the network only
 * the first time. Called by npm's pre-scripts.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { provideAsterisk } from './setup/asterisk.mjs'
import { cacheFolder } from './setup/cache.mjs'
import { installPackages } from './setup/packages.mjs'
import { say } from './setup/say.mjs'
import { provideTools } from './setup/tools.mjs'
import { buildPages } from './setup/web.mjs'

const MODES = ['start', 'demo', 'test', 'bench', 'store']
const mode = process.argv[2]
if (!MODES.includes(mode)) {
  say(`say what for: node scripts/setup.mjs ${MODES.join('|')}`)
  process.exit(2)
}

const project = join(import.meta.dirname, '..')
const cache = cacheFolder()
try {
  await installPackages(project)
  if (mode === 'store') process.exit(0)
  const measuring = mode === 'test' || mode === 'bench'
  const asterisk = await provideAsterisk({ cache, setting: process.env.YIHAO_ASTERISK }).catch(error => {
    if (!measuring) throw error
    // the tests that need no Asterisk are still worth running; those that do fail with this sentence
    say(error.message)
    return { missing: error.message }
  })
  const tools = measuring ? await provideTools(cache) : {}
  if (measuring) writeTools({ asterisk, ...tools })
  await buildPages(project).catch(error => {
    if (!measuring) throw error
    say(`${error.message}; the tests that open a page will fail`)
  })
} catch (error) {
  say(error.message)
  process.exit(1)
}

/** Whole or not at all: another set-up may write it at the same time. */
function writeTools(tools) {
  mkdirSync(cache, { recursive: true })
  const partial = join(cache, `.tools-${process.pid}.json`)
  writeFileSync(partial, `${JSON.stringify(tools, null, 2)}\n`)
  renameSync(partial, join(cache, 'tools.json'))
}
