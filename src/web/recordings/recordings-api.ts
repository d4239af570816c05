import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Answer<Path extends '/api/recordings' | '/api/calls/{id}/recording'> =
  paths[Path]['get']['responses'][200]['content']['application/json']

/** Calls of a day whose recordings are kept, and answered calls that have none. */
export type RecordedCalls = Answer<'/api/recordings'>
export type RecordedCall = RecordedCalls['calls'][number]
/** What is recorded of one call. */
export type Recording = Answer<'/api/calls/{id}/recording'>
export type RecordingPart = Recording['parts'][number]

/** What is searched for; `day` as yyyy-mm-dd in the hotline's zone, the others empty for any. */
export interface RecordingSearch {
  readonly day: string
  readonly agentId: string
  readonly lastDigits: string
}

const dayMs = 86_400_000

/** The recordings of a day. Throws an ApiError. */
export const fetchRecordings = async ({ day, agentId, lastDigits }: RecordingSearch): Promise<RecordedCalls> => {
  const from = Date.parse(`${day}T00:00:00+08:00`)
  const query = {
    from,
    to: from + dayMs,
    ...(agentId === '' ? {} : { agentId }),
    ...(lastDigits === '' ? {} : { lastDigits }),
  }
  const { data, error } = await reached(api.GET('/api/recordings', { params: { query } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** What is recorded of a call. Throws an ApiError. */
export const fetchRecording = async (id: string): Promise<Recording> => {
  const { data, error } = await reached(api.GET('/api/calls/{id}/recording', { params: { path: { id } } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Keeps the recordings of a call from deletion, or lifts that. Throws an ApiError. */
export const holdRecording = async (id: string, held: boolean, why: string): Promise<void> => {
  const { error, response } = await reached(
    api.PUT('/api/calls/{id}/recording/hold', { params: { path: { id } }, body: { held, why } }),
  )
  if (!response.ok) throw new ApiError(codeOf(error))
}

/** Where the audio of a part is; asking for it is a listening, for this reason. */
export const audioAddress = (id: string, part: string, reason: string): string =>
  `/api/calls/${encodeURIComponent(id)}/recording/audio?${new URLSearchParams({ part, reason })}`
