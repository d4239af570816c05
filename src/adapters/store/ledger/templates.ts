import type { Fact } from '../../../domain/fact.ts'
import type { SettingRow } from '../../../engine/settings/settings-store.ts'
import type { Builder } from '../db.ts'
import { and, eq, isNull, type SQL, sql } from '../drizzle.ts'
import { caseWordsTemplate, openCaseTemplates } from '../search/case-index.ts'
import { hole, holes, template } from '../template.ts'
import { accessTemplates } from './access-templates.ts'
import { attachmentTemplates } from './attachment-templates.ts'
import { campaignTemplates } from './campaign-templates.ts'
import { caseTemplates } from './case-templates.ts'
import type { SealedRow } from './chain.ts'
import { chatTemplates } from './chat-projections.ts'
import { knowledgeTemplates } from './knowledge-templates.ts'
import { recordingTemplates } from './recording-templates.ts'
import { scoreTemplates } from './score-projections.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>
type Numbered = { readonly seq: number }

const value = (name: string): SQL => sql`${hole(name)}`

/** The statements that write a fact and what it changes, built once. Values are named as in the facts. */
export const ledgerTemplates = (builder: Builder) => {
  const { db, tables } = builder
  const { facts, calls, offers, legs, parties, serviceRatings, agentIntervals, missedCalls } = tables
  const theCall = eq(calls.id, hole('callId'))
  const lastOffer = sql`(select max(${offers.seq}) from ${offers} where ${offers.id} = ${hole('offerId')})`
  const lastLeg = sql`(select max(${legs.seq}) from ${legs} where ${legs.callId} = ${hole('callId')} and ${legs.id} = ${hole('leg')})`
  const theParty = and(eq(parties.callId, hole('callId')), eq(parties.id, hole('partyId')))
  const openCallOfAgent = sql`(select ${agentIntervals.callId} from ${agentIntervals} where ${agentIntervals.agentId} = ${hole('agentId')} and ${agentIntervals.toAt} is null)`

  return {
    ...attachmentTemplates(builder),
    ...campaignTemplates(builder),
    ...caseTemplates(builder),
    ...chatTemplates(builder),
    ...knowledgeTemplates(builder),
    ...accessTemplates(builder),
    ...recordingTemplates(builder),
    ...scoreTemplates(builder),
    settingChanged: template<SettingRow>(
      db
        .insert(tables.settings)
        .values(holes('kind', 'key', 'version', 'document', 'by', 'at'))
        .onConflictDoNothing(),
    ),
    caseWords: caseWordsTemplate(builder.dialect),
    ...openCaseTemplates(builder.dialect),
    fact: template<SealedRow>(
      db.insert(facts).values(holes('seq', 'at', 'received', 'kind', 'callId', 'agentId', 'body', 'hash')),
    ),
    /** A call taken over after a restart arrives a second time; its first arrival stands. */
    callArrived: template<Of<'call_arrived'> & { readonly localDay: number; readonly localHour: number }>(
      db
        .insert(calls)
        .values({
          ...holes('queueId', 'dialled', 'rawNumber', 'number', 'withheld', 'priority', 'adopted'),
          ...holes('localDay', 'localHour'),
          id: hole('callId'),
          arrivedAt: hole('at'),
        })
        .onConflictDoUpdate({ target: calls.id, set: { adopted: sql`excluded.adopted` } }),
    ),
    callAdopted: template<Of<'call_adopted'>>(db.update(calls).set({ adopted: true }).where(theCall)),
    callToFallback: template<Of<'call_to_fallback'>>(db.update(calls).set({ fallback: true }).where(theCall)),
    callFromFallback: template<Of<'call_from_fallback'>>(db.update(calls).set({ fallback: false }).where(theCall)),
    callReturned: template<Of<'call_returned'>>(
      db.update(calls).set({ answeredAt: null, agentId: null, withAgentId: null, waitMs: null }).where(theCall),
    ),
    legReturned: template<Of<'call_returned'>>(db.delete(legs).where(eq(legs.seq, lastLeg))),
    callQueued: template<Of<'call_queued'>>(
      db
        .update(calls)
        .set({ queueId: value('queueId'), queuedAt: sql`coalesce(${calls.queuedAt}, ${hole('at')})` })
        .where(theCall),
    ),
    callAnswered: template<Of<'call_answered'>>(
      db
        .update(calls)
        .set({
          answeredAt: value('at'),
          agentId: value('agentId'),
          withAgentId: value('agentId'),
          waitMs: value('waitMs'),
        })
        .where(theCall),
    ),
    callHeld: template<Of<'call_held'>>(
      db
        .update(calls)
        .set({ heldAt: value('at') })
        .where(theCall),
    ),
    callResumed: template<Of<'call_resumed'>>(db.update(calls).set({ heldAt: null }).where(theCall)),
    transferStarted: template<Of<'transfer_started'>>(
      db
        .update(calls)
        .set({ transferredAt: value('at'), transferQueueId: value('queueId'), heldAt: null })
        .where(theCall),
    ),
    transferEnded: template<Of<'transfer_ended'>>(db.update(calls).set({ transferredAt: null }).where(theCall)),
    legJoined: template<Of<'leg_joined'> & Numbered>(
      db.insert(legs).values({ ...holes('seq', 'callId', 'agentId'), id: hole('leg'), answeredAt: hole('at') }),
    ),
    callJoined: template<Of<'leg_joined'>>(
      db
        .update(calls)
        .set({ withAgentId: value('agentId'), furtherLeg: true, heldAt: null })
        .where(theCall),
    ),
    partyCalled: template<Of<'party_called'> & Numbered>(
      db.insert(parties).values({
        ...holes('seq', 'callId', 'leg', 'mode', 'calledBy', 'contactId', 'name', 'number', 'unit'),
        id: hole('partyId'),
        kind: hole('party'),
        agentId: hole('toAgentId'),
        calledAt: hole('at'),
      }),
    ),
    partyJoined: template<Of<'party_joined'>>(
      db
        .update(parties)
        .set({ joinedAt: value('at') })
        .where(theParty),
    ),
    partyEnded: template<Of<'party_ended'>>(
      db
        .update(parties)
        .set({ endedAt: value('at'), how: value('how'), talkMs: value('talkMs') })
        .where(theParty),
    ),
    handedOver: template<Of<'handed_over'>>(
      db
        .update(calls)
        .set({ withAgentId: value('toAgentId'), furtherLeg: true, heldAt: null })
        .where(theCall),
    ),
    surveyStarted: template<Of<'survey_started'>>(
      db
        .update(calls)
        .set({ surveyedAt: value('at'), heldAt: null })
        .where(theCall),
    ),
    serviceRated: template<Of<'service_rated'> & Numbered>(
      db.insert(serviceRatings).values(holes('seq', 'callId', 'agentId', 'at', 'result', 'score')),
    ),
    callAbandoned: template<Of<'call_abandoned'>>(
      db
        .update(calls)
        .set({ abandonStage: value('stage'), waitMs: value('waitMs') })
        .where(theCall),
    ),
    callOverflowed: template<Of<'call_overflowed'>>(
      db
        .update(calls)
        .set({ overflowReason: value('reason'), waitMs: value('waitMs') })
        .where(theCall),
    ),
    placeKept: template<Of<'place_kept'>>(
      db
        .update(calls)
        .set({ placeExpiresAt: value('expiresAt') })
        .where(theCall),
    ),
    placeEnded: template<Of<'place_ended'>>(db.update(calls).set({ placeExpiresAt: null }).where(theCall)),
    callFailed: template<Of<'call_failed'>>(
      db
        .update(calls)
        .set({ failReason: value('reason'), waitMs: value('waitMs') })
        .where(theCall),
    ),
    callEnded: template<Of<'call_ended'>>(
      db
        .update(calls)
        .set({ endedAt: value('at'), endCause: value('cause'), endedBy: value('by'), talkMs: value('talkMs') })
        .where(theCall),
    ),
    offerMade: template<Of<'offer_made'> & Numbered>(
      db
        .insert(offers)
        .values({ ...holes('seq', 'callId', 'agentId', 'reason'), id: hole('offerId'), madeAt: hole('at') }),
    ),
    offerCounted: template<Of<'offer_made'>>(
      db
        .update(calls)
        .set({ offers: sql`${calls.offers} + 1` })
        .where(theCall),
    ),
    offerEnded: template<Of<'offer_ended'>>(
      db
        .update(offers)
        .set({ endedAt: value('at'), result: value('result'), ringMs: value('ringMs') })
        .where(eq(offers.seq, lastOffer)),
    ),
    legAnswered: template<Of<'call_answered'> & Numbered>(
      db.insert(legs).values({ ...holes('seq', 'callId', 'agentId'), id: hole('leg'), answeredAt: hole('at') }),
    ),
    legEnded: template<Of<'leg_ended'>>(
      db
        .update(legs)
        .set({ endedAt: value('at'), how: value('how'), talkMs: value('talkMs') })
        .where(eq(legs.seq, lastLeg)),
    ),
    /** The state that ended, whole from its fact; its call is the one of the open interval that `stateBegan` overwrites. */
    stateEnded: template<Of<'agent_state'>>(
      db.insert(agentIntervals).values({
        agentId: hole('agentId'),
        state: hole('from'),
        reason: hole('fromReason'),
        fromAt: hole('fromSince'),
        toAt: hole('at'),
        callId: openCallOfAgent,
      }),
    ),
    stateBegan: template<Of<'agent_state'>>(
      db
        .insert(agentIntervals)
        .values({ ...holes('agentId', 'reason', 'callId', 'until', 'resume'), state: hole('to'), fromAt: hole('at') })
        .onConflictDoUpdate({
          target: agentIntervals.agentId,
          targetWhere: isNull(agentIntervals.toAt),
          set: {
            state: sql`excluded.state`,
            reason: sql`excluded.reason`,
            callId: sql`excluded.call_id`,
            fromAt: sql`excluded.from_at`,
            until: sql`excluded.until`,
            resume: sql`excluded.resume`,
            next: sql`null`,
          },
        }),
    ),
    statePlanned: template<Of<'agent_planned'> & { readonly wish: string | null }>(
      db
        .update(agentIntervals)
        .set({ until: value('until'), next: value('wish') })
        .where(and(eq(agentIntervals.agentId, hole('agentId')), isNull(agentIntervals.toAt))),
    ),
    missedCall: template<Of<'missed_call'> & Numbered>(
      db
        .insert(missedCalls)
        .values({
          ...holes('number', 'why'),
          id: hole('seq'),
          firstAt: hole('at'),
          lastAt: hole('at'),
          times: sql`1`,
          lastCallId: hole('callId'),
        })
        .onConflictDoUpdate({
          target: missedCalls.number,
          targetWhere: isNull(missedCalls.closedAt),
          set: {
            times: sql`${missedCalls.times} + 1`,
            lastAt: sql`excluded.last_at`,
            lastCallId: sql`excluded.last_call_id`,
            why: sql`excluded.why`,
          },
        }),
    ),
    gotThrough: template<Of<'call_answered'>>(
      db
        .update(missedCalls)
        .set({ closedAt: value('at'), closedBy: sql`'got_through'` })
        .where(
          and(
            isNull(missedCalls.closedAt),
            eq(missedCalls.number, sql`(select ${calls.number} from ${calls} where ${calls.id} = ${hole('callId')})`),
          ),
        ),
    ),
  }
}

/** The statements of one dialect, as plain data. */
export type LedgerTemplates = ReturnType<typeof ledgerTemplates>
