import { Type } from 'typebox'
import { caseClasses } from '../../domain/cases/case.ts'
import {
  contactKinds,
  rejectReasons,
  resultCodes,
  supervisionSteps,
  suspendReasons,
  terminateReasons,
} from '../../domain/cases/life/commands.ts'
import { adjudications, resultSources, scores, visitResults } from '../../domain/cases/life/visit.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

/** Text without characters that no store takes. */
const text = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000]*$' })
const note = text(2_000)
const id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' })
const caseNo = Type.String({ pattern: '^\\d{14,17}$' })
const date = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const attachments = Type.Array(Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }), {
  maxItems: 20,
})

const step = <E extends string, P extends Parameters<typeof Type.Object>[0]>(event: E, properties: P) =>
  Type.Object({ event: Type.Literal(event), ...properties }, strict)

const reply = { text: text(8_000), result: Type.Enum([...resultCodes]), attachments }
const given = { unit: id, coUnits: Type.Array(id, { maxItems: 10 }) }

const corrections = Type.Object(
  {
    class: Type.Optional(Type.Enum([...caseClasses])),
    topic: Type.Optional(nullable(id)),
    title: Type.Optional(text(200)),
    text: Type.Optional(text(20_000)),
    place: Type.Optional(text(300)),
    confidential: Type.Optional(Type.Boolean()),
    enterprise: Type.Optional(Type.Boolean()),
    specialNeeds: Type.Optional(Type.Boolean()),
    danger: Type.Optional(nullable(Type.Enum(['life', 'supply']))),
    sensitive: Type.Optional(Type.Boolean()),
  },
  strict,
)

/** What people may ask of a case. What only happens by itself (a unit removed, clocks counted again) is not here. */
const wish = Type.Union([
  step('await_answer', { suggestedUnit: Type.Optional(nullable(id)), note }),
  step('answer_online', { answer: text(8_000), articleId: nullable(id) }),
  step('send_to_review', { suggestedUnit: nullable(id), note }),
  step('ask_agent', { note }),
  step('pass_review', { suggestedUnit: nullable(id), note }),
  step('correct', { corrections }),
  step('reject', { reason: Type.Enum([...rejectReasons]), whereTo: note }),
  step('hand_to_emergency', { service: text(60), note }),
  step('merge', { masterNo: caseNo }),
  step('unmerge', { note }),
  step('dispatch', { ...given, note }),
  step('assign_by_ruling', { ...given, reason: note }),
  step('sign', {}),
  step('request_return', { reason: note, clause: text(500), suggestedUnit: nullable(id) }),
  step('grant_return', { note }),
  step('refuse_return', { reason: note }),
  step('sub_dispatch', { unit: id, note }),
  step('log_contact', { contact: Type.Enum([...contactKinds]), note }),
  step('ask_extension', { reason: note, until: date, citizenTold: Type.Boolean() }),
  step('grant_extension', { note }),
  step('refuse_extension', { reason: note }),
  step('suspend', {
    reason: Type.Enum([...suspendReasons]),
    note,
    until: Type.Integer({ minimum: 0, maximum: 4_102_444_800_000, description: 'UTC ms' }),
  }),
  step('resume', { note }),
  step('draft_reply', reply),
  step('send_back_draft', { note }),
  step('reply', reply),
  step('review_reply', {}),
  step('bounce_reply', { reason: note }),
  step('accept_reply', { note }),
  step('visit', {
    result: Type.Enum([...visitResults]),
    source: Type.Enum([...resultSources]),
    score: nullable(Type.Enum([...scores])),
    solved: nullable(Type.Boolean()),
    contacted: nullable(Type.Boolean()),
    reason: note,
  }),
  step('redo', { reason: note, unit: nullable(id) }),
  step('propose_ruling', { ruling: Type.Enum([...adjudications]), reason: note }),
  step('confirm_ruling', { note }),
  step('refuse_ruling', { reason: note }),
  step('terminate', { reason: Type.Enum([...terminateReasons]), note }),
  step('withdraw', { note }),
  step('reopen', { newFacts: note }),
  step('urge', { note }),
  step('supplement', { text: text(8_000), attachments }),
  step('mark_urgent', { urgent: Type.Boolean(), reason: note }),
  step('supervise', { step: Type.Enum([...supervisionSteps]), text: note }),
])

export const CaseStepSchema = Type.Object(
  {
    wish,
    seen: nullable(
      Type.Integer({
        minimum: 1,
        description: 'the version of the case before your eyes; null only for what adds and changes nothing',
      }),
    ),
  },
  strict,
)

/** What a unit's own system may ask of a case. */
const unitWish = Type.Union([
  step('sign', {}),
  step('request_return', { reason: note, clause: text(500), suggestedUnit: nullable(id) }),
  step('log_contact', { contact: Type.Enum([...contactKinds]), note }),
  step('ask_extension', { reason: note, until: date, citizenTold: Type.Boolean() }),
  step('draft_reply', reply),
  step('reply', reply),
])

export const UnitStepSchema = Type.Object({ wish: unitWish, seen: CaseStepSchema.properties.seen }, strict)
