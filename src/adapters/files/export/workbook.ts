import { Zip, ZipDeflate } from 'fflate'
import type { Column } from '../../../domain/history/columns.ts'
import type { LocalTime } from '../../../domain/history/local-time.ts'
import { ExportError } from './export-error.ts'
import type { RowWriter } from './row-writer.ts'
import { createSheetXml, stylesXml } from './sheet-xml.ts'
import type { Sink } from './sink.ts'

/** Most rows that a sheet may have, its header among them; the rest goes to a further sheet. */
const rowsOfSheet = 1_048_576
/** What a ZIP without further extensions can hold, of one part and as a whole. */
const mostBytes = 4_000_000_000

/** How a text is packed follows from the lengths in which it comes: they are always these. */
const packedAtOnce = 262_144

/** What stands in the place of the moment at which a file was made: the first that a ZIP can say. */
const noMoment = new Date(1980, 0, 1)

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const partsOf = (sheets: readonly string[]): Readonly<Record<string, string>> => ({
  'xl/styles.xml': stylesXml,
  'xl/workbook.xml': `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${sheets.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${main}.worksheet+xml"/>`).join('')}</Types>`,
})

/** A workbook that is written as its rows come, sheet after sheet. */
export interface Workbook {
  /** Begins a sheet; the one before must have been ended. `name`: letters, digits and underscores. */
  sheet<Row>(name: string, columns: readonly Column<Row>[]): Promise<RowWriter<Row>>
  end(): Promise<void>
}

/** Writes a workbook (XLSX): the same rows are the same bytes. Throws an `ExportError` (`too_many_rows`) beyond what such a file can hold. */
export const createWorkbook = (sink: Sink, time: LocalTime, mostRows = rowsOfSheet): Workbook => {
  const names: string[] = []
  let packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  let written = 0
  const drain = async () => {
    const pieces = packed
    packed = []
    for (const piece of pieces) {
      written += piece.length
      await sink.write(piece)
    }
    if (written > mostBytes) throw tooMany()
  }
  const tooMany = () => new ExportError('too_many_rows', 'A workbook has no room for so many rows: leave out xlsx.')
  const begin = (name: string) => {
    const part = new ZipDeflate(name, { level: 3 })
    part.mtime = noMoment
    zip.add(part)
    let length = 0
    let rest = Buffer.alloc(0)
    return (text: string, last: boolean) => {
      rest = Buffer.concat([rest, Buffer.from(text)])
      while (rest.length > packedAtOnce) {
        part.push(rest.subarray(0, packedAtOnce), false)
        rest = rest.subarray(packedAtOnce)
        length += packedAtOnce
      }
      if (length > mostBytes) throw tooMany()
      if (last) part.push(rest, true)
    }
  }
  return {
    async sheet(name, columns) {
      const sheet = createSheetXml(columns, time)
      let count = 0
      let line = 0
      let push: ReturnType<typeof begin> = () => {}
      const next = () => {
        count += 1
        names.push(count === 1 ? name : `${name} ${count}`)
        push = begin(`xl/worksheets/sheet${names.length}.xml`)
        push(sheet.head, false)
        line = 1
      }
      next()
      return {
        async add(rows) {
          let text = ''
          for (const row of rows) {
            if (line === mostRows) {
              push(text + sheet.tail, true)
              text = ''
              next()
            }
            line += 1
            text += sheet.row(line, row)
          }
          push(text, false)
          await drain()
        },
        async end() {
          push(sheet.tail, true)
          await drain()
        },
      }
    },
    async end() {
      for (const [name, text] of Object.entries(partsOf(names))) begin(name)(text, true)
      zip.end()
      await drain()
    },
  }
}
