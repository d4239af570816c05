import type { LegEnd, LineEvent } from '../event.ts'
import type { AbandonStage, EndedBy } from '../fact.ts'
import { endKeepSound, keepIsDue, takePlace, waitDeadline } from '../kept-place/keep.ts'
import { queueOf } from '../line/line.ts'
import { note, setCall, type Turn } from '../line/turn.ts'
import { outboundTable } from '../outbound/outbound-table.ts'
import { pauseRunsOut } from '../recording/record.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import { dropParty, endParty, joinParty, setParties } from '../transfer/parties.ts'
import type { Call, CallState } from './call.ts'
import {
  answeredInFallback,
  engageInFallback,
  leaveForFallback,
  missedInFallback,
  moveAnswered,
  returnFromFallback,
  takeBack,
  undoAnswer,
} from './fallback.ts'
import { joinedUnheard } from './found-joined.ts'
import { endSound, leaveSurvey, surveyDue, takeDigit } from './survey.ts'
import {
  connect,
  dismiss,
  endCall,
  endOffer,
  endTransfer,
  ladderDeadline,
  letGo,
  offeredAgent,
  passOn,
  recordMissed,
  returnToQueue,
  toOffered,
  toQueued,
  waitedMs,
} from './transitions.ts'

/** What can happen to a call that is in the line. `due` is its own deadline. */
export type CallEventType =
  | 'sound_ended'
  | 'caller_left'
  | 'connect_failed'
  | 'to_fallback'
  | 'fallback_answered'
  | 'fallback_missed'
  | 'returned_from_fallback'
  | 'found_joined'
  | 'digit'
  | 'dial_progressed'
  | 'dial_answered'
  | 'party_answered'
  | 'party_ended'
  | 'due'

type CallEvent =
  | Extract<LineEvent, { callId: string }>
  | { readonly type: 'due'; readonly at: number }
  /** A leg of a contact who was called into the talk. */
  | { readonly type: 'party_answered'; readonly at: number; readonly leg: string }
  | { readonly type: 'party_ended'; readonly at: number; readonly leg: string; readonly how: LegEnd }
export type CallHandler = (turn: Turn, call: Call, event: CallEvent & { readonly at: number }) => void
type Handler = CallHandler

const noticeEnds: Handler = (turn, call, { at }) => {
  note(turn, at, { kind: 'notice_ended', callId: call.id })
  const agent = offeredAgent(turn, call)
  if (agent && call.offer?.acceptedAt != null && turn.line.telephony) connect(turn, call, agent, at)
  else if (call.offer) toOffered(turn, call, at)
  else toQueued(turn, call, at)
}

const stageOf: { readonly [S in CallState]?: AbandonStage } = {
  announced: 'announcement',
  queued: 'queue',
  offered: 'ringing',
  fallback: 'queue',
}

/** Why a call failed whose channel went without the caller's doing. */
const failedBecause = { lost: 'channel_lost', failed: 'channel_lost', died: 'asterisk_died' } as const

const givesUp: Handler = (turn, call, event) => {
  const { at } = event
  const stage = stageOf[call.state]
  if (!stage || event.type !== 'caller_left') return
  const { how } = event
  if (call.answeredAt !== null) return leavesInTransfer(turn, call, how, at)
  const lost = how === 'lost' || how === 'failed' || how === 'died'
  const agent = offeredAgent(turn, call)
  const left = endOffer(turn, call, 'caller_left', at)
  if (lost)
    note(turn, at, { kind: 'call_failed', callId: call.id, reason: failedBecause[how], waitMs: waitedMs(call, at) })
  else note(turn, at, { kind: 'call_abandoned', callId: call.id, stage, waitMs: waitedMs(call, at) })
  recordMissed(turn, call, lost ? 'failed' : 'abandoned', at)
  endCall(turn, left, lost ? 'failed' : 'abandoned', how === 'died' ? 'system' : 'caller', at)
  if (agent) letGo(turn, agent, at, 'caller left')
}

/** He was answered before and waited for somebody else: no wait of the hotline is lost, but his matter may be open. */
const leavesInTransfer = (turn: Turn, call: Call, how: LegEnd, at: number): void => {
  const agent = offeredAgent(turn, call)
  const left = endOffer(turn, call, 'caller_left', at)
  endTransfer(turn, call, 'caller_left', null, at)
  recordMissed(turn, call, how === 'died' ? 'cut_off' : 'abandoned', at)
  if (how === 'died') endCall(turn, left, 'failed', 'system', at)
  else endCall(turn, left, 'completed', how === 'unseen' || how === 'lost' ? 'unknown' : 'caller', at)
  if (agent) letGo(turn, agent, at, 'caller left')
}

