import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize, relative } from 'node:path'
import { Transform } from 'node:stream'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { whenOrphaned } from './orphaned.ts'

/*
 * npm test: everything that can be tested, or only the files named after `--`. First what needs no other program and then what runs
 * commands and servers, two files at once; then what opens a browser, which fills a small machine by itself, or drives a real Asterisk, one file at a time, so that no call is late for another.
 */

const withPrograms = ['test/scripts/**', 'test/server/**', 'test/adapters/asterisk/**']
const byItself = ['test/browser/**', 'test/asterisk/**', 'test/chaos/**', 'test/city/**', 'test/hotline/**']
const named = process.argv.slice(2)
const all = named.length > 0 ? named : globSync('test/**/*.test.ts').sort()
const within = (patterns: readonly string[]) => new Set(patterns.flatMap(each => globSync(`${each}/*.test.ts`)))

/** What a file imports, and what that imports, by path. */
const reachedFrom = (file: string): ReadonlySet<string> => {
  const reached = new Set([file])
  for (const path of reached) {
    if (!existsSync(path)) continue
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
      reached.add(normalize(join(dirname(path), name)))
  }
  return reached
}
const drivesAsterisk = (file: string): boolean =>
  [...reachedFrom(file)].some(path => path.startsWith(join('scripts', 'asterisk', '')))

const beside = within(withPrograms)
const alone = within(byItself)
for (const file of all) if (drivesAsterisk(normalize(file))) alone.add(file)

const folder = mkdtempSync(join(tmpdir(), 'yihao-test-'))
const calls = join(folder, 'calls')
writeFileSync(calls, '')
process.env.YIHAO_TEST_CALLS = calls
const left = () => rmSync(folder, { recursive: true, force: true })
process.on('exit', left)

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    stopping.abort()
    process.exitCode = 130
  })

whenOrphaned(() => {
  stopping.abort()
  process.exitCode = 130
})

const totals = { passed: 0, failed: 0 }
const failures: string[] = []

interface TestEvent {
  readonly type: string
  readonly data?: {
    readonly file?: string
    readonly name?: string
    readonly nesting?: number
    readonly details?: {
      readonly duration_ms?: number
      readonly type?: string
      readonly error?: Error & { readonly exitCode?: number; readonly signal?: string }
    }
  }
}

const mostOfOne = 1_500

/** A failure in few lines; of a file that ended by itself, how. */
const whyFailed = ({ data }: TestEvent): string => {
  const error = data?.details?.error
  const { exitCode, signal } = error ?? {}
  const ended = exitCode === undefined && signal === undefined ? '' : ` (exit code ${exitCode}, signal ${signal})`
  const why = error?.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error?.cause ?? '')
  return `${data?.file}: ${data?.name}${ended}\n${why.slice(0, mostOfOne)}`
}

const spentMs = new Map<string, number>()
const phases: string[] = []

/** Files that took longest are told, so that it is seen where the time of a whole run goes. */
const slowestTold = 15
const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)} s`

const phase = async (what: string, files: readonly string[], concurrency: number): Promise<void> => {
  if (files.length === 0 || stopping.signal.aborted) return
  const began = performance.now()
  const events = run({ files: [...files], concurrency, timeout: 600_000, signal: stopping.signal })
  const count = new Transform({
    objectMode: true,
    transform(event: TestEvent, _encoding, next) {
      const isTest = event.data?.details?.type !== 'suite'
      if (event.type === 'test:pass' && isTest) totals.passed += 1
      if (event.type === 'test:fail') {
        totals.failed += 1
        failures.push(whyFailed(event))
      }
      const { file, nesting, details } = event.data ?? {}
      const ended = event.type === 'test:pass' || event.type === 'test:fail'
      if (ended && file !== undefined && nesting === 0)
        spentMs.set(file, (spentMs.get(file) ?? 0) + (details?.duration_ms ?? 0))
      next(null, event)
    },
  })
  const report = events.pipe(count).pipe(new spec())
  for await (const text of report) process.stdout.write(text)
  phases.push(`${what}: ${files.length} files in ${inSeconds(performance.now() - began)}`)
}

await phase(
  'what needs no other program',
  all.filter(file => !beside.has(file) && !alone.has(file)),
  2,
)
await phase(
  'commands and servers',
  all.filter(file => beside.has(file) && !alone.has(file)),
  2,
)
await phase(
  'browsers and Asterisk',
  all.filter(file => alone.has(file)),
  1,
)
const made = readFileSync(calls, 'utf8')
  .split('\n')
  .reduce((sum, line) => sum + Number(line || 0), 0)
// the report of each phase stands far above
if (failures.length > 0) console.log(`\nwhat failed:\n${failures.slice(0, 10).join('\n')}\n`)
if (named.length === 0) {
  const slowest = [...spentMs].sort(([, a], [, b]) => b - a).slice(0, slowestTold)
  console.log(
    [...phases, 'longest:', ...slowest.map(([file, ms]) => `${inSeconds(ms)} ${relative('.', file)}`)].join('\n'),
  )
}
console.log(`real calls made through Asterisk: ${made}`)
if (totals.failed > 0 || totals.passed === 0) process.exitCode ||= 1
console.log(`${totals.passed} passed, ${totals.failed} failed`)
