import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/* npm run api-types: the pages' types, made from the OpenAPI document of a server that runs (YIHAO_URL, else the default port). */

const url = process.env.YIHAO_URL ?? 'http://127.0.0.1:12345'
const answer = await fetch(`${url}/api/openapi.json`)
if (!answer.ok) throw new Error(`${url} answers ${answer.status}; start the hotline first (npm run demo)`)
const folder = mkdtempSync(join(tmpdir(), 'yihao-api-'))
try {
  const document = join(folder, 'openapi.json')
  writeFileSync(document, await answer.text())
  execFileSync('node_modules/.bin/openapi-typescript', [document, '-o', 'src/web/api-types.ts'], { stdio: 'inherit' })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
