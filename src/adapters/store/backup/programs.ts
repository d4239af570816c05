import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { BackupError } from './backup-error.ts'

/** The environment that programs are looked for and run in. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A program of PostgreSQL on PATH. Throws `program_missing`. */
const findProgram = (name: string, env: Environment): string => {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name)
    try {
      if (folder !== '') accessSync(file, constants.X_OK)
      if (folder !== '') return file
    } catch {
      // the next folder may have it
    }
  }
  throw new BackupError(
    'program_missing',
    `There is no ${name} on PATH; install PostgreSQL's client programs (Debian: apt install postgresql-client).`,
  )
}

/** Where a database is, as arguments and environment: a password never stands among the arguments, which all users can see. */
const connection = (url: string): { readonly argument: string; readonly env: Environment } => {
  const { password } = new URL(url)
  if (password === '') return { argument: `--dbname=${url}`, env: {} }
  const bare = new URL(url)
  bare.password = ''
  return { argument: `--dbname=${bare.href}`, env: { PGPASSWORD: decodeURIComponent(password) } }
}

/** A program that runs. `ended` rejects with `program_failed` and what it said last. */
export interface Running {
  readonly output: Readable
  readonly ended: Promise<void>
}

/** Starts a program of PostgreSQL; with `url`, on that database. Throws `program_missing`. */
export const startProgram = (name: string, args: readonly string[], env: Environment, url?: string): Running => {
  const at = url === undefined ? null : connection(url)
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    findProgram(name, env),
    at ? [...args, at.argument] : [...args],
    { env: { ...env, ...at?.env, PGAPPNAME: name, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', error => reject(new BackupError('program_failed', `${name} could not run: ${error.message}.`)))
    child.once('close', code => (code === 0 ? resolve() : reject(failure(name, said, code))))
  })
  ended.catch(() => {})
  return { output: child.stdout, ended }
}

const failure = (name: string, said: string, code: number | null): BackupError => {
  const line = said
    .split('\n')
    .filter(each => each.trim() !== '')
    .find(each => /error/i.test(each))
  const why = (line ?? `it ended with ${code ?? 'a signal'}`).replace(/\.$/, '')
  if (/No space left on device/.test(said)) return new BackupError('disk_full', `The disk is full: ${why}.`)
  if (/Permission denied/.test(said)) return new BackupError('no_permission', `There is no permission: ${why}.`)
  return new BackupError('program_failed', `${name} failed: ${why}.`)
}
