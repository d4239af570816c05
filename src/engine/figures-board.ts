import type { Fact } from '../domain/fact.ts'
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
import { mean, percent } from '../domain/kpi/rate.ts'
import type { AgentTodayView, TodayView } from '../wire/views.ts'
import { type LocalDay, localDayOf } from './local-day.ts'
import type { Clock } from './ports.ts'
import type { Reads } from './store.ts'

/** Today's figures of the hotline and of each agent, kept in memory by folding facts; they start anew at local midnight. */
export interface FiguresBoard {
  /** Counts facts in the order of the ledger; each must be handed in once. */
  count(facts: readonly Fact[]): void
  today(): TodayView
  agentToday(agentId: string): AgentTodayView
}

interface Day extends LocalDay {
  figures: Figures
  readonly agents: Map<string, AgentFigures>
}

export interface FiguresBoardParts {
  readonly reads: Pick<Reads, 'figures' | 'agentFigures'>
  readonly clock: Pick<Clock, 'now'>
  /** The city's zone, such as `Asia/Shanghai`. */
  readonly zone: string
  /** Whether the ledger verifies; null: not yet checked. */
  readonly ledgerIntact?: () => boolean | null
}

/**
 * Opens the board with what the store already holds of today. Must be called before the first new fact.
 * Beside today it keeps the day that comes: a source whose clock is a little ahead of ours loses no call at midnight.
 */
export const openFiguresBoard = async ({
  reads,
  clock,
  zone,
  ledgerIntact = () => null,
}: FiguresBoardParts): Promise<FiguresBoard> => {
  const now = localDayOf(clock.now(), zone)
  let today: Day = {
    ...now,
    figures: await reads.figures(now.from, now.to),
    agents: new Map(await reads.agentFigures(now.from, now.to)),
  }
  let tomorrow = emptyDay(localDayOf(now.to, zone))

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
      }
    },
    today: () => ({ ...dayView(current().figures), ledgerIntact: ledgerIntact() }),
    agentToday: agentId => current().agents.get(agentId) ?? noAgentFigures,
  }
}

const emptyDay = (day: LocalDay): Day => ({ ...day, figures: noFigures, agents: new Map() })

const countInto = (day: Day, fact: Fact): void => {
  day.figures = countFact(day.figures, fact, day.from, day.to)
  if (!('agentId' in fact) || fact.at < day.from || fact.at >= day.to) return
  const before = day.agents.get(fact.agentId) ?? noAgentFigures
  const after = countAgentFact(before, fact, day.from)
  if (after !== before) day.agents.set(fact.agentId, after)
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
  failed: figures.failed,
  stillWaiting: stillWaiting(figures),
  answerRate: percent(figures.answered, figures.offered),
  sl15: percent(figures.within15, figures.offered),
  sl20: percent(figures.within20, figures.offered),
  sl30: percent(figures.within30, figures.offered),
  meanWaitMs: mean(figures.waitMs, figures.answered),
  meanTalkMs: mean(figures.talkMs, figures.talksEnded),
  longestTalkMs: figures.talksEnded === 0 ? null : figures.longestTalkMs,
})
