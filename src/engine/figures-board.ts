import type { Fact } from '../domain/fact.ts'
import { type Counts, countsOf } from '../domain/kpi/counts.ts'
import {
  type AgentFigures,
  abandoned,
  countAgentFact,
  countFact,
  type Figures,
  noAgentFigures,
  noFigures,
  stillWaiting,
} from '../domain/kpi/figures.ts'
import { marginOf } from '../domain/kpi/margin.ts'
import { mean, percent } from '../domain/kpi/rate.ts'
import type { AgentTodayView, CurveCounts, CurveView, RollingView, TodayView } from '../wire/views.ts'
import { createLastWeek, type LastWeek } from './last-week.ts'
import { type LocalDay, localDayOf } from './local-day.ts'
import { dayMs, halfHourMs, minuteMs, minuteOf, openMinuteFigures } from './minute-figures.ts'
import type { Clock } from './ports.ts'
import { type Decided, openQueueMinutes } from './queue-minutes.ts'
import type { Reads } from './store.ts'

/**
 * The figures of the hotline and of each agent, kept in memory by folding facts: today's start anew at local midnight, those of the
 * last 24 h move on with each minute.
 */
export interface FiguresBoard {
  /** Counts facts in the order of the ledger; each must be handed in once. */
  count(facts: readonly Fact[]): void
  today(): TodayView
  agentToday(agentId: string): AgentTodayView
  /** The answer rate of the 24 h before the running minute and of that minute, and its margin. */
  rolling(): RollingView
  /** The same of the calls that arrived in one queue; `target` in hundredths of a percent, null: the hotline's. */
  queueRolling(queueId: string, target: number | null): RollingView
  /** Today by half hour, and the same weekday of last week. */
  curve(): CurveView
}

interface Day extends LocalDay {
  figures: Figures
  readonly agents: Map<string, AgentFigures>
}

export interface FiguresBoardParts {
  readonly reads: Pick<Reads, 'figures' | 'figuresByStep' | 'agentFigures' | 'decidedByQueue' | 'openCalls'>
  readonly clock: Pick<Clock, 'now'>
  /** The city's zone, such as `Asia/Shanghai`. */
  readonly zone: string
  /** The answer rate that is asked of the hotline, in hundredths of a percent. */
  readonly answerTarget?: number
  /** Whether the ledger verifies; null: not yet checked. */
  readonly ledgerIntact?: () => boolean | null
}

/** GB/T 33358: 95 % over any continuous 24 h. */
const standardTarget = 9_500

/**
 * Opens the board with what the store already holds of today. Must be called before the first new fact.
 * Beside today it keeps the day that comes: a source whose clock is a little ahead of ours loses no call at midnight.
 */
export const openFiguresBoard = async ({
  reads,
  clock,
  zone,
  answerTarget = standardTarget,
  ledgerIntact = () => null,
}: FiguresBoardParts): Promise<FiguresBoard> => {
  const now = localDayOf(clock.now(), zone)
  let today: Day = {
    ...now,
    figures: await reads.figures(now.from, now.to),
    agents: new Map(await reads.agentFigures(now.from, now.to)),
  }
  let tomorrow = emptyDay(localDayOf(now.to, zone))
  const minutes = await openMinuteFigures(reads, clock)
  const queueMinutes = await openQueueMinutes(reads, clock)
  const lastWeek = createLastWeek(reads, clock, zone)
  lastWeek.of(today)
  await lastWeek.loaded()

  const current = (): Day => {
    const instant = clock.now()
    if (instant < today.to) return today
    today = instant < tomorrow.to ? tomorrow : emptyDay(localDayOf(instant, zone))
    tomorrow = emptyDay(localDayOf(today.to, zone))
    return today
  }

  return {
    count: facts => {
      const day = current()
      for (const fact of facts) {
        countInto(day, fact)
        countInto(tomorrow, fact)
        minutes.count(fact)
        queueMinutes.count(fact)
      }
    },
    today: () => ({ ...dayView(current().figures), ledgerIntact: ledgerIntact() }),
    agentToday: agentId => current().agents.get(agentId) ?? noAgentFigures,
    rolling: () => {
      const minute = minuteOf(clock.now())
      return rollingView(minutes.sum(minute - dayMs, minute + minuteMs), answerTarget)
    },
    queueRolling: (queueId, target) => rollingView(queueMinutes.sum(queueId), target ?? answerTarget),
    curve: () => {
      const { from, to } = current()
      const until = Math.min(to, Math.max(from, minuteOf(clock.now())) + minuteMs)
      return {
        from,
        stepMs: halfHourMs,
        today: curveCounts(minutes.steps(from, until, halfHourMs)),
        lastWeek: lastWeekCounts(lastWeek.of({ from, to })),
      }
    },
  }
}

