import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import { writeDayFiles } from '../../../src/day-files.ts'
import { registered } from '../../../test/adapters/store/given-cases.ts'
import { answeredCall } from '../../../test/adapters/store/given-facts.ts'
import { median } from '../percentiles.ts'

/** A day of the hotline's own ledger. */
const calls = 2_000
const everyMs = 20_000
const begin = Date.parse('2026-03-02T08:00:00+08:00')
const silent = { info() {}, warn: console.error, error: console.error }

/**
 * How long the files of a day of 2,000 calls and as many cases take, in ms: in all formats, with the start of the process that writes them, beside all that is in the database
 * at `url` already.
 */
export const measureDayExport = async (url: string, folder: string, rounds: number): Promise<number | null> => {
  const store = await openStore(url, { log: silent })
  for (let n = 0; n < calls; n += 1) {
    const at = begin + n * everyMs
    const callId = `bench-${n}`
    await store.append([
      ...answeredCall({ callId, arrivedAt: at }, '1001', 9_000, 100_000),
      ...registered({ running: n + 1, localDay: 20260302, at: at + 60_000, callId }),
    ])
  }
  await store.close()
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const out = join(folder, 'day')
    rmSync(out, { recursive: true, force: true })
    const from = performance.now()
    await writeDayFiles({
      ...{ database: url, zone: 'Asia/Shanghai', period: '2026-03-02', folder: out, numbers: 'masked' as const },
      formats: ['csv', 'json', 'xlsx', 'parquet'],
    })
    took.push(performance.now() - from)
  }
  return median(took)
}
