import type { Fact } from '../fact.ts'

/** Thresholds of the service level in seconds (DOMAIN.md 2.2). */
export const serviceLevels = [15, 20, 30] as const

/** Up to this wait an abandon is short (速挂), in ms; DOMAIN.md 2.1, a house rule. */
export const shortAbandonMs = 5_000

/**
 * The hotline's own counts over the calls that arrived in one period. Sums in ms.
 * offered = answered + abandoned (by stage) + overflowed + failed + still waiting (DESIGN.md D5).
 */
export interface Figures {
  readonly offered: number
  readonly answered: number
  readonly abandonedInAnnouncement: number
  readonly abandonedInQueue: number
  readonly abandonedRinging: number
  readonly abandonedShort: number
  readonly overflowed: number
  /** Of these: the queue was full (队列满溢出). */
  readonly overflowedFull: number
  /** Of these: nobody was free within the longest wait (超时溢出). */
  readonly overflowedWait: number
  /** Of these: the caller has kept his place and is rung back in his turn (保位回拨). */
  readonly overflowedKept: number
  readonly failed: number
  readonly waitMs: number
  readonly talkMs: number
  readonly talksEnded: number
  readonly longestTalkMs: number
  readonly within15: number
  readonly within20: number
  readonly within30: number
}

/** No call yet. */
export const noFigures: Figures = {
  offered: 0,
  answered: 0,
  abandonedInAnnouncement: 0,
  abandonedInQueue: 0,
  abandonedRinging: 0,
  abandonedShort: 0,
  overflowed: 0,
  overflowedFull: 0,
  overflowedWait: 0,
  overflowedKept: 0,
  failed: 0,
  waitMs: 0,
  talkMs: 0,
  talksEnded: 0,
  longestTalkMs: 0,
  within15: 0,
  within20: 0,
  within30: 0,
}

/** When the call that a fact counts for had arrived; null for facts that count for no call. */
export const arrivalOf = (fact: Fact): number | null => {
  switch (fact.kind) {
    case 'call_arrived':
      return fact.at
    case 'call_answered':
    case 'call_abandoned':
    case 'call_overflowed':
    case 'call_failed':
      return fact.at - fact.waitMs
    case 'call_ended':
    case 'call_returned':
      return fact.arrivedAt
    default:
      return null
  }
}

/** The figures with one more fact; facts of calls that arrived outside [from, to) change nothing (attribution: DOMAIN.md 2.1). */
export const countFact = (figures: Figures, fact: Fact, from: number, to: number): Figures => {
  const arrived = arrivalOf(fact)
  if (arrived === null || arrived < from || arrived >= to) return figures
  switch (fact.kind) {
    case 'call_arrived':
      return { ...figures, offered: figures.offered + 1 }
    case 'call_answered':
      return countAnswer(figures, fact.waitMs, 1)
    case 'call_returned':
      return countAnswer(figures, fact.waitMs, -1)
    case 'call_abandoned':
      return {
        ...figures,
        abandonedInAnnouncement: figures.abandonedInAnnouncement + (fact.stage === 'announcement' ? 1 : 0),
        abandonedInQueue: figures.abandonedInQueue + (fact.stage === 'queue' ? 1 : 0),
        abandonedRinging: figures.abandonedRinging + (fact.stage === 'ringing' ? 1 : 0),
        abandonedShort: figures.abandonedShort + (fact.waitMs <= shortAbandonMs ? 1 : 0),
      }
    case 'call_overflowed':
      return {
        ...figures,
        overflowed: figures.overflowed + 1,
        overflowedFull: figures.overflowedFull + (fact.reason === 'queue_full' ? 1 : 0),
        overflowedWait: figures.overflowedWait + (fact.reason === 'max_wait' ? 1 : 0),
        overflowedKept: figures.overflowedKept + (fact.reason === 'place_kept' ? 1 : 0),
      }
    case 'call_failed':
      return { ...figures, failed: figures.failed + 1 }
    case 'call_ended':
      return fact.talkMs === null
        ? figures
        : {
            ...figures,
            talksEnded: figures.talksEnded + 1,
            talkMs: figures.talkMs + fact.talkMs,
            longestTalkMs: Math.max(figures.longestTalkMs, fact.talkMs),
          }
    default:
      return figures
  }
}

const countAnswer = (figures: Figures, waitMs: number, by: 1 | -1): Figures => ({
  ...figures,
  answered: figures.answered + by,
  waitMs: figures.waitMs + by * waitMs,
  within15: figures.within15 + (waitMs <= 15_000 ? by : 0),
  within20: figures.within20 + (waitMs <= 20_000 ? by : 0),
  within30: figures.within30 + (waitMs <= 30_000 ? by : 0),
})

/** Callers of the period who gave up, at any stage. */
export const abandoned = (figures: Figures): number =>
  figures.abandonedInAnnouncement + figures.abandonedInQueue + figures.abandonedRinging

/** Callers of the period who reached nobody, by their own doing or ours (呼损, DOMAIN.md 2.1). */
export const lost = (figures: Figures): number => abandoned(figures) + figures.overflowed + figures.failed

/** Callers of the period whose wait has no end yet: what is left of the equation of DESIGN.md D5. */
export const stillWaiting = (figures: Figures): number => figures.offered - figures.answered - lost(figures)

/** One agent's own day. Times in ms, of states that have ended. */
export interface AgentFigures {
  readonly offers: number
  readonly answered: number
  readonly missed: number
  readonly declined: number
  readonly talkMs: number
  readonly wrapUpMs: number
  readonly pausedMs: number
  readonly readyMs: number
}

/** Nothing yet. */
export const noAgentFigures: AgentFigures = {
  offers: 0,
  answered: 0,
  missed: 0,
  declined: 0,
  talkMs: 0,
  wrapUpMs: 0,
  pausedMs: 0,
  readyMs: 0,
}

const timeField = { talking: 'talkMs', wrap_up: 'wrapUpMs', paused: 'pausedMs', ready: 'readyMs' } as const

/** One agent's figures with one more fact of his that happened since `from`; time before `from` is left out. */
export const countAgentFact = (figures: AgentFigures, fact: Fact, from: number): AgentFigures => {
  if (fact.at < from) return figures
  switch (fact.kind) {
    case 'offer_made':
      return { ...figures, offers: figures.offers + 1 }
    case 'offer_ended':
      return {
        ...figures,
        answered: figures.answered + (fact.result === 'accepted' ? 1 : 0),
        missed: figures.missed + (fact.result === 'missed' ? 1 : 0),
        declined: figures.declined + (fact.result === 'declined' ? 1 : 0),
      }
    case 'agent_state': {
      if (fact.from === 'offline' || fact.from === 'reserved') return figures
      // who writes does not talk, and who rings citizens takes no calls: these are figures of the hotline's calls
      if ((fact.chatId !== undefined || fact.outbound) && (fact.from === 'talking' || fact.from === 'wrap_up'))
        return figures
      const field = timeField[fact.from]
      return { ...figures, [field]: figures[field] + Math.max(0, fact.at - Math.max(from, fact.fromSince)) }
    }
    default:
      return figures
  }
}
