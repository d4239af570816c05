import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { dayOf } from '../../../domain/calendar/day.ts'
import type { CellValue, Column, ColumnType } from '../../../domain/history/columns.ts'
import type { RowWriter } from './row-writer.ts'
import type { Sink } from './sink.ts'

/** Rows of a group are encoded together and lie in memory until then: some 10 MB of the widest file. */
const groupRows = 20_000

type Kind = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>

const kinds: Readonly<Record<ColumnType, Kind>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  date: { type: 'INT32', converted_type: 'DATE' },
  whole: { type: 'INT32' },
  true: { type: 'BOOLEAN' },
  yes: { type: 'BOOLEAN' },
}

const stored: Readonly<Record<ColumnType, (value: CellValue) => unknown>> = {
  text: String,
  instant: value => BigInt(Number(value)),
  date: value => dayOf(String(value)),
  whole: Number,
  true: Boolean,
  yes: Boolean,
}

/**
 * Rows as Parquet: instants are timestamps in UTC ms, dates dates, numbers and booleans what they are, what is unknown null. The same rows are the same bytes, in
 * whatever pieces they come.
 */
export const parquetWriter = <Row>(sink: Sink, columns: readonly Column<Row>[]): RowWriter<Row> => {
  const bytes = new ByteWriter()
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...kinds[type] })),
  ]
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'yihao' })
  const drain = async () => {
    const piece = bytes.getBytes()
    await sink.write(piece)
    bytes.index = 0
  }
  let waiting: Row[] = []
  const writeGroup = async (rows: readonly Row[]) => {
    if (rows.length === 0) return
    const columnData = columns.map(({ name, type, of }) => ({
      name,
      data: rows.map(row => {
        const value = of(row)
        return value === null ? null : stored[type](value)
      }),
    }))
    await writer.write({ columnData, rowGroupSize: groupRows })
    await drain()
  }
  return {
    async add(rows) {
      waiting.push(...rows)
      while (waiting.length >= groupRows) {
        const group = waiting.slice(0, groupRows)
        waiting = waiting.slice(groupRows)
        await writeGroup(group)
      }
    },
    async end() {
      await writeGroup(waiting)
      waiting = []
      await writer.finish()
      await drain()
    },
  }
}
