/** What was typed and not sent yet, by the names of its fields. */
export type Texts = Readonly<Record<string, string>>

/** The part of a browser's storage that is needed. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'yihao.step.'
const weekMs = 7 * 86_400_000

const attempt = <T>(job: () => T, otherwise: T): T => {
  try {
    return job()
  } catch {
    return otherwise
  }
}

const parse = (item: string | null): { readonly at: number; readonly texts: Texts } | null => {
  const value: unknown = attempt(() => JSON.parse(item ?? 'null'), null)
  if (typeof value !== 'object' || value === null || !('at' in value) || !('texts' in value)) return null
  const { at, texts } = value
  if (typeof at !== 'number' || typeof texts !== 'object' || texts === null) return null
  return Object.values(texts).every(each => typeof each === 'string') ? { at, texts: texts as Texts } : null
}

/** Unsent texts of somebody in this browser, one set for each case and step; what nobody sent for a week is dropped. A browser without storage keeps none. */
export const keptTexts = (user: string, storage: TextStorage, wallClock: () => number) => {
  const keyOf = (caseNo: string, step: string) => `${prefix}${encodeURIComponent(user)}.${caseNo}.${step}`
  const read = (key: string) => attempt(() => parse(storage.getItem(key)), null)
  const drop = (key: string) => attempt(() => storage.removeItem(key), undefined)
  for (const key of attempt(() => Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? ''), []))
    if (key.startsWith(prefix) && wallClock() - (read(key)?.at ?? 0) > weekMs) drop(key)
  return {
    read: (caseNo: string, step: string): Texts => read(keyOf(caseNo, step))?.texts ?? {},
    write: (caseNo: string, step: string, texts: Texts): void =>
      attempt(() => storage.setItem(keyOf(caseNo, step), JSON.stringify({ at: wallClock(), texts })), undefined),
    drop: (caseNo: string, step: string): void => drop(keyOf(caseNo, step)),
  }
}
export type KeptTexts = ReturnType<typeof keptTexts>
