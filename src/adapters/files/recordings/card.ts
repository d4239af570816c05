import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { KeptRecording } from '../../../engine/recordings/ports.ts'

/** What lies beside a sealed recording: its figures, and its key, wrapped by the master key. */
export interface Card extends KeptRecording {
  readonly version: 1
  readonly key: string
}

const whole = Type.Integer({ minimum: 0 })

const form = Compile(
  Type.Object(
    {
      version: Type.Literal(1),
      part: Type.String(),
      codec: Type.Optional(Type.Literal('opus')),
      bytes: whole,
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      audioMs: whole,
      peaks: Type.Array(Type.Integer({ minimum: 0, maximum: 100 }), { maxItems: 600 }),
      key: Type.String(),
    },
    { additionalProperties: false },
  ),
)

/** Reads the card of this recording. Throws where it is none, or another's. */
export const readCard = (text: string, part: string): Card => {
  const value: unknown = JSON.parse(text)
  if (!form.Check(value) || value.part !== part) throw new Error('the card of a recording is damaged')
  return { ...value, codec: value.codec ?? 'g711' }
}

/** The card as it is stored; that of µ-law names no codec, as those of before there was a choice. */
export const writeCard = ({ codec, ...card }: Card): string =>
  JSON.stringify(codec === 'g711' ? card : { ...card, codec })
