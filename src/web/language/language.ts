import type { Names } from '../../wire/views.ts'
import { type TextKey, texts } from '../texts.ts'

export type Language = keyof Names

/** Fills the `{name}` places of a text; a place without a value stays visible, so that the mistake is seen. */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

/** One text in one language. */
export const textOf = (language: Language, key: TextKey, values?: Readonly<Record<string, string | number>>): string =>
  fill(texts[key][language], values)
