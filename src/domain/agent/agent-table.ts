import { callOfAgent, giveUpCaller, isBrowserLeg, isKept, joinAgain, keepCaller, rejoin } from '../call/hold.ts'
import { afterLostOffer, endCall, endOffer, endTalk, letGo, returnToQueue, takeOffer } from '../call/transitions.ts'
import { agentOfStandingLeg } from '../effect.ts'
import type { DeskCommand, LegEnd, LineEvent } from '../event.ts'
import type { OfferResult } from '../fact.ts'
import { queueOf } from '../line/line.ts'
import { note, type Refusal, setAgent, setCall, type Turn } from '../line/turn.ts'
import { conclude, concludeUnsaid } from '../outbound/attempt.ts'
import { attemptOf } from '../outbound/give.ts'
import { explainPause, pauseRecording, resumeByAgent } from '../recording/record.ts'
import { get } from '../sorted.ts'
import {
  bringIn,
  handOver,
  holdCaller,
  isInTalk,
  leaveToParties,
  resumeCaller,
  sendAway,
  sendToRating,
  transfer,
} from '../transfer/commands.ts'
import { dropParty, endParty, partyOfAgent } from '../transfer/parties.ts'
import type { Agent, AgentState } from './agent.ts'
import { absentUntil, plan, release, signOut, toOffline, toPaused, toReady } from './transitions.ts'

/** What can happen to an agent. `due` is his own deadline; `reachable`, `unreachable`: whether a call can reach him by one of
 * his phones (phone.ts) has changed; desk commands carry their names. */
export type AgentEventType =
  | 'agent_signed_in'
  | 'console_up'
  | 'console_down'
  | 'reachable'
  | 'unreachable'
  | 'leg_answered'
  | 'leg_ended'
  | 'due'
  | DeskCommand['name']

export type AgentEvent =
  | Exclude<LineEvent, { type: 'agent_command' }>
  | { readonly type: 'due' | 'reachable' | 'unreachable'; readonly at: number }
  | { readonly type: 'command'; readonly at: number; readonly command: DeskCommand }
export type AgentHandler = (turn: Turn, agent: Agent, event: AgentEvent) => void
type Handler = AgentHandler

/** Refuses a command for this reason. */
export const refuse =
  (refusal: Refusal): Handler =>
  turn => {
    turn.refusal = refusal
  }
const nothing: Handler = () => {}

const present = (agent: Agent): boolean => agent.signedIn && agent.console && agent.phone

/** Offline until signed in with console and phone; then what he was before. */
const settle: Handler = (turn, agent, { at }) => {
  if (!present(agent)) setAgent(turn, { ...agent, until: absentUntil(turn, agent) })
  else if (agent.resume === 'ready') toReady(turn, agent, at)
  else toPaused(turn, agent, agent.resume, at)
}

/** Notes who or what is there, then does the rest. */
export const flags =
  (then: Handler): Handler =>
  (turn, agent, event) => {
    switch (event.type) {
      case 'agent_signed_in':
        return then(turn, { ...agent, signedIn: true }, event)
      case 'console_up':
        return then(turn, { ...agent, console: true }, event)
      case 'console_down':
        return then(turn, { ...agent, console: false }, event)
      case 'reachable':
        return then(turn, { ...agent, phone: true }, event)
      case 'unreachable':
        return then(turn, { ...agent, phone: false }, event)
      default:
        return then(turn, agent, event)
    }
  }
const rejoins: Handler = (turn, agent, { at }) => rejoin(turn, agent, at)
/** Nothing but what is noted. */
export const keep: Handler = (turn, agent) => setAgent(turn, agent)
const leaves: Handler = (turn, agent, { at }) => {
  const resume = agent.state === 'paused' && agent.reason !== null ? agent.reason : 'ready'
  toOffline(turn, { ...agent, resume }, at)
}

const lostOffer = (how: LegEnd, accepted: boolean): OfferResult => {
  // nobody knows what the agent did: nothing is held against him
  if (how === 'lost' || how === 'died') return 'withdrawn'
  if (accepted) return 'declined'
  if (how === 'no_answer') return 'missed'
  if (how === 'declined' || how === 'busy') return 'declined'
  return how === 'normal' ? 'declined' : 'phone_gone'
}

const ringingEnds: Handler = (turn, agent, event) => {
  const { at } = event
  const how = event.type === 'leg_ended' ? event.how : 'lost'
  const part = partyOfAgent(turn, agent)
  if (part) {
    endParty(turn, part.call, part.party, how, at)
    return release(turn, agent, at)
  }
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  if (call?.offer?.id !== agent.offerId || !call?.offer) return release(turn, agent, at)
  // the end of a leg that stood for the shift says nothing about this offer
  const stood = agentOfStandingLeg(call.offer.leg) !== null
  const result = stood ? 'withdrawn' : lostOffer(how, call.offer.acceptedAt !== null)
  const free = endOffer(turn, call, result, at)
  afterLostOffer(turn, agent, result, queueOf(turn.line, call.queueId)?.missLimit ?? 1, at)
  returnToQueue(turn, free, at)
}

