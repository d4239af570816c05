import type { NextState } from '../../../domain/agent/agent.ts'
import type { Fact } from '../../../domain/fact.ts'
import { fill, type Query } from '../query.ts'
import { accessProjections } from './access-projections.ts'
import { attachmentProjections } from './attachment-projections.ts'
import { campaignProjections } from './campaign-projections.ts'
import { caseProjections } from './case-projections.ts'
import { chatProjections } from './chat-projections.ts'
import { knowledgeProjections } from './knowledge-projections.ts'
import { localTime } from './local-time.ts'
import { repliesReviewed, scoreProjections } from './score-projections.ts'
import type { LedgerTemplates } from './templates.ts'

/** What a projection needs beside its fact: the fact's sequence, and the city's zone for local days. */
export interface Context {
  readonly write: LedgerTemplates
  readonly seq: number
  readonly zone: string
}

/** How each kind of fact changes tables. */
export type Projections = {
  readonly [Kind in Fact['kind']]?: (fact: Extract<Fact, { kind: Kind }>, context: Context) => readonly Query[]
}

/** How each kind of fact changes the tables that are read; kinds that are not here are in the ledger only. */
const projections: Projections = {
  ...attachmentProjections,
  ...campaignProjections,
  ...caseProjections,
  ...scoreProjections,
  case_moved: (fact, context) => [
    ...(caseProjections.case_moved?.(fact, context) ?? []),
    ...repliesReviewed(fact, context),
  ],
  ...accessProjections,
  setting_changed: ({ setting, ...fact }, { write }) => [fill(write.settingChanged, { ...fact, kind: setting })],
  ...chatProjections,
  ...knowledgeProjections,
  call_arrived: (fact, { write, zone }) => [fill(write.callArrived, { ...fact, ...localTime(fact.at, zone) })],
  call_adopted: (fact, { write }) => [fill(write.callAdopted, fact)],
  call_to_fallback: (fact, { write }) => [fill(write.callToFallback, fact)],
  call_from_fallback: (fact, { write }) => [fill(write.callFromFallback, fact)],
  call_returned: (fact, { write }) => [fill(write.callReturned, fact), fill(write.legReturned, fact)],
  call_queued: (fact, { write }) => [fill(write.callQueued, fact)],
  call_answered: (fact, { write, seq }) => [
    fill(write.callAnswered, fact),
    fill(write.legAnswered, { ...fact, seq }),
    fill(write.gotThrough, fact),
  ],
  call_held: (fact, { write }) => [fill(write.callHeld, fact)],
  call_resumed: (fact, { write }) => [fill(write.callResumed, fact)],
  transfer_started: (fact, { write }) => [fill(write.transferStarted, fact)],
  // one who hears that nobody is free still waits, as far as a restart is concerned
  transfer_ended: (fact, { write }) => (fact.result === 'nobody' ? [] : [fill(write.transferEnded, fact)]),
  leg_joined: (fact, { write, seq }) => [
    fill(write.legJoined, { ...fact, seq }),
    ...(fact.as === 'agent' ? [fill(write.callJoined, fact)] : []),
  ],
  party_called: (fact, { write, seq }) => [fill(write.partyCalled, { ...fact, seq })],
  party_joined: (fact, { write }) => [fill(write.partyJoined, fact)],
  party_ended: (fact, { write }) => [fill(write.partyEnded, fact)],
  handed_over: (fact, { write }) => [fill(write.handedOver, fact)],
  survey_started: (fact, { write }) => [fill(write.surveyStarted, fact)],
  service_rated: (fact, { write, seq }) => [fill(write.serviceRated, { ...fact, seq })],
  recording_started: (fact, { write }) => [fill(write.recordingStarted, fact)],
  recording_failed: (fact, { write }) => [fill(write.recordingFailed, fact)],
  recording_paused: (fact, { write }) => [fill(write.recordingPaused, fact)],
  // what matters of it is read from the ledger
  recording_pause_explained: () => [],
  recording_resumed: (fact, { write }) => [fill(write.recordingResumed, fact)],
  recording_closed: (fact, { write }) => [fill(write.recordingClosed, fact)],
  recording_held: (fact, { write }) => [fill(write.recordingHeld, fact)],
  recording_released: (fact, { write }) => [fill(write.recordingReleased, fact)],
  recording_erased: (fact, { write }) => [fill(write.recordingErased, fact)],
  call_abandoned: (fact, { write }) => [fill(write.callAbandoned, fact)],
  call_overflowed: (fact, { write }) => [fill(write.callOverflowed, fact)],
  place_kept: (fact, { write }) => [fill(write.placeKept, fact)],
  place_ended: (fact, { write }) => [fill(write.placeEnded, fact)],
  call_failed: (fact, { write }) => [fill(write.callFailed, fact)],
  call_ended: (fact, { write }) => [fill(write.callEnded, fact)],
  offer_made: (fact, { write, seq }) => [fill(write.offerMade, { ...fact, seq }), fill(write.offerCounted, fact)],
  offer_ended: (fact, { write }) => [fill(write.offerEnded, fact)],
  leg_ended: (fact, { write }) => [fill(write.legEnded, fact)],
  agent_state: (fact, { write }) => [
    fill(write.stateEnded, fact),
    fill(write.stateBegan, { ...fact, callId: fact.callId ?? chatOf(fact) }),
  ],
  agent_planned: (fact, { write }) => [fill(write.statePlanned, { ...fact, wish: wishOf(fact.next) })],
  missed_call: (fact, { write, seq }) => [fill(write.missedCall, { ...fact, seq })],
}

/** The chat that the new state belongs to: its interval names it in the place of a call. */
const chatOf = ({ to, chatId }: Extract<Fact, { kind: 'agent_state' }>): string | null =>
  (to === 'reserved' || to === 'talking' || to === 'wrap_up') && chatId !== undefined ? chatId : null

const wishOf = (next: NextState | null): string | null =>
  next?.state === 'paused' ? next.reason : (next?.state ?? null)

/** The writes of one fact to the projections, in order. */
export const project = (fact: Fact, context: Context): readonly Query[] => {
  const projection = projections[fact.kind] as ((fact: Fact, context: Context) => readonly Query[]) | undefined
  return projection?.(fact, context) ?? []
}
