import type { CallHandler } from '../call/call-table.ts'
import { answer, close, failAttempt, freeFoundLeg, learnLeg, progress } from './attempt.ts'
import { giveBack, type OutboundCall, outboundOf } from './give.ts'

type Event = Parameters<CallHandler>[2]

const onOutbound =
  (then: (turn: Parameters<CallHandler>[0], call: OutboundCall, event: Event) => void): CallHandler =>
  (turn, call, event) => {
    const outbound = outboundOf(call)
    if (outbound) then(turn, outbound, event)
  }

const lookedTooLong = onOutbound((turn, call, { at }) => giveBack(turn, call, 'too_long', at))
const phoneDoesNotAnswer = onOutbound((turn, call, { at }) => giveBack(turn, call, 'phone_gone', at))
const progresses = onOutbound((turn, call, event) => {
  if (event.type !== 'dial_progressed') return
  const known = event.leg === undefined ? call : learnLeg(turn, call, event.leg)
  progress(turn, known, event.early)
})
const answers = onOutbound((turn, call, event) => {
  if (event.type === 'dial_answered') answer(turn, call, event.leg ?? null, event.at)
})
const fails = onOutbound((turn, call, event) => {
  if (event.type !== 'caller_left') return
  const { at, how, told } = event
  const by = how === 'died' || how === 'cancelled' ? 'system' : 'caller'
  failAttempt(turn, call, { by, how, ...(told && { told }) }, at)
})
/** Without a connection nobody knows whether it rings: it is booked as unknown, and whatever is found later is hung up. */
const ringsTooLong = onOutbound((turn, call, { at }) =>
  failAttempt(turn, call, { by: 'system', how: turn.line.telephony ? 'no_answer' : 'lost' }, at),
)
const unsaid = onOutbound((turn, call, { at }) => close(turn, call, at))
const leavesFoundLeg = onOutbound((turn, call, event) => {
  const told = event.type === 'dial_progressed' || event.type === 'dial_answered'
  if (told && event.leg !== undefined) freeFoundLeg(turn, call, event.leg)
})
/** It is over, or has not begun. */
const late: CallHandler = () => {}

const lateForAll = {
  sound_ended: late,
  digit: late,
  connect_failed: late,
  found_joined: late,
  dial_progressed: late,
  dial_answered: late,
  caller_left: late,
}

/** State × event of the states that only calls of the hotline's own have (docs/states.md has the same table). */
export const outboundTable = {
  previewed: { ...lateForAll, due: lookedTooLong },
  summoned: { ...lateForAll, due: phoneDoesNotAnswer },
  dialled: {
    ...lateForAll,
    dial_progressed: progresses,
    dial_answered: answers,
    caller_left: fails,
    due: ringsTooLong,
  },
  concluded: { ...lateForAll, dial_progressed: leavesFoundLeg, dial_answered: leavesFoundLeg, due: unsaid },
}
