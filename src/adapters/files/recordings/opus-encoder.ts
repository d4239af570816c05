import { Worker } from 'node:worker_threads'
import { EncodingError } from '../../../engine/recordings/ports.ts'
import type { FromEncoder, ToEncoder } from './opus-messages.ts'

/** Makes audio smaller, in a thread of its own: whoever answers calls waits for none of it. */
export interface AudioEncoder {
  /**
   * The file (Ogg Opus) of µ-law audio, piece by piece as that comes. Rejects with an `EncodingError` where there can be none; where the
   * audio itself breaks off, with the reason of that.
   */
  encode(audio: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

interface Asker {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
}

/** That the server ends is no failure of the encoder. */
const closedError = () => new Error('the encoder is closed')

/** The thread, from its start to its end. */
const startThread = (file: URL) => {
  // short-lived objects only: a large young generation would just fill before it is swept
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 4 } })
  worker.unref()
  const askers = new Map<number, Asker>()
  let ended: Error | null = null
  let why = 'its thread has ended'
  worker.on('message', (message: FromEncoder) => {
    const asker = askers.get(message.id)
    askers.delete(message.id)
    if (askers.size === 0) worker.unref()
    if ('bytes' in message) asker?.resolve(message.bytes)
    else asker?.reject(new EncodingError(message.failed))
  })
  worker.on('error', error => {
    why = error instanceof Error ? error.message : String(error)
  })
  worker.on('exit', () => {
    ended ??= new EncodingError(why)
    for (const asker of askers.values()) asker.reject(ended)
    askers.clear()
  })
  return {
    get ended() {
      return ended
    },
    ask: (id: number, audio: Uint8Array | null): Promise<Uint8Array> => {
      if (ended) return Promise.reject(ended)
      worker.ref()
      return new Promise((resolve, reject) => {
        askers.set(id, { resolve, reject })
        // a copy of its own: a view would take the whole buffer it lies in along
        const own = audio && new Uint8Array(audio)
        worker.postMessage({ id, audio: own } satisfies ToEncoder, own ? [own.buffer] : [])
      })
    },
    drop: (id: number) => worker.postMessage({ id, audio: 'drop' } satisfies ToEncoder),
    close: async () => {
      ended ??= closedError()
      await worker.terminate()
    },
  }
}

/** An encoder whose thread is started with the first recording, and again after it has died. `thread`: the file that runs in it. */
export const createOpusEncoder = (thread = new URL('./opus-thread.ts', import.meta.url)): AudioEncoder => {
  let running: ReturnType<typeof startThread> | null = null
  let lastId = 0
  let closed = false

  async function* encode(audio: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    if (closed) throw closedError()
    if (running === null || running.ended) running = startThread(thread)
    // a file that was begun in one thread is never gone on with in another
    const own = running
    lastId += 1
    const id = lastId
    let whole = false
    try {
      for await (const piece of audio) yield await own.ask(id, piece)
      yield await own.ask(id, null)
      whole = true
    } finally {
      if (!whole) own.drop(id)
    }
  }

  return {
    encode,
    close: async () => {
      closed = true
      await running?.close()
    },
  }
}
