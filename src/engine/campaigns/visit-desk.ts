import type { Campaign } from '../../domain/campaign/campaign.ts'
import { appointmentFault } from '../../domain/campaign/decide-task.ts'
import { nextDue } from '../../domain/campaign/may-ring.ts'
import { mayNow } from '../../domain/cases/life/decide.ts'
import type { Score } from '../../domain/cases/life/visit.ts'
import { conclusionRefusal } from '../../domain/outbound/attempt.ts'
import { attemptOf, type OutboundCall } from '../../domain/outbound/give.ts'
import type { Conclusion } from '../../domain/outbound/outbound.ts'
import { get } from '../../domain/sorted.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import type { CaseOffice } from '../cases/case-office.ts'
import type { CaseSettings } from '../cases/case-settings.ts'
import { type Sight, sightOf } from '../cases/case-sight.ts'
import type { CaseReads, CaseRow } from '../cases/case-store.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock, Hotline } from '../ports.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import { actorOf, type Viewer } from '../viewer.ts'
import type { AttemptRow, CampaignReads, Task } from './campaign-store.ts'

/** What a citizen has answered in a return visit. `redo`: have it done again by the same unit at once, where he is dissatisfied. */
export interface VisitAnswers {
  readonly score: Score
  readonly solved: boolean | null
  readonly contacted: boolean | null
  /** In his own words; needed where he is dissatisfied. */
  readonly reason: string
  readonly redo: boolean
}

/** What came of an attempt, as its agent says it; `answers` where it was rated. */
export interface VisitConclusion extends Conclusion {
  readonly callId: string
  readonly answers: VisitAnswers | null
}

/** The case of a visit, as far as whoever makes the visit may see it. Nothing of its unit but the words the citizen was told. */
export interface VisitCase {
  readonly sight: Sight
  readonly row: CaseRow
  readonly reply: { readonly text: string; readonly at: number | null } | null
  readonly rated: boolean
  readonly mayRedo: boolean
}

/** What an agent has before his eyes when he rings a citizen. Instants UTC ms. */
export interface Visit {
  readonly callId: string
  readonly task: Task
  /** null: it is set no more. */
  readonly campaign: Campaign | null
  /** Attempts of the task that are over, the oldest first. */
  readonly attempts: readonly AttemptRow[]
  readonly case: VisitCase | null
  /** The next time at which the campaign may ring; null: none by its rules. */
  readonly nextTime: number | null
}

type Refused = { readonly refused: ErrorCode }
/** `redo`: the case is with its unit again; a code: why it is not, although the rating stands; null: it was not wished. */
export type Concluded = { readonly done: { readonly redo: 'done' | ErrorCode | null } } | Refused

/** Return visits as the agent who makes them sees and concludes them. */
export interface VisitDesk {
  /** His present attempt; null: he has none. */
  current(viewer: Viewer): Promise<Visit | null>
  /** Says what came of it: first to the case, then to the line. The same said twice is one conclusion. */
  conclude(viewer: Viewer, wish: VisitConclusion): Promise<Concluded>
}

export interface VisitDeskParts {
  readonly reads: Pick<CampaignReads, 'task' | 'attempts'> & Pick<CaseReads, 'caseByNo' | 'caseFacts'>
  readonly hotline: Pick<Hotline, 'command' | 'line'>
  readonly office: CaseOffice
  readonly settings: SettingsBook
  readonly rules: Pick<CaseSettings, 'calendar'>
  readonly clock: Pick<Clock, 'now'>
  readonly zone: string
}

const quarterMs = 15 * 60_000

