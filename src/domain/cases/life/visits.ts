import { closedNow } from './handling.ts'
import { changed, type Decide, refused } from './turn.ts'

/**
 * What the citizen said, or that he could not be asked. Who is dissatisfied keeps the case open until it is redone or ruled upon; refusing is final
 * (DOMAIN.md 4.6). One rating counts, the latest within its window; all are kept in the ledger.
 */
const visit: Decide<'visit'> = turn => {
  const { standing, wish, by, now, ratingWindowMs } = turn
  if ((wish.result === 'rated') !== (wish.score !== null)) return refused('words_missing')
  if (by.unit !== null && by.unit === standing.assignment?.unit) return refused('scored_unit')
  if (by.kind === 'citizen' && wish.result !== 'rated') return refused('case_event_impossible')
  if (standing.state === 'closed') {
    if (standing.assignment === null) return refused('case_event_impossible')
    if (standing.closedAt === null || now >= standing.closedAt + ratingWindowMs) return refused('rating_too_late')
    return changed({ score: wish.score, state: 'closed' })
  }
  if (wish.score === 'dissatisfied')
    return changed({ score: wish.score, deadline: turn.clocks.due('ruling', now, standing).at })
  return changed({ ...closedNow(turn), score: wish.score })
}

const adjudicate: Decide<'adjudicate'> = turn => {
  const { standing, wish } = turn
  if (standing.score !== 'dissatisfied') return refused('not_dissatisfied')
  if (wish.reason.trim() === '') return refused('words_missing')
  return changed(standing.state === 'closed' ? { state: 'closed' } : closedNow(turn))
}

/** What comes of a return visit (DOMAIN.md 3.2). */
export const visitDecisions = { visit, adjudicate }
