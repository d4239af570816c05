import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { codesOfAnswered, codesOfUnanswered } from '../../domain/campaign/outcome.ts'
import { pauseSubjects } from '../../domain/recording/recording.ts'
import type { AttemptOutcome, ToServer } from '../../wire/live.ts'

const strict = { additionalProperties: false } as const
const offerId = Type.String({ minLength: 1, maxLength: 200 })

const id = Type.String({ minLength: 1, maxLength: 100 })
const target = Type.Union([
  Type.Object({ kind: Type.Literal('agent'), agentId: id }, strict),
  Type.Object({ kind: Type.Literal('queue'), queueId: id }, strict),
  Type.Object({ kind: Type.Literal('contact'), contactId: id }, strict),
  Type.Object({ kind: Type.Literal('topic'), topic: id }, strict),
  Type.Object({ kind: Type.Literal('number'), number: Type.String({ minLength: 1, maxLength: 32 }) }, strict),
])

/** A rating is said with its answers, over HTTP. */
const sayable = [...codesOfAnswered, ...codesOfUnanswered, 'cancelled'].filter(code => code !== 'rated') as Exclude<
  AttemptOutcome,
  'rated'
>[]

const command = Type.Union([
  Type.Object(
    { name: Type.Enum(['hold', 'resume', 'hand_over', 'rate', 'pause_recording', 'resume_recording']) },
    strict,
  ),
  Type.Object({ name: Type.Literal('explain_recording_pause'), subject: Type.Enum([...pauseSubjects]) }, strict),
  Type.Object({ name: Type.Literal('bring_in'), target, mode: Type.Enum(['consult', 'join']) }, strict),
  Type.Object({ name: Type.Literal('transfer'), target }, strict),
  Type.Object({ name: Type.Literal('drop_party'), partyId: Type.String({ minLength: 1, maxLength: 200 }) }, strict),
  Type.Object({ name: Type.Enum(['ready', 'extend_wrap_up', 'hang_up', 'sign_out']) }, strict),
  Type.Object(
    { name: Type.Literal('pause'), reason: Type.Enum(['break', 'meal', 'training', 'meeting', 'other_work']) },
    strict,
  ),
  Type.Object({ name: Type.Enum(['accept', 'decline']), offerId }, strict),
  Type.Object({ name: Type.Enum(['dial', 'give_back']) }, strict),
  Type.Object(
    {
      name: Type.Literal('conclude'),
      said: Type.Object(
        {
          outcome: Type.Enum(sayable),
          appointment: Type.Union([Type.Integer({ minimum: 0, maximum: 8.64e15 }), Type.Null()]),
          note: Type.String({ maxLength: 500 }),
        },
        strict,
      ),
    },
    strict,
  ),
])

const frame = Compile(
  Type.Union([
    Type.Object(
      { type: Type.Literal('hello'), version: Type.Integer(), view: Type.Enum(['desk', 'wall', 'screen']) },
      strict,
    ),
    Type.Object({ type: Type.Enum(['snapshot', 'ping']) }, strict),
    Type.Object(
      {
        type: Type.Literal('command'),
        id: Type.String({ minLength: 1, maxLength: 64 }),
        command,
        sentAt: Type.Optional(Type.Number()),
      },
      strict,
    ),
    Type.Object({ type: Type.Literal('painted'), offerId }, strict),
  ]),
)

/** The frame in a text of a page, or null when it is none of the protocol's (unknown fields included). */
export const parseFrame = (text: string): ToServer | null => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return frame.Check(value) ? value : null
}
