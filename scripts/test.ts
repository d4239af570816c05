import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { whenOrphaned } from './orphaned.ts'

/*
 * npm test: everything that can be tested, or only the files named after `--`. First what needs no other program, several files
 * at once; then what drives a real Asterisk, PostgreSQL or browser, one file at a time, so that they do not disturb each other.
 */

const real = [
  'test/asterisk/**',
  'test/chaos/**',
  'test/browser/**',
  'test/city/**',
  'test/hotline/**',
  'test/scripts/**',
  'test/server/**',
  'test/adapters/asterisk/**',
]
const named = process.argv.slice(2)
const all = named.length > 0 ? named : globSync('test/**/*.test.ts').sort()
const slow = new Set(real.flatMap(pattern => globSync(`${pattern}/*.test.ts`)))

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

const phase = async (files: readonly string[], concurrency: number): Promise<void> => {
  if (files.length === 0 || stopping.signal.aborted) return
  const events = run({ files: [...files], concurrency, timeout: 600_000, signal: stopping.signal })
  const count = new Transform({
    objectMode: true,
    transform(event: { type: string; data?: { details?: { type?: string } } }, _encoding, next) {
      const isTest = event.data?.details?.type !== 'suite'
      if (event.type === 'test:pass' && isTest) totals.passed += 1
      if (event.type === 'test:fail') totals.failed += 1
      next(null, event)
    },
  })
  const report = events.pipe(count).pipe(new spec())
  for await (const text of report) process.stdout.write(text)
}

await phase(
  all.filter(file => !slow.has(file)),
  2,
)
await phase(
  all.filter(file => slow.has(file)),
  1,
)
const made = readFileSync(calls, 'utf8')
  .split('\n')
  .reduce((sum, line) => sum + Number(line || 0), 0)
console.log(`real calls made through Asterisk: ${made}`)
if (totals.failed > 0 || totals.passed === 0) process.exitCode ||= 1
console.log(`${totals.passed} passed, ${totals.failed} failed`)
