/** A setting of the house as it is kept: its latest version. `document` null: it was taken away. */
export interface SettingRow {
  readonly kind: string
  readonly key: string
  readonly version: number
  readonly document: object | null
  /** Who set it, and when (UTC ms). */
  readonly by: string
  readonly at: number
}

/** Reads of settings. */
export interface SettingsReads {
  /** The latest version of each key, by kind and key. */
  settings(): Promise<readonly SettingRow[]>
  /** All versions of one, the oldest first. */
  settingHistory(kind: string, key: string): Promise<readonly SettingRow[]>
}
