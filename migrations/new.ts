/**
 * Writes the next migration of both dialects from src/adapters/store/schema, under one number and name:
 * `node migrations/new.ts NAME`. Tables of SQLite are made STRICT, which drizzle-kit cannot say.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Give the migration a name of small letters, digits and underscores.')
  process.exit(1)
}
const root = new URL('..', import.meta.url).pathname
for (const dialect of ['sqlite', 'postgres']) {
  const made = spawnSync(
    'npx',
    ['drizzle-kit', 'generate', '--config', `drizzle.${dialect}.config.ts`, '--name', name],
    { cwd: root, stdio: 'inherit' },
  )
  if (made.status !== 0) process.exit(made.status ?? 1)
}
for (const file of readdirSync(`${root}migrations/sqlite`).filter(each => each.endsWith(`_${name}.sql`))) {
  const path = `${root}migrations/sqlite/${file}`
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\);$/gm, ') STRICT;').replace(/^\)$/gm, ') STRICT'))
}
