import type { BookedCommand, CaseCommand } from '../../domain/cases/life/commands.ts'
import type { CaseReads } from '../cases/case-store.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock } from '../ports.ts'
import type { UnitApiReads, UnitApiWrites } from './unit-store.ts'

/** What a system is answered: a status of HTTP, and JSON. */
export interface UnitAnswer {
  readonly status: number
  readonly body: string
}

/** What a system asks for: to do something to a case, under a key of its own. */
export interface UnitAsk {
  /** Names the system's key and its own one. */
  readonly id: string
  /** Of all that it asked for: another one under the same key is refused. */
  readonly bodyHash: string
  readonly caseNo: string
  /** As its doing stands in the history of the case. */
  readonly by: string
  readonly wish: CaseCommand
}

/** How long an answer is kept, and with it what it was asked for. */
export const requestsKeptMs = 7 * 86_400_000

/** An answer that says nothing for ever: asking again is another try. */
const isLasting = (status: number): boolean => status < 500 && status !== 429

/** The wish without what changes on its way: files of a confidential case are replaced. */
const bare = (wish: BookedCommand): string => {
  const { attachments: _files, ...rest } = { attachments: [], ...wish }
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Does what a system asks for once, however often it asks: the same under the same key has the same answer for seven days. What a server did that died before it could
 * keep its answer is found in the history of the case.
 */
export const createUnitRequests = ({
  reads,
  writes,
  clock,
}: {
  readonly reads: Pick<UnitApiReads, 'unitRequest'> & Pick<CaseReads, 'caseFacts'>
  readonly writes: Pick<UnitApiWrites, 'claimUnitRequest' | 'answerUnitRequest'>
  readonly clock: Pick<Clock, 'now'>
}) => {
  const inTurn = createTurns()

  const doneBefore = async ({ caseNo, by, wish }: UnitAsk, since: number): Promise<UnitAnswer | null> => {
    const done = (await reads.caseFacts(caseNo)).find(
      fact =>
        fact.kind === 'case_moved' &&
        fact.at >= since &&
        fact.by.kind === 'unit_system' &&
        fact.by.name === by &&
        bare(fact.wish) === bare(wish),
    )
    if (done?.kind !== 'case_moved') return null
    const { version, state } = done.standing
    return { status: 200, body: JSON.stringify({ version, state }) }
  }

  const once = async (ask: UnitAsk, job: () => Promise<UnitAnswer>): Promise<UnitAnswer | 'other'> => {
    const now = clock.now()
    const { id, bodyHash } = ask
    let kept = await reads.unitRequest(id)
    if (kept && kept.at < now - requestsKeptMs) kept = null
    if (kept && kept.bodyHash !== bodyHash) return 'other'
    if (kept?.status !== undefined && kept.status !== null) return { status: kept.status, body: kept.body ?? '' }
    if (!kept) await writes.claimUnitRequest({ id, bodyHash, at: now, status: null, body: null }, now - requestsKeptMs)
    const answer = (kept && (await doneBefore(ask, kept.at))) ?? (await job())
    if (isLasting(answer.status)) await writes.answerUnitRequest(id, answer.status, answer.body)
    return answer
  }

  return {
    /** The answer; `other`: something else was asked for under this key. */
    once: (ask: UnitAsk, job: () => Promise<UnitAnswer>) => inTurn(ask.id, () => once(ask, job)),
  }
}

export type UnitRequests = ReturnType<typeof createUnitRequests>
