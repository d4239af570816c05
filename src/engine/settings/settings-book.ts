import type { Fact } from '../../domain/fact.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock } from '../ports.ts'
import type { SettingRow, SettingsReads } from './settings-store.ts'

/** The settings of the house, version by version. What is read here is what holds now; each change is a fact. */
export interface SettingsBook {
  /** All of a kind that were not taken away, by key. */
  all(kind: string): readonly SettingRow[]
  get(kind: string, key: string): SettingRow | null
  /**
   * Sets one, or (null) takes it away. `seen`: the version that whoever changes it has before his eyes, 0 where there was none; another one is there meanwhile:
   * `setting_changed_meanwhile`, and nothing changes. The document must have been checked.
   */
  set(kind: string, key: string, document: object | null, seen: number, by: string): Promise<SettingDone>
  /** Runs `job` after each change, with its kind. */
  onChange(job: (kind: string, row: SettingRow) => void): void
}

export type SettingDone = { readonly done: SettingRow } | { readonly refused: ErrorCode }

export interface SettingsBookParts {
  readonly reads: Pick<SettingsReads, 'settings'>
  book(facts: readonly Fact[]): Promise<void>
  keepsFacts(): boolean
  readonly clock: Pick<Clock, 'now'>
}

const nameOf = (kind: string, key: string): string => `${kind}\n${key}`

/** Reads what is kept; from then on the book itself is what holds, since all changes go through it. */
export const openSettingsBook = async ({
  reads,
  book,
  keepsFacts,
  clock,
}: SettingsBookParts): Promise<SettingsBook> => {
  const rows = new Map((await reads.settings()).map(row => [nameOf(row.kind, row.key), row]))
  const inTurn = createTurns()
  const jobs: ((kind: string, row: SettingRow) => void)[] = []
  return {
    all: kind =>
      [...rows.values()]
        .filter(row => row.kind === kind && row.document !== null)
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    get: (kind, key) => {
      const row = rows.get(nameOf(kind, key))
      return row?.document ? row : null
    },
    set: (kind, key, document, seen, by) =>
      inTurn('settings', async (): Promise<SettingDone> => {
        const before = rows.get(nameOf(kind, key))
        const version = before?.document ? before.version : 0
        if (seen !== version) return { refused: 'setting_changed_meanwhile' }
        if (!keepsFacts()) return { refused: 'store_down' }
        const at = clock.now()
        const row: SettingRow = { kind, key, version: (before?.version ?? 0) + 1, document, by, at }
        await book([
          { kind: 'setting_changed', at, received: at, setting: kind, key, version: row.version, document, by },
        ])
        rows.set(nameOf(kind, key), row)
        for (const job of jobs) job(kind, row)
        return { done: row }
      }),
    onChange: job => void jobs.push(job),
  }
}
