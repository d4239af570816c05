import { exportedNumber, maskNumbersIn, type NumberForm } from './exported-number.ts'
import { type HistoryCall, type HistoryKind, type HistoryRows, historyColumns } from './history.ts'
import { plainText } from './plain-text.ts'

/** What a column holds: `instant` UTC ms, `date` a date as it is written, `true` and `yes` a boolean by the words that CSV has for it. */
export type ColumnType = 'text' | 'instant' | 'date' | 'whole' | 'true' | 'yes'

export type CellValue = string | number | boolean | null

/** A column of a file of a period. */
export interface Column<Row> {
  readonly name: string
  readonly type: ColumnType
  readonly of: (row: Row) => CellValue
}

/** All others are texts. */
const types: Readonly<Record<string, ColumnType>> = {
  ...{ arrived_at: 'instant', queued_at: 'instant', answered_at: 'instant', ended_at: 'instant' },
  ...{ accepted_at: 'instant', closed_at: 'instant', created_at: 'instant', rated_at: 'instant' },
  ...{ dispatched_at: 'instant', signed_at: 'instant', due_at: 'instant', replied_at: 'instant' },
  ...{ from: 'date', to: 'date', round: 'whole', returned: 'true', takes_requests: 'true', resolved: 'yes' },
}

/** What people wrote: a number may stand in the midst of it. */
const written: readonly string[] = ['tags', 'adjudication_reason']

const fieldOf = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The columns of a file in their order (DESIGN.md 6): its header is `historyColumns`. */
export const columnsOf = <Kind extends HistoryKind>(
  kind: Kind,
  numbers: NumberForm,
): readonly Column<HistoryRows[Kind]>[] =>
  historyColumns[kind].map(name => {
    const type = types[name] ?? 'text'
    const field = fieldOf(name) as keyof HistoryRows[Kind]
    const of = (row: HistoryRows[Kind]) => row[field] as CellValue
    if (name === 'number')
      return { name, type, of: row => plainText(exportedNumber(row as unknown as HistoryCall, numbers)) }
    if (type !== 'text') return { name, type, of }
    const shown = written.includes(name) && numbers === 'masked' ? maskNumbersIn : (text: string | null) => text
    return { name, type, of: row => shown(plainText(of(row) as string | null)) }
  })
