import type { Database } from 'better-sqlite3'

/** Statements after which the write-ahead log is worth copying into the database: some 1000 pages. */
const enough = 600

/** Pages of the log at which SQLite itself copies it, inside a commit: 64 MiB, where the line never rests. */
export const lastResortPages = 16_000

/** Copies the write-ahead log into the database in the pauses between commits, so that no commit waits for it. */
export const checkpoints = (database: Database): { written(statements: number): void; stop(): void } => {
  let sinceLast = 0
  let timer: NodeJS.Timeout | undefined

  const checkpoint = (): void => {
    timer = undefined
    sinceLast = 0
    try {
      database.pragma('wal_checkpoint(passive)')
    } catch {
      // A full disk shows at the next commit too, where it is told and waited for.
    }
  }

  return {
    written(statements) {
      sinceLast += statements
      if (sinceLast >= enough) timer ??= setTimeout(checkpoint, 1)
    },
    stop: () => clearTimeout(timer),
  }
}