const takes: Handler = (turn, agent, { at }) => takeOffer(turn, agent, at)

const accepts: Handler = (turn, agent, event) => {
  if (event.type !== 'command' || event.command.name !== 'accept') return
  if (event.command.offerId !== agent.offerId) turn.refusal = 'no_such_offer'
  else if (agent.standingLeg === null || agent.leg !== agent.standingLeg) turn.refusal = 'phone_must_answer'
  else takes(turn, agent, event)
}

const declines: Handler = (turn, agent, event) => {
  if (event.type !== 'command' || event.command.name !== 'decline') return
  const part = event.command.offerId === agent.offerId ? partyOfAgent(turn, agent) : undefined
  if (part) return dropParty(turn, part.call, part.party, 'declined', event.at)
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  if (event.command.offerId !== agent.offerId || call?.offer?.id !== agent.offerId || !call) {
    turn.refusal = 'no_such_offer'
    return
  }
  const free = endOffer(turn, call, 'declined', event.at)
  letGo(
    turn,
    { ...agent, next: agent.next ?? { state: 'paused', reason: 'declined' } },
    event.at,
    'declined at the desk',
  )
  returnToQueue(turn, free, event.at)
}

/**
 * Whether the end of this leg is the loss of a phone, and no hang-up: then the caller is kept, or stays with those who were brought in. So is he where the phone that was rung
 * for it again has not answered.
 */
const losesPhone = (turn: Turn, agent: Agent, { at, how }: { readonly at: number; readonly how: LegEnd }): boolean => {
  const call = callOfAgent(turn, agent)
  if (!call || how === 'died') return false
  if (agent.leg !== call.leg) setAgent(turn, { ...agent, leg: null })
  else if (agent.until !== null || !isBrowserLeg(agent)) return false
  else if (call.parties.some(isInTalk)) {
    leaveToParties(turn, call, at)
    endTalk(turn, agent, how, at)
  } else keepCaller(turn, call, agent, how, at)
  return true
}

/** The phone that was rung again for a caller who is kept. */
const answersAgain: Handler = (turn, agent, { at }) => {
  const call = callOfAgent(turn, agent)
  if (call && agent.leg !== null && agent.leg !== call.leg) joinAgain(turn, call, agent, agent.leg, at)
}

const talkEnds: Handler = (turn, agent, event) => {
  if (event.type === 'leg_ended' && losesPhone(turn, agent, event)) return
  const part = partyOfAgent(turn, agent)
  if (part) endParty(turn, part.call, part.party, event.type === 'leg_ended' ? event.how : 'normal', event.at)
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  if (call?.agentId === agent.id) endCall(turn, call, 'completed', 'agent', event.at)
  endTalk(turn, agent, event.type === 'leg_ended' ? event.how : 'normal', event.at)
}

const endsTalk: Handler = (turn, agent, event) => {
  const part = partyOfAgent(turn, agent)
  if (part) return dropParty(turn, part.call, part.party, 'normal', event.at)
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  if (call?.agentId === agent.id) endCall(turn, call, 'completed', 'agent', event.at)
  letGo(turn, agent, event.at, 'ended at the desk')
}

const pauses: Handler = (turn, agent, event) => {
  if (event.type === 'command' && event.command.name === 'pause') toPaused(turn, agent, event.command.reason, event.at)
}
const pausesLater: Handler = (turn, agent, event) => {
  if (event.type === 'command' && event.command.name === 'pause')
    plan(turn, { ...agent, next: { state: 'paused', reason: event.command.reason } }, event.at)
}
const readyLater: Handler = (turn, agent, { at }) => plan(turn, { ...agent, next: null }, at)
const leavesLater: Handler = (turn, agent, { at }) => plan(turn, { ...agent, next: { state: 'offline' } }, at)
/** What he becomes when the present engagement is over. */
export const laterCommands = { ready: readyLater, pause: pausesLater, sign_out: leavesLater }
const becomesReady: Handler = (turn, agent, { at }) => toReady(turn, agent, at)
const signsOut: Handler = (turn, agent, { at }) => signOut(turn, agent, at)
const endsWrapUp: Handler = (turn, agent, { at }) => {
  concludeUnsaid(turn, agent, at)
  release(turn, agent, at)
}
const extendsWrapUp: Handler = (turn, agent, { at }) => {
  const until = (agent.until ?? turn.now) + agent.wrapUpMs
  const call = attemptOf(turn.line, agent)
  if (call?.state === 'concluded') setCall(turn, { ...call, until: until + turn.line.settings.releaseMs })
  plan(turn, { ...agent, until, extensions: agent.extensions + 1 }, at)
}
/** Says what came of the attempt that he talks in or wraps up. */
export const concludes: Handler = (turn, agent, event) => {
  const call = attemptOf(turn.line, agent)
  if (event.type !== 'command' || event.command.name !== 'conclude' || !call) turn.refusal = 'no_attempt'
  else conclude(turn, call, agent, event.command.said, event.at)
}
/** Whoever has talked says what came of it before he does anything else; of a call that nobody answered the network has said it. */
const onceConcluded =
  (then: Handler): Handler =>
  (turn, agent, event) => {
    const call = attemptOf(turn.line, agent)
    if (call && call.answeredAt !== null && call.outbound.said === null) {
      turn.refusal = 'outcome_missing'
      return
    }
    concludeUnsaid(turn, agent, event.at)
    then(turn, agent, event)
  }