const hangsUp: Handler = (turn, call, event) => {
  const { at } = event
  const how = event.type === 'caller_left' ? event.how : 'normal'
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  if (how === 'died') recordMissed(turn, call, 'cut_off', at)
  if (how === 'died') endCall(turn, call, 'failed', 'system', at)
  else endCall(turn, call, 'completed', how === 'unseen' || how === 'lost' ? 'unknown' : 'caller', at)
  if (agent?.callId === call.id && agent.state === 'talking') letGo(turn, agent, at, 'caller hung up')
}

const climbs: Handler = (turn, call, { at }) => {
  const queue = queueOf(turn.line, call.queueId)
  const waited = turn.now - (call.queuedAt ?? call.arrivedAt)
  if (queue && queue.maxWaitMs !== null && waited >= queue.maxWaitMs) {
    if (turn.line.telephony) return dismiss(turn, call, 'max_wait', at)
    // nobody could say it to him, nor end his call
    return setCall(turn, { ...call, until: turn.now + turn.line.settings.releaseMs })
  }
  const rung = Math.min(call.rung + 1, queue?.ladder.length ?? 0)
  note(turn, at, { kind: 'ladder_climbed', callId: call.id, rung })
  const demand = queue ? demandOf(queue, rung, call.skills) : call.demand
  setCall(turn, { ...call, rung, demand, until: waitDeadline(queue, call, rung, call.queuedAt ?? call.arrivedAt) })
}

/** The ladder, or the offer to keep his place: whichever was due. */
const waitsOn: Handler = (turn, call, event) => {
  const ladder = ladderDeadline(queueOf(turn.line, call.queueId), call.rung, call.queuedAt ?? call.arrivedAt)
  if (ladder === null || ladder > turn.now) keepIsDue(turn, call, event.at)
  else climbs(turn, call, event)
}
const keepSoundEnds: Handler = (turn, call, event) => {
  if (event.type === 'sound_ended') endKeepSound(turn, call, event.sound)
}
const keepsPlace: Handler = (turn, call, event) => {
  if (event.type === 'digit') takePlace(turn, call, event.digit, event.at)
}

const offerRunsOut: Handler = (turn, call, { at }) => {
  const agent = offeredAgent(turn, call)
  if (agent && call.offer?.acceptedAt != null) {
    const free = endOffer(turn, call, 'withdrawn', at)
    letGo(turn, agent, at, 'Asterisk could not be reached to join him')
    return returnToQueue(turn, free, at)
  }
  const free = endOffer(turn, call, 'missed', at)
  if (agent) {
    if (agent.standingLeg === null)
      note(turn, at, {
        kind: 'stuck_freed',
        what: 'call',
        id: call.id,
        state: call.state,
        why: 'Asterisk did not end the ringing in time',
      })
    letGo(turn, { ...agent, next: agent.next ?? { state: 'paused', reason: 'missed' } }, at, 'ring time is over')
  }
  returnToQueue(turn, free, at)
}

/** Whoever was answered before has completed his call, whatever came of his transfer. */
const endDismissed = (turn: Turn, call: Call, by: EndedBy, at: number): void =>
  endCall(turn, call, call.answeredAt === null ? 'overflow' : 'completed', by, at)
const lastWordEnds: Handler = (turn, call, { at }) => endDismissed(turn, call, 'system', at)
const leavesDismissed: Handler = (turn, call, { at }) => endDismissed(turn, call, 'caller', at)

/** The caller was answered in the books only: he waits again in his old place. */
const connectFails: Handler = (turn, call, event) => {
  // told of an earlier agent of his, or twice
  if (event.type !== 'connect_failed' || event.leg !== call.leg) return
  const { why } = event
  note(turn, event.at, { kind: 'stuck_freed', what: 'call', id: call.id, state: call.state, why: `connect: ${why}` })
  if (call.furtherLeg) return rejoinFails(turn, call, event.at)
  toQueued(turn, undoAnswer(turn, call, why, event.at), event.at)
}

/** A further agent, or the first one's phone that was back, was joined in the books only: the caller waits for another one. */
const rejoinFails = (turn: Turn, call: Call, at: number): void => {
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  passOn(turn, call, 'phone_lost', call.queueId, at)
  if (agent?.callId === call.id && agent.state === 'talking') letGo(turn, agent, at, 'caller and agent were not joined')
}

