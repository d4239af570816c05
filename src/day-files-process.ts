import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExportedFile } from './engine/export/ports.ts'
import { type PeriodFilesOptions, writePeriodFiles } from './period-files.ts'

/*
 * Writes the files of one day for the server that started this process, which tells by message what for and hears by message what came of it. By itself it would make the
 * server's calls wait: rows are read and packed without a pause.
 */

/** What the server hears. */
export type DayFilesAnswer =
  | { readonly files: readonly ExportedFile[]; readonly head: { readonly seq: number; readonly hash: string } }
  | { readonly failed: string }

const manifestFile = 'manifest.json'

const write = async (options: PeriodFilesOptions): Promise<DayFilesAnswer> => {
  const { files, ledger } = await writePeriodFiles(options)
  const bytes = readFileSync(join(options.folder, manifestFile))
  const manifest = {
    name: manifestFile,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  return {
    files: [...files.map(({ name, bytes: length, sha256 }) => ({ name, bytes: length, sha256 })), manifest],
    head: ledger ?? { seq: 0, hash: '' },
  }
}

// a server that is gone needs nothing any more
process.once('disconnect', () => process.exit(1))
process.once('message', async (options: PeriodFilesOptions) => {
  const answer = await write(options).catch(error => ({
    failed: error instanceof Error ? error.message : String(error),
  }))
  process.send?.(answer, () => process.exit(0))
})
