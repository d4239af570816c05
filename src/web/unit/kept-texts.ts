/** What was typed in a form, by the names of its fields. */
export type Fields = Readonly<Record<string, string>>

type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Unsent texts of one reader in his browser: one for each case and step. A browser without storage keeps none. */
export interface KeptTexts {
  read(caseNo: string, step: string): Fields | null
  write(caseNo: string, step: string, fields: Fields): void
  drop(caseNo: string, step: string): void
  /** Drops all of this reader: he signs out, and somebody else may sit here next. */
  dropAll(): void
  /** Whether something about this case is kept. */
  has(caseNo: string): boolean
}

const prefix = 'yihao.unit.'

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.values(value).every(field => typeof field === 'string')

const attempt = <T>(job: () => T, otherwise: T): T => {
  try {
    return job()
  } catch {
    return otherwise
  }
}

export const createKeptTexts = (reader: string, storage: TextStorage): KeptTexts => {
  const own = `${prefix}${encodeURIComponent(reader)}.`
  const keyOf = (caseNo: string, step: string) => `${own}${caseNo}.${step}`
  const keys = (): string[] =>
    attempt(() => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''), []).filter(key =>
      key.startsWith(own),
    )
  const remove = (key: string) => attempt(() => storage.removeItem(key), undefined)
  return {
    read: (caseNo, step) =>
      attempt(() => {
        const value: unknown = JSON.parse(storage.getItem(keyOf(caseNo, step)) ?? 'null')
        return isFields(value) ? value : null
      }, null),
    write: (caseNo, step, fields) =>
      attempt(() => storage.setItem(keyOf(caseNo, step), JSON.stringify(fields)), undefined),
    drop: (caseNo, step) => remove(keyOf(caseNo, step)),
    dropAll: () => {
      for (const key of keys()) remove(key)
    },
    has: caseNo => keys().some(key => key.startsWith(`${own}${caseNo}.`)),
  }
}
