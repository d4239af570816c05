import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import {
  type Block,
  type Cell,
  type Publication,
  type Table as TableOfReport,
  tableOfChart,
} from '../../../domain/kpi/publication/document.ts'
import { sameBytes } from './same-bytes.ts'

const serif = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun' }
const sans = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimHei' }

/** Sizes in half points, as DOCX has them. */
const size = { title: 40, large: 28, small: 24, text: 23, table: 20, note: 18 }

const line = { style: BorderStyle.SINGLE, size: 4, color: '6B7780' }
const lines = { top: line, bottom: line, left: line, right: line }
const margins = { top: 60, bottom: 60, left: 90, right: 90 }

const cellOf = (
  children: readonly ParagraphChild[],
  alignment: 'left' | 'right' | 'center',
  shaded = false,
): TableCell =>
  new TableCell({
    borders: lines,
    margins,
    ...(shaded && { shading: { fill: 'E8EEF2' } }),
    children: [new Paragraph({ alignment, children: [...children] })],
  })

const small = (text: string, bold = false): TextRun => new TextRun({ text, bold, size: size.table })

const valueCell = ({ text, notes }: Cell): TableCell =>
  cellOf(
    [
      small(text),
      ...(notes.length > 0 ? [new TextRun({ text: notes.join('，'), superScript: true, size: size.table })] : []),
    ],
    'right',
  )

const tableOf = ({ caption, asOf, columns, rows, notes }: TableOfReport): (Paragraph | Table)[] => [
  new Paragraph({
    keepNext: true,
    spacing: { before: 120, after: 60 },
    children: [small(caption, true), small(`（${asOf}）`)],
  }),
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: ['', ...columns].map(column => cellOf([small(column, true)], 'center', true)),
      }),
      ...rows.map(
        ({ head, cells }) =>
          new TableRow({ cantSplit: true, children: [cellOf([small(head)], 'left'), ...cells.map(valueCell)] }),
      ),
    ],
  }),
  ...notes.map(
    (note, index) =>
      new Paragraph({
        spacing: index === 0 ? { before: 60 } : {},
        children: [new TextRun({ text: `${index === 0 ? '注：' : ''}${index + 1}. ${note}`, size: size.note })],
      }),
  ),
]

const blockOf = (block: Block): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          keepNext: true,
          spacing: { before: 240, after: 120 },
          children: [
            new TextRun({
              text: block.text,
              bold: true,
              font: sans,
              color: '1A1A1A',
              size: block.level === 1 ? size.large : size.small,
            }),
          ],
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({
          indent: { firstLine: 2 * size.text * 10 },
          spacing: { after: 120, line: 400 },
          children: block.parts.map(part => new TextRun(typeof part === 'string' ? part : part.text)),
        }),
      ]
    case 'list':
      return block.items.map(
        (item, index) => new Paragraph({ indent: { left: 800 }, children: [new TextRun(`${index + 1}. ${item}`)] }),
      )
    case 'table':
      return tableOf(block)
    // what it draws stands in a table beside it, or is one here
    case 'chart':
      return block.inTable ? [] : tableOf(tableOfChart(block))
  }
}

/** A report as a DOCX file of A4, the same bytes each time. */
export const docxOf = async ({ title, blocks, marks }: Publication): Promise<Uint8Array> => {
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font: serif, size: size.text } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(22),
              bottom: convertMillimetersToTwip(22),
              left: convertMillimetersToTwip(20),
              right: convertMillimetersToTwip(20),
            },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: size.note })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 400 },
            children: [new TextRun({ text: title, bold: true, font: sans, size: size.title })],
          }),
          ...blocks.flatMap(blockOf),
          ...marks.map(
            (mark, index) =>
              new Paragraph({
                spacing: index === 0 ? { before: 400 } : {},
                children: [new TextRun({ text: mark, size: size.note })],
              }),
          ),
        ],
      },
    ],
  })
  return sameBytes(await Packer.toBuffer(document))
}
