import { metrics } from '../../src/domain/kpi/catalogue.ts'
import { dash, numberWords, unitWords } from '../../src/domain/kpi/publication/words.ts'
import type { Report } from '../../src/domain/kpi/report.ts'

/** How many columns of a terminal a text takes: a Chinese character takes two. */
const widthOf = (text: string): number => [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0)

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)))

/** A report as a table for a terminal. */
export const asTable = ({ period, as_of, version, figures, checks }: Report): string => {
  const lines = [`${period}（人员截至 ${as_of}，口径第 ${version} 版）`, '']
  for (const { key, name, unit } of metrics) {
    const value = figures[key]
    if (value !== undefined)
      lines.push(
        `${padded(name.zh, 34)}${padded(key, 36)}${numberWords(value, unit)}${value === null || unit === 'percent' ? '' : ` ${unitWords[unit]}`}`,
      )
  }
  lines.push('', '核对 Reconciliation')
  for (const { name, relation, left, right, gap, holds } of checks) {
    const word = holds === null ? dash : holds ? '✓' : '✗'
    const sides = holds === null ? '' : `${left} ${relation === '=' ? '=' : '≤'} ${right}${holds ? '' : `  差 ${gap}`}`
    lines.push(`${word} ${padded(name.zh, 52)}${sides}`)
  }
  return lines.join('\n')
}
