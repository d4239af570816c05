/**
 * Writes the next migration of both dialects from src/adapters/store/schema, under one number and name:
 * `node migrations/new.ts NAME`. Tables of SQLite are made STRICT, which drizzle-kit cannot say; nor can it make indexes of words, whose statements are
 * added where no migration has them yet.
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { articleSearchSql } from '../src/adapters/store/schema/article-search.ts'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Give the migration a name of small letters, digits and underscores.')
  process.exit(1)
}
const root = new URL('..', import.meta.url).pathname
for (const dialect of ['sqlite', 'postgres'] as const) {
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
for (const [dialect, statements] of Object.entries(articleSearchSql)) {
  const folder = `${root}migrations/${dialect}/`
  const files = readdirSync(folder).filter(each => each.endsWith('.sql'))
  const before = files.map(file => readFileSync(`${folder}${file}`, 'utf8')).join('\n')
  const newest = files.sort().at(-1) ?? ''
  for (const statement of statements)
    if (!before.includes(statement)) appendFileSync(`${folder}${newest}`, `--> statement-breakpoint\n${statement};\n`)
}
