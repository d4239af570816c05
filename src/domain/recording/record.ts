import type { Agent } from '../agent/agent.ts'
import type { Call } from '../call/call.ts'
import type { LineEvent } from '../event.ts'
import { queueOf } from '../line/line.ts'
import { ask, note, type Refusal, setCall, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import { withOwnCall } from '../transfer/commands.ts'
import { talkUntil } from '../transfer/parties.ts'
import type { PauseSubject, RecordingResumed } from './recording.ts'

/*
 * A caller is recorded from the notice to his end, whatever bridge he is in; his agent may pause it while numbers are said that must
 * not be kept (DOMAIN.md 4.4). A pause never outlives the talk with the agent who wished it, nor its limit.
 */

/** Whether calls of this queue are recorded. */
export const records = (turn: Turn, queueId: string): boolean =>
  turn.line.settings.record && queueOf(turn.line, queueId)?.record !== false

/** Sets the pause, with the deadline of the call that follows from it. */
const withPause = (call: Call, pause: NonNullable<Call['recording']>['pause']): Call => {
  if (call.recording === null) return call
  const next: Call = { ...call, recording: { ...call.recording, pause } }
  return next.state === 'talking' ? { ...next, until: talkUntil(next) } : next
}

/** Nothing that is said is recorded until the agent ends the pause, or its limit does. Paused already: nothing changes. */
export const pauseRecording = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, (call): Refusal | null => {
    if (call.recording === null) return 'not_recorded'
    if (call.recording.pause !== null) return null
    const until = turn.now + turn.line.settings.recordingPauseMs
    note(turn, at, {
      kind: 'recording_paused',
      callId: call.id,
      part: call.recording.part,
      agentId: agent.id,
      until,
    })
    ask(turn, { do: 'record_pause', callId: call.id })
    setCall(turn, withPause(call, { since: at, agentId: agent.id, until, subject: null }))
    return null
  })

/** What the pause is for; told again, the last one holds. */
export const explainPause = (turn: Turn, agent: Agent, subject: PauseSubject, at: number): void =>
  withOwnCall(turn, agent, (call): Refusal | null => {
    const pause = call.recording?.pause
    if (!call.recording || !pause) return 'not_allowed_now'
    if (pause.subject === subject) return null
    const { part } = call.recording
    note(turn, at, { kind: 'recording_pause_explained', callId: call.id, part, agentId: agent.id, subject })
    setCall(turn, withPause(call, { ...pause, subject }))
    return null
  })

/** The agent ends the pause. */
export const resumeByAgent = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, (call): Refusal | null => {
    if (call.recording === null) return 'not_recorded'
    const on = resumeRecording(turn, call, 'agent', at)
    if (on !== call) setCall(turn, on)
    return null
  })

/** The call as it is recorded again; the same where it was not paused. The caller puts it into the line. */
export const resumeRecording = (turn: Turn, call: Call, why: RecordingResumed, at: number): Call => {
  if (!call.recording?.pause) return call
  const { part, pause } = call.recording
  note(turn, at, {
    kind: 'recording_resumed',
    callId: call.id,
    part,
    agentId: pause.agentId,
    why,
    pausedMs: Math.max(0, at - pause.since),
  })
  // at its end nothing is left that could be recorded
  if (why !== 'ended') ask(turn, { do: 'record_resume', callId: call.id })
  return withPause(call, null)
}

/** The pause has reached its limit. */
export const pauseRunsOut = (turn: Turn, call: Call, at: number): void => {
  const pause = call.recording?.pause
  if (pause && pause.until <= turn.now) setCall(turn, resumeRecording(turn, call, 'limit', at))
}

/** What Asterisk made of a wish about a recording. */
export const recordingTold = (
  turn: Turn,
  event: Extract<LineEvent, { type: 'recording_began' | 'recording_failed' | 'pause_failed' }>,
): void => {
  const { at, callId } = event
  const call = get(turn.line.calls, callId)
  switch (event.type) {
    case 'recording_began':
      return note(turn, at, { kind: 'recording_started', callId, part: event.part })
    case 'recording_failed':
      note(turn, at, { kind: 'recording_failed', callId, part: event.part, why: event.why })
      if (call) setCall(turn, { ...resumeRecording(turn, call, 'failed', at), recording: null })
      return
    case 'pause_failed':
      if (call) setCall(turn, resumeRecording(turn, call, 'failed', at))
  }
}
