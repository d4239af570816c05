import type { NumberForm } from '../../../domain/history/exported-number.ts'
import type { HistoryKind } from '../../../domain/history/history.ts'

/** The formats in which a period is written. `json`: its figures. */
export const exportFormats = ['csv', 'xlsx', 'json', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A file of an export. `kind`: whose rows; null: of all, or none. `rows`: null for figures. */
export interface ExportedFile {
  readonly name: string
  readonly kind: HistoryKind | null
  readonly rows: number | null
  readonly bytes: number
  /** In hex. */
  readonly sha256: string
}

/** `manifest.json`: what the files of a period are, and out of which state of the ledger. Nothing in it says when it was written. */
export interface ExportManifest {
  readonly format: 'yihao-period'
  readonly format_version: 1
  readonly period: string
  readonly zone: string
  /** Its first instant and the one behind it, in the zone. */
  readonly from: string
  readonly to: string
  /** When the last fact was booked that the files can know of, in the zone; null: the hotline has booked none itself. */
  readonly as_of: string | null
  /** Of the definitions of the figures, and of the program. */
  readonly figures_version: number
  readonly program_version: string
  readonly numbers: NumberForm
  /** The end of the chain of the ledger in that state. */
  readonly ledger: { readonly seq: number; readonly hash: string } | null
  readonly files: readonly ExportedFile[]
}

export const manifestName = 'manifest.json'

/** Something as it is written to a file of JSON. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
