import { Type } from 'typebox'
import { purposes } from '../../domain/campaign/campaign.ts'
import { campaignBounds as bounds } from '../../domain/campaign/defaults.ts'
import { attemptOutcomes, codesOfAnswered, codesOfUnanswered } from '../../domain/campaign/outcome.ts'
import { taskResults, taskStates } from '../../domain/campaign/task.ts'
import { caseClasses } from '../../domain/cases/case.ts'
import { scores } from '../../domain/cases/life/visit.ts'
import type { AttemptOutcome } from '../../wire/live.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const length = Type.Integer({ description: 'ms' })
const names = Type.Object({ zh: Type.String(), en: Type.String() }, strict)
const words = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000]*$' })
const outcome = Type.Enum([...attemptOutcomes])
const purpose = Type.Enum([...purposes])

export const VisitSchema = Type.Object(
  {
    callId: Type.String(),
    task: Type.Object(
      {
        taskId: Type.String(),
        purpose,
        urgent: Type.Boolean(),
        note: Type.String(),
        createdAt: instant,
        appointment: nullable(instant),
      },
      strict,
    ),
    campaign: nullable(Type.Object({ id: Type.String(), name: names, script: Type.String() }, strict)),
    attempts: Type.Array(Type.Object({ at: instant, outcome: nullable(outcome), agentName: Type.String() }, strict)),
    case: nullable(
      Type.Object(
        {
          caseNo: Type.String(),
          class: Type.Enum([...caseClasses]),
          title: nullable(Type.String()),
          text: nullable(Type.String()),
          place: nullable(Type.String()),
          requesterName: nullable(Type.String()),
          unit: nullable(names),
          reply: nullable(Type.Object({ text: Type.String(), at: nullable(instant) }, strict)),
          rated: Type.Boolean(),
          mayRedo: Type.Boolean({ description: 'whether this viewer may have it done again once it is rated badly' }),
        },
        strict,
      ),
    ),
    nextTime: nullable(instant),
  },
  strict,
)

