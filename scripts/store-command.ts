import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ExportError, exportExitCodes } from '../src/adapters/files/export/export-error.ts'
import { HistoryFileError, historyExitCodes } from '../src/adapters/files/history/history-file-error.ts'
import { BackupError, exitCodes } from '../src/adapters/store/backup/backup-error.ts'
import { StoreError } from '../src/adapters/store/store-error.ts'
import { readConfig } from '../src/config/config.ts'
import { ConfigError } from '../src/config/config-error.ts'

/** A command line that cannot be understood: the sentence says how it should be. */
export class UsageError extends Error {}

/** Stands in for the address of Asterisk, which these commands do not need. */
export const noAsterisk = 'ari://x:x@127.0.0.1?ami=x:x@127.0.0.1'

/** The settings that commands on the store share with the server. Throws a `ConfigError`. */
export const storeSettings = (
  env: NodeJS.ProcessEnv,
): { readonly database: string; readonly dataFolder: string; readonly spillFolder: string; readonly zone: string } => {
  const { database, dataFolder, zone } = readConfig({ ...env, YIHAO_ASTERISK: noAsterisk })
  return { database, dataFolder, zone, spillFolder: env.YIHAO_SPILL || join(dataFolder, 'spill') }
}

/** Reads a command line. Throws a `UsageError` with `usage` for an option it does not know. */
export const readArguments = <Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  options: Options,
  usage: string,
) => {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true, allowNegative: true })
  } catch {
    throw new UsageError(usage)
  }
}

/** A whole number of at least 1 out of the command line; null: not given. */
export const countOf = (text: string | undefined, usage: string): number | null => {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(usage)
  return Number(text)
}

/** An instant as the city's people read it. */
export const localTime = (iso: string, zone: string): string =>
  Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toString({ fractionalSecondDigits: 3, timeZoneName: 'never' })

/** Runs a command and ends with its exit code: 0, 2 for the command line, 78 for a setting, else that of the error's kind. */
export const runCommand = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command()
  } catch (error) {
    if (error instanceof BackupError) process.exitCode = exitCodes[error.code]
    else if (error instanceof HistoryFileError) process.exitCode = historyExitCodes[error.code]
    else if (error instanceof ExportError) process.exitCode = exportExitCodes[error.code]
    else if (error instanceof StoreError) process.exitCode = error.code === 'store_in_use' ? 75 : 69
    else if (error instanceof UsageError) process.exitCode = 2
    else if (error instanceof ConfigError) process.exitCode = 78
    else throw error
    console.error(error.message)
  }
}
