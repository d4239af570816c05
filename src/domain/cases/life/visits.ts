import type { Actor } from '../role.ts'
import type { CaseEventName } from './commands.ts'
import { closedNow } from './handling.ts'
import type { Standing } from './standing.ts'
import { type AnyTurn, type Change, changed, type Decide, refused } from './turn.ts'
import type { Adjudication } from './visit.ts'

/** The unit whose result a rating is about: of a merged case the one that answered its master; null: none. */
export const ratedUnit = ({ state, assignment, answeredBy }: Standing): string | null =>
  state === 'merged' ? (answeredBy ?? null) : (assignment?.unit ?? null)

/** Whether he belongs to a unit that had a part in what is rated. */
const isOfScored = ({ standing, by }: AnyTurn): boolean => {
  const { assignment } = standing
  const scored = [ratedUnit(standing), assignment?.unit, assignment?.handlerUnit, ...(assignment?.coUnits ?? [])]
  return by.unit !== null && scored.includes(by.unit)
}

/**
 * What the citizen said, or that he could not be asked. Who is dissatisfied keeps the case open until it is redone or ruled upon; refusing is final
 * (DOMAIN.md 4.6). One rating counts, the latest within its window; all are kept in the ledger. What he has said once nobody of the house books anew: he
 * alone may change his mind.
 */
const visit: Decide<'visit'> = turn => {
  const { standing, wish, by, now, ratingWindowMs } = turn
  if ((wish.result === 'rated') !== (wish.score !== null)) return refused('words_missing')
  // a key after a talk is about the agent, never about the result
  if (wish.source === 'keypad') return refused('case_event_impossible')
  if (isOfScored(turn)) return refused('scored_unit')
  if (by.kind === 'citizen' && wish.result !== 'rated') return refused('case_event_impossible')
  const said = { score: wish.score, ownNumber: wish.ownNumber ?? null, ruling: null } satisfies Change
  if (standing.state !== 'pending_callback') {
    if (ratedUnit(standing) === null || standing.closedAt === null) return refused('case_event_impossible')
    if (now >= standing.closedAt + ratingWindowMs) return refused('rating_too_late')
    return changed({ ...said, deadline: null })
  }
  if (by.kind !== 'citizen' && standing.score !== null) return refused('rated_already')
  if (wish.score === 'dissatisfied') return changed({ ...said, deadline: turn.clocks.due('ruling', now, standing).at })
  return changed({ ...closedNow(turn), ...said })
}

/** A dissatisfied rating may be ruled upon, and one from a number of the rated unit, which can only be kept or excluded. */
const mayBeRuled = ({ score, ownNumber }: Standing, ruling: Adjudication | null): boolean =>
  score === 'dissatisfied' || (score !== null && ownNumber === true && ruling !== 'recoded_satisfied')

const proposeRuling: Decide<'propose_ruling'> = turn => {
  const { standing, wish, by, now, clocks } = turn
  if (isOfScored(turn)) return refused('scored_unit')
  if (!mayBeRuled(standing, wish.ruling)) return refused('not_dissatisfied')
  if (standing.ruling) return refused(standing.ruling.confirmed ? 'ruled_already' : 'ruling_waits')
  if (wish.reason.trim() === '') return refused('words_missing')
  return changed({
    ruling: { ruling: wish.ruling, reason: wish.reason.trim(), by: by.name, at: now, confirmed: null },
    deadline: clocks.due('ruling', now, standing).at,
  })
}

/** The ruling that waits for this second person; a code: why there is none for him. */
const waitingFor = (turn: AnyTurn) => {
  const { ruling } = turn.standing
  if (!ruling || ruling.confirmed) return 'ruling_none'
  if (isOfScored(turn)) return 'scored_unit'
  return ruling.by === turn.by.name ? 'own_ruling' : ruling
}

const confirmRuling: Decide<'confirm_ruling'> = turn => {
  const { standing, by, now } = turn
  const waiting = waitingFor(turn)
  if (typeof waiting === 'string') return refused(waiting)
  const ruling = { ...waiting, confirmed: { by: by.name, at: now } }
  return changed(standing.state === 'pending_callback' ? { ...closedNow(turn), ruling } : { ruling, deadline: null })
}

/** It was never ruled; while the case waits somebody must decide upon it again. */
const refuseRuling: Decide<'refuse_ruling'> = turn => {
  const { standing, wish, now, clocks } = turn
  const waiting = waitingFor(turn)
  if (typeof waiting === 'string') return refused(waiting)
  if (wish.reason.trim() === '') return refused('words_missing')
  const waits = standing.state === 'pending_callback'
  return changed({ ruling: null, deadline: waits ? clocks.due('ruling', now, standing).at : null })
}

/** Which steps of a ruling there is something to do with: the others are not offered, though the table knows them. */
export const hasUse = (standing: Standing, by: Actor, event: CaseEventName): boolean => {
  const { ruling = null } = standing
  if (event === 'propose_ruling') return ruling === null && mayBeRuled(standing, null)
  if (event !== 'confirm_ruling' && event !== 'refuse_ruling') return true
  return ruling !== null && ruling.confirmed === null && ruling.by !== by.name
}

/** What comes of a return visit (DOMAIN.md 3.2, 4.6; docs/decisions/0039). */
export const visitDecisions = {
  visit,
  propose_ruling: proposeRuling,
  confirm_ruling: confirmRuling,
  refuse_ruling: refuseRuling,
}