const stuck: Handler = (turn, agent, { at }) => {
  const call = callOfAgent(turn, agent)
  if (call && isKept(call, agent)) return giveUpCaller(turn, agent, at)
  note(turn, at, {
    kind: 'stuck_freed',
    what: 'agent',
    id: agent.id,
    state: agent.state,
    why: 'his leg did not end in time',
  })
  if (agent.state === 'talking') endTalk(turn, agent, 'lost', at)
  else ringingEnds(turn, agent, { type: 'due', at })
}

/** A command about the caller of a talk. */
const withCaller: Handler = (turn, agent, event) => {
  if (event.type !== 'command') return
  const { at, command } = event
  switch (command.name) {
    case 'hold':
      return holdCaller(turn, agent, at)
    case 'resume':
      return resumeCaller(turn, agent, at)
    case 'bring_in':
      return bringIn(turn, agent, command, at)
    case 'transfer':
      return transfer(turn, agent, command, at)
    case 'hand_over':
      return handOver(turn, agent, at)
    case 'drop_party':
      return sendAway(turn, agent, command, at)
    case 'rate':
      return sendToRating(turn, agent, at)
    case 'pause_recording':
      return pauseRecording(turn, agent, at)
    case 'explain_recording_pause':
      return explainPause(turn, agent, command.subject, at)
    case 'resume_recording':
      return resumeByAgent(turn, agent, at)
  }
}

/** What can be done with a caller, where there is one, and where there is none. */
const callerCommands = (handler: Handler) => ({
  hold: handler,
  resume: handler,
  bring_in: handler,
  transfer: handler,
  hand_over: handler,
  drop_party: handler,
  rate: handler,
  pause_recording: handler,
  explain_recording_pause: handler,
  resume_recording: handler,
})
/** What can be done with a task, where he has none. */
const noTask = { dial: refuse('no_attempt'), give_back: refuse('no_attempt'), conclude: refuse('no_attempt') }
export const noCaller = { ...callerCommands(refuse('not_talking')), ...noTask }

/** What comes and goes: `up` for what came, `down` for what went. */
export const presence = (up: Handler, down: Handler) => ({
  agent_signed_in: flags(up),
  console_up: flags(up),
  reachable: flags(up),
  console_down: flags(down),
  unreachable: flags(down),
})

/** State × event of an agent. A pair that is not here is a named, logged error (docs/states.md holds the same table). */
export const agentTable: { readonly [S in AgentState]: { readonly [E in AgentEventType]?: Handler } } = {
  offline: {
    ...presence(settle, settle),
    ready: refuse('phone_missing'),
    pause: refuse('phone_missing'),
    sign_out: signsOut,
    due: signsOut,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    extend_wrap_up: refuse('not_in_wrap_up'),
    hang_up: refuse('not_talking'),
    ...noCaller,
  },
  ready: {
    ...presence(keep, leaves),
    ready: nothing,
    pause: pauses,
    sign_out: signsOut,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    extend_wrap_up: refuse('not_in_wrap_up'),
    hang_up: refuse('not_talking'),
    ...noCaller,
  },
  reserved: {
    ...presence(keep, keep),
    leg_answered: takes,
    leg_ended: ringingEnds,
    accept: accepts,
    decline: declines,
    ...laterCommands,
    extend_wrap_up: refuse('not_in_wrap_up'),
    hang_up: refuse('not_talking'),
    ...noCaller,
    due: stuck,
  },
  talking: {
    ...presence(keep, keep),
    reachable: flags(rejoins),
    leg_answered: answersAgain,
    leg_ended: talkEnds,
    hang_up: endsTalk,
    ...callerCommands(withCaller),
    ...noTask,
    conclude: concludes,
    ...laterCommands,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    extend_wrap_up: refuse('not_in_wrap_up'),
    due: stuck,
  },
  wrap_up: {
    ...presence(keep, keep),
    ready: onceConcluded(becomesReady),
    pause: onceConcluded(pauses),
    sign_out: onceConcluded(signsOut),
    extend_wrap_up: extendsWrapUp,
    due: endsWrapUp,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    hang_up: refuse('not_talking'),
    ...noCaller,
    conclude: concludes,
  },
  paused: {
    ...presence(keep, leaves),
    ready: becomesReady,
    pause: pauses,
    sign_out: signsOut,
    due: becomesReady,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    extend_wrap_up: refuse('not_in_wrap_up'),
    hang_up: refuse('not_talking'),
    ...noCaller,
  },
}
