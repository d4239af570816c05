import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** A file that is being written from its beginning to its end. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>
  /** All of it is on the disk then. `sha256`: of all bytes, in hex. */
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>
  /** Lets go of a file that is not to be ended. */
  leave(): Promise<void>
}

/** Begins a file that must not be there yet, for nobody else to read. */
export const openSink = async (path: string): Promise<Sink> => {
  const file = await open(path, 'wx', 0o600)
  const sum = createHash('sha256')
  let bytes = 0
  return {
    async write(piece) {
      sum.update(piece)
      bytes += piece.length
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at, piece.length - at)).bytesWritten
    },
    async end() {
      await file.sync()
      await file.close()
      return { bytes, sha256: sum.digest('hex') }
    },
    leave: () => file.close().catch(() => {}),
  }
}
