import { Type } from 'typebox'

const strict = { additionalProperties: false }

/** A phone session's name: no secret, so it may stand in an address. */
const phoneSession = Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' })

export const PhoneSessionRequestSchema = Type.Object(
  {
    previous: Type.Union([phoneSession, Type.Null()], {
      description: 'The session of this very page, to go on with it; null: this page takes the phone over',
    }),
  },
  strict,
)
export const PhoneSessionSchema = Type.Object(
  {
    session: phoneSession,
    user: Type.String(),
    password: Type.String(),
    domain: Type.String({ description: 'Domain of the SIP address' }),
    path: Type.String({ description: 'Path of the SIP socket at this origin' }),
    echo: Type.String({ description: 'Number of the test that gives back what it hears' }),
  },
  strict,
)

export const CitizenCallSchema = Type.Object(
  {
    user: Type.String(),
    password: Type.String(),
    domain: Type.String(),
    path: Type.String(),
    target: Type.String({ description: 'The number to call' }),
    number: Type.String({ description: 'The made-up number that the hotline sees' }),
  },
  strict,
)
