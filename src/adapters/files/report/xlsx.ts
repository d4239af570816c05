import writeSheets, { type Cell, type SheetData } from 'write-excel-file/node'
import { metrics } from '../../../domain/kpi/catalogue.ts'
import type { FigureValue } from '../../../domain/kpi/metric.ts'
import { type Block, type Publication, type Table, tableOfChart } from '../../../domain/kpi/publication/document.ts'
import { dash, unitWords } from '../../../domain/kpi/publication/words.ts'
import type { Report } from '../../../domain/kpi/report.ts'
import { sameBytes } from './same-bytes.ts'

// every cell says its type: no text of a city or a regulation is ever taken for a formula
const text = (value: string, bold = false): Cell => ({ value, type: String, ...(bold && { fontWeight: 'bold' }) })
const head = (value: string): Cell => ({ value, type: String, fontWeight: 'bold', backgroundColor: '#e8eef2' })
const number = (value: number): Cell => ({ value, type: Number })

const figure = (value: FigureValue | undefined): Cell =>
  typeof value === 'number'
    ? number(value)
    : text(value === null || value === undefined ? dash : value.map(each => each ?? dash).join(' '))

/** A cell of a printed table as a number where it is one, so that it can be reckoned with. */
const printedCell = (printed: string): Cell => {
  if (/^\d+(\.\d+)?$/.test(printed)) return number(Number(printed))
  if (/^\d+\.\d\d%$/.test(printed))
    return { value: Math.round(Number.parseFloat(printed) * 100) / 10_000, type: Number, format: '0.00%' }
  return text(printed)
}

const rowsOfTable = ({ caption, asOf, columns, rows, notes }: Table): SheetData => [
  [text(caption, true), text(asOf)],
  [head(''), ...columns.map(head)],
  ...rows.map(row => [text(row.head), ...row.cells.map(cell => printedCell(cell.text))]),
  ...notes.map((note, index) => [text(`注${index + 1}：${note}`)]),
  [],
]

/** The tables of a report; a chart is one where its numbers stand in no other. */
const tablesOf = (block: Block): readonly Table[] => {
  if (block.kind === 'table') return [block]
  return block.kind === 'chart' && !block.inTable ? [tableOfChart(block)] : []
}

const published = ({ title, blocks, marks }: Publication): SheetData => [
  [text(title, true)],
  [],
  ...blocks.flatMap(tablesOf).flatMap(rowsOfTable),
  ...marks.map(mark => [text(mark)]),
]

const figures = ({ figures: of }: Report): SheetData => [
  ['指标', '键', '数值', '单位', '基数', '公式', '口径版本'].map(head),
  ...metrics
    .filter(({ key }) => of[key] !== undefined)
    .map(({ key, name, unit, base, formula, version }) => [
      text(name.zh),
      text(key),
      figure(of[key]),
      text(unitWords[unit]),
      text(base.zh),
      text(formula),
      number(version),
    ]),
]

const checks = ({ checks: of }: Report): SheetData => [
  ['核对', '左边', '关系', '右边', '差额', '结果'].map(head),
  ...of.map(({ name, relation, left, right, gap, holds }) => [
    text(name.zh),
    figure(left),
    text(relation === '=' ? '＝' : '≤'),
    figure(right),
    figure(gap),
    text(holds === null ? dash : holds ? '相符' : '不符'),
  ]),
]

const widths = (...all: readonly number[]) => all.map(width => ({ width }))

/** A report as an XLSX file of three sheets: its tables, every figure with its definition, the reconciliation; the same bytes each time. */
export const xlsxOf = async (publication: Publication, report: Report): Promise<Uint8Array> =>
  sameBytes(
    await writeSheets([
      { data: published(publication), sheet: '发布表', columns: widths(26, 18, 18, 18, 18, 18, 18) },
      { data: figures(report), sheet: '指标', columns: widths(26, 36, 16, 8, 60, 60, 10), stickyRowsCount: 1 },
      { data: checks(report), sheet: '核对', columns: widths(52, 14, 8, 14, 10, 10), stickyRowsCount: 1 },
    ]).toBuffer(),
  )
