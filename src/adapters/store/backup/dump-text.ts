import { StringDecoder } from 'node:string_decoder'

/** What a dump as text holds: a table begins, or one row of it. `null` is SQL's null. */
export interface DumpReader {
  table(name: string, columns: readonly string[]): void
  row(name: string, values: readonly (string | null)[]): void
}

const header = /^COPY (?:[\w"$]+\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;$/

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** A value of COPY's text form (PostgreSQL documentation, COPY, "Text Format"). */
const columnOf = (text: string): string | null => {
  if (text === '\\N') return null
  if (!text.includes('\\')) return text
  return text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
}

/** Reads the rows out of what `pg_restore --data-only --file=-` writes; all else in it is passed over. */
export const readDump = async (chunks: AsyncIterable<Uint8Array>, reader: DumpReader): Promise<void> => {
  const decoder = new StringDecoder('utf8')
  let name: string | null = null
  let rest = ''
  const line = (text: string): void => {
    if (name !== null) {
      if (text === '\\.') name = null
      else reader.row(name, text.split('\t').map(columnOf))
      return
    }
    const [, table, columns = ''] = header.exec(text) ?? []
    if (table === undefined) return
    name = table
    const names = columns.split(', ').map(each => each.replaceAll('"', ''))
    reader.table(table, names)
  }
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split('\n')
    rest = lines.pop() ?? ''
    for (const each of lines) line(each)
  }
}
