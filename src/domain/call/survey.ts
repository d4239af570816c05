import { bridgeOf } from '../effect.ts'
import type { RatingResult } from '../fact.ts'
import { ask, note, setCall, type Turn } from '../line/turn.ts'
import type { Call, Survey } from './call.ts'
import { endCall } from './transitions.ts'

/*
 * The rating by key after a talk (DOMAIN.md 4.6): one digit, 8 s, one more prompt; only where the agent ends the talk so. What is no
 * valid digit is kept apart and is no rating.
 */

const question = 'rate-service'
const thanks = 'rate-thanks'
const digitWithinMs = 8_000
/** Longest question and thanks; their ends are told, this is for where they are not. */
const soundMs = 20_000

const scores: Readonly<Record<string, number>> = { '1': 1, '2': 2, '3': 3 }

/** The agent leaves, the caller hears the question. */
export const toSurvey = (turn: Turn, call: Call, agentId: string, at: number): void => {
  note(turn, at, { kind: 'survey_started', callId: call.id, agentId })
  if (call.heldSince !== null) ask(turn, { do: 'music', callId: call.id, on: false })
  ask(turn, { do: 'part', callId: call.id, bridge: bridgeOf(call.id) })
  const asked: Call = { ...call, state: 'surveyed', since: at, agentId: null, leg: null, heldSince: null }
  prompt(turn, asked, { agentId, talkEndedAt: at, prompts: 0, wrongKey: false, plays: null })
}

const prompt = (turn: Turn, call: Call, survey: Survey): void => {
  ask(turn, { do: 'play', callId: call.id, sound: question, followedBy: null, last: false })
  const next: Survey = { ...survey, prompts: survey.prompts + 1, plays: 'question' }
  setCall(turn, { ...call, survey: next, until: turn.now + soundMs })
}

const rate = (turn: Turn, call: Call, survey: Survey, result: RatingResult, score: number | null, at: number): void =>
  note(turn, at, { kind: 'service_rated', callId: call.id, agentId: survey.agentId, result, score })

/** A key was pressed. Anything but 1 to 3 brings the question once more, then ends it. */
export const takeDigit = (turn: Turn, call: Call, digit: string, at: number): void => {
  const { survey } = call
  if (!survey || survey.plays === 'thanks') return
  const score = scores[digit]
  if (survey.plays === 'question') ask(turn, { do: 'stop_sound', callId: call.id, sound: question })
  if (score !== undefined) {
    rate(turn, call, survey, 'valid', score, at)
    ask(turn, { do: 'play', callId: call.id, sound: thanks, followedBy: null, last: false })
    setCall(turn, { ...call, survey: { ...survey, plays: 'thanks' }, until: turn.now + soundMs })
  } else askAgain(turn, call, { ...survey, wrongKey: true }, at)
}

const askAgain = (turn: Turn, call: Call, survey: Survey, at: number): void => {
  if (survey.prompts < 2) return prompt(turn, call, survey)
  rate(turn, call, survey, survey.wrongKey ? 'invalid' : 'timeout', null, at)
  endCall(turn, call, 'completed', 'agent', at)
}

/** A sound is over: after the question the key is waited for, after the thanks the call ends. `sound`: null where it is not known which. */
export const endSound = (turn: Turn, call: Call, sound: string | null, at: number): void => {
  const { survey } = call
  if (!survey || survey.plays === null) return
  if (sound !== null && sound !== (survey.plays === 'question' ? question : thanks)) return
  if (survey.plays === 'thanks') return endCall(turn, call, 'completed', 'agent', at)
  setCall(turn, { ...call, survey: { ...survey, plays: null }, until: turn.now + digitWithinMs })
}

/** No key in time, or the end of a sound was never told. */
export const surveyDue = (turn: Turn, call: Call, at: number): void => {
  const { survey } = call
  if (!survey) return endCall(turn, call, 'completed', 'agent', at)
  if (survey.plays !== null) endSound(turn, call, null, at)
  else askAgain(turn, call, survey, at)
}

/** The caller hangs up instead of rating, or after it. */
export const leaveSurvey = (turn: Turn, call: Call, at: number): void => {
  const { survey } = call
  if (survey && survey.plays !== 'thanks') rate(turn, call, survey, 'hung_up', null, at)
  endCall(turn, call, 'completed', 'caller', at)
}