export const createVisitDesk = (parts: VisitDeskParts): VisitDesk => {
  const { reads, hotline, office, settings, rules, clock, zone } = parts
  const inTurn = createTurns()

  const attemptOfViewer = ({ agentId }: Viewer): OutboundCall | undefined => {
    const line = hotline.line()
    const agent = agentId === null ? undefined : get(line.agents, agentId)
    return agent && attemptOf(line, agent)
  }

  const nextTime = (campaign: Campaign, task: Task): number | null => {
    const from = Math.ceil((clock.now() + campaign.attempts.gapMs) / quarterMs) * quarterMs
    const { order, urgent, purpose } = task
    const standing = { attempts: [], appointment: null }
    const world = { now: from, zone, calendar: rules.calendar(), attemptsOfNumber: [] }
    return nextDue(campaign, { order, urgent, purpose, standing }, world).at
  }

  const caseOf = async (viewer: Viewer, caseNo: string): Promise<VisitCase | null> => {
    const [found, file] = await Promise.all([reads.caseByNo(caseNo), office.file(caseNo)])
    if (!found || !file) return null
    const { reply, standing } = file
    return {
      sight: sightOf(viewer, found.case),
      row: found.case,
      reply: reply && { text: reply.text, at: standing.assignment?.repliedAt ?? null },
      rated: standing.score !== null,
      mayRedo: mayNow(file, actorOf(viewer)).includes('redo') && standing.redos === 0,
    }
  }

  /** Whether this very thing was said of an attempt of his that is closed. */
  const wasSaid = async ({ agentId }: Viewer, { callId, outcome, appointment, note }: VisitConclusion) => {
    const [row] = await reads.attempts({ callId })
    const same = row?.byAgent === outcome && row.appointment === appointment && row.note === note
    return row !== undefined && row.closedAt !== null && row.agentId === agentId && same
  }

  /** How far a former try of the same conclusion came with the case. */
  const booked = async (viewer: Viewer, caseNo: string, since: number) => {
    const mine = (await reads.caseFacts(caseNo)).flatMap(fact =>
      fact.kind === 'case_moved' && fact.at >= since && fact.by.name === viewer.name ? [fact.wish] : [],
    )
    return {
      visit: mine.findLast(wish => wish.event === 'visit') ?? null,
      redone: mine.some(wish => wish.event === 'redo'),
    }
  }

  /** Moves the case by what the citizen said; null: done, or nothing is to be moved. */
  const moveCase = async (
    viewer: Viewer,
    { outbound: { order }, arrivedAt }: OutboundCall,
    { outcome, answers, note }: VisitConclusion,
  ): Promise<Concluded> => {
    const nothing = { done: { redo: null } } as const
    if (outcome !== 'rated' && outcome !== 'refused') return nothing
    // the task knows its case: what the line took up again after a restart does not
    const task = await reads.task(order.taskId)
    const caseNo = task?.caseNo ?? null
    if (order.purpose !== 'satisfaction_visit' || caseNo === null)
      return outcome === 'rated' ? { refused: 'outcome_impossible' } : nothing
    const [before, file] = await Promise.all([booked(viewer, caseNo, arrivedAt), office.file(caseNo)])
    const { redo = false, ...said } = answers ?? { score: null, solved: null, contacted: null, reason: note }
    if (before.visit === null) {
      // a rating of one round says nothing of another
      if (task && task.round !== null && file && file.standing.round !== task.round)
        return { refused: 'case_event_impossible' }
      const wish = { event: 'visit', result: outcome, source: 'callback', ...said } as const
      const moved = await office.act(actorOf(viewer), caseNo, wish, null)
      if ('refused' in moved) return moved
    } else if (before.visit.result !== outcome || before.visit.score !== said.score) return { refused: 'rated_already' }
    if (!redo || said.score !== 'dissatisfied') return nothing
    if (before.redone) return { done: { redo: 'done' } }
    const again = await office.act(actorOf(viewer), caseNo, { event: 'redo', reason: said.reason, unit: null }, null)
    return { done: { redo: 'refused' in again ? again.refused : 'done' } }
  }

  const faultOf = (call: OutboundCall, { answers, ...said }: VisitConclusion): ErrorCode | null => {
    const { outcome, appointment } = said
    if ((outcome === 'rated') !== (answers !== null)) return 'bad_request'
    if (answers?.score === 'dissatisfied' && answers.reason.trim() === '') return 'words_missing'
    const refused = conclusionRefusal(call, said, clock.now())
    if (refused !== null || outcome !== 'appointment' || appointment === null) return refused
    return appointmentFault(appointment, clock.now(), zone)
  }

  const conclude = async (viewer: Viewer, wish: VisitConclusion): Promise<Concluded> => {
    const call = attemptOfViewer(viewer)
    if (viewer.agentId === null || call?.id !== wish.callId || call.outbound.said !== null)
      return (await wasSaid(viewer, wish)) ? { done: { redo: null } } : { refused: 'no_attempt' }
    const fault = faultOf(call, wish)
    if (fault !== null) return { refused: fault }
    const moved = await moveCase(viewer, call, wish)
    if ('refused' in moved) return moved
    const { outcome, appointment, note } = wish
    // whatever came meanwhile, such as a call of its own, the line has the last word
    if (attemptOfViewer(viewer)?.id !== wish.callId) return { refused: 'no_attempt' }
    const refused = await hotline.command(viewer.agentId, { name: 'conclude', said: { outcome, appointment, note } })
    return refused === null ? moved : { refused }
  }

  return {
    async current(viewer) {
      const call = attemptOfViewer(viewer)
      const task = call && (await reads.task(call.outbound.order.taskId))
      if (!call || !task) return null
      const [attempts, found] = await Promise.all([
        reads.attempts({ taskId: task.taskId }),
        task.caseNo === null ? null : caseOf(viewer, task.caseNo),
      ])
      const campaign = (settings.get('campaign', task.campaignId)?.document ?? null) as Campaign | null
      return {
        callId: call.id,
        task,
        campaign,
        attempts: attempts.filter(({ callId, closedAt }) => closedAt !== null && callId !== call.id),
        case: found,
        nextTime: campaign && nextTime(campaign, task),
      }
    },
    conclude: (viewer, wish) => inTurn(viewer.name, () => conclude(viewer, wish)),
  }
}
