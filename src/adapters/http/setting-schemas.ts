import { Type } from 'typebox'
import type { CalendarYear, LocalOverlay } from '../../domain/calendar/calendar-year.ts'
import { type Counting, countingError } from '../../domain/calendar/counting.ts'
import { parsePlainDate } from '../../domain/calendar/day.ts'
import { limitCalendars, limitError, limitUnits } from '../../domain/calendar/limit.ts'
import { type LimitRule, limitKinds } from '../../domain/calendar/limit-table.ts'
import { makeCalendar } from '../../domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../domain/calendar/notices/notices.ts'
import { caseClasses } from '../../domain/cases/case.ts'
import { type Topic, topicStands } from '../../domain/cases/topic.ts'
import { type Unit, unitFault } from '../../domain/cases/unit.ts'
import { indicators } from '../../domain/scoring/indicator.ts'
import { type ScoringSheet, sheetFault, touchesFrozen } from '../../domain/scoring/sheet.ts'
import type { CaseSettings } from '../../engine/cases/case-settings.ts'
import { type AccountContact, accountContact, isReachable } from '../../engine/settings/account-contact.ts'
import type { SettingsBook } from '../../engine/settings/settings-book.ts'
import type { ErrorCode } from '../../wire/errors.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\r\\n\\u0000]*$' })
const id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })
const names = Type.Object({ zh: line(100), en: line(100) }, strict)
const date = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const namedDays = Type.Array(Type.Object({ date, name: line(60) }, strict), { maxItems: 366 })

export const SettingParamsSchema = Type.Object({ kind: id, key: id }, strict)
export const SettingBodySchema = Type.Object(
  {
    document: nullable(Type.Record(Type.String(), Type.Unknown())),
    seen: Type.Integer({ minimum: 0, description: 'the version before your eyes; 0: there was none' }),
  },
  strict,
)
export const SettingRowSchema = Type.Object(
  {
    kind: Type.String(),
    key: Type.String(),
    version: Type.Integer(),
    document: nullable(Type.Record(Type.String(), Type.Unknown())),
    by: Type.String(),
    at: Type.Integer({ description: 'UTC ms' }),
  },
  strict,
)

/** What a document of a kind must look like, and whether it can stand among what is set already. */
interface SettingKind {
  readonly schema: ReturnType<typeof Type.Object>
  isSound(key: string, document: Readonly<Record<string, unknown>>, rules: CaseSettings, book: SettingsBook): boolean
  /** Why it may not be set (document null: taken away) in the place of what holds, although it is sound; null: it may. `frozen`: the newest month whose scores are final. */
  refusal?(document: object | null, before: object | null, frozen: string | null): ErrorCode | null
}

const unit: SettingKind = {
  schema: Type.Object(
    {
      id,
      name: names,
      tier: Type.Union([Type.Literal(1), Type.Literal(2)]),
      parent: nullable(id),
      signsOff: Type.Boolean(),
      mobile: line(30),
      email: line(200),
      webhook: Type.Optional(
        Type.String({ pattern: '^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$', description: 'id of its webhook target' }),
      ),
      active: Type.Boolean(),
    },
    strict,
  ),
  isSound: (key, document, rules) => {
    const wanted = document as unknown as Unit
    return wanted.id === key && unitFault(rules.units(), wanted) === null
  },
}

const topic: SettingKind = {
  schema: Type.Object({ id, parent: nullable(id), name: names }, strict),
  isSound: (key, document, rules) => {
    const wanted = document as unknown as Topic
    return wanted.id === key && topicStands(rules.topics(), wanted)
  },
}

