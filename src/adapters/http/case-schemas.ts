import { Type } from 'typebox'
import { caseClasses, caseStates, channels, contactWays } from '../../domain/cases/case.ts'
import { resultCodes } from '../../domain/cases/life/commands.ts'
import { scores } from '../../domain/cases/life/visit.ts'
import { noCaseReasons } from '../../domain/cases/outcome.ts'
import { sharedNumberKinds } from '../../domain/cases/person.ts'
import { roles } from '../../domain/cases/role.ts'
import { attachmentsAtATime } from '../../wire/attachments.ts'
import { countryBox } from '../../wire/country.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\r\\n\\u0000]*$' })

/** Longest texts of a form, in UTF-16 units. */
const most = { title: 200, text: 20_000, place: 300, name: 60, answer: 8_000, note: 2_000, personNote: 300 } as const

const ofClass = Type.Enum([...caseClasses])
const contact = Type.Enum([...contactWays])
const switched = Type.Enum(['', '0', '1'])
const dangers = ['life', 'supply'] as const
const id = Type.String({ minLength: 1, maxLength: 64 })
const degrees = ({ from, to }: { readonly from: number; readonly to: number }) =>
  Type.Number({ minimum: from, maximum: to })

/** What of a form may be left empty, by the names of its fields; each is text, so that what was typed is kept as it was typed. */
const draftFields = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: most.text })),
    answer: Type.Optional(Type.String({ maxLength: most.answer })),
    title: Type.Optional(line(2 * most.title)),
    place: Type.Optional(line(2 * most.place)),
    name: Type.Optional(line(2 * most.name)),
    personPlace: Type.Optional(line(2 * most.place)),
    personNote: Type.Optional(line(2 * most.personNote)),
    class: Type.Optional(Type.Enum(['', ...caseClasses])),
    contact: Type.Optional(Type.Enum(['', ...contactWays])),
    urgent: Type.Optional(switched),
    confidential: Type.Optional(switched),
    anonymous: Type.Optional(switched),
    enterprise: Type.Optional(switched),
    specialNeeds: Type.Optional(switched),
    elder: Type.Optional(switched),
    minor: Type.Optional(switched),
    disabled: Type.Optional(switched),
    personId: Type.Optional(line(64)),
    requestId: Type.Optional(line(64)),
    articleId: Type.Optional(line(64)),
    topic: Type.Optional(line(64)),
    suggestedUnit: Type.Optional(line(64)),
    danger: Type.Optional(Type.Enum(['', ...dangers])),
    coordinates: Type.Optional(line(100)),
    reviewNote: Type.Optional(line(most.note)),
    awaitsAnswer: Type.Optional(switched),
    attachments: Type.Optional(
      Type.String({ maxLength: 8_000, description: 'JSON: uploads that wait for the case, as the page shows them' }),
    ),
  },
  strict,
)
const draftVersion = nullable(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'UTC ms' }))

export const DraftSchema = Type.Object({ fields: draftFields, updatedAt: draftVersion }, strict)
export const DraftToSaveSchema = Type.Object({ fields: draftFields, basedOn: draftVersion }, strict)
export const DraftSavedSchema = Type.Object({ updatedAt: instant }, strict)

/** A number as people write it, with lines or without. */
const caseNo = Type.String({ minLength: 14, maxLength: 40 })
export const CaseNoSchema = Type.Object({ caseNo }, strict)

