import { type Static, Type } from 'typebox'
import { purposes } from '../../domain/campaign/campaign.ts'
import { roles } from '../../domain/cases/role.ts'

/** Objects with exactly these fields: what is not named is refused coming in and left out going out. */
const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const ms = Type.Integer({ description: 'ms' })
const names = Type.Object({ zh: Type.String(), en: Type.String() }, strict)

export const ErrorSchema = Type.Object(
  { error: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, strict) },
  strict,
)

/** Answers that every route may give beside its own. */
export const failures = { '4xx': ErrorSchema, '5xx': ErrorSchema } as const

const role = Type.Enum([...roles])
const endCause = Type.Enum(['completed', 'abandoned', 'overflow', 'failed'])

export const CredentialsSchema = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
  strict,
)

export const SignedInSchema = Type.Object(
  {
    name: Type.String(),
    displayName: Type.String(),
    role,
    alsoRoles: Type.Array(role),
    unitId: Type.Union([Type.String(), Type.Null()]),
    agentId: nullable(Type.String()),
    hearsRecordings: Type.Boolean({ description: 'all of them, or his own, where the house wishes so' }),
    editsKnowledge: Type.Boolean({ description: 'writes and publishes articles' }),
    expiresAt: instant,
  },
  strict,
)

export const CallSchema = Type.Object(
  {
    id: Type.String(),
    queueId: Type.String(),
    dialled: Type.String(),
    number: nullable(Type.String()),
    rawNumber: nullable(Type.String()),
    withheld: Type.Boolean(),
    priority: Type.Integer(),
    adopted: Type.Boolean(),
    arrivedAt: instant,
    queuedAt: nullable(instant),
    answeredAt: nullable(instant),
    endedAt: nullable(instant),
    agentId: nullable(Type.String()),
    waitMs: nullable(ms),
    talkMs: nullable(ms),
    endCause: nullable(Type.Enum(['completed', 'abandoned', 'overflow', 'failed', 'no_answer', 'busy', 'rejected'])),
    endedBy: nullable(Type.Enum(['caller', 'agent', 'party', 'system', 'unknown'])),
    abandonStage: nullable(Type.Enum(['announcement', 'queue', 'ringing'])),
    overflowReason: nullable(Type.String()),
    failReason: nullable(Type.String()),
    offers: Type.Integer(),
    purpose: nullable(Type.Enum([...purposes], { description: 'of a call that we made; null: a call of the hotline' })),
    taskId: nullable(Type.String({ description: 'the callback task of a call that we made' })),
  },
  strict,
)
export type CallReply = Static<typeof CallSchema>

export const CallQuerySchema = Type.Object(
  {
    from: Type.Optional(
      Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'arrival from, UTC ms' }),
    ),
    to: Type.Optional(
      Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'arrival before, UTC ms' }),
    ),
    queueId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    agentId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    number: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{3,18}$' })),
    endCause: Type.Optional(endCause),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
)

export const CallListSchema = Type.Object(
  {
    calls: Type.Array(CallSchema),
    next: nullable(Type.String({ description: 'cursor of the following page; null: there is none' })),
  },
  strict,
)

const OfferSchema = Type.Object(
  {
    id: Type.String(),
    agentId: Type.String(),
    madeAt: instant,
    endedAt: nullable(instant),
    result: nullable(Type.String()),
    ringMs: nullable(ms),
    explanation: names,
  },
  strict,
)

const LegSchema = Type.Object(
  {
    id: Type.String(),
    agentId: Type.String(),
    answeredAt: nullable(instant),
    endedAt: nullable(instant),
    how: nullable(Type.String()),
    talkMs: nullable(ms),
  },
  strict,
)

const PartySchema = Type.Object(
  {
    id: Type.String(),
    leg: Type.String(),
    kind: Type.Enum(['agent', 'department', 'specialist', 'emergency', 'outside']),
    mode: Type.Enum(['consult', 'join', 'blind', 'listen', 'whisper']),
    calledBy: nullable(Type.String()),
    agentId: nullable(Type.String()),
    contactId: nullable(Type.String()),
    name: nullable(names),
    number: nullable(Type.String()),
    unit: nullable(Type.String()),
    calledAt: instant,
    joinedAt: nullable(instant),
    endedAt: nullable(instant),
    how: nullable(Type.String()),
    talkMs: nullable(ms),
  },
  strict,
)

const RatingSchema = Type.Object(
  {
    agentId: Type.String(),
    at: instant,
    result: Type.Enum(['valid', 'invalid', 'timeout', 'hung_up']),
    score: nullable(Type.Integer()),
  },
  strict,
)

export const CallDetailSchema = Type.Object(
  {
    call: CallSchema,
    offers: Type.Array(OfferSchema),
    legs: Type.Array(LegSchema),
    /** Those who were called into the talk. */
    parties: Type.Array(PartySchema),
    /** What came of the rating by key. */
    ratings: Type.Array(RatingSchema),
  },
  strict,
)

/** For routes that take no query: an unknown field is refused there as well. */
export const NoQuerySchema = Type.Object({}, strict)

export const CallIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 150 }) }, strict)

const agentState = Type.Enum(['offline', 'ready', 'reserved', 'talking', 'wrap_up', 'paused'])