export const ConclusionSchema = Type.Object(
  {
    callId: Type.String({ minLength: 1, maxLength: 100 }),
    outcome: Type.Enum([...codesOfAnswered, ...codesOfUnanswered, 'cancelled'] as AttemptOutcome[]),
    appointment: nullable(Type.Integer({ minimum: 0, maximum: 4_102_444_800_000, description: 'UTC ms' })),
    note: words(500),
    answers: nullable(
      Type.Object(
        {
          score: Type.Enum([...scores]),
          solved: nullable(Type.Boolean()),
          contacted: nullable(Type.Boolean()),
          reason: words(2_000),
          redo: Type.Optional(Type.Boolean({ description: 'dissatisfied: have it done again by the same unit' })),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const ConcludedSchema = Type.Object(
  { redo: nullable(Type.String({ description: '`done`, or the code of why the case is not done again' })) },
  strict,
)

const id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\r\\n\\u0000]*$' })
const span = Type.Object({ from: Type.Integer(), to: Type.Integer() }, strict)

/** A campaign as somebody sets it; how its numbers must fit each other is said by `campaignFault`. */
export const CampaignSchema = Type.Object(
  {
    id,
    name: Type.Object({ zh: line(bounds.name.most), en: line(bounds.name.most) }, strict),
    purpose,
    mode: Type.Enum(['preview', 'progressive']),
    state: Type.Enum(['running', 'paused', 'ended']),
    queueId: id,
    priority: Type.Integer({ minimum: bounds.priority.least, maximum: bounds.priority.most }),
    hours: Type.Array(span, { maxItems: bounds.spans.most, description: 'minutes since midnight' }),
    onDaysOff: Type.Boolean(),
    attempts: Type.Object(
      { most: Type.Integer(), gapMs: length, dayParts: Type.Integer(), days: Type.Integer() },
      strict,
    ),
    retry: Type.Object({ busyMs: length, noAnswerMs: length }, strict),
    previewMs: length,
    ringMs: length,
    keepReady: Type.Integer(),
    sharePerMille: Type.Integer(),
    linkMs: length,
    script: words(bounds.script.most),
  },
  strict,
)

export const CampaignParamsSchema = Type.Object({ id }, strict)
export const CampaignBodySchema = Type.Object(
  {
    seen: Type.Integer({ minimum: 0, description: 'the version before your eyes; 0: there was none' }),
    campaign: CampaignSchema,
  },
  strict,
)
export const CampaignRowSchema = Type.Object(
  {
    version: Type.Integer(),
    by: Type.String(),
    at: instant,
    campaign: CampaignSchema,
    counts: Type.Array(
      Type.Object(
        {
          state: Type.Enum([...taskStates]),
          result: nullable(Type.Enum([...taskResults])),
          count: Type.Integer(),
        },
        strict,
      ),
    ),
  },
  strict,
)
const limits = Type.Object({ least: Type.Integer(), most: Type.Integer() }, strict)

export const CampaignListSchema = Type.Object(
  {
    campaigns: Type.Array(CampaignRowSchema),
    queues: Type.Array(Type.Object({ id: Type.String(), name: names }, strict)),
    may: Type.Object(
      {
        switch: Type.Boolean(),
        edit: Type.Boolean(),
        query: Type.Boolean({ description: 'make tasks of cases by a condition' }),
      },
      strict,
    ),
    asked: Type.Array(purpose, { description: 'purposes whose tasks may be made of cases by a condition' }),
    bounds: Type.Object(
      Object.fromEntries(Object.keys(bounds).map(name => [name, limits])) as Record<keyof typeof bounds, typeof limits>,
      { ...strict, description: 'what each number of a campaign may be' },
    ),
    fresh: Type.Array(CampaignSchema, { description: 'to begin a new one with, one of each purpose' }),
  },
  strict,
)

export const TaskFileQuerySchema = Type.Object(
  { requestId: Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$', description: 'names this one file for ever' }) },
  strict,
)
export const TaskFileReplySchema = Type.Object(
  {
    rows: Type.Integer(),
    created: Type.Integer(),
    faults: Type.Array(
      Type.Object({ line: Type.Integer(), fault: Type.String(), of: Type.Optional(Type.Integer()) }, strict),
    ),
  },
  strict,
)

export const TaskQuerySchema = Type.Object(
  {
    state: Type.Optional(Type.Enum([...taskStates])),
    result: Type.Optional(Type.Enum([...taskResults])),
    before: Type.Optional(Type.String({ pattern: '^\\d{1,16}~[^\\u0000]{1,200}$', description: '`next` of a page' })),
  },
  strict,
)

const task = {
  taskId: Type.String(),
  campaignId: Type.String(),
  purpose,
  number: nullable(Type.String({ description: 'masked unless the role sees it whole; null: none, or hidden' })),
  numberHidden: Type.Boolean(),
  caseNo: nullable(Type.String()),
  source: Type.String(),
  urgent: Type.Boolean(),
  drawn: Type.Boolean(),
  note: nullable(Type.String()),
  createdAt: instant,
  state: Type.Enum([...taskStates]),
  since: instant,
  due: nullable(instant),
  appointment: nullable(instant),
  attempts: Type.Integer(),
  agentName: nullable(Type.String()),
  result: nullable(Type.Enum([...taskResults])),
}

export const TaskListSchema = Type.Object(
  { tasks: Type.Array(Type.Object(task, strict)), next: nullable(Type.String()) },
  strict,
)
export const TaskParamsSchema = Type.Object({ taskId: Type.String({ minLength: 1, maxLength: 200 }) }, strict)
export const TaskDetailSchema = Type.Object(
  {
    task: Type.Object(task, strict),
    attempts: Type.Array(
      Type.Object(
        {
          callId: Type.String(),
          agentName: Type.String(),
          beganAt: instant,
          answeredAt: nullable(instant),
          endedAt: nullable(instant),
          closedAt: nullable(instant),
          ringMs: nullable(length),
          talkMs: nullable(length),
          how: nullable(Type.String()),
          cause: nullable(Type.Integer({ description: 'Q.850' })),
          sip: nullable(Type.Integer()),
          earlyMedia: nullable(Type.Boolean()),
          outcome: nullable(outcome),
          byNetwork: nullable(outcome),
          byAgent: nullable(outcome),
          appointment: nullable(instant),
          note: nullable(Type.String()),
        },
        strict,
      ),
    ),
  },
  strict,
)
