import { randomBytes, randomUUID } from 'node:crypto'
import type { openCases } from './cases.ts'
import type { Config } from './config/config.ts'
import type { Campaign } from './domain/campaign/campaign.ts'
import { defaultCampaigns } from './domain/campaign/defaults.ts'
import type { NumberPlan } from './domain/campaign/dialable.ts'
import { ringLimits } from './domain/campaign/effort.ts'
import type { Fact } from './domain/fact.ts'
import { queueOf } from './domain/line/line.ts'
import { outboundIdOf, type TaskOrder } from './domain/outbound/outbound.ts'
import type { UnfinishedAttempt } from './domain/outbound/restore-attempt.ts'
import { takesCalls } from './domain/queue/queue.ts'
import { values } from './domain/sorted.ts'
import { createCampaignOffice } from './engine/campaigns/campaign-office.ts'
import type { Task } from './engine/campaigns/campaign-store.ts'
import { createTaskHand } from './engine/campaigns/task-hand.ts'
import type { RatingLinks } from './engine/citizens/rating-links.ts'
import type { Engine } from './engine/engine.ts'
import type { Clock, Happening, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'
import { visitQueue } from './seed.ts'

/** The number that citizens see: the first that leads to a queue of callers. */
const shownNumberOf = (engine: Pick<Engine, 'hotline'>): string =>
  engine.hotline
    .line()
    .queues.filter(takesCalls)
    .flatMap(({ dialledNumbers }) => dialledNumbers)
    .find(number => number !== '*') ?? '12345'

const orderOf = (task: Task, campaign: Campaign, number: string, shownNumber: string): TaskOrder => ({
  taskId: task.taskId,
  campaignId: campaign.id,
  purpose: campaign.purpose,
  mode: campaign.mode,
  queueId: campaign.queueId,
  number,
  caseNo: task.caseNo,
  shownNumber,
  previewMs: campaign.previewMs,
  ringMs: campaign.ringMs,
  keepReady: campaign.keepReady,
})

/**
 * A house from before there were campaigns gets those of a new one, and their queue; paused, so that nobody is rung before somebody
 * of the house wished it.
 */
const addCampaigns = async (
  store: Store,
  engine: Pick<Engine, 'hotline'>,
  settings: Awaited<ReturnType<typeof openCases>>['settings'],
  now: number,
): Promise<void> => {
  const { queues } = engine.hotline.line()
  const first = queues.find(takesCalls)
  if (settings.all('campaign').length > 0 || !first || queues.some(({ medium }) => medium === 'outbound')) return
  const queue = visitQueue(first)
  await store.write.saveQueue(queue)
  await engine.hotline.tell({ type: 'queue_set', at: now, queue })
  for (const campaign of defaultCampaigns(queue.id))
    await settings.set('campaign', campaign.id, { ...campaign, state: 'paused' }, 0, 'seed')
}

/** Wires the campaigns: the office that keeps their tasks, and the hand that gives them to agents. */
export const openCampaigns = ({
  config,
  store,
  engine,
  cases,
  links,
  clock,
  log,
}: {
  readonly config: Pick<Config, 'zone' | 'homeArea' | 'ringsADay'>
  readonly store: Store
  readonly engine: Pick<Engine, 'book' | 'hotline'>
  readonly cases: Awaited<ReturnType<typeof openCases>>
  /** Asks for the rating by a message, once in a round. */
  links(): Pick<RatingLinks, 'sendRatingLink'>
  readonly clock: Clock
  readonly log: Log
}) => {
  /** The house's own numbers are rung by nobody. */
  const numbers = (): NumberPlan => ({
    homeArea: config.homeArea,
    own: new Set(engine.hotline.line().queues.flatMap(({ dialledNumbers }) => dialledNumbers)),
  })
  const office = createCampaignOffice({
    reads: store.read,
    caseReads: store.read,
    cases: cases.office,
    links: {
      send: async caseNo => {
        const sent = await links().sendRatingLink(caseNo)
        if ('refused' in sent) log.info({ caseNo, why: sent.refused }, 'no link for a rating is sent')
      },
    },
    settings: cases.settings,
    calendar: cases.rules.calendar,
    limits: { ...ringLimits, ofNumberADay: config.ringsADay },
    numbers,
    numberOfCall: async callId => (await store.read.call(callId))?.call.number ?? null,
    places: {
      places: () => values(engine.hotline.line().places),
      order: async (placeId, order) => {
        const callId = outboundIdOf(randomUUID())
        await engine.hotline.tell({ type: 'place_ordered', at: clock.now(), placeId, callId, order })
      },
      drop: async (placeId, why) => {
        await engine.hotline.tell({ type: 'place_dropped', at: clock.now(), placeId, why, by: '' })
      },
      shownNumber: ({ dialled, queueId }) =>
        queueOf(engine.hotline.line(), queueId)?.dialledNumbers.includes(dialled) ? dialled : shownNumberOf(engine),
    },
    seed: () => randomBytes(16).toString('hex'),
    book: engine.book,
    keepsFacts: () => store.line.state !== 'losing',
    clock,
    zone: config.zone,
    log,
  })
  const hand = createTaskHand({
    hotline: engine.hotline,
    clock,
    log,
    newToken: randomUUID,
    next: async (queueIds, busyNumbers) => {
      const campaignIds = cases.settings
        .all('campaign')
        .map(({ document }) => document as Campaign)
        .filter(({ queueId }) => queueIds.includes(queueId))
        .map(({ id }) => id)
      const found = campaignIds.length === 0 ? null : await office.next({ campaignIds, busyNumbers })
      if (found === null || found.task.number === null) return null
      const {
        task,
        campaign,
        task: { number },
      } = found
      const order = orderOf(task, campaign, number, shownNumberOf(engine))
      return { order, refused: () => office.release(task.taskId) }
    },
  })
  return {
    office,
    numbers,
    /** How long those who were rung when the server before this one ended are let ring. */
    letRing: <Attempt extends Pick<UnfinishedAttempt, 'campaignId'>>(attempts: readonly Attempt[]) =>
      attempts.map(attempt => {
        const { document } = cases.settings.get('campaign', attempt.campaignId) ?? {}
        return document ? { ...attempt, ringMs: (document as Campaign).ringMs } : attempt
      }),
    publish: (happening: Happening) => hand.publish(happening),
    committed: (facts: readonly Fact[]) => office.committed(facts),
    /** Nothing of the server's start waits for it: tasks that wait may be many. */
    start: () => {
      const takeUp = async () => {
        await addCampaigns(store, engine, cases.settings, clock.now())
        await office.start()
        hand.look()
      }
      void takeUp().catch(error => log.error({ err: error }, 'callback tasks could not be taken up'))
    },
    stop: () => {
      hand.stop()
      office.stop()
    },
  }
}
