import type { LegEnd } from '../../../domain/event.ts'
import type { CallEnd } from '../../../engine/store.ts'
import { fill } from '../query.ts'
import { localTime } from './local-time.ts'
import type { Projections } from './projections.ts'

/** What an unanswered call of ours ended with, in the words of the calls (DESIGN.md 6); the attempt keeps all that the network told. */
const unanswered: Readonly<Record<LegEnd, CallEnd>> = {
  normal: 'no_answer',
  no_answer: 'no_answer',
  cancelled: 'no_answer',
  busy: 'busy',
  declined: 'rejected',
  unreachable: 'failed',
  failed: 'failed',
  lost: 'failed',
  unseen: 'failed',
  died: 'failed',
}

/** An answered one is complete, unless telephony itself cut it off, as with calls of the hotline. */
const causeOf = (how: LegEnd, talkMs: number | null): CallEnd => {
  if (talkMs === null) return unanswered[how]
  return how === 'died' ? 'failed' : 'completed'
}

/** How what happens to callback tasks and attempts changes the tables that are read. */
export const campaignProjections: Projections = {
  task_created: ({ standing, ...fact }, { write, seq }) => [
    fill(write.taskCreated, { ...fact, ...standing, seq }),
    fill(write.taskFact, { ...fact, seq }),
  ],
  task_moved: (fact, { write, seq }) => [
    fill(write.taskMoved, { ...fact.standing, taskId: fact.taskId }),
    ...(fact.standing.result === 'done' ? [fill(write.rungBack, fact)] : []),
    fill(write.taskFact, { ...fact, seq }),
  ],
  sample_seeded: (fact, { write, seq }) => [fill(write.sampleSeeded, { ...fact, seq })],
  // who had it before his eyes stands in `task_moved`; how often one gave back is read from the ledger
  task_offered: () => [],
  task_given_back: () => [],
  attempt_began: (fact, { write, zone }) => {
    const row = { ...fact, ...localTime(fact.at, zone) }
    return [fill(write.callMade, row), fill(write.attemptBegan, row)]
  },
  attempt_answered: (fact, { write, seq }) => [
    fill(write.callTaken, fact),
    fill(write.legOfAttempt, { ...fact, seq }),
    fill(write.attemptAnswered, fact),
  ],
  attempt_ended: (fact, { write }) => {
    const { at, callId, talkMs, network } = fact
    return [
      fill(write.madeCallEnded, { ...fact, cause: causeOf(network.how, talkMs) }),
      fill(write.attemptEnded, { callId, endedAt: at, ringMs: network.ringMs, talkMs, network }),
    ]
  },
  attempt_closed: (fact, { write }) => [fill(write.attemptClosed, fact)],
}
