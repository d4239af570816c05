import { Type } from 'typebox'
import { purposes } from '../../domain/campaign/campaign.ts'
import { caseFaults } from '../../domain/campaign/case-wish.ts'
import { numberFaults } from '../../domain/campaign/dialable.ts'
import { attemptOutcomes } from '../../domain/campaign/outcome.ts'
import { caseClasses, caseStates } from '../../domain/cases/case.ts'
import { resultCodes } from '../../domain/cases/life/commands.ts'
import { scores } from '../../domain/cases/life/visit.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'a day of the city, such as 2026-03-02' })
const days = Type.Object({ from: day, to: day }, { ...strict, description: 'both days whole' })
const id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000]*$' })
const some = <T extends Parameters<typeof Type.Array>[0]>(type: T) =>
  Type.Optional(Type.Array(type, { minItems: 1, maxItems: 40 }))

export const TasksOfCasesSchema = Type.Object(
  {
    requestId: Type.String({
      pattern: '^[A-Za-z0-9-]{8,64}$',
      description: 'names this one request for ever: asked twice, no case has two tasks of it',
    }),
    dryRun: Type.Boolean({ description: 'nothing is made; what would be is told' }),
    note: Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$', description: 'what the agent shall know' }),
    conditions: Type.Object(
      {
        accepted: days,
        closed: Type.Optional(days),
        classes: some(Type.Enum([...caseClasses])),
        topic: Type.Optional(Type.String({ ...id, description: 'with all that are part of it' })),
        unit: Type.Optional(Type.String({ ...id, description: 'that has it or had it last' })),
        states: some(Type.Enum([...caseStates])),
        results: some(Type.Enum([...resultCodes])),
        scores: some(Type.Enum([...scores])),
        urgent: Type.Optional(Type.Boolean()),
        supervised: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
  },
  strict,
)

const count = Type.Integer()

export const TasksOfCasesReplySchema = Type.Object(
  {
    found: Type.Integer({ description: 'each of them is counted in one of fit, already and refused' }),
    tooMany: Type.Boolean({ description: 'more fit than one request may take: none was looked at' }),
    fit: Type.Integer({ description: 'those that become tasks, or did' }),
    already: Type.Integer({ description: 'those of which this request has made a task before' }),
    created: count,
    refused: Type.Array(
      Type.Object({ caseNo: Type.String(), why: Type.Enum([...caseFaults, ...numberFaults]) }, strict),
    ),
  },
  strict,
)

export const AttemptsQuerySchema = Type.Object(
  {
    from: day,
    to: day,
    campaign: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })),
    purpose: Type.Optional(Type.Enum([...purposes])),
  },
  strict,
)

const tally = {
  attempts: count,
  open: Type.Integer({ description: 'of which nobody has said yet what they came to' }),
  reached: Type.Integer({ description: 'a person answered; a machine is none' }),
  reachedPercent: nullable(Type.Number({ description: 'of those that are over, half up; null: there are none' })),
  outcomes: Type.Array(Type.Object({ outcome: Type.Enum([...attemptOutcomes]), count }, strict)),
}

export const AttemptsSchema = Type.Object(
  {
    all: Type.Object(tally, strict),
    hours: Type.Array(
      Type.Object({ hour: Type.Integer({ description: 'by the clocks of the city' }), ...tally }, strict),
    ),
    agents: Type.Array(
      Type.Object(
        {
          agentId: Type.String(),
          name: Type.String(),
          ...tally,
          said: Type.Integer({ description: 'outcomes that the agent said against the network' }),
          ringMs: Type.Integer({ description: 'of all together' }),
          talkMs: Type.Integer({ description: 'of all together' }),
        },
        strict,
      ),
    ),
    campaigns: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.Object({ zh: Type.String(), en: Type.String() }, strict),
          purpose: Type.Enum([...purposes]),
        },
        strict,
      ),
    ),
  },
  strict,
)
