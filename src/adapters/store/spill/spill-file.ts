import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { encodeLine, isHeader, linesOf, type SpilledBatch } from './format.ts'

/** Where facts wait on a disk while the database takes none. One thing at a time; whatever fails may be tried again. */
export interface Spill {
  /** Makes batches durable behind those that are there. Throws when the disk refuses, or with `spill_full` at the size bound. */
  append(batches: readonly SpilledBatch[]): Promise<void>
  /** The next batches behind the byte `from`, some hundred KB of them. Throws `spill_damaged` for a line that is not whole. */
  read(from: number): Promise<{ readonly batches: readonly SpilledBatch[]; readonly end: number }>
  /** Forgets all batches. */
  empty(): Promise<void>
  /** Renames the file away, to be looked at by people, and begins a new one. */
  setAside(why: string): Promise<void>
  /** Lets go of the file; one without batches is removed. */
  close(): Promise<void>
}

/** An error of the spill file: a stable code and one sentence. */
export class SpillError extends Error {
  readonly code: 'spill_full' | 'spill_damaged' | 'spill_unavailable'

  constructor(code: SpillError['code'], message: string) {
    super(message)
    this.name = 'SpillError'
    this.code = code
  }
}

const readBytes = 256 * 1024

/** The spill file at `path`, made with its first batch. `ledger`: the hash of the ledger's first fact. `maxBytes`: its largest size. */
export const spillFile = (path: string, ledger: string | null, maxBytes: number): Spill => {
  let file: FileHandle | null = null
  let size = 0
  /** Bytes of an append that failed may stand behind the last good line. */
  let littered = false
  let tail: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const done = tail.then(job)
    tail = done.catch(() => {})
    return done
  }

  const opened = async (): Promise<FileHandle> => {
    if (file) return file
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    file = await open(path, size === 0 ? 'w+' : 'r+', 0o600)
    if (size === 0) await syncFolder(dirname(path))
    return file
  }
  const letGo = async (): Promise<void> => {
    const left = file
    file = null
    await left?.close().catch(() => {})
  }

  const append = async (batches: readonly SpilledBatch[]): Promise<void> => {
    const head = size === 0 ? encodeLine({ spill: 1, ledger }) : ''
    const bytes = Buffer.from(head + batches.map(encodeLine).join(''))
    if (size + bytes.length > maxBytes)
      throw new SpillError('spill_full', `The spill file would be larger than ${maxBytes} bytes.`)
    try {
      const to = await opened()
      if (littered) await to.truncate(size)
      littered = true
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await to.write(bytes, at, bytes.length - at, size + at)
        at += bytesWritten
      }
      await to.datasync()
      littered = false
      size += bytes.length
    } catch (error) {
      await letGo()
      throw error
    }
  }

  const read = async (from: number) => {
    const batches: SpilledBatch[] = []
    let end = from
    for await (const line of linesOf(await opened(), from)) {
      if (line.end > size) break
      if (line.says === null) throw new SpillError('spill_damaged', `The spill file is damaged after byte ${end}.`)
      end = line.end
      if (!isHeader(line.says)) batches.push(line.says)
      if (end - from >= readBytes) break
    }
    return { batches, end }
  }

  const empty = async (): Promise<void> => {
    if (size === 0) return
    await (await opened()).truncate(0)
    size = 0
    littered = false
  }

  return {
    append: batches => inTurn(() => append(batches)),
    read: from => inTurn(() => read(from)),
    empty: () => inTurn(empty),
    setAside: why =>
      inTurn(async () => {
        await letGo()
        await rename(path, asideName(path, why)).catch(() => {})
        size = 0
        littered = false
      }),
    close: () =>
      inTurn(async () => {
        await letGo()
        if (size === 0) await rm(path, { force: true })
      }),
  }
}

/** A spill where there is no file to be had: facts wait in memory only. */
export const noSpill = (why: string): Spill => {
  const refuse = () => Promise.reject(new SpillError('spill_unavailable', why))
  return { append: refuse, read: refuse, empty: async () => {}, setAside: async () => {}, close: async () => {} }
}

/** Makes the names in a folder durable. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** A new name beside `path` that no replay looks at: also of two in the same millisecond neither takes the other's place. */
export const asideName = (path: string, why: string): string =>
  `${path}.${why}-${new Date().toISOString().replaceAll(':', '')}-${randomBytes(4).toString('hex')}`
