import { type CaseForm, missingFields } from '../../domain/cases/case.ts'
import { type CaseFactBody, outcomeFacts } from '../../domain/cases/case-facts.ts'
import { ruleOf } from '../../domain/cases/case-table.ts'
import type { CompleteForm } from '../../domain/cases/life/register.ts'
import { type DecidedOutcome, type OutcomeWish, refuseOutcome } from '../../domain/cases/outcome.ts'
import type { Person, SharedNumberKind } from '../../domain/cases/person.ts'
import type { Actor } from '../../domain/cases/role.ts'
import { isChatId } from '../../domain/chats/chat.ts'
import type { Fact } from '../../domain/fact.ts'
import { get } from '../../domain/sorted.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import type { Clock, Hotline } from '../ports.ts'
import type { Reads } from '../store.ts'
import type { CaseNumbers } from './case-numbers.ts'
import type { CaseOffice } from './case-office.ts'
import { createTurns } from './in-turn.ts'
import { whoseCall } from './whose-call.ts'

/** Done with what it gave, or refused with a code of the catalogue. */
export type CaseAnswer<T> = { readonly done: T } | { readonly refused: ErrorCode }

/** What an agent may do about cases from a call that is or was his. All of it becomes facts, in order with all others. */
export interface CaseDesk {
  /**
   * Registers a case; asking twice with the same `requestId` makes one. `refuse` is asked for what else speaks against it, once it is known that the wish is
   * new and before a number is given.
   */
  register(
    agentId: string,
    callId: string,
    requestId: string,
    form: CaseForm,
    refuse?: () => Promise<ErrorCode | null>,
  ): Promise<CaseAnswer<{ caseNo: string }>>
  /** Says what a call came to, other than a new case. */
  decide(agentId: string, callId: string, wish: OutcomeWish): Promise<CaseAnswer<null>>
  /** Confirms who calls from this number; `id` null: somebody who was not known. Gives his id. */
  confirmPerson(
    agentId: string,
    callId: string,
    person: Omit<Person, 'id'> & { readonly id: string | null },
  ): Promise<CaseAnswer<{ personId: string }>>
  /** Marks the number of this call as nobody's in particular, or takes that back. */
  shareNumber(agentId: string, callId: string, shared: SharedNumberKind | null): Promise<CaseAnswer<null>>
}

export interface CaseDeskParts {
  readonly reads: Pick<Reads, 'call' | 'caseOfRequest' | 'callDecision' | 'caseByNo' | 'callerHistory'> &
    Partial<Pick<Reads, 'chat'>>
  readonly hotline: Pick<Hotline, 'line'>
  readonly numbers: CaseNumbers
  readonly office: Pick<CaseOffice, 'register'>
  /** Makes facts durable in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
  /** False while facts may be lost: then no case number is given to a citizen. */
  keepsFacts(): boolean
  readonly clock: Pick<Clock, 'now'>
  /** A new id that nobody has. */
  newId(): string
}

/** Outcomes of calls that were decided last, which the database may not hold yet. */
const remembered = 2_000

const refused = (code: ErrorCode): { readonly refused: ErrorCode } => ({ refused: code })

