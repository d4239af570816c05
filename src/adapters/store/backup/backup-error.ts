/** Stable codes of what can go wrong with a backup, a restore or a check of the ledger, each with its exit code (sysexits.h). */
export const exitCodes = {
  /** What was checked is not as it should be. */
  ledger_broken: 1,
  backup_damaged: 65,
  backup_incomplete: 65,
  key_damaged: 65,
  manifest_invalid: 65,
  backup_newer: 65,
  wrong_database: 65,
  not_a_database: 65,
  not_found: 66,
  database_unavailable: 69,
  program_missing: 69,
  program_failed: 70,
  target_exists: 73,
  ledger_exists: 73,
  database_not_empty: 73,
  disk_full: 74,
  input_output: 74,
  store_in_use: 75,
  no_permission: 77,
} as const satisfies Record<string, number>

export type BackupErrorCode = keyof typeof exitCodes

/** A backup, a restore or a check that failed: a stable code and one sentence. */
export class BackupError extends Error {
  readonly code: BackupErrorCode

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}

const byCode: Readonly<Record<string, readonly [BackupErrorCode, string]>> = {
  ENOSPC: ['disk_full', 'The disk is full'],
  EDQUOT: ['disk_full', 'The disk quota is used up'],
  EFBIG: ['disk_full', 'The file would be too large for its disk'],
  SQLITE_FULL: ['disk_full', 'The disk is full'],
  EACCES: ['no_permission', 'There is no permission'],
  EPERM: ['no_permission', 'There is no permission'],
  EROFS: ['no_permission', 'The disk can only be read'],
  SQLITE_READONLY: ['no_permission', 'There is no permission'],
  SQLITE_PERM: ['no_permission', 'There is no permission'],
  SQLITE_AUTH: ['no_permission', 'There is no permission'],
  ENOENT: ['not_found', 'There is no such file or folder'],
  ENOTDIR: ['not_found', 'There is no such folder'],
  EISDIR: ['not_found', 'This is a folder and not a file'],
  SQLITE_NOTADB: ['not_a_database', 'This is not a database'],
  SQLITE_CORRUPT: ['not_a_database', 'The database file is corrupt'],
  SQLITE_CANTOPEN: ['not_found', 'The database cannot be opened'],
}

/** Any error as one with a code of ours; `what` names the file or the deed. Unknown ones of the system become `input_output`. */
export const backupError = (error: unknown, what: string): BackupError => {
  if (error instanceof BackupError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'store_in_use') return new BackupError('store_in_use', message, { cause: error })
  const extended = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code
  const [known, sentence] = byCode[code] ?? byCode[extended] ?? ['input_output', message]
  return new BackupError(known, `${sentence}: ${what}.`, { cause: error })
}
