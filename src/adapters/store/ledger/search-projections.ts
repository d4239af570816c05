import { fill, type Query, type Template } from '../query.ts'
import { type CaseWordsRow, caseWordsRow, type FiledCase, type OpenCaseTemplates } from '../search/case-index.ts'
import { keyOfCaseNo } from '../search/case-key.ts'

/** The write that files the words of a case, for every fact that gives or changes its title, text, place, agent or confidence. */
export const caseWords = (
  { write }: { readonly write: { readonly caseWords: Template<CaseWordsRow> } },
  filed: FiledCase,
): Query => fill(write.caseWords, caseWordsRow(filed))

/** The writes that keep the words of open cases, for every fact after which a case is open or closed. */
export const openCaseWords = (
  { write }: { readonly write: OpenCaseTemplates },
  caseNo: string,
  isOpen: boolean,
): readonly Query[] => {
  const key = keyOfCaseNo(caseNo)
  const move = isOpen ? write.caseWordsOpened : write.caseWordsClosed
  return key === null || move === undefined ? [] : [fill(move, { key })]
}
