import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ minimum: 0, maximum: 4_102_444_800_000, description: 'UTC ms' })
const problem = Type.Object(
  {
    code: Type.String({ description: 'of the catalogue of errors' }),
    detail: Type.String({ description: 'a host, a folder; no secret' }),
  },
  strict,
)
const day = Type.String({ description: '2026-11-29' })

export const ExportsSchema = Type.Object(
  {
    running: Type.Boolean(),
    newestDay: nullable(day),
    nextAt: nullable(instant),
    targets: Type.Array(Type.Object({ name: Type.String(), undelivered: Type.Integer() }, strict)),
    troubles: Type.Array(
      Type.Object(
        {
          what: Type.String({ description: 'making, or the name of a target' }),
          day,
          why: problem,
          since: instant,
        },
        strict,
      ),
      { description: 'what fails now and is tried again by itself' },
    ),
    versions: Type.Array(
      Type.Object(
        {
          day,
          version: Type.Integer(),
          standing: Type.Enum(['provisional', 'restated', 'final']),
          madeAt: instant,
          content: Type.String({ description: 'SHA-256 over the names and checksums of its files' }),
          ledgerSeq: Type.Integer({ description: 'the last row of the ledger that it is made of' }),
          ledgerHash: Type.String({ description: 'its hash' }),
          files: Type.Integer(),
          bytes: Type.Integer(),
          deliveries: Type.Array(
            Type.Object(
              {
                target: Type.String(),
                state: Type.Enum(['waiting', 'sending', 'delivered', 'superseded']),
                tries: Type.Integer(),
                nextAt: instant,
                endedAt: nullable(instant),
                lastError: nullable(problem),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
      { description: 'the newest days first' },
    ),
  },
  strict,
)

export const ExportsQuerySchema = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 60 })) },
  strict,
)

export const ExportBegunSchema = Type.Object({ running: Type.Boolean() }, strict)
