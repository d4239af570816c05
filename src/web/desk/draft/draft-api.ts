import { ApiError, api, codeOf, reached } from '../../api/api.ts'
import { type DraftFields, filled } from './draft-fields.ts'

/** The draft as the server has it; `updatedAt` names the version, null: there is none. */
export interface SavedDraft {
  readonly fields: DraftFields
  readonly updatedAt: number | null
}

const answerWithinMs = 5_000

/** Ends a request that a dead network would leave open for minutes. */
const deadline = (): AbortSignal => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), answerWithinMs)
  return abort.signal
}

/** The saved draft about a call. Throws an ApiError. */
export const fetchDraft = async (id: string): Promise<SavedDraft> => {
  const { data, error } = await reached(
    api.GET('/api/calls/{id}/draft', { params: { path: { id } }, signal: deadline() }),
  )
  if (data === undefined) throw new ApiError(codeOf(error))
  return { fields: filled(data.fields), updatedAt: data.updatedAt }
}

/** Saves a draft in the place of the version `basedOn`; gives its own. Throws an ApiError, `draft_changed` for another version. */
export const putDraft = async (id: string, fields: DraftFields, basedOn: number | null): Promise<number> => {
  const { data, error } = await reached(
    api.PUT('/api/calls/{id}/draft', { params: { path: { id } }, body: { fields, basedOn }, signal: deadline() }),
  )
  if (data === undefined) throw new ApiError(codeOf(error))
  return data.updatedAt
}
