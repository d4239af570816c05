import { errorsAtStart } from '../../wire/errors.ts'
import type { Names } from '../../wire/views.ts'

const known: Record<string, Names> = { ...errorsAtStart }

/** Adds the sentences of codes that a page meets and a desk never does. */
export const addErrors = (more: Readonly<Record<string, Names>>): void => void Object.assign(known, more)

/** The catalogue's sentence for a code; of one that is not known: that something went wrong. */
export const errorOf = (code: string): Names =>
  (Object.hasOwn(known, code) ? known[code] : null) ?? errorsAtStart.unexpected
