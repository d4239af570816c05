import { readFileSync } from 'node:fs'
import { metrics } from '../../src/domain/kpi/catalogue.ts'
import type { PrintedValues } from '../../src/domain/kpi/publication/notes.ts'
import { completeRows } from '../../src/domain/text/csv-rows.ts'
import { UsageError } from '../store-command.ts'

/**
 * Values of an earlier print: a CSV file with the columns `key` and `value`. Throws a `UsageError` that names the line for a key that no figure has, and for what is
 * no number.
 */
export const readPrinted = (path: string): PrintedValues => {
  const fail = (line: number, why: string): never => {
    throw new UsageError(`${path}, line ${line}: ${why}`)
  }
  const text = readFile(path).replace(/^\uFEFF/, '')
  const values = new Map<string, number>()
  const [header, ...rows] = completeRows(text, 1).rows
  if (!header || !('fields' in header) || header.fields.join() !== 'key,value')
    return fail(1, 'the header is key,value.')
  for (const row of rows) {
    const [key = '', value = ''] = 'fields' in row ? row.fields.map(field => field.trim()) : []
    if (!metrics.some(metric => metric.key === key)) fail(row.line, `there is no figure ${key}.`)
    if (!/^\d+(\.\d+)?%?$/.test(value)) fail(row.line, `${value} is no number.`)
    values.set(key, Number(value.replace('%', '')))
  }
  return values
}

const readFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`${path} cannot be read.`)
  }
}