const leaves: Handler = (turn, call, event) => {
  if (event.type === 'to_fallback') leaveForFallback(turn, call, event.why, event.at)
}
const leavesUnjoined: Handler = (turn, call, event) => {
  if (event.type !== 'to_fallback' || call.fallback) return
  if (call.state === 'surveyed' || call.heldSince !== null || call.furtherLeg || call.parties.length > 0)
    return moveAnswered(turn, call, event.why, event.at)
  leaveForFallback(turn, undoAnswer(turn, call, 'he was moved before he was joined', event.at), event.why, event.at)
}
const answeredThere: Handler = (turn, call, event) => {
  if (event.type === 'fallback_answered') answeredInFallback(turn, call, event)
}
const engages: Handler = (turn, call) => {
  if (call.fallback) engageInFallback(turn, call)
}
const returns: Handler = (turn, call, { at }) => returnFromFallback(turn, call, at)
const talksAlready: Handler = (turn, call, event) => {
  if (event.type === 'found_joined') joinedUnheard(turn, call, event)
}
const pulledBack: Handler = (turn, call, { at }) => {
  if (call.fallback) returnFromFallback(turn, call, at)
}
/** Without a connection there is nobody to be asked; it is looked again when it is back. */
const looksAgain: Handler = (turn, call) => {
  if (turn.line.telephony) takeBack(turn, call.id)
  else setCall(turn, { ...call, until: null })
}
const missedThere: Handler = (turn, call, { at }) => missedInFallback(turn, call, at)

const partyOfLeg = (call: Call, leg: string) => call.parties.find(party => party.leg === leg)

const contactAnswers: Handler = (turn, call, event) => {
  const party = event.type === 'party_answered' ? partyOfLeg(call, event.leg) : undefined
  if (party) joinParty(turn, call, party, event.at)
}
const contactLeaves: Handler = (turn, call, event) => {
  if (event.type !== 'party_ended') return
  const party = partyOfLeg(call, event.leg)
  if (party) endParty(turn, call, party, event.how, event.at)
}
/** The pause of the recording is over; Asterisk, or an agent whose leg stands, did not end the ringing in time. */
const talkDue: Handler = (turn, call, { at }) => {
  pauseRunsOut(turn, call, at)
  for (const party of call.parties) {
    const now = get(turn.line.calls, call.id)
    if (now && party.joinedAt === null && party.until <= turn.now) dropParty(turn, now, party, 'no_answer', at)
  }
  const left = get(turn.line.calls, call.id)
  if (left?.state === 'talking') setParties(turn, left, left.parties)
}
const takesKey: Handler = (turn, call, event) => {
  if (event.type === 'digit') takeDigit(turn, call, event.digit, event.at)
}
const surveySoundEnds: Handler = (turn, call, event) =>
  endSound(turn, call, event.type === 'sound_ended' ? event.sound : null, event.at)
const surveyRunsOut: Handler = (turn, call, { at }) => surveyDue(turn, call, at)
const leavesSurvey: Handler = (turn, call, { at }) => leaveSurvey(turn, call, at)

/** The notice was ended by its deadline already, or its end is told twice. */
const late: Handler = () => {}

/** State × event of a call. A pair that is not here is a named, logged error (docs/states.md holds the same table). */
export const callTable: { readonly [S in CallState]: { readonly [E in CallEventType]?: Handler } } = {
  announced: {
    sound_ended: noticeEnds,
    caller_left: givesUp,
    to_fallback: leaves,
    connect_failed: late,
    digit: late,
    returned_from_fallback: late,
    found_joined: talksAlready,
    due: noticeEnds,
  },
  queued: {
    sound_ended: keepSoundEnds,
    caller_left: givesUp,
    to_fallback: leaves,
    connect_failed: late,
    digit: keepsPlace,
    returned_from_fallback: late,
    found_joined: talksAlready,
    due: waitsOn,
  },
  offered: {
    sound_ended: keepSoundEnds,
    caller_left: givesUp,
    to_fallback: leaves,
    connect_failed: late,
    digit: late,
    returned_from_fallback: late,
    found_joined: talksAlready,
    due: offerRunsOut,
  },
  talking: {
    sound_ended: late,
    caller_left: hangsUp,
    connect_failed: connectFails,
    to_fallback: leavesUnjoined,
    fallback_answered: engages,
    returned_from_fallback: pulledBack,
    found_joined: late,
    digit: late,
    dial_progressed: late,
    dial_answered: late,
    party_answered: contactAnswers,
    party_ended: contactLeaves,
    due: talkDue,
  },
  surveyed: {
    sound_ended: surveySoundEnds,
    digit: takesKey,
    caller_left: leavesSurvey,
    to_fallback: leavesUnjoined,
    connect_failed: late,
    returned_from_fallback: late,
    found_joined: late,
    due: surveyRunsOut,
  },
  dismissed: {
    sound_ended: lastWordEnds,
    caller_left: leavesDismissed,
    to_fallback: late,
    connect_failed: late,
    digit: late,
    returned_from_fallback: late,
    found_joined: late,
    due: lastWordEnds,
  },
  fallback: {
    sound_ended: late,
    caller_left: givesUp,
    connect_failed: late,
    to_fallback: late,
    fallback_answered: answeredThere,
    fallback_missed: missedThere,
    due: looksAgain,
    returned_from_fallback: returns,
    found_joined: late,
    digit: late,
  },
  ...outboundTable,
}
