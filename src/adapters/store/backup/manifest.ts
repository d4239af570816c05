import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { BackupError } from './backup-error.ts'
import { houseKeyForm, houseKeyNames } from './house-keys.ts'

/** The form of backups that this program writes; it reads no other. */
const format = 1

const strict = { additionalProperties: false }
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' })
const sha256 = '[0-9a-f]{64}'

const ManifestSchema = Type.Object(
  {
    format: Type.Literal(format),
    /** Version of the program that made it. */
    app: Type.String({ maxLength: 64 }),
    database: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
    takenAt: instant,
    /** Where the ledger ends; of an empty one 0 and no hash. */
    tip: Type.Object({ seq: count, hash: Type.String({ pattern: `^(${sha256})?$` }) }, strict),
    /** When the last fact was received; null: there is none. */
    lastFactAt: Type.Union([instant, Type.Null()]),
    /** Rows of every table. */
    rows: Type.Record(Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$' }), count, strict),
    bytes: count,
    sha256: Type.String({ pattern: `^${sha256}$` }),
    /** Keys that the ledger is of little use without; left out in backups from before they were kept. */
    keys: Type.Optional(
      Type.Object(
        Object.fromEntries(houseKeyNames.map(name => [name, Type.Optional(Type.String({ pattern: houseKeyForm }))])),
        strict,
      ),
    ),
  },
  strict,
)

/** What a backup says of itself; it stands in a file beside it, and without one there is no backup. */
export type Manifest = Static<typeof ManifestSchema>

/** What a manifest says of the ledger, apart from the file it came in. */
export type Contents = Pick<Manifest, 'tip' | 'lastFactAt' | 'rows'>

const validator = Compile(ManifestSchema)

/** Most bytes of a manifest that are read. */
export const manifestLimit = 64 * 1024

/** The manifest's name for a backup. */
export const manifestOf = (file: string): string => `${file}.json`

/** A manifest as text. */
export const manifestText = (manifest: Omit<Manifest, 'format'>): string =>
  `${JSON.stringify({ format, ...manifest }, null, 2)}\n`

/** Reads a manifest from any text. Throws `manifest_invalid`, or `backup_newer` for a form this program does not know. */
export const parseManifest = (text: string): Manifest => {
  const value = parsed(text)
  if (validator.Check(value) && isInstant(value.takenAt) && isInstant(value.lastFactAt)) return value
  if (isNewer(value)) throw new BackupError('backup_newer', 'The backup was made by a newer version of this program.')
  throw new BackupError('manifest_invalid', 'The manifest beside the backup is not one of this program.')
}

const isNewer = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  typeof value.format === 'number' &&
  value.format > format

const isInstant = (text: string | null): boolean => text === null || !Number.isNaN(Date.parse(text))

const parsed = (text: string): unknown => {
  if (text.length > manifestLimit) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
