import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** The pages as they are delivered, built into a folder of their own; `remove` takes it away. */
export const buildPages = async (): Promise<{ readonly folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'yihao-pages-'))
  const configFile = join(import.meta.dirname, '../../vite.config.ts')
  await build({
    configFile,
    root: join(import.meta.dirname, '../../src/web'),
    logLevel: 'error',
    build: { outDir: folder },
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
