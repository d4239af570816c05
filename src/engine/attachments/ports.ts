/** What is known of a file that is kept: of its plain bytes. */
export interface KeptFile {
  readonly bytes: number
  readonly sha256: string
}

/** One file, opened to be read. */
export interface OpenFile extends KeptFile {
  /** The bytes from `from` to before `to`. Rejects where what is stored was changed. */
  read(from: number, to: number): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** Where attachments are kept, encrypted, by their ids. Rejects when its disk fails. */
export interface AttachmentVault {
  /** Keeps all of it or nothing, and has read it back before it says so. */
  keep(id: string, pieces: readonly Uint8Array[]): Promise<KeptFile>
  /** null: there is none, or no more. */
  open(id: string): Promise<OpenFile | null>
  /** Drops its key, then deletes it; what is not there is erased. */
  erase(id: string): Promise<void>
  /** How much is free on its disk, in bytes. */
  room(): Promise<number>
  /** The ids of files that were last written before this instant (UTC ms), also of those that were never whole. */
  writtenBefore(instant: number): Promise<readonly string[]>
}
