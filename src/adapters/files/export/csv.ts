import type { CellValue, Column, ColumnType } from '../../../domain/history/columns.ts'
import { csvCell } from '../../../domain/history/csv-cell.ts'
import type { LocalTime } from '../../../domain/history/local-time.ts'
import type { RowWriter } from './row-writer.ts'
import type { Sink } from './sink.ts'

const lineEnd = '\r\n'

/** How a value is written, by the type of its column; what is unknown is an empty cell. */
const wordsOf = (time: LocalTime): Readonly<Record<ColumnType, (value: CellValue) => string>> => ({
  text: value => csvCell(String(value)),
  instant: value => time.text(Number(value)),
  date: String,
  whole: String,
  true: value => (value ? 'true' : 'false'),
  yes: value => (value ? 'yes' : 'no'),
})

/** Rows as CSV (RFC 4180): UTF-8 without a byte order mark, a header, times in ISO 8601 with the offset of the zone and with ms. */
export const csvWriter = async <Row>(
  sink: Sink,
  columns: readonly Column<Row>[],
  time: LocalTime,
): Promise<RowWriter<Row>> => {
  const words = wordsOf(time)
  const cells = columns.map(({ of, type }) => {
    const word = words[type]
    return (row: Row) => {
      const value = of(row)
      return value === null ? '' : word(value)
    }
  })
  const write = (lines: readonly string[]) => sink.write(Buffer.from(lines.map(line => line + lineEnd).join('')))
  await write([columns.map(({ name }) => name).join(',')])
  return {
    add: rows => write(rows.map(row => cells.map(cell => cell(row)).join(','))),
    end: async () => {},
  }
}
