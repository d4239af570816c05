import type { Log } from '../../engine/ports.ts'
import type { Reads, Store } from '../../engine/store.ts'
import type { Backend, BackendOptions } from './backend.ts'
import { commitError } from './commit-error.ts'
import { builder, type DialectName, single } from './db.ts'
import type { Lease } from './lease.ts'
import type { FrontBounds } from './ledger/bounds.ts'
import { migrationFolder } from './migrate/plan.ts'
import { openPostgres } from './postgres/open-postgres.ts'
import { accessReads } from './reads/access-reads.ts'
import { articleSearch } from './reads/article-search.ts'
import { attachmentReads } from './reads/attachment-reads.ts'
import { callReads } from './reads/call-reads.ts'
import { callerReads } from './reads/caller-reads.ts'
import { campaignFigures } from './reads/campaign-figures.ts'
import { campaignReads } from './reads/campaign-reads.ts'
import { caseReads } from './reads/case-reads.ts'
import { caseSearch } from './reads/case-search.ts'
import { caseWorkReads } from './reads/case-work-reads.ts'
import { chatReads } from './reads/chat-reads.ts'
import { draftReads } from './reads/draft-reads.ts'
import { exportReads } from './reads/export-reads.ts'
import { figureReads } from './reads/figure-reads.ts'
import { articleLists, articleReads } from './reads/knowledge-reads.ts'
import { ledgerReads } from './reads/ledger-reads.ts'
import { messageReads } from './reads/message-reads.ts'
import { noticeReads } from './reads/notice-reads.ts'
import { personReads } from './reads/person-reads.ts'
import { ratingReads } from './reads/rating-reads.ts'
import { recordingReads } from './reads/recording-reads.ts'
import { scoreReads } from './reads/score-reads.ts'
import { settingReads } from './reads/setting-reads.ts'
import { unfinishedReads } from './reads/unfinished-reads.ts'
import { unitApiReads } from './reads/unit-api-reads.ts'
import { unitReads } from './reads/unit-reads.ts'
import { refillCaseWords } from './search/refill.ts'
import { withSpill } from './spill/with-spill.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'
import { StoreError } from './store-error.ts'
import { writes } from './writes.ts'

/** How to open a store. `zone`: the city's, for local days; `retryMs`: the wait after a failed commit. */
export interface StoreOptions {
  readonly log: Log
  readonly zone?: string
  readonly retryMs?: number
  /** Longest wait of `close` for facts that are not durable yet. */
  readonly closeMs?: number
  /** Called once when another server has the store: then this one waits for it. Left out: it throws `store_in_use`. */
  readonly standBy?: () => void
  /** Another folder of migrations, for tests. */
  readonly migrations?: string
  /** Where facts go that the database does not take in time; null: nowhere, they wait. */
  readonly spill?: SpillOptions | null
}

/** The folder of the spill files, and the largest size of one. */
export interface SpillOptions {
  readonly folder: string
  readonly maxBytes?: number
  readonly bounds?: Partial<FrontBounds>
}

/** A store, and this server's right to it. */
export interface OpenStore extends Store {
  readonly lease: Lease
}

/** A spill file holds about half an hour of the heaviest storm: 1000 facts a second of some 300 bytes. */
const spillBytes = 512 * 1024 * 1024

/**
 * Opens `sqlite:PATH` or `postgres://…` for this server alone, brought to the newest schema. Throws a `StoreError`: `store_url_invalid`,
 * `store_in_use`, `store_newer`, `store_unavailable`, `migration_…`. What a process before us left in the spill folder is in the
 * database when it resolves. For `append` see `LedgerFront`. Reads reject with `store_unavailable`, writes with that or `conflict`.
 */
export const openStore = async (url: string, options: StoreOptions): Promise<OpenStore> => {
  const { log, zone = 'Asia/Shanghai', retryMs = 200, closeMs = 5_000, standBy = null } = options
  const dialect = dialectOf(url)
  const migrations = options.migrations ?? migrationFolder(dialect)
  const { spill = null } = options
  const settings: BackendOptions = { zone, retryMs, closeMs, migrations, bounds: spill?.bounds ?? {}, standBy }
  const openBackend = () => open(url, dialect, settings, log)
  const first = await openBackend()
  const { backend, release } =
    spill === null
      ? { backend: first, release: () => {} }
      : await withSpill(first, openBackend, dialect, { maxBytes: spillBytes, ...spill }, log)
  const quick = builder(dialect, single(backend.read))
  const report = builder(dialect, single(backend.report))
  const refilling = refillCaseWords(report, backend, log)
  let closing: Promise<void> | null = null
  return {
    append: backend.ledger.append,
    read: guarded({
      ...callReads(quick),
      ...callerReads(quick, backend),
      ...unfinishedReads(quick),
      ...settingReads(quick),
      ...draftReads(quick),
      ...caseReads(quick),
      ...caseWorkReads(report),
      ...caseSearch(report, { read: backend.report }),
      ...articleReads(quick),
      ...articleLists(report),
      ...articleSearch(report),
      ...unitReads(report),
      ...accessReads(report),
      ...personReads(report),
      ...ratingReads(report),
      ...recordingReads(quick),
      ...exportReads(report),
      ...messageReads(quick),
      ...noticeReads(report),
      ...unitApiReads(quick),
      ...attachmentReads(quick),
      ...chatReads(quick),
      ...campaignReads(report),
      ...campaignFigures(report),
      ...figureReads(report),
      ...scoreReads(report),
      ...ledgerReads(report),
    }),
    write: writes(quick, queries => backend.commit(queries).catch(failed)),
    get healthy() {
      return backend.ledger.healthy
    },
    get line() {
      return backend.ledger.line
    },
    caughtUp: backend.ledger.caughtUp,
    lease: backend.lease,
    close() {
      refilling.stop()
      closing ??= backend.close().finally(release)
      return closing
    },
  }
}

const dialectOf = (url: string): DialectName => {
  if (/^sqlite:[^:]/.test(url)) return 'sqlite'
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgres'
  throw new StoreError('store_url_invalid', 'The database must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.')
}

const open = (url: string, dialect: DialectName, settings: BackendOptions, log: Log): Promise<Backend> => {
  if (dialect === 'sqlite') return openSqlite(url.slice('sqlite:'.length), settings, log)
  return openPostgres(url, settings, log)
}

/** Reads whose errors name no parameters: a query builder's own would carry callers' numbers into the log. */
const guarded = (reads: Reads): Reads => {
  const entries = Object.entries(reads).map(([name, read]: [string, (...given: never[]) => Promise<unknown>]) => [
    name,
    (...given: never[]) =>
      read(...given).catch((error: unknown) => {
        const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
        throw new StoreError('store_unavailable', `The database could not answer ${name}.`, { cause })
      }),
  ])
  return Object.fromEntries(entries)
}

const failed = (error: unknown): never => {
  throw commitError(error)
}