export const createCaseDesk = (parts: CaseDeskParts): CaseDesk => {
  const { reads, hotline, numbers, office, clock, newId } = parts
  const inTurn = createTurns()
  const whose = whoseCall(hotline, reads)
  const recent = new Map<string, DecidedOutcome | null>()
  const made = new Map<string, { readonly caseNo: string; readonly agentId: string; readonly callId: string }>()

  const remember = <K, V>(map: Map<K, V>, key: K, value: V): void => {
    map.delete(key)
    map.set(key, value)
    if (map.size > remembered) map.delete(map.keys().next().value as K)
  }
  const book = async (bodies: readonly CaseFactBody[]): Promise<void> => {
    const at = clock.now()
    const outcome = bodies.findLast(body => body.kind === 'call_outcome')
    if (outcome?.kind === 'call_outcome') {
      const { outcome: said, ...decided } = outcome
      remember(recent, outcome.callId, said === null ? null : { ...decided, outcome: said })
    }
    await parts.book(bodies.map(body => ({ at, received: at, ...body })))
  }
  const decidedOf = async (callId: string): Promise<DecidedOutcome | null> => {
    const known = recent.get(callId)
    return known === undefined ? (await reads.callDecision(callId)).decided : known
  }
  const numberOf = async (callId: string): Promise<string | null> => {
    if (isChatId(callId))
      return get(hotline.line().chats, callId)?.number ?? (await reads.chat?.(callId))?.number ?? null
    const call = get(hotline.line().calls, callId)
    return call ? call.caller.number : ((await reads.call(callId))?.call.number ?? null)
  }
  /** Runs `job` where the call is the agent's and facts are kept, one job of a call at a time. */
  const onCall = <T>(
    agentId: string,
    callId: string,
    job: (atTheCall: boolean) => Promise<CaseAnswer<T>>,
  ): Promise<CaseAnswer<T>> =>
    inTurn(callId, async () => {
      const his = await whose(agentId, callId)
      if (his === null) return refused('not_found')
      return parts.keepsFacts() ? job(his === 'now') : refused('store_down')
    })

  return {
    register: (agentId, callId, requestId, form, refuse = async () => null) =>
      onCall(agentId, callId, async atTheCall => {
        const before = made.get(requestId) ?? (await reads.caseOfRequest(requestId))
        if (before)
          return before.agentId === agentId && before.callId === callId
            ? { done: { caseNo: before.caseNo } }
            : refused('bad_request')
        if (missingFields(form).length > 0) return refused('case_incomplete')
        const refusal = refuseOutcome(await decidedOf(callId), atTheCall, 'new_case') ?? (await refuse())
        if (refusal) return refused(refusal)
        const number = await numberOf(callId)
        const place = numbers.next()
        remember(made, requestId, { caseNo: place.caseNo, agentId, callId })
        const registration = {
          ...place,
          requestId,
          callId,
          agentId,
          number,
          ...(isChatId(callId) && { channel: 'web' as const }),
        }
        remember(recent, callId, { outcome: 'new_case', caseNo: place.caseNo, reason: null, agentId })
        const by: Actor = { kind: 'user', name: agentId, roles: ['agent'], unit: null, agentId }
        await office.register(registration, form as CompleteForm, by)
        return { done: { caseNo: place.caseNo } }
      }),

    decide: (agentId, callId, wish) =>
      onCall(agentId, callId, async atTheCall => {
        const decided = await decidedOf(callId)
        const refusal = refuseOutcome(decided, atTheCall, wish.outcome)
        if (refusal) return refused(refusal)
        if (wish.outcome === 'follow_up') {
          const found = await reads.caseByNo(wish.caseNo)
          if (!found || ruleOf(found.case.state, 'follow_up') === null) return refused('case_unknown')
        }
        await book(outcomeFacts(callId, agentId, wish, decided))
        return { done: null }
      }),

    confirmPerson: (agentId, callId, { id, ...person }) =>
      onCall(agentId, callId, async () => {
        const number = await numberOf(callId)
        if (number === null) return refused('number_missing')
        const { shared, people } = await reads.callerHistory(number, callId, clock.now())
        if (shared !== null) return refused('number_is_shared')
        if (id !== null && !people.some(known => known.id === id)) return refused('bad_request')
        const personId = id ?? newId()
        await book([{ kind: 'person_confirmed', callId, agentId, number, personId, ...person }])
        return { done: { personId } }
      }),

    shareNumber: (agentId, callId, shared) =>
      onCall(agentId, callId, async () => {
        const number = await numberOf(callId)
        if (number === null) return refused('number_missing')
        await book([{ kind: 'number_shared', callId, agentId, number, shared }])
        return { done: null }
      }),
  }
}
