import { join } from 'node:path'
import { columnsOf } from '../../../domain/history/columns.ts'
import type { NumberForm } from '../../../domain/history/exported-number.ts'
import { type HistoryKind, type HistoryRows, historyKinds } from '../../../domain/history/history.ts'
import { createLocalTime } from '../../../domain/history/local-time.ts'
import { reportOf } from '../../../domain/kpi/report.ts'
import type { PeriodContent } from '../../../engine/history/period-book.ts'
import { csvWriter } from './csv.ts'
import { type ExportedFile, type ExportFormat, type ExportManifest, jsonText, manifestName } from './manifest.ts'
import { parquetWriter } from './parquet.ts'
import { writeFolder } from './part-folder.ts'
import type { RowWriter } from './row-writer.ts'
import { openSink, type Sink } from './sink.ts'
import { createWorkbook } from './workbook.ts'

export interface PeriodFiles {
  readonly folder: string
  readonly numbers: NumberForm
  readonly formats: readonly ExportFormat[]
  readonly programVersion: string
}

/** Several writers as one; none: rows are only counted. */
const together = <Row>(writers: readonly RowWriter<Row>[]): RowWriter<Row> => ({
  async add(rows) {
    for (const writer of writers) await writer.add(rows)
  },
  async end() {
    for (const writer of writers) await writer.end()
  },
})

/**
 * Writes what the books say of a period into a folder, whole or not at all: a file of rows for each kind of which anything is known, one workbook of all, the figures, and
 * last the manifest. The same content is the same bytes. Throws an `ExportError`.
 */
export const writePeriod = (
  content: PeriodContent,
  { folder, numbers, formats, programVersion }: PeriodFiles,
): Promise<ExportManifest> =>
  writeFolder(folder, async part => {
    const { tally, head } = content
    const time = createLocalTime(tally.period.zone)
    const open = new Set<Sink>()
    const files: ExportedFile[] = []
    const begin = async (name: string) => {
      const sink = await openSink(join(part, name))
      open.add(sink)
      const end = async (kind: HistoryKind | null, rows: number | null) => {
        files.push({ name, kind, rows, ...(await sink.end()) })
        open.delete(sink)
      }
      return { sink, end }
    }
    const has = (format: ExportFormat) => formats.includes(format)

    const workbookFile = has('xlsx') ? await begin('rows.xlsx') : null
    const workbook = workbookFile && createWorkbook(workbookFile.sink, time)

    const writeKind = async <Kind extends HistoryKind>(kind: Kind): Promise<number> => {
      const columns = columnsOf(kind, numbers)
      const csv = has('csv') ? await begin(`${kind}.csv`) : null
      const parquet = has('parquet') ? await begin(`${kind}.parquet`) : null
      const writers: RowWriter<HistoryRows[Kind]>[] = []
      if (csv) writers.push(await csvWriter(csv.sink, columns, time))
      if (parquet) writers.push(parquetWriter(parquet.sink, columns))
      if (workbook) writers.push(await workbook.sheet(kind, columns))
      const writer = together(writers)
      let count = 0
      if (writers.length > 0)
        for await (const rows of content.rows(kind)) {
          count += rows.length
          await writer.add(rows)
        }
      await writer.end()
      await csv?.end(kind, count)
      await parquet?.end(kind, count)
      return count
    }

    try {
      let all = 0
      for (const kind of historyKinds) if (tally.known.has(kind)) all += await writeKind(kind)
      if (workbook && workbookFile) {
        await workbook.end()
        await workbookFile.end(null, all)
      }
      const writeJson = async (name: string, value: unknown) => {
        const { sink, end } = await begin(name)
        await sink.write(Buffer.from(jsonText(value)))
        await end(null, null)
      }
      const report = reportOf(tally)
      if (has('json')) await writeJson('figures.json', report)
      const manifest: ExportManifest = {
        format: 'yihao-period',
        format_version: 1,
        period: tally.period.name,
        zone: tally.period.zone,
        from: time.text(tally.period.from),
        to: time.text(tally.period.to),
        as_of: head && time.text(head.received),
        figures_version: report.version,
        program_version: programVersion,
        numbers,
        ledger: head && { seq: head.seq, hash: head.hash },
        files: [...files],
      }
      await writeJson(manifestName, manifest)
      return { manifest, files }
    } catch (error) {
      for (const sink of open) await sink.leave()
      throw error
    }
  }).then(({ manifest }) => manifest)