export const NewCaseSchema = Type.Object(
  {
    requestId: Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$', description: 'the same for every try of one wish' }),
    class: nullable(ofClass),
    title: line(most.title),
    text: Type.String({ maxLength: most.text }),
    place: line(most.place),
    requesterName: line(most.name),
    contact: nullable(contact),
    urgent: Type.Boolean(),
    confidential: nullable(Type.Boolean({ description: 'null: as the class has it; reports are confidential' })),
    anonymous: Type.Boolean(),
    enterprise: Type.Boolean(),
    specialNeeds: Type.Boolean(),
    answer: Type.String({ maxLength: most.answer, description: 'the answer given on the line; empty: none' }),
    topic: Type.Optional(nullable(id)),
    danger: Type.Optional(nullable(Type.Enum([...dangers]))),
    coordinates: Type.Optional(
      nullable(
        Type.Tuple([degrees(countryBox.latitude), degrees(countryBox.longitude)], {
          description: 'latitude and longitude, WGS 84, within the country',
        }),
      ),
    ),
    suggestedUnit: Type.Optional(nullable(id)),
    reviewNote: Type.Optional(Type.String({ maxLength: most.note, description: 'told to the reviewer' })),
    awaitsAnswer: Type.Optional(
      Type.Boolean({ description: 'waits for the written answer of a specialist; not with an answer' }),
    ),
    attachments: Type.Optional(
      Type.Array(id, { maxItems: attachmentsAtATime, uniqueItems: true, description: 'uploads of mine' }),
    ),
  },
  strict,
)
export const NewCaseNoSchema = Type.Object(
  {
    caseNo: Type.String(),
    unattached: nullable(Type.String({ description: 'the code why its attachments could not be attached' })),
  },
  strict,
)

export const OutcomeSchema = Type.Union([
  Type.Object({ outcome: Type.Literal('follow_up'), caseNo, note: Type.String({ maxLength: most.note }) }, strict),
  Type.Object({ outcome: Type.Literal('no_case'), reason: Type.Enum([...noCaseReasons]) }, strict),
  Type.Object({ outcome: Type.Literal('undecided') }, strict),
])

const state = Type.Enum([...caseStates])
const role = Type.Enum(['origin', 'follow_up'])

export const CallDecisionSchema = Type.Object(
  {
    decided: nullable(
      Type.Object(
        {
          outcome: Type.Enum(['new_case', 'follow_up', 'no_case']),
          caseNo: nullable(Type.String()),
          reason: nullable(Type.Enum([...noCaseReasons])),
          agentId: Type.String(),
        },
        strict,
      ),
    ),
    cases: Type.Array(
      Type.Object(
        {
          caseNo: Type.String(),
          as: role,
          state,
          title: nullable(Type.String()),
          requestId: nullable(Type.String({ description: 'of the case that this call came to' })),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const PersonSchema = Type.Object(
  {
    id: nullable(Type.String({ minLength: 1, maxLength: 64, description: 'null: somebody who was not known' })),
    name: Type.String({ minLength: 1, maxLength: most.name, pattern: '\\S' }),
    place: line(most.place),
    elder: Type.Boolean(),
    minor: Type.Boolean(),
    disabled: Type.Boolean(),
    contact: nullable(contact),
    note: line(most.personNote),
  },
  strict,
)
export const PersonIdSchema = Type.Object({ personId: Type.String() }, strict)
export const SharedNumberSchema = Type.Object({ shared: nullable(Type.Enum([...sharedNumberKinds])) }, strict)

export const CaseQuerySchema = Type.Object(
  {
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'a case number, a whole number, or words' }),
    ),
    caseNo: Type.Optional(caseNo),
    number: Type.Optional(Type.String({ minLength: 3, maxLength: 30, description: 'whole, as dialled or E.164' })),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'words, all of them' })),
    open: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)

