import { nextOfficeTime } from '../../domain/calendar/reminders.ts'
import {
  type NoticeTimes,
  needsBefore,
  noticeTimes,
  requesterNoticeOf,
  type TimedNotice,
  timedNoticeAt,
  timedNoticeKey,
  unitNoticesOf,
} from '../../domain/cases/notices.ts'
import type { MessageRequest } from '../../domain/messages/message.ts'
import { MessageError } from '../../domain/messages/template.ts'
import type { Outbox } from '../messages/outbox.ts'
import type { Clock, Log } from '../ports.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { CaseOffice } from './case-office.ts'
import type { CaseSettings } from './case-settings.ts'
import type { CaseReads } from './case-store.ts'
import { requesterMessage, unitMessages } from './notice-messages.ts'
import type { LedgerHappening, NoticeReads, NoticeWrites, OpenClockRow } from './notice-store.ts'

/** Tells units and requesters what becomes of cases: each thing once, by the key of its message. */
export interface CaseNotices {
  start(): void
  stop(): Promise<void>
  /** One round now: what happened since the last one, and what time has brought. Resolves when it is done. */
  look(): Promise<void>
}

export interface CaseNoticesParts {
  readonly reads: NoticeReads & Pick<CaseReads, 'caseByNo' | 'caseFacts'>
  readonly writes: NoticeWrites
  readonly outbox: Pick<Outbox, 'send' | 'carries'>
  readonly office: Pick<CaseOffice, 'onHappening' | 'file'>
  readonly rules: Pick<CaseSettings, 'units' | 'calendar' | 'counting' | 'onClocksChanged'>
  readonly settings: Pick<SettingsBook, 'get'>
  readonly clock: Clock
  readonly log: Log
  readonly zone: string
  readonly homeArea: string
}

const everyMs = 60_000
const atOnce = 500

/**
 * What happens is read from the ledger behind a place that is kept, so that a server that died between a fact and its notice leaves the notice to the next one; `onHappening` only says
 * that there is something to read. What time brings is looked for among all open clocks, page by page.
 */
