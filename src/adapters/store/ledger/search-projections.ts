import { fill, type Query, type Template } from '../query.ts'
import { type CaseWordsRow, caseWordsRow, type FiledCase } from '../search/case-index.ts'

/** The write that files the words of a case, for every fact that gives or changes its title, text, place, agent or confidence. */
export const caseWords = (
  { write }: { readonly write: { readonly caseWords: Template<CaseWordsRow> } },
  filed: FiledCase,
): Query => fill(write.caseWords, caseWordsRow(filed))
