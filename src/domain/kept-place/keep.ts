import type { Call } from '../call/call.ts'
import { dismiss, ladderDeadline } from '../call/transitions.ts'
import { dialable } from '../campaign/dialable.ts'
import { queueOf } from '../line/line.ts'
import { ask, note, setCall, type Turn } from '../line/turn.ts'
import { canBeRungBack } from '../number/normalise.ts'
import type { Queue } from '../queue/queue.ts'
import { keptPlaceIdOf } from './kept-place.ts'
import { placeIn, setPlace } from './places.ts'

/* A caller who waits is told once that he may hang up and be rung back in his turn; key 1 takes it. */

const offerSound = 'callback-offer'
const takingKey = '1'
/** Longest offer; its end is told, this is for where it is not. */
const soundMs = 20_000

type Waits = Pick<Call, 'answeredAt' | 'caller' | 'keep'>

/** When a caller who began to wait at `from` is offered to keep his place (UTC ms); null: he is not. */
const keepDueAt = (queue: Queue | undefined, call: Waits, from: number): number | null => {
  if (!queue?.keepPlace || call.answeredAt !== null) return null
  if (call.keep !== null) return call.keep.playsUntil
  return canBeRungBack(call.caller.number) ? from + queue.keepPlace.afterMs : null
}

/** When something happens next to a caller who waits: the ladder, the longest wait, or the offer to keep his place. UTC ms; null: nothing does. */
export const waitDeadline = (queue: Queue | undefined, call: Waits, rung: number, from: number): number | null => {
  const ladder = ladderDeadline(queue, rung, from)
  const keep = keepDueAt(queue, call, from)
  return ladder === null || keep === null ? (ladder ?? keep) : Math.min(ladder, keep)
}

const againAt = (turn: Turn, call: Call): number | null =>
  waitDeadline(queueOf(turn.line, call.queueId), call, call.rung, call.queuedAt ?? call.arrivedAt)

/** Whether he can be rung back, and has no such place in this queue yet. */
const mayKeep = ({ line }: Turn, { caller: { number }, queueId }: Call): boolean => {
  const own = new Set(line.queues.flatMap(({ dialledNumbers }) => dialledNumbers))
  if (!canBeRungBack(number) || !('number' in dialable(number, { homeArea: '', own }))) return false
  return placeIn(line, queueId, number) === undefined
}

/** He has waited long enough to be offered it, or the end of that sound was never told. */
export const keepIsDue = (turn: Turn, call: Call, at: number): void => {
  if (call.keep !== null) return endKeepSound(turn, call, null)
  // nobody could hear it
  if (!turn.line.telephony) return setCall(turn, { ...call, until: turn.now + turn.line.settings.releaseMs })
  if (!mayKeep(turn, call)) {
    const next: Call = { ...call, keep: { offered: false, playsUntil: null } }
    return setCall(turn, { ...next, until: againAt(turn, next) })
  }
  note(turn, at, { kind: 'place_offered', callId: call.id, queueId: call.queueId })
  if (call.music) ask(turn, { do: 'music', callId: call.id, on: false })
  ask(turn, { do: 'play', callId: call.id, sound: offerSound, followedBy: null, last: false })
  const next: Call = { ...call, music: false, keep: { offered: true, playsUntil: turn.now + soundMs } }
  setCall(turn, { ...next, until: againAt(turn, next) })
}

/** Whether the offer plays now. */
export const keepPlays = (call: Call): boolean => call.keep !== null && call.keep.playsUntil !== null

/** The offer is over and he hears music again. `sound`: which one has ended; null: not known. */
export const endKeepSound = (turn: Turn, call: Call, sound: string | null): void => {
  if (call.keep === null || !keepPlays(call) || (sound !== null && sound !== offerSound)) return
  if (!call.music) ask(turn, { do: 'music', callId: call.id, on: true })
  const next: Call = { ...call, music: true, keep: { ...call.keep, playsUntil: null } }
  // while an agent's phone rings for him, the deadline is that of the ringing
  setCall(turn, call.state === 'queued' ? { ...next, until: againAt(turn, next) } : next)
}

/** The offer stops in the middle: he is joined with an agent, or has taken it. */
export const stopKeepSound = (turn: Turn, call: Call): void => {
  if (keepPlays(call)) ask(turn, { do: 'stop_sound', callId: call.id, sound: offerSound })
}

/** He pressed a key while he waits: the one of the offer ends his wait on the line, and his place stays. Others change nothing. */
export const takePlace = (turn: Turn, call: Call, digit: string, at: number): void => {
  const { number } = call.caller
  const queue = queueOf(turn.line, call.queueId)
  if (digit !== takingKey || call.keep?.offered !== true || !queue?.keepPlace || call.answeredAt !== null) return
  if (number === null || !mayKeep(turn, call)) return
  const { id: callId, queueId, dialled, arrivedAt, priority, skills, rung, demand } = call
  const expiresAt = turn.now + queue.keepPlace.forMs
  note(turn, at, { kind: 'place_kept', callId, queueId, arrivedAt, priority, skills, expiresAt })
  dismiss(turn, call, 'place_kept', at)
  setPlace(turn, {
    ...{ id: keptPlaceIdOf(callId), callId, queueId, number, dialled, arrivedAt, priority, skills, rung, demand },
    ...{ keptAt: at, expiresAt, order: null, rings: 0, ringing: null, stands: false },
  })
}