export const createCaseNotices = (parts: CaseNoticesParts): CaseNotices => {
  const { reads, writes, outbox, office, rules, clock, log, zone, homeArea } = parts
  let cancel: (() => void) | null = null
  let stopped = true
  let running: Promise<void> = Promise.resolve()
  let readsSoon = false
  /** Up to which place of the ledger notices were sent. */
  let progress: number | null = null
  /** When the notices of a clock go, and which of them were told, by what they hang on. */
  let times = new Map<string, NoticeTimes>()
  let told = new Set<string>()

  /** One job after the other; what fails is told and tried again in the next round. */
  const inOrder = (what: string, job: () => Promise<void>): Promise<void> => {
    running = running.then(job).catch(error => log.error({ err: error }, what))
    return running
  }

  const send = async (request: MessageRequest): Promise<void> => {
    if (!outbox.carries(request.to.kind)) return
    try {
      await outbox.send(request)
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      // a contact that is no number or address: the others are told all the same
      log.error({ err: error, key: request.key }, 'a notice cannot be sent')
    }
  }

  const about = (unit: string, now: number) => ({ unit: rules.units().get(unit), homeArea, zone, now })

  /** Where the case stood before, where that is told; other happenings tell enough by themselves. */
  const standingBefore = async ({ fact }: LedgerHappening) => {
    if (fact.kind !== 'case_moved' || !needsBefore.includes(fact.wish.event)) return null
    const earlier = (await reads.caseFacts(fact.caseNo)).findLast(
      each => each.kind === 'case_moved' && each.standing.version < fact.standing.version,
    )
    return earlier?.kind === 'case_moved' ? earlier.standing : null
  }

  const receiptWished = (): boolean => {
    const document = parts.settings.get('requester_notices', 'house')?.document
    return document !== null && document !== undefined && 'receipt' in document && document.receipt === true
  }

  const messagesOf = async (happening: LedgerHappening): Promise<readonly MessageRequest[]> => {
    const { fact } = happening
    const now = clock.now()
    const toUnits = fact.kind === 'case_moved' ? unitNoticesOf(fact, await standingBefore(happening)) : []
    const toRequester = requesterNoticeOf(fact)
    const wanted = toRequester?.kind === 'receipt' && !receiptWished() ? null : toRequester
    if (toUnits.length === 0 && wanted === null) return []
    const row = (await reads.caseByNo(fact.caseNo))?.case
    if (!row) return []
    const subject = fact.kind === 'case_moved' ? { ...row, urgent: fact.standing.urgent } : row
    const ofRequester = wanted && requesterMessage(wanted, row, fact.at, now)
    return [
      ...toUnits.flatMap(notice => {
        const { number, dueAt, signBy } = notice.assignment
        return unitMessages({ ...notice, number, dueAt, signBy, at: fact.at }, subject, about(notice.unit, now))
      }),
      ...(ofRequester ? [ofRequester] : []),
    ]
  }

  const readHappenings = async (): Promise<void> => {
    readsSoon = false
    if (progress === null) {
      const kept = await reads.noticeProgress('cases')
      progress = kept ?? (await reads.lastCaseFact())
      // what happened before there were notices is nobody's news
      if (kept === null) await writes.saveNoticeProgress('cases', progress)
    }
    while (!stopped) {
      const { happenings, last } = await reads.caseHappenings(progress, atOnce)
      if (last === null) return
      for (const happening of happenings) for (const request of await messagesOf(happening)) await send(request)
      await writes.saveNoticeProgress('cases', last)
      progress = last
    }
  }

  const nameOf = ({ caseNo, number, dueAt }: OpenClockRow): string => `${caseNo}-${number}-${dueAt}`

  interface DueNotice {
    readonly row: OpenClockRow
    readonly kind: TimedNotice
    readonly key: string
    readonly at: NoticeTimes
  }

  /** Whether the case is still as the database says: it may be behind what was just booked. */
  const stillSo = async ({ row }: DueNotice): Promise<boolean> => {
    const { state, assignment } = (await office.file(row.caseNo))?.standing ?? {}
    if (!assignment || state === 'suspended') return false
    const { number, dueAt, endedAt, repliedAt } = assignment
    return number === row.number && dueAt === row.dueAt && endedAt === null && repliedAt === null
  }

  const sendDue = async (due: readonly DueNotice[], now: number): Promise<void> => {
    const wanted = due.map(each => {
      const { unit, number, dueAt, signBy } = each.row
      const notice = { ...each, unit, number, dueAt, signBy, dueBefore: null, words: '', at: now }
      return { each, requests: unitMessages(notice, each.row, about(unit, now), each.at) }
    })
    const keys = wanted.flatMap(({ requests }) => requests.map(({ key }) => key))
    const known = new Set(keys.length === 0 ? [] : await reads.messagesKnown(keys))
    for (const { each, requests } of wanted) {
      const news = requests.filter(({ key }) => !known.has(key))
      if (news.length > 0 && !(await stillSo(each))) continue
      for (const request of news) await send(request)
      if (requests.length > 0) told.add(each.key)
    }
  }

  const lookAtClocks = async (): Promise<void> => {
    const now = clock.now()
    const [calendar, counting] = [rules.calendar(), rules.counting()]
    const office = nextOfficeTime(now, calendar, counting)
    const inOffice = office.kind === 'instant' && office.at === now
    const seenTimes = new Map<string, NoticeTimes>()
    const seenKeys = new Set<string>()
    let after: { readonly dueAt: number; readonly caseNo: string } | null = null
    while (!stopped) {
      const page: readonly OpenClockRow[] = await reads.openClocks(after, atOnce)
      const due: DueNotice[] = []
      for (const row of page) {
        const at = times.get(nameOf(row)) ?? noticeTimes(row, calendar, counting)
        seenTimes.set(nameOf(row), at)
        const kind = timedNoticeAt(row, at, now, inOffice)
        if (kind === null) continue
        const key = timedNoticeKey(row, kind)
        seenKeys.add(key)
        if (!told.has(key)) due.push({ row, kind, key, at })
      }
      await sendDue(due, now)
      after = page.at(-1) ?? after
      if (page.length < atOnce) break
    }
    if (stopped) return
    // what is not open any more is forgotten
    times = seenTimes
    told = new Set([...told].filter(key => seenKeys.has(key)))
  }

  const look = (): Promise<void> => {
    void inOrder('notices of what happened could not be sent; they are tried again', readHappenings)
    return inOrder('notices that time brings could not be sent; they are tried again', lookAtClocks)
  }

  const next = (): void => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void look().then(() => {
        if (!stopped) next()
      })
    })
  }

  office.onHappening(() => {
    if (stopped || readsSoon) return
    readsSoon = true
    void inOrder('notices of what happened could not be sent; they are tried again', readHappenings)
  })
  rules.onClocksChanged(() => {
    times = new Map()
  })

  return {
    start: () => {
      stopped = false
      void look()
      next()
    },
    stop: async () => {
      stopped = true
      cancel?.()
      await running
    },
    look,
  }
}
