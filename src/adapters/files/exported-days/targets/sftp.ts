import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client, type SFTPWrapper } from 'ssh2'
import type { ExportTarget } from '../../../../engine/export/ports.ts'
import { ExportFailure, type ExportProblemCode } from '../../../../engine/export/problem.ts'
import { causeOf } from './cause.ts'

/** A folder of another machine, by SFTP. */
export interface SftpSetting {
  readonly host: string
  readonly port: number
  readonly user: string
  /** As `ssh-keygen -l` shows it: `SHA256:…`. Another host at this address is not talked to. */
  readonly hostKey: string
  /** One of the two. */
  readonly password: string | null
  readonly privateKey: string | null
  /** Where versions are put; it must be there. */
  readonly folder: string
}

const connectMs = 15_000
const wholeMs = 600_000

const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/** By what the library names: the codes of SFTP (draft-ietf-secsh-filexfer-02, 7), and where it failed. */
const codes: Readonly<Record<string, ExportProblemCode>> = {
  '2': 'target_no_folder',
  '3': 'target_not_allowed',
  'client-authentication': 'target_sign_in',
}

const failureOf = (host: string, error: unknown): ExportFailure => {
  const fields = error as { readonly level?: unknown; readonly code?: unknown } | null
  for (const field of [fields?.code, fields?.level]) {
    const known = codes[String(field)]
    if (known !== undefined) return new ExportFailure(known, host, error)
  }
  return new ExportFailure('target_unreachable', `${host} ${causeOf(error)}`, error)
}

/** Connects, runs a job, and lets go of the connection, whatever comes of it. */
const connected = async <T>(
  { host, port, user, hostKey, password, privateKey }: SftpSetting,
  signal: AbortSignal,
  job: (sftp: SFTPWrapper) => Promise<T>,
): Promise<T> => {
  const client = new Client()
  const gone = Promise.withResolvers<never>()
  gone.promise.catch(() => {})
  let seen: string | null = null
  const end = () => gone.reject(new ExportFailure('target_unreachable', host))
  signal.addEventListener('abort', end)
  client.on('error', error =>
    gone.reject(seen !== null && seen !== hostKey ? new ExportFailure('target_host_key', `${host} ${seen}`) : error),
  )
  client.on('close', () => gone.reject(new ExportFailure('target_unreachable', host)))
  try {
    signal.throwIfAborted()
    const ready = new Promise<void>(resolve => client.on('ready', resolve))
    client.connect({
      host,
      port,
      username: user,
      readyTimeout: connectMs,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        seen = fingerprintOf(key)
        return seen === hostKey
      },
      ...(password === null ? {} : { password }),
      ...(privateKey === null ? {} : { privateKey }),
    })
    await Promise.race([ready, gone.promise])
    const sftp = await Promise.race([promisify(client.sftp.bind(client))(), gone.promise])
    return await Promise.race([job(sftp), gone.promise])
  } finally {
    signal.removeEventListener('abort', end)
    client.end()
    client.destroy()
  }
}

/** Makes a folder and those above it, below one that is there. */
const makeFolders = async (sftp: SFTPWrapper, root: string, path: string): Promise<string> => {
  const mkdir = promisify<string, void>(sftp.mkdir.bind(sftp))
  const stat = promisify(sftp.stat.bind(sftp))
  await stat(root)
  let place = root
  for (const part of path.split('/')) {
    place = `${place}/${part}`
    const there = await stat(place).then(
      found => found.isDirectory(),
      () => false,
    )
    if (!there) await mkdir(place)
  }
  return place
}

const put = async (sftp: SFTPWrapper, from: string, whole: string, bytes: number): Promise<void> => {
  const draft = `${whole}.part`
  await promisify<string, string, void>(sftp.fastPut.bind(sftp))(from, draft)
  const { size } = await promisify(sftp.stat.bind(sftp))(draft)
  if (size !== bytes) throw new ExportFailure('target_not_whole', `${whole} ${size}/${bytes}`)
  try {
    // takes the place of what is there in one step; an extension that OpenSSH has
    await promisify<string, string, void>(sftp.ext_openssh_rename.bind(sftp))(draft, whole)
  } catch {
    await promisify<string, void>(sftp.unlink.bind(sftp))(whole).catch(() => {})
    await promisify<string, string, void>(sftp.rename.bind(sftp))(draft, whole)
  }
}

/** Each file is written under another name and renamed when all of it is there. */
export const createSftpTarget = (name: string, setting: SftpSetting): ExportTarget => ({
  name,
  async bring(folder, path, files, signal) {
    try {
      await connected(setting, AbortSignal.any([signal, AbortSignal.timeout(wholeMs)]), async sftp => {
        const place = await makeFolders(sftp, setting.folder.replace(/\/+$/, ''), path)
        for (const file of files) await put(sftp, join(folder, file.name), `${place}/${file.name}`, file.bytes)
      })
    } catch (error) {
      throw error instanceof ExportFailure ? error : failureOf(setting.host, error)
    }
  },
})