export const AgentListSchema = Type.Object(
  {
    agents: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          extension: Type.String(),
          group: Type.String(),
          state: agentState,
          since: instant,
          reason: nullable(Type.String()),
          until: nullable(instant),
          next: nullable(Type.String()),
          signedIn: Type.Boolean(),
          console: Type.Boolean(),
          phone: Type.Boolean(),
        },
        strict,
      ),
    ),
  },
  strict,
)

const percentage = nullable(Type.Number({ description: 'percent, two decimals; null where the base is 0' }))

export const TodaySchema = Type.Object(
  {
    offered: Type.Integer(),
    answered: Type.Integer(),
    abandoned: Type.Integer(),
    abandonedInAnnouncement: Type.Integer(),
    abandonedInQueue: Type.Integer(),
    abandonedRinging: Type.Integer(),
    abandonedShort: Type.Integer(),
    overflowed: Type.Integer(),
    overflowedFull: Type.Integer({ description: 'of these: the queue was full' }),
    overflowedWait: Type.Integer({ description: 'of these: nobody was free within the longest wait' }),
    overflowedKept: Type.Optional(
      Type.Integer({ description: 'of these: the caller keeps his place and is rung back' }),
    ),
    failed: Type.Integer(),
    stillWaiting: Type.Integer(),
    answerRate: percentage,
    answerRateNet: nullable(Type.Number({ description: 'percent; without short abandons in the base' })),
    sl15: percentage,
    sl20: percentage,
    sl30: percentage,
    meanWaitMs: nullable(ms),
    meanTalkMs: nullable(ms),
    longestTalkMs: nullable(ms),
    ledgerIntact: nullable(
      Type.Boolean({ description: 'whether the ledger behind these figures verifies; null: not yet checked' }),
    ),
  },
  strict,
)

export const MissedQuerySchema = Type.Object(
  { open: Type.Optional(Type.Boolean()), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) },
  strict,
)

export const MissedListSchema = Type.Object(
  {
    missed: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          number: Type.String(),
          firstAt: instant,
          lastAt: instant,
          times: Type.Integer(),
          lastCallId: Type.String(),
          closedAt: nullable(instant),
          closedBy: nullable(Type.Enum(['got_through', 'rung_back'])),
          why: nullable(Type.Enum(['abandoned', 'overflow', 'failed', 'cut_off', 'place_kept'])),
          masked: Type.String({ description: 'the number with its middle hidden, for screens that others see' }),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const WaitingListSchema = Type.Object(
  {
    waiting: Type.Array(
      Type.Object(
        {
          callId: Type.String(),
          number: nullable(Type.String()),
          masked: nullable(Type.String({ description: 'the number with its middle hidden' })),
          withheld: Type.Boolean(),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** How an agent wishes to be called on his browser phone. */
export const PhoneWishesSchema = Type.Object(
  {
    wantsStandingLeg: Type.Boolean({ description: 'The phone is called once and the leg is kept for the shift' }),
    autoAccept: Type.Boolean({ description: 'An offer to that leg is taken at once, with a beep' }),
  },
  { additionalProperties: false },
)

export const PhoneSchema = Type.Object(
  { user: Type.String(), password: Type.String(), server: Type.String(), port: Type.Integer() },
  strict,
)

export const AliveSchema = Type.Object({ alive: Type.Literal(true) }, strict)

const there = Type.Enum(['up', 'down'])
export const ReadySchema = Type.Object(
  {
    ready: Type.Boolean(),
    calls: Type.Boolean({ description: 'Calls are served; they are also while the store takes no facts' }),
    dependencies: Type.Object({ telephony: there, store: there }, strict),
    ledger: Type.Object(
      {
        intact: nullable(Type.Boolean({ description: 'null: not yet checked' })),
        brokenAt: nullable(Type.Integer({ description: 'the first row that does not verify' })),
      },
      strict,
    ),
    facts: Type.Object(
      {
        state: Type.Enum(['ok', 'spilling', 'losing'], {
          description: 'spilling: facts wait in the spill file; losing: only in memory, or they are lost',
        }),
        waiting: Type.Integer({ description: 'Facts that are not in the database yet' }),
        spilled: Type.Integer({ description: 'Those of them that are in the spill file' }),
        lost: Type.Integer({ description: 'Facts lost since the start' }),
      },
      strict,
    ),
    messages: Type.Object(
      {
        waiting: Type.Integer({ description: 'Messages that are due and have not left' }),
        lost: Type.Integer({ description: 'Messages that failed or came too late' }),
        oldestDueAt: nullable(Type.Integer({ description: 'since when the oldest that waits is due, UTC ms' })),
      },
      strict,
    ),
  },
  strict,
)

export const AgentIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, strict)

/** What a shift leader asks for an agent. */
export const LeadSchema = Type.Union([
  Type.Object({ name: Type.Enum(['listen', 'whisper', 'barge', 'take_over', 'free']) }, strict),
  Type.Object({ name: Type.Literal('force'), to: Type.Enum(['ready', 'paused', 'signed_out']) }, strict),
])

/** Whom an agent can call. */
export const CallTargetsSchema = Type.Object(
  {
    agents: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), state: agentState }, strict)),
    queues: Type.Array(Type.Object({ id: Type.String(), name: names, waiting: Type.Integer() }, strict)),
    contacts: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind: Type.Enum(['department', 'specialist', 'emergency']),
          name: names,
          unit: nullable(Type.String()),
        },
        strict,
      ),
    ),
    topics: Type.Array(Type.String()),
  },
  strict,
)
