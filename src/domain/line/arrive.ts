import { type Call, holdsPlace } from '../call/call.ts'
import { connect, dismiss, offeredAgent, toOffered, toQueued } from '../call/transitions.ts'
import type { LineEvent } from '../event.ts'
import { standingIn } from '../kept-place/places.ts'
import { capacityOf, queueForDialled, rungAt } from '../queue/queue.ts'
import { records } from '../recording/record.ts'
import { recordingPartOf } from '../recording/recording.ts'
import { demandOf } from '../routing/demand.ts'
import { waitingIn } from '../routing/waiting.ts'
import { get } from '../sorted.ts'
import { matchTouched } from './match.ts'
import { ask, note, setCall, type Turn } from './turn.ts'

/** Longest announcement after the notice. */
const announcementMs = 10_000

type Arrival = Extract<LineEvent, { type: 'call_arrived' }>

/**
 * A caller has come. An agent is reserved and rings at once, while the notice plays, so that the notice costs the caller
 * nothing; where the queue is full, he hears so honestly. A second arrival of the same id changes nothing.
 */
export const arrive = (turn: Turn, event: Arrival): void => {
  if (get(turn.line.calls, event.callId)) return
  const queue = queueForDialled(turn.line.queues, event.dialled)
  if (!queue) {
    turn.complaints.push({ code: 'no_queue', what: 'call', id: event.callId, state: 'arrived', event: event.type })
    ask(turn, { do: 'to_fallback', callId: event.callId, why: 'no_queue' })
    return
  }
  const notice = event.adopted ? null : queue.notice
  const skills = [...queue.skills, ...event.wants]
  const rung = rungAt(queue, 0)
  // one that an earlier server began is not written over
  const part = recordingPartOf(event.callId, event.adopted ? turn.now : 1)
  const recorded = records(turn, queue.id)
  const call: Call = {
    id: event.callId,
    state: 'announced',
    since: event.at,
    queueId: queue.id,
    dialled: event.dialled,
    caller: event.caller,
    priority: queue.priority,
    skills,
    demand: demandOf(queue, rung, skills),
    arrivedAt: event.at,
    queuedAt: null,
    rung,
    // numbers of offers made before a restart do not come again
    offersMade: event.adopted ? turn.now : 0,
    offer: null,
    agentId: null,
    leg: null,
    answeredAt: null,
    furtherLeg: false,
    heldSince: null,
    parties: [],
    lastParty: null,
    outbound: null,
    transfer: null,
    survey: null,
    until: turn.now + queue.noticeMaxMs + (queue.announcement === null ? 0 : announcementMs),
    recording: recorded ? { part, pause: null } : null,
    music: false,
    keep: null,
    fallback: false,
  }
  note(turn, event.at, {
    kind: 'call_arrived',
    callId: call.id,
    queueId: queue.id,
    dialled: event.dialled,
    rawNumber: event.caller.raw,
    number: event.caller.number,
    withheld: event.caller.withheld,
    priority: call.priority,
    skills,
    adopted: event.adopted,
  })
  setCall(turn, call)
  matchTouched(turn)
  ask(turn, { do: 'answer', callId: call.id })
  const placed = get(turn.line.calls, call.id)
  if (!placed || !holdsPlace(placed)) return
  // who is rung back later takes no line
  const waiting = waitingIn(turn.line.waiting, queue.id) - standingIn(turn.line, queue.id)
  const full = !placed.offer && waiting > capacityOf(queue, turn.line.signedIn)
  if (full) {
    // he is told that nobody is free, and nothing else: there was no notice, so nothing is recorded
    return dismiss(turn, { ...placed, recording: null }, 'queue_full', event.at)
  }
  const agent = offeredAgent(turn, placed)
  if (notice !== null) {
    // who is about to be answered need not hear that many are calling
    const followedBy = placed.offer ? null : queue.announcement
    note(turn, event.at, { kind: 'notice_started', callId: call.id, sound: notice })
    ask(turn, { do: 'play', callId: call.id, sound: notice, followedBy, last: false })
  } else if (!placed.offer) toQueued(turn, placed, event.at)
  else if (agent && placed.offer.acceptedAt !== null) connect(turn, placed, agent, event.at)
  else toOffered(turn, placed, event.at)
  // last: nothing on the caller's way waits for it
  if (recorded) ask(turn, { do: 'record', callId: call.id, part })
}
