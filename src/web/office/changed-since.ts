import type { CaseDetail } from '../cases/case-api.ts'

type Row = CaseDetail['history'][number]

/** What has happened to a case since somebody looked at it: the rows of its history that came after those he has seen. */
export const changedSince = (seen: CaseDetail, now: CaseDetail): readonly Row[] =>
  now.version === seen.version ? [] : now.history.slice(seen.history.length)
