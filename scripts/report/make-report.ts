import { docxOf } from '../../src/adapters/files/report/docx.ts'
import { htmlOf } from '../../src/adapters/files/report/html.ts'
import { xlsxOf } from '../../src/adapters/files/report/xlsx.ts'
import { type BreakdownReport, breakdownReport } from '../../src/domain/kpi/breakdown/breakdown-report.ts'
import { agentsReport, type ReportedAgent } from '../../src/domain/kpi/dictionary/agents-report.ts'
import { type DictionaryReport, dictionaryOf } from '../../src/domain/kpi/dictionary/dictionary-report.ts'
import { type Period, yearBefore } from '../../src/domain/kpi/period.ts'
import type { Publication } from '../../src/domain/kpi/publication/document.ts'
import { publicReport } from '../../src/domain/kpi/publication/public-report.ts'
import { type Report, reportOf } from '../../src/domain/kpi/report.ts'
import type { Tally } from '../../src/domain/kpi/tally.ts'
import type { BookReader } from '../../src/engine/history/history-store.ts'
import { houseLimits } from './house-limits.ts'

/** A report as data: whatever is published of it is written out of this. */
export interface ReportDocument {
  readonly report: Report
  readonly breakdown: BreakdownReport
  /** Left out in reports that were frozen before there was one. */
  readonly dictionary?: DictionaryReport
  /** Null: there is no ledger of our own. */
  readonly agents?: readonly ReportedAgent[] | null
  readonly publication: Publication
}

export interface ReportWish {
  readonly city: string
  /** Counts below it are hidden in what is published. */
  readonly threshold: number
  /** Values of an earlier print, by key. */
  readonly printed: ReadonlyMap<string, number>
  /** UTC ms: of a period that is not over nothing later is judged. */
  readonly now: number
}

/** Makes the report of a period out of its tally. */
export const documentOf = async (
  book: BookReader,
  tally: Tally,
  period: Period,
  zone: string,
  { city, threshold, printed, now }: ReportWish,
): Promise<ReportDocument> => {
  const last = yearBefore(period)
  const before = last === null ? null : await book.tally(last)
  const isEmpty = before === null || before.total.cases.accepted + before.total.calls.offered === 0
  const breakdown = await book.breakdown(period)
  const publication = publicReport(tally, {
    ...{ city, breakdown, threshold, printed },
    deadlines: await houseLimits(book, period, zone),
    before: isEmpty ? null : before,
  })
  const counts = await book.dictionary(period, now)
  const dictionary = dictionaryOf({ tally, ...counts })
  const agents = counts.agents && agentsReport(counts.agents)
  return { report: reportOf(tally), breakdown: breakdownReport(breakdown), dictionary, agents, publication }
}

/** The same without a line for each agent: what is kept for good is no place for personal data of the staff. */
export const withoutAgents = ({ agents: _, ...document }: ReportDocument): ReportDocument => document

/** The files of a report: to be worked with, and to be published. The same document gives the same bytes. */
export const filesOf = async ({
  report,
  breakdown,
  dictionary,
  agents,
  publication,
}: ReportDocument): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> => [
  ['report.json', Buffer.from(`${JSON.stringify({ ...report, ...breakdown, dictionary, agents }, null, 2)}\n`)],
  ['report.html', Buffer.from(htmlOf(publication))],
  ['report.docx', await docxOf(publication)],
  ['report.xlsx', await xlsxOf(publication, report)],
]
