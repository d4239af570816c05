import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { writeSeedYears } from '../../scripts/history/seed-year.ts'
import { type HistoryKind, historyKinds } from '../../src/domain/history/history.ts'

/** One of so many calls and cases is kept, with all that belongs to it. */
const share = 60

/** By which number a row is kept: that of its case, or of a call without one. */
const numberOf = (kind: HistoryKind, cells: readonly string[]): number => {
  if (kind === 'staff' || kind === 'regulations') return 0
  if (kind !== 'calls') return Number((kind === 'cases' || kind === 'dispatches' ? cells[0] : cells[1])?.slice(4))
  return Number(cells[10] ? cells[10].slice(4) : cells[0]?.slice('C2020-'.length))
}

/** Writes a part of the year 2020 of a hotline's past into a folder, spread over all of it. */
export const writeSmallYear = async (folder: string): Promise<void> => {
  const whole = `${folder}-whole`
  await writeSeedYears(whole, [2020])
  await mkdir(folder, { recursive: true })
  for (const kind of historyKinds) {
    const name = `${kind}.csv`
    const out = createWriteStream(join(folder, name))
    let isHead = true
    for await (const line of createInterface(createReadStream(join(whole, name)))) {
      if (isHead || numberOf(kind, line.split(',')) % share === 0) out.write(`${line}\r\n`)
      isHead = false
    }
    await new Promise<void>(resolve => out.end(resolve))
  }
}