export const caseFields = {
  caseNo: Type.String(),
  state,
  class: ofClass,
  hidden: Type.Boolean({ description: 'confidential, and not yours: what it is about and whose it is are left out' }),
  identityHidden: Type.Boolean({ description: 'confidential: whose it is is left out' }),
  title: nullable(Type.String()),
  place: nullable(Type.String()),
  requesterName: nullable(Type.String()),
  number: nullable(Type.String()),
  contact: nullable(contact),
  urgent: Type.Boolean(),
  confidential: Type.Boolean(),
  anonymous: Type.Boolean(),
  enterprise: Type.Boolean(),
  specialNeeds: Type.Boolean(),
  agentId: nullable(Type.String()),
  channel: Type.Enum([...channels]),
  topic: nullable(Type.String()),
  danger: nullable(Type.Enum(['life', 'supply'])),
  coordinates: nullable(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
  supervised: Type.Boolean(),
  extended: Type.Boolean(),
  sensitive: Type.Boolean(),
  acceptedAt: instant,
  since: nullable(instant),
  owner: nullable(Type.Enum([...roles])),
  deadline: nullable(instant),
  unit: nullable(Type.String()),
  handlerUnit: nullable(Type.String()),
  coUnits: nullable(Type.Array(Type.String())),
  dispatchedAt: nullable(instant),
  dueAt: nullable(instant),
  provisional: Type.Boolean({ description: 'the due date runs into a year whose calendar is not loaded' }),
  round: Type.Integer(),
  returns: Type.Integer(),
  redos: Type.Integer(),
  urges: Type.Integer(),
  extensionAsked: Type.Boolean(),
  draftReply: Type.Boolean(),
  suggestedUnit: nullable(Type.String()),
  masterNo: nullable(Type.String()),
  result: nullable(Type.Enum([...resultCodes])),
  score: nullable(Type.Enum([...scores])),
  closedAt: nullable(instant),
}
export const CaseListSchema = Type.Object(
  {
    cases: Type.Array(Type.Object(caseFields, strict)),
    next: nullable(Type.String({ description: 'cursor of the following page; null: there is none' })),
  },
  strict,
)
export const CaseDetailSchema = Type.Object(
  {
    case: Type.Object({ ...caseFields, text: nullable(Type.String()), answer: nullable(Type.String()) }, strict),
    mayReveal: Type.Boolean({ description: 'whether the viewer is told whose case it is when he gives a reason' }),
    version: Type.Integer({ description: 'to be named with the next step' }),
    may: Type.Array(Type.String(), { description: 'events that may be asked for now' }),
    extension: nullable(
      Type.Object({ askedAt: instant, by: Type.String(), reason: Type.String(), until: Type.String() }, strict),
    ),
    reply: nullable(
      Type.Object(
        {
          text: Type.String(),
          result: Type.Enum([...resultCodes]),
          attachments: Type.Array(Type.String()),
          by: Type.String(),
        },
        strict,
      ),
    ),
    members: Type.Array(Type.String(), { description: 'numbers of the cases that were merged into it' }),
    dispatches: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          round: Type.Integer(),
          unit: Type.String(),
          handlerUnit: nullable(Type.String()),
          ruled: Type.Boolean(),
          dispatchedAt: instant,
          signBy: instant,
          signedAt: nullable(instant),
          firstDueAt: instant,
          dueAt: instant,
          returnAskedAt: nullable(instant),
          contactedAt: nullable(instant),
          repliedAt: nullable(instant),
          endedAt: nullable(instant),
          ended: nullable(Type.String()),
        },
        strict,
      ),
    ),
    calls: Type.Array(
      Type.Object(
        {
          callId: nullable(Type.String()),
          as: role,
          agentId: nullable(Type.String()),
          at: instant,
          note: nullable(Type.String()),
        },
        strict,
      ),
    ),
    history: Type.Array(
      Type.Object(
        {
          kind: Type.String(),
          at: instant,
          event: nullable(Type.String()),
          by: Type.Object({ kind: Type.String(), name: Type.String(), unit: nullable(Type.String()) }, strict),
          state: nullable(state),
          details: Type.Record(Type.String(), Type.Unknown()),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const UndecidedSchema = Type.Object(
  {
    today: Type.Integer({ description: 'answered calls of today that came to nothing yet' }),
    calls: Type.Array(
      Type.Object(
        {
          callId: Type.String(),
          arrivedAt: instant,
          number: nullable(Type.String()),
          withheld: Type.Boolean(),
          hasDraft: Type.Boolean(),
          decided: Type.Boolean({ description: 'a case was registered from it; another one was begun' }),
        },
        strict,
      ),
    ),
  },
  strict,
)
export const UndecidedCountsSchema = Type.Object(
  { agents: Type.Array(Type.Object({ agentId: Type.String(), count: Type.Integer() }, strict)) },
  strict,
)
