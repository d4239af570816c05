import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'

/** Fields of one journal entry, decoded. The first is the time in ms. */
export type Entry = string[]

/** The whole journal: unique id → what → fields. Reads AstDB through the console. */
export async function readJournal(asterisk: RunningAsterisk): Promise<Map<string, Map<string, Entry>>> {
  const calls = new Map<string, Map<string, Entry>>()
  for (const line of (await asterisk.cli('database show journal')).split('\n')) {
    const [, id, what, value] = /^\/journal\/([^/]+)\/(\w+)\s*: (.*?)\s*$/.exec(line) ?? []
    if (!id || !what || value === undefined) continue
    const call = calls.get(id) ?? new Map<string, Entry>()
    calls.set(id, call.set(what, value.split('|').map(decode)))
  }
  return calls
}

/** Percent-decoding of single bytes: a caller's text need not be UTF-8. */
function decode(field: string): string {
  const bytes = field.replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
