import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Client } from 'pg'
import { caseWordsRow, fileOpenCases } from '../../../src/adapters/store/search/case-index.ts'
import { inventRecords } from './invented.ts'
import { type Column, rowsOf, tablesFilled } from './rows.ts'

/** Fills an empty PostgreSQL store by its tables with `psql`'s copy, the index of words at the end; tells how far it is. */
export const fillPostgres = async (url: string, count: number, say: (text: string) => void): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const index = await client.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = 'case_words_segments'",
  )
  await client.query('drop index case_words_segments')
  const copies = new Map(
    Object.entries(tablesFilled).map(([name, columns]) => [name, copyInto(url, `${name} (${columns.join(', ')})`)]),
  )
  const words = copyInto(url, 'case_words (key, confidential_of, segments)')
  const began = performance.now()
  for (const record of inventRecords(count, 12345)) {
    for (const [table, row] of rowsOf(record, count)) await copies.get(table)?.write(row)
    const { key, confidentialOf, month, segments } = caseWordsRow(record)
    await words.write([
      key,
      confidentialOf,
      segments
        .split(' ')
        .map(each => `'${month}${each}'`)
        .join(' '),
    ])
    if ((record.n + 1) % 200_000 === 0)
      say(`${record.n + 1} cases in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  for (const copy of [...copies.values(), words]) await copy.end()
  await client.query("set maintenance_work_mem = '4GB'")
  await client.query(index.rows[0]?.indexdef ?? '')
  await client.query(fileOpenCases)
  say(`index of words made after ${((performance.now() - began) / 1000).toFixed(0)} s`)
  await client.query('vacuum (analyze)')
  await client.end()
}

const chunk = 256 * 1024

const copyInto = (url: string, target: string) => {
  const psql = spawn('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', `copy ${target} from stdin`], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const exit = once(psql, 'exit')
  let text = ''
  const flush = async () => {
    const whole = text
    text = ''
    if (!psql.stdin.write(whole)) await once(psql.stdin, 'drain')
  }
  return {
    async write(row: readonly Column[]): Promise<void> {
      text += `${row.map(written).join('\t')}\n`
      if (text.length > chunk) await flush()
    },
    async end(): Promise<void> {
      await flush()
      psql.stdin.end()
      const [code] = await exit
      if (code !== 0) throw new Error(`psql could not copy into ${target}`)
    },
  }
}

const written = (value: Column): string =>
  value === null
    ? '\\N'
    : String(value).replace(
        /[\\\t\n\r]/g,
        each => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[each] ?? '',
      )
