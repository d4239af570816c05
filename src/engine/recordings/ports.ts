import type { Fact } from '../../domain/fact.ts'

/** The recordings that lie in Asterisk and are not kept yet. */
export interface RecordingSource {
  /** Their names; null: Asterisk cannot be asked. */
  list(): Promise<readonly string[] | null>
  /** Whether the caller's channel is still there; null: not known. */
  goesOn(callId: string): Promise<boolean | null>
  /** The whole audio, with its length where that is told; null: it is not there. Rejects when Asterisk is away. */
  fetch(part: string): Promise<{ readonly bytes: number | null; readonly audio: AsyncIterable<Uint8Array> } | null>
  /** Deletes it in Asterisk; whether it is gone. */
  forget(part: string): Promise<boolean>
}

/** How the audio is kept: as Asterisk writes it (µ-law), or made smaller (Ogg Opus). */
export type RecordingCodec = NonNullable<Extract<Fact, { kind: 'recording_closed' }>['codec']>

/** The audio came, but could not be made smaller: kept as it came, nothing of it is lost. */
export class EncodingError extends Error {}

/** What is known of a recording that is kept. */
export interface KeptRecording {
  readonly part: string
  readonly codec: RecordingCodec
  /** Of the audio as it is kept, as its hash. */
  readonly bytes: number
  readonly sha256: string
  readonly audioMs: number
  /** The loudest sample of each equal stretch of it, 0 to 100. */
  readonly peaks: readonly number[]
}

/** One recording, opened to be played. */
export interface OpenRecording extends KeptRecording {
  /** Of the file as it is played, and its media type. */
  readonly fileBytes: number
  readonly mediaType: string
  /** The bytes of that file from `from` to before `to`. Rejects where what is stored was changed. */
  read(from: number, to: number): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** Where recordings are kept, encrypted. Rejects when its disk fails. */
export interface RecordingVault {
  /**
   * Keeps all of it or nothing. What is kept already under this name is replaced. `bytes`: how many must come; null: not known. Rejects with an
   * `EncodingError` where only the codec (default: as it came) is to blame.
   */
  keep(
    part: string,
    audio: AsyncIterable<Uint8Array>,
    bytes: number | null,
    codec?: RecordingCodec,
  ): Promise<KeptRecording>
  kept(part: string): Promise<KeptRecording | null>
  /** null: there is none, or no more. */
  open(part: string): Promise<OpenRecording | null>
  /** Drops its key, then deletes it; what is not there is erased. */
  erase(part: string): Promise<void>
}
