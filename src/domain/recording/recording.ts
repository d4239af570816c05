/** Why a recording that was paused goes on. `moved`: the caller has left this agent; `failed`: Asterisk did not pause it at all. */
export type RecordingResumed = 'agent' | 'limit' | 'moved' | 'ended' | 'failed'

/** What a caller says while his recording is paused (个人敏感信息): told by his agent if he likes to. */
export const pauseSubjects = ['id_number', 'bank_card', 'password', 'other'] as const
export type PauseSubject = (typeof pauseSubjects)[number]

/** The recording of a call while it is in the line. */
export interface Recording {
  readonly part: string
  /** While ID or bank numbers are said. null: it is recorded. */
  readonly pause: RecordingPause | null
}

/** Since when, by whose wish, when it goes on by itself, and what for, where that was told. */
export interface RecordingPause {
  readonly since: number
  readonly agentId: string
  readonly until: number
  readonly subject: PauseSubject | null
}

/** The name of a call's n-th recording: 1 is the server's, 0 the dialplan's where there is no server. */
export const recordingPartOf = (callId: string, n: number): string => `${callId}-recording-${n}`

/** The call of a recording, by its name; null: it is none. Such a name is safe as the name of a file. */
export const callOfRecording = (part: string): string | null =>
  /^([A-Za-z0-9][A-Za-z0-9_.-]{0,99})-recording-\d{1,16}$/.exec(part)?.[1] ?? null