const emptyDay = (day: LocalDay): Day => ({ ...day, figures: noFigures, agents: new Map() })

const countInto = (day: Day, fact: Fact): void => {
  day.figures = countFact(day.figures, fact, day.from, day.to)
  if (!('agentId' in fact) || fact.agentId === null || fact.at < day.from || fact.at >= day.to) return
  const before = day.agents.get(fact.agentId) ?? noAgentFigures
  const after = countAgentFact(before, fact, day.from)
  if (after !== before) day.agents.set(fact.agentId, after)
}

/** The margin of these calls against a target in hundredths of a percent; who still waits is neither answered nor lost yet. */
const rollingView = ({ answered, lost }: Decided, target: number): RollingView => {
  const decided = answered + lost
  const margin = marginOf(answered, decided, target)
  return {
    answered,
    decided,
    rate: percent(answered, decided),
    target: target / 100,
    lossesLeft: margin?.lossesLeft ?? null,
    answersNeeded: margin?.answersNeeded ?? null,
  }
}

const curveCounts = (steps: readonly Counts[]): CurveCounts => ({
  offered: steps.map(({ offered }) => offered),
  answered: steps.map(({ answered }) => answered),
  lost: steps.map(({ lost }) => lost),
})

const lastWeekCounts = ({ day, halfHours }: LastWeek): CurveCounts | null => {
  // A day without any call is one on which nothing was booked here: unknown, and not a day of zeros.
  if (halfHours === null || halfHours.size === 0) return null
  const count = Math.ceil((day.to - day.from) / halfHourMs)
  const at = (n: number): Figures => halfHours.get(day.from + n * halfHourMs) ?? noFigures
  return curveCounts(Array.from({ length: count }, (_, n) => countsOf([at(n)])))
}

/** Counts as the pages show them, with rates by DOMAIN.md 2.2 (base: offered) in percent. */
export const dayView = (figures: Figures): Omit<TodayView, 'ledgerIntact'> => ({
  offered: figures.offered,
  answered: figures.answered,
  abandoned: abandoned(figures),
  abandonedInAnnouncement: figures.abandonedInAnnouncement,
  abandonedInQueue: figures.abandonedInQueue,
  abandonedRinging: figures.abandonedRinging,
  abandonedShort: figures.abandonedShort,
  overflowed: figures.overflowed,
  overflowedFull: figures.overflowedFull,
  overflowedWait: figures.overflowedWait,
  overflowedKept: figures.overflowedKept,
  failed: figures.failed,
  stillWaiting: stillWaiting(figures),
  answerRate: percent(figures.answered, figures.offered),
  answerRateNet: percent(figures.answered, figures.offered - figures.abandonedShort),
  sl15: percent(figures.within15, figures.offered),
  sl20: percent(figures.within20, figures.offered),
  sl30: percent(figures.within30, figures.offered),
  meanWaitMs: mean(figures.waitMs, figures.answered),
  meanTalkMs: mean(figures.talkMs, figures.talksEnded),
  longestTalkMs: figures.talksEnded === 0 ? null : figures.longestTalkMs,
})
