import { createHash } from 'node:crypto'
import { BackupError } from '../../src/adapters/store/backup/backup-error.ts'
import { verifyLedger } from '../../src/adapters/store/backup/verify-ledger.ts'
import { openFrozenReports } from '../../src/adapters/store/history/frozen-reports.ts'
import type { Report } from '../../src/domain/kpi/report.ts'
import type { FrozenReport, FrozenReports } from '../../src/engine/history/frozen-report.ts'
import { localTime, UsageError } from '../store-command.ts'
import { filesOf, type ReportDocument } from './make-report.ts'

const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const withReports = async <T>(database: string, job: (reports: FrozenReports) => Promise<T>): Promise<T> => {
  const reports = await openFrozenReports(database)
  try {
    return await job(reports)
  } finally {
    await reports.close()
  }
}

/** Where the ledger ends, all of it checked. Throws `ledger_broken` with the first altered row. */
const checkedEnd = async (database: string): Promise<FrozenReport['head']> => {
  const { checkedTo, brokenAt } = await verifyLedger(database, 1, null)
  if (brokenAt !== null)
    throw new BackupError('ledger_broken', `The ledger does not verify from row ${brokenAt} on: nothing is frozen.`)
  return checkedTo ?? { seq: 0, hash: '' }
}

/** Keeps a report for good, with its files. Throws where it is kept already and no reason is given for another version, or the ledger does not verify. */
export const freeze = async (
  database: string,
  document: ReportDocument,
  reason: string | null,
  now: number,
): Promise<FrozenReport> => {
  const head = await checkedEnd(database)
  const files = await filesOf(document)
  const text = JSON.stringify(document)
  return withReports(database, async reports => {
    const { period } = document.report
    const before = (await reports.of(period)).at(-1)
    if (before && reason === null)
      throw new UsageError(
        `${period} was frozen already (version ${before.version}); what was published stays. A corrected version needs --reason TEXT.`,
      )
    const frozen: FrozenReport = {
      ...{ period, version: (before?.version ?? 0) + 1, frozenAt: now, reason: before ? reason : null, head },
      ...{ document: text, sha256: sha256Of(text) },
      files: files.map(([name, bytes]) => ({
        ...{ name, sha256: sha256Of(bytes), base64: Buffer.from(bytes).toString('base64') },
      })),
    }
    if (!(await reports.keep(frozen))) throw new UsageError(`${period} was frozen by somebody else meanwhile.`)
    return frozen
  })
}

/** A version of a period's published report; null: the newest one. Throws where there is none. */
export const frozenReport = (database: string, period: string, version: number | null): Promise<FrozenReport> =>
  withReports(database, async reports => {
    const all = await reports.of(period)
    const found = version === null ? all.at(-1) : all.find(each => each.version === version)
    if (!found) throw new UsageError(`${period} was not frozen${version === null ? '' : ` as version ${version}`}.`)
    return found
  })

/** What was found when a frozen report was looked at again. */
export interface Regenerated {
  /** Byte for byte as they were published. */
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[]
  /** What is not as it was kept: the database was changed by hand. */
  readonly damaged: readonly string[]
  /** Files that this version of the program would write in other bytes out of the same report. */
  readonly writtenOtherwise: readonly string[]
  /** The first row of the ledger, up to where it ended then, that is missing or altered; null: all hold. */
  readonly alteredAt: number | null
}

/** Gives a frozen report again, and holds it against its checksums, the present program, and the chain of the ledger. */
export const regenerate = async (database: string, frozen: FrozenReport): Promise<Regenerated> => {
  const files = frozen.files.map(({ name, base64 }) => [name, Buffer.from(base64, 'base64')] as const)
  const damaged = frozen.files.filter(({ sha256, base64 }) => sha256Of(Buffer.from(base64, 'base64')) !== sha256)
  const isWhole = sha256Of(frozen.document) === frozen.sha256
  const anew = isWhole ? await filesOf(JSON.parse(frozen.document) as ReportDocument) : []
  const writtenOtherwise = anew.filter(
    ([name, bytes]) => frozen.files.find(each => each.name === name)?.sha256 !== sha256Of(bytes),
  )
  const { head } = frozen
  const { brokenAt } = await verifyLedger(database, 1, head)
  // where the end is another one, the first altered row lies before it
  const alteredAt = brokenAt === null ? null : ((await verifyLedger(database, 1, null)).brokenAt ?? brokenAt)
  return {
    files,
    damaged: [...damaged.map(({ name }) => name), ...(isWhole ? [] : ['document'])],
    writtenOtherwise: writtenOtherwise.map(([name]) => name),
    alteredAt,
  }
}

/** Figures that the books tell otherwise now, one a line. */
export const changedSince = (frozen: FrozenReport, now: Report): readonly string[] => {
  const { report } = JSON.parse(frozen.document) as ReportDocument
  const said = (value: unknown): string => (value === null || value === undefined ? '—' : JSON.stringify(value))
  return [...new Set([...Object.keys(report.figures), ...Object.keys(now.figures)])]
    .filter(key => said(report.figures[key]) !== said(now.figures[key]))
    .map(key => `  ${key}: ${said(report.figures[key])} → ${said(now.figures[key])}`)
}

/** A frozen report in one line. */
export const nameOf = ({ period, version, frozenAt, reason }: FrozenReport, zone: string): string => {
  const at = localTime(new Date(frozenAt).toISOString(), zone)
  return `${period}, version ${version}, frozen at ${at}${reason === null ? '' : ` (${reason})`}`
}
