import { dayOf } from '../../../domain/calendar/day.ts'
import type { CellValue, Column, ColumnType } from '../../../domain/history/columns.ts'
import type { LocalTime } from '../../../domain/history/local-time.ts'

const dayMs = 86_400_000
/** 1970-01-01 as a spreadsheet counts days. */
const epoch = 25_569

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** What XML has no place for. */
const noCharacter = /[\ufffe\uffff]/g
/** Excel reads `_x000D_` in a text as a character by its number, unless its first underscore is written so itself. */
const escapes = /_(?=x[\dA-Fa-f]{4}_)/g

const xmlText = (text: string): string =>
  text
    .replace(/[&<>]/g, mark => marks[mark] ?? mark)
    .replace(noCharacter, '?')
    .replace(escapes, '_x005F_')

/** The styles of cells, by their place in `stylesXml`. */
const styles = { head: 1, instant: 2, date: 3 } as const

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="0" fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`

const widths: Readonly<Record<ColumnType, number>> = { text: 18, instant: 24, date: 12, whole: 8, true: 10, yes: 10 }

const textCell = (place: string, text: string, style = 0): string =>
  `<c r="${place}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`

const numberCell = (place: string, value: number, style = 0): string =>
  `<c r="${place}"${style === 0 ? '' : ` s="${style}"`}><v>${value}</v></c>`

const flagCell = (place: string, value: CellValue): string => `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`

const letter = (column: number): string => String.fromCharCode(65 + column)

/**
 * A sheet as XML, row by row. Every cell says what it is: a text is never a formula; instants are times of the zone's clock, which a spreadsheet can reckon with.
 */
export const createSheetXml = <Row>(columns: readonly Column<Row>[], time: LocalTime) => {
  const cellOf: Readonly<Record<ColumnType, (place: string, value: CellValue) => string>> = {
    text: (place, value) => textCell(place, String(value)),
    instant: (place, value) => {
      const at = Number(value)
      return numberCell(place, epoch + (at + time.offsetMs(at)) / dayMs, styles.instant)
    },
    date: (place, value) => numberCell(place, epoch + dayOf(String(value)), styles.date),
    whole: (place, value) => numberCell(place, Number(value)),
    true: flagCell,
    yes: flagCell,
  }
  const rowOf = (line: number, cells: readonly string[]) => `<row r="${line}">${cells.join('')}</row>`
  return {
    head: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ type }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[type]}" customWidth="1"/>`).join('')}</cols><sheetData>${rowOf(
      1,
      columns.map(({ name }, index) => textCell(`${letter(index)}1`, name, styles.head)),
    )}`,
    /** The row of this line of the sheet; the header is line 1. */
    row: (line: number, row: Row): string =>
      rowOf(
        line,
        columns.map(({ of, type }, index) => {
          const value = of(row)
          return value === null ? '' : cellOf[type](`${letter(index)}${line}`, value)
        }),
      ),
    tail: '</sheetData></worksheet>',
  }
}
