import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const minutesOfWeek = 7 * 1_440
/** What cannot be seen, or turns around what stands beside it. */
const unseen = '\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff'
/** Something to be read: not empty, and nothing in it that cannot be seen. */
const words = (longest: number) =>
  Type.String({ minLength: 1, maxLength: longest, pattern: `^[^${unseen}]*[^\\s${unseen}][^${unseen}]*$` })

const fields = {
  kind: Type.Enum(['department', 'specialist', 'emergency']),
  name: Type.Object({ zh: words(60), en: words(60) }, strict),
  number: Type.String({ minLength: 3, maxLength: 32, description: 'kept as E.164 or as a service number' }),
  unit: Type.Union([words(60), Type.Null()], { description: 'against which an unanswered call counts' }),
  topics: Type.Array(words(40), { maxItems: 50, uniqueItems: true, description: 'of a specialist: at least one' }),
  hours: Type.Array(
    Type.Object(
      {
        from: Type.Integer({ minimum: 0, maximum: minutesOfWeek - 1 }),
        to: Type.Integer({ minimum: 1, maximum: minutesOfWeek }),
      },
      strict,
    ),
    { maxItems: 50, description: "of a specialist: minutes from Monday 00:00 in the city's zone; empty: always" },
  ),
  position: Type.Integer({ minimum: 0, maximum: 100_000, description: 'smaller is called first' }),
}

/** The id is part of an address, and is never shown. */
export const DirectoryIdSchema = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }) },
  strict,
)

/** An entry as it is put there. */
export const DirectoryEntryBodySchema = Type.Object(fields, strict)

export const DirectoryEntrySchema = Type.Object({ id: Type.String(), ...fields }, strict)
export type DirectoryEntryReply = Static<typeof DirectoryEntrySchema>

export const DirectorySchema = Type.Object({ entries: Type.Array(DirectoryEntrySchema) }, strict)
