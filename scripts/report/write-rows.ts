import { createRowLines } from '../../src/adapters/files/report/rows-csv.ts'
import { metrics } from '../../src/domain/kpi/catalogue.ts'
import type { Metric } from '../../src/domain/kpi/metric.ts'
import type { Period } from '../../src/domain/kpi/period.ts'
import { countsFor } from '../../src/domain/kpi/rows-of-figure.ts'
import type { BookReader } from '../../src/engine/history/history-store.ts'
import { UsageError } from '../store-command.ts'

/** The figure of a key whose rows can be told. Throws a `UsageError`. */
export const figureWithRows = (key: string): Metric => {
  const metric = metrics.find(each => each.key === key)
  if (!metric) throw new UsageError(`没有指标 ${key}。There is no figure ${key}.`)
  if (!metric.rows) throw new UsageError(`指标 ${key} 不能逐行列出。The figure ${key} cannot be told row by row.`)
  return metric
}

/** The rows that a figure of a period counts, as one CSV for each kind of row. */
export const rowsOf = async (
  book: Pick<BookReader, 'rows'>,
  metric: Metric,
  period: Period,
): Promise<readonly { readonly name: string; readonly csv: string }[]> => {
  const files: { name: string; csv: string }[] = []
  const kinds = metric.rows ?? []
  for (const kind of kinds) {
    const { header, line } = createRowLines(kind, period.zone)
    const counts = countsFor(metric, period)
    const lines = [header]
    await book.rows(kind, period, (row, names) => {
      const how = counts(kind, row)
      if (how !== null) lines.push(line(row, names, how))
    })
    files.push({ name: `rows-${metric.key}${kinds.length > 1 ? `-${kind}` : ''}.csv`, csv: lines.join('') })
  }
  return files
}
