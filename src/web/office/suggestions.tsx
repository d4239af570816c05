import type { CaseDetail } from '../cases/case-api.ts'

/** What is proposed for a case from its text and from past cases: class, topic, unit, duplicates. Nothing, where the server proposes nothing. */
export const Suggestions = (_: { readonly of: CaseDetail['case'] }) => null
