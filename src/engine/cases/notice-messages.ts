import type { CaseClass } from '../../domain/cases/case.ts'
import { readableCaseNumber } from '../../domain/cases/case-number.ts'
import { classWords, instantWords, shortWords } from '../../domain/cases/notice-words.ts'
import type { NoticeTimes, RequesterNotice, UnitNoticeKind } from '../../domain/cases/notices.ts'
import type { Unit } from '../../domain/cases/unit.ts'
import type { MessageRequest, Recipient } from '../../domain/messages/message.ts'
import { normaliseCaller } from '../../domain/number/normalise.ts'
import type { CaseRow } from './case-store.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What a unit must still be told days later, and what of no use then. */
const eventLifeMs = 3 * dayMs
const overdueLifeMs = 7 * dayMs
const mostWords = 100
const mostTitle = 60

/** Where the notices of a unit go, or those of somebody who works here. */
export const contactsOf = (
  unit: Pick<Unit, 'mobile' | 'email' | 'webhook'> | undefined,
  homeArea: string,
): readonly Recipient[] => {
  if (!unit) return []
  const { number } = normaliseCaller(unit.mobile, homeArea)
  return [
    ...(number?.startsWith('+') ? [{ kind: 'sms', number } as const] : []),
    ...(unit.email.trim() === '' ? [] : [{ kind: 'email', address: unit.email.trim() } as const]),
    ...(unit.webhook ? [{ kind: 'webhook', target: unit.webhook } as const] : []),
  ]
}

/** The case a notice is about: of a confidential one nothing is told but its number and class. */
export interface NoticeSubject {
  readonly caseNo: string
  readonly class: CaseClass
  readonly title: string
  readonly confidential: boolean
  readonly urgent: boolean
}

/** A notice to a unit, ready to be told. Instants UTC ms. */
export interface NoticeToSend {
  readonly kind: UnitNoticeKind
  readonly key: string
  readonly unit: string
  readonly number: number
  readonly dueAt: number
  readonly signBy: number
  readonly dueBefore: number | null
  readonly words: string
  /** When it came about; what is asked for long after is of no use any more. */
  readonly at: number
}

/** When a notice is of no use any more. `times`: of the clock, where time brings it. */
const notAfterOf = ({ kind, at, dueAt }: NoticeToSend, now: number, times: NoticeTimes | null): number => {
  switch (kind) {
    case 'half':
      return times?.day_before ?? dueAt
    case 'day_before':
      return dueAt
    case 'overdue':
      return now + overdueLifeMs
    case 'dispatched':
    case 'redo':
    case 'handed_down':
      // a sign limit of minutes is over long before the work is
      return Math.max(at + dayMs, Math.min(dueAt, at + 30 * dayMs))
    default:
      return at + eventLifeMs
  }
}

/** The messages of a notice, one for each way to the unit; none where it is of no use any more. */
export const unitMessages = (
  notice: NoticeToSend,
  about: NoticeSubject,
  { unit, homeArea, zone, now }: { unit: Unit | undefined; homeArea: string; zone: string; now: number },
  times: NoticeTimes | null = null,
): readonly MessageRequest[] => {
  const notAfter = notAfterOf(notice, now, times)
  if (notAfter <= now) return []
  const { kind, key, dueAt, signBy, dueBefore } = notice
  const of = classWords[about.class]
  const words = about.confidential ? '' : shortWords(notice.words, mostWords)
  const values = {
    caseNo: readableCaseNumber(about.caseNo),
    title: about.confidential ? `${of}（保密件）` : shortWords(about.title, mostTitle),
    class: about.class,
    unit: notice.unit,
    assignment: notice.number,
    dueAt: instantWords(dueAt, zone),
    due: dueAt,
    signBy: instantWords(signBy, zone),
    words,
    ...(dueBefore !== null && { dueBefore: instantWords(dueBefore, zone) }),
  }
  const urgent = about.urgent && (kind === 'dispatched' || kind === 'redo')
  return contactsOf(unit, homeArea).map(to => ({
    key: `${key}-${to.kind}`,
    to,
    template: `notice_${kind}` as const,
    values,
    notAfter,
    urgent,
  }))
}

/** Numbers that can get an SMS. */
const mobile = /^\+861[3-9]\d{9}$/

/** The SMS to the requester; null: he is not to be reached by one, or it is too late. */
export const requesterMessage = (
  { kind, key, words }: RequesterNotice,
  row: Pick<CaseRow, 'caseNo' | 'contact' | 'anonymous' | 'number' | 'confidential'>,
  at: number,
  now: number,
): MessageRequest | null => {
  const { contact, anonymous, number, confidential } = row
  const reached = (contact === 'phone' || contact === 'sms') && !anonymous && number !== null && mobile.test(number)
  const notAfter = at + eventLifeMs
  if (!reached || notAfter <= now) return null
  const said = confidential ? '' : shortWords(words, mostWords)
  return {
    key: `${key}-sms`,
    to: { kind: 'sms', number },
    template: `requester_${kind}`,
    values: { caseNo: readableCaseNumber(row.caseNo), words: said === '' ? '' : `${said}。` },
    notAfter,
  }
}
