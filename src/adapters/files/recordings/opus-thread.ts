import { parentPort } from 'node:worker_threads'
import { type OpusFile, openOpusFile } from './opus-file.ts'
import type { FromEncoder, ToEncoder } from './opus-messages.ts'

const port = parentPort
if (!port) throw new Error('this file runs in a thread')

/** The files that are being made. */
const files = new Map<number, OpusFile>()

const fileOf = async (id: number): Promise<OpusFile> => {
  const known = files.get(id)
  if (known) return known
  const file = await openOpusFile()
  files.set(id, file)
  return file
}

const drop = (id: number): void => {
  files.get(id)?.free()
  files.delete(id)
}

const answer = async ({ id, audio }: ToEncoder): Promise<void> => {
  if (audio === 'drop') return drop(id)
  try {
    const file = await fileOf(id)
    const bytes = audio === null ? file.end() : file.add(audio)
    if (audio === null) drop(id)
    // a copy of its own: a view would take the whole pool it lies in along
    const own = new Uint8Array(bytes)
    port.postMessage({ id, bytes: own } satisfies FromEncoder, [own.buffer])
  } catch (error) {
    drop(id)
    port.postMessage({ id, failed: error instanceof Error ? error.message : String(error) } satisfies FromEncoder)
  }
}

port.on('message', (message: ToEncoder) => void answer(message))