const limit: SettingKind = {
  schema: Type.Object(
    {
      id,
      validFrom: date,
      kind: Type.Enum([...limitKinds]),
      class: nullable(Type.Enum([...caseClasses])),
      topicId: nullable(id),
      urgent: nullable(Type.Boolean()),
      danger: nullable(Type.Enum(['life', 'supply'])),
      limit: nullable(
        Type.Object(
          {
            count: Type.Integer({ minimum: 1, maximum: 1_000 }),
            unit: Type.Enum([...limitUnits]),
            calendar: Type.Enum([...limitCalendars]),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  isSound: (key, document) => {
    const wanted = document as unknown as LimitRule
    const sound = wanted.limit === null || limitError(wanted.limit) === null
    return wanted.id === key && sound && parsePlainDate(wanted.validFrom) !== null
  },
}

const source = { version: Type.Integer({ minimum: 1 }), url: line(500), title: line(200), knownFrom: date }

/** Whether all tables together, with this one in the place of its forerunner, make a calendar. */
const makes = (
  book: SettingsBook,
  kind: 'calendar_year' | 'calendar_overlay',
  key: string,
  document: object,
): boolean => {
  const others = (of: string) =>
    book
      .all(of)
      .filter(row => of !== kind || row.key !== key)
      .map(row => row.document as object)
  const years = [...stateCouncilNotices, ...others('calendar_year'), ...(kind === 'calendar_year' ? [document] : [])]
  const overlays = [...others('calendar_overlay'), ...(kind === 'calendar_overlay' ? [document] : [])]
  return makeCalendar(years as CalendarYear[], overlays as LocalOverlay[]).kind === 'calendar'
}

const calendarYear: SettingKind = {
  schema: Type.Object({ year: Type.Integer(), ...source, off: namedDays, makeUp: namedDays }, strict),
  isSound: (key, document, _rules, book) =>
    key === `${document['year']}.${document['version']}` && makes(book, 'calendar_year', key, document),
}

const calendarOverlay: SettingKind = {
  schema: Type.Object(
    { id, scope: Type.Enum(['province', 'city']), ...source, off: namedDays, working: namedDays },
    strict,
  ),
  isSound: (key, document, _rules, book) => key === document['id'] && makes(book, 'calendar_overlay', key, document),
}

const counting: SettingKind = {
  schema: Type.Object(
    {
      zone: line(60),
      officeHours: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }, strict), { maxItems: 4 }),
      dueAt: Type.Enum(['end_of_day', 'close_of_business']),
    },
    strict,
  ),
  isSound: (key, document) => key === 'house' && countingError(document as unknown as Counting) === null,
}

/** A text that a unit's reply can begin with; `{placeholders}` are filled by the page or by hand. */
export interface ReplyTemplate {
  readonly id: string
  readonly name: string
  readonly text: string
  /** For cases of this topic and those below it, and for this unit; null: for all. */
  readonly topic: string | null
  readonly unit: string | null
}

const replyTemplate: SettingKind = {
  schema: Type.Object(
    {
      id,
      name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\r\\n\\u0000]*\\S[^\\r\\n\\u0000]*$' }),
      text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '^[^\\u0000]*$' }),
      topic: nullable(id),
      unit: nullable(id),
    },
    strict,
  ),
  isSound: (key, document, rules) => {
    const { id: own, topic: of, unit: by } = document as unknown as ReplyTemplate
    return own === key && (of === null || rules.topics().has(of)) && (by === null || rules.units().has(by))
  },
}

const points = Type.Integer({ minimum: 0, maximum: 100_000, description: 'hundredths of a point' })
const rate = Type.Integer({ minimum: 0, maximum: 10_000, description: 'hundredths of a percent' })

/** What has been published is never scored by another sheet afterwards. */
const scoring: SettingKind = {
  schema: Type.Object(
    {
      id,
      validFrom: date,
      items: Type.Array(
        Type.Object(
          {
            indicator: Type.Enum([...indicators]),
            weight: points,
            fullAt: rate,
            slope: points,
            floor: points,
            minVolume: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          },
          strict,
        ),
        { minItems: 1, maxItems: indicators.length },
      ),
    },
    strict,
  ),
  isSound: (key, document) => key === document['id'] && sheetFault(document as unknown as ScoringSheet) === null,
  refusal: (document, before, frozen) => {
    const held = before as ScoringSheet | null
    const wanted = (document ?? before) as ScoringSheet | null
    return wanted && touchesFrozen(wanted, held, frozen) ? 'sheet_frozen' : null
  },
}

/** What requesters are told by SMS beside what they must be told. */
const requesterNotices: SettingKind = {
  schema: Type.Object({ receipt: Type.Boolean() }, strict),
  isSound: key => key === 'house',
}

/** Where somebody who works here is told; he may change it himself too. */
const contact: SettingKind = {
  schema: Type.Object({ mobile: line(30), email: line(254) }, strict),
  isSound: (_key, document) => isReachable(document as unknown as AccountContact),
}

/** The kinds of settings that admins may change here. */
export const settingKinds: Readonly<Record<string, SettingKind>> = {
  unit,
  topic,
  limit,
  calendar_year: calendarYear,
  calendar_overlay: calendarOverlay,
  counting,
  reply_template: replyTemplate,
  scoring,
  requester_notices: requesterNotices,
  [accountContact]: contact,
}
