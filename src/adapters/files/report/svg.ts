import type { Chart, ChartPoint } from '../../../domain/kpi/publication/document.ts'
import { escaped } from './escaped.ts'

/*
 * Charts as SVG: drawn in one ink, each column with its number where there is room, so that nothing is said by colour; read out as words.
 */

/** Of the drawing, in its own units: as wide as the text of A4 at 4 units a mm. */
const width = 680
const ink = '#2f6283'
/** Keeps a number apart from the lines that it stands on. */
const halo = 'stroke="#fff" stroke-width="3" paint-order="stroke"'

/** A number to a hundredth, so that the same chart is the same bytes. */
const n = (value: number): string => String(Math.round(value * 100) / 100)

/** Where an axis has its lines: 0 and round steps up to the largest, five at most. */
const stepsTo = (most: number): readonly number[] => {
  const rough = Math.max(most, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map(each => each * power).find(each => each >= rough) ?? rough)
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step)
}

/** Units that a text takes: a Chinese character about two of a digit. */
const lengthOf = (text: string, size: number): number =>
  [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? size : size * 0.66), 0)

const text = (x: number, y: number, words: string, how: string, figure: string | null = null): string =>
  `<text x="${n(x)}" y="${n(y)}" ${how}${figure === null ? '' : ` data-figure="${escaped(figure)}"`}>${escaped(words)}</text>`

const largest = ({ points, most }: Chart): number => most ?? Math.max(1, ...points.map(({ value }) => value ?? 0))

/** A course over time: columns that stand on a line, each above its label. */
const columns = (chart: Chart): { readonly height: number; readonly drawing: readonly string[] } => {
  const { points, unit } = chart
  const [top, bottom, left] = [26, 196, 56]
  const steps = stepsTo(largest(chart))
  const end = steps.at(-1) ?? 1
  const yOf = (value: number) => bottom - (value / end) * (bottom - top)
  const slot = (width - left) / points.length
  const sizeOf = (words: (point: ChartPoint) => string, usual: number) =>
    Math.min(usual, ...points.map(point => (usual * (slot - 5)) / lengthOf(words(point), usual)))
  const numbers = sizeOf(point => point.text, 11)
  const labels = Math.max(
    7,
    sizeOf(point => point.label, 11),
  )
  return {
    height: 218,
    drawing: [
      text(left - 6, 12, unit, 'text-anchor="end" font-size="11"'),
      ...steps.flatMap(step => [
        `<path d="M${left} ${n(yOf(step))}H${width}" stroke="#c9d1d7" stroke-width="${step === 0 ? 0 : 0.75}"/>`,
        text(left - 6, yOf(step) + 4, String(step), 'text-anchor="end" font-size="11"'),
      ]),
      ...points.flatMap(({ value, text: words, label, figure }, index) => {
        const middle = left + slot * (index + 0.5)
        const y = yOf(value ?? 0)
        return [
          ...(value === null || value === 0
            ? []
            : [
                `<rect x="${n(middle - slot * 0.31)}" y="${n(y)}" width="${n(slot * 0.62)}" height="${n(bottom - y)}" fill="${ink}"/>`,
              ]),
          // smaller than this nobody can read: the axis says it
          ...(numbers >= 7
            ? [text(middle, y - 5, words, `text-anchor="middle" font-size="${n(numbers)}" ${halo}`, figure)]
            : []),
          text(middle, bottom + 16, label, `text-anchor="middle" font-size="${n(labels)}"`),
        ]
      }),
      `<path d="M${left} ${bottom}H${width}" stroke="#1a1a1a"/>`,
    ],
  }
}

/** Kinds of one thing: bars that lie beside their names, each with its number behind it. */
const bars = (chart: Chart): { readonly height: number; readonly drawing: readonly string[] } => {
  const { points, unit } = chart
  const suffix = unit === '%' ? '' : unit
  const left = Math.max(60, ...points.map(({ label }) => lengthOf(label, 12.5))) + 12
  const behind = Math.max(...points.map(({ text: words }) => lengthOf(words + suffix, 12.5))) + 10
  const [row, thick] = [28, 16]
  const end = largest(chart)
  const long = width - left - behind
  const height = points.length * row + 4
  return {
    height,
    drawing: [
      ...points.flatMap(({ label, value, text: words, figure }, index) => {
        const middle = row * (index + 0.5) + 2
        const length = ((value ?? 0) / end) * long
        return [
          text(left - 8, middle + 4.5, label, 'text-anchor="end" font-size="12.5"'),
          // what is left to the end of the axis, so that a share is seen as one
          ...(chart.most === null
            ? []
            : [
                `<rect x="${n(left)}" y="${n(middle - thick / 2)}" width="${n(long)}" height="${thick}" fill="none" stroke="#9aa7b0" stroke-width="0.75"/>`,
              ]),
          ...(length > 0
            ? [
                `<rect x="${n(left)}" y="${n(middle - thick / 2)}" width="${n(length)}" height="${thick}" fill="${ink}"/>`,
              ]
            : []),
          text(
            left + (chart.most === null ? length : long) + 7,
            middle + 4.5,
            value === null ? words : `${words}${suffix}`,
            'font-size="12.5"',
            figure,
          ),
        ]
      }),
      `<path d="M${n(left)} 0V${height}" stroke="#1a1a1a"/>`,
    ],
  }
}

/** A chart in words, for whoever does not see it. */
const inWords = ({ points, unit }: Chart): string =>
  `${points.map(({ label, value, text: words }) => `${label}${words}${value === null || unit === '%' ? '' : unit}`).join('，')}。`

/** A chart as SVG that needs nothing else. `id`: another one for each of a page. */
export const svgOf = (chart: Chart, id: string): string => {
  const { height, drawing } = chart.form === 'columns' ? columns(chart) : bars(chart)
  return [
    `<svg viewBox="0 0 ${width} ${n(height)}" role="img" aria-labelledby="${id}-title ${id}-words" fill="#1a1a1a">`,
    `<title id="${id}-title">${escaped(chart.caption)}</title>`,
    `<desc id="${id}-words">${escaped(inWords(chart))}</desc>`,
    ...drawing,
    '</svg>',
  ].join('\n')
}
