import type { Block, Cell, Chart, Publication, Table } from '../../../domain/kpi/publication/document.ts'
import { escaped } from './escaped.ts'
import { svgOf } from './svg.ts'

const mark = (notes: readonly number[]): string => (notes.length === 0 ? '' : `<sup>${notes.join('，')}</sup>`)

const cellOf = ({ text, figure, notes }: Cell): string =>
  `<td${figure === null ? '' : ` data-figure="${escaped(figure)}"`}>${escaped(text)}${mark(notes)}</td>`

/** A table of more rows than this may go on on the next page. */
const mostOnOnePage = 16

/** From so many columns on, letters are smaller. */
const manyColumns = 7

const classesOf = ({ columns, rows }: Table): string => {
  const classes = [...(rows.length > mostOnOnePage ? ['long'] : []), ...(columns.length >= manyColumns ? ['wide'] : [])]
  return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`
}

const chartOf = (chart: Chart, id: string): string =>
  [
    '<figure class="chart">',
    `<div class="caption">${escaped(chart.caption)}<span class="covered">${escaped(chart.asOf)}</span></div>`,
    svgOf(chart, id),
    '</figure>',
  ].join('\n')

const tableOf = (table: Table): string => {
  const { caption, asOf, columns, rows, notes } = table
  return [
    `<figure${classesOf(table)}>`,
    '<table>',
    `<caption>${escaped(caption)}<span class="covered">${escaped(asOf)}</span></caption>`,
    `<thead><tr><td></td>${columns.map(column => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(({ head, cells }) => `<tr><th scope="row">${escaped(head)}</th>${cells.map(cellOf).join('')}</tr>`),
    '</tbody>',
    '</table>',
    ...(notes.length === 0
      ? []
      : ['<figcaption>注：', '<ol>', ...notes.map(note => `<li>${escaped(note)}</li>`), '</ol>', '</figcaption>']),
    '</figure>',
  ].join('\n')
}

const blockOf = (block: Block, index: number): string => {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`
    case 'paragraph':
      return `<p>${block.parts
        .map(part =>
          typeof part === 'string'
            ? escaped(part)
            : `<data data-figure="${escaped(part.figure)}">${escaped(part.text)}</data>`,
        )
        .join('')}</p>`
    case 'list':
      return `<ol class="list">${block.items.map(item => `<li>${escaped(item)}</li>`).join('')}</ol>`
    case 'table':
      return tableOf(block)
    case 'chart':
      return chartOf(block, `chart-${index}`)
  }
}

/** Made to be printed on A4, and to be read on a screen as it will be printed. */
const style = `
@page { size: A4; margin: 22mm 20mm; @bottom-center { content: counter(page); color: #444; font: 9pt sans-serif; } }
* { box-sizing: border-box; }
html { background: #eceff1; }
body { max-width: 210mm; margin: 8mm auto; padding: 20mm; background: #fff; color: #1a1a1a; font: 11.5pt/1.75 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif; }
h1 { margin: 0 0 10mm; text-align: center; font: 700 20pt/1.4 "Noto Sans CJK SC", "Source Han Sans SC", SimHei, "PingFang SC", sans-serif; text-wrap: balance; }
h2 { margin: 8mm 0 3mm; font: 700 14pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", SimHei, "PingFang SC", sans-serif; break-after: avoid; }
h3 { margin: 5mm 0 2mm; font: 700 12pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", SimHei, "PingFang SC", sans-serif; break-after: avoid; }
p { margin: 0 0 3mm; text-indent: 2em; text-align: justify; }
figure { margin: 0 0 7mm; break-inside: avoid; }
figure.long { break-inside: auto; }
tr { break-inside: avoid; }
figure.wide table { font-size: 9pt; }
figure.wide th, figure.wide td { padding: 1mm 1.2mm; }
figure.wide tbody th { min-width: 30mm; }
svg { display: block; width: 100%; height: auto; font-family: "Noto Sans CJK SC", "Source Han Sans SC", SimHei, "PingFang SC", sans-serif; font-variant-numeric: tabular-nums; print-color-adjust: exact; }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; line-height: 1.45; font-variant-numeric: tabular-nums; }
caption, .caption { padding: 0 0 1.5mm; text-align: left; font-weight: 700; }
.caption { font-size: 10.5pt; line-height: 1.45; }
.covered { float: right; color: #555; font-weight: 400; }
thead td, th, td { border: 0.3mm solid #6b7780; padding: 1.6mm 2mm; }
thead th { background: #e8eef2; font-weight: 700; text-align: center; }
tbody th { font-weight: 400; text-align: left; word-break: keep-all; }
td { text-align: right; white-space: nowrap; }
sup { margin-left: 0.3em; color: #555; font-size: 7pt; line-height: 0; }
figcaption { margin-top: 1.5mm; color: #333; font-size: 9pt; line-height: 1.55; }
figcaption ol { margin: 0; padding-left: 2em; }
.list { margin: 0 0 3mm; padding-left: 4em; }
footer { margin-top: 10mm; padding-top: 3mm; border-top: 0.3mm solid #6b7780; color: #444; font-size: 9pt; line-height: 1.6; }
footer p { margin: 0; text-indent: 0; }
@media print { html { background: none; } body { max-width: none; margin: 0; padding: 0; } thead th { print-color-adjust: exact; } }
`

/** A report as one page that needs nothing else: no script, no picture, no font from elsewhere. */
export const htmlOf = ({ title, blocks, marks }: Publication): string =>
  [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map(blockOf),
    `<footer>${marks.map(each => `<p>${escaped(each)}</p>`).join('')}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
