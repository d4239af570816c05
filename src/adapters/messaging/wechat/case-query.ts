import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { parseQueryCode, queryCodeLength } from '../../../domain/cases/query-code.ts'
import type { CaseKey } from '../../../engine/citizens/citizen-service.ts'

/** What a text says of a case: both numbers, only that of the case, one with a wrong digit, or nothing. */
export type CaseQuery =
  | { readonly kind: 'key'; readonly key: CaseKey }
  | { readonly kind: 'no_code'; readonly caseNo: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'none' }

/** A case number has 14 digits, up to 17 on a day with very many cases; then letters may follow. */
const numbers = new RegExp(`^\\d{14}[0-9a-z]{0,${3 + queryCodeLength}}$`, 'i')

/** Words that people write around the numbers; whoever writes more than these asks something else. A query code has no vowel, so none stands in it. */
const words =
  /查询码|查询|查一下|查|进度|诉求编号|诉求|工单号|工单|单号|编号|号码|密码|验证码|我的|请|是|和|query|progress|status|case|code|number|no|my/giu

/** Reads a case number and its query code in any spacing: `查询 20261125000421 CDFG2345`, `2026-1125-00042-1，cdfg 2345`, or all in one. */
export const readCaseQuery = (text: string): CaseQuery => {
  const rest = text
    .normalize('NFKC')
    .replace(words, '')
    .replace(/[\s\p{P}\p{S}]/gu, '')
  if (!numbers.test(rest)) return { kind: 'none' }
  const caseNo = parseCaseNumber(rest.slice(0, -queryCodeLength))
  const queryCode = parseQueryCode(rest.slice(-queryCodeLength))
  if (caseNo !== null && queryCode !== null) return { kind: 'key', key: { caseNo, queryCode } }
  const alone = parseCaseNumber(rest)
  return alone === null ? { kind: 'wrong' } : { kind: 'no_code', caseNo: alone }
}
