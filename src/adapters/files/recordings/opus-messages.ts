/** What the thread of the encoder is told: audio of a file, its end (null), or that nobody wants the file any more. */
export interface ToEncoder {
  readonly id: number
  readonly audio: Uint8Array | null | 'drop'
}

/** What it answers to each piece and to the end: the bytes that come next in the file, or why there is no file. */
export type FromEncoder =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failed: string }
