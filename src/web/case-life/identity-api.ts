import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Path = '/api/cases/{caseNo}/identity'
export type Identity = paths[Path]['post']['responses'][200]['content']['application/json']

/** Whose case it is; the reason is kept. Throws an ApiError. */
export const fetchIdentity = async (caseNo: string, reason: string): Promise<Identity> => {
  const asked = api.POST('/api/cases/{caseNo}/identity', { params: { path: { caseNo } }, body: { reason } })
  const { data, error } = await reached(asked)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Tells that a case is about to be printed. A print cannot be held up; where this fails, what was read is kept all the same. */
export const tellPrint = (caseNo: string): void => {
  const told = api.POST('/api/cases/{caseNo}/viewings', { params: { path: { caseNo } }, body: { what: 'print' } })
  void told.catch(() => {})
}
