import type { Dialect } from './vocabulary.ts'

/**
 * What the house has set, version by version: units, topics, limits, calendars, scoring and the like; a projection of the ledger. The latest version of
 * a kind and key is the one that is kept now; none is ever overwritten.
 */
export const defineSettings = ({ table, unique, text, int, id, instant, json }: Dialect) => {
  const settings = table(
    'settings',
    {
      id: id().primaryKey(),
      kind: text().notNull(),
      key: text().notNull(),
      version: int().notNull(),
      /** null: it was taken away. */
      document: json<object>(),
      by: text().notNull(),
      at: instant().notNull(),
    },
    t => [unique('settings_of').on(t.kind, t.key, t.version)],
  )
  return { settings }
}
