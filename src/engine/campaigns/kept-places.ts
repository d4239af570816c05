import type { Campaign } from '../../domain/campaign/campaign.ts'
import type { KeptPlace } from '../../domain/kept-place/kept-place.ts'
import { quietUntil } from '../../domain/messages/quiet.ts'
import type { TaskOrder } from '../../domain/outbound/outbound.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { Task } from './campaign-store.ts'
import type { LineFacts } from './line-facts.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskDesk } from './task-desk.ts'

/** The line, as far as it keeps places. */
export interface PlaceLine {
  places(): Iterable<KeptPlace>
  order(placeId: string, order: TaskOrder): Promise<void>
  drop(placeId: string, why: 'quiet' | 'cancelled'): Promise<void>
  /** The number of the hotline that the one who kept it sees. */
  shownNumber(place: KeptPlace): string
}

/**
 * Whoever keeps his place is a task of the campaign that returns missed calls: one open request, which the line rings in its turn. When the place ends
 * unrung, the task goes on as any other.
 */
export interface KeptPlaces {
  /** Somebody keeps his place now. */
  kept(callId: string): Promise<void>
  /** Says of those that have no order yet how they are rung, and ends all in the hours of quiet. */
  look(): Promise<void>
}

const orderOf = (place: KeptPlace, task: Task, campaign: Campaign, shownNumber: string): TaskOrder => ({
  taskId: task.taskId,
  campaignId: campaign.id,
  purpose: campaign.purpose,
  // he waits for it, and so does the agent who is reserved
  mode: 'progressive',
  queueId: place.queueId,
  number: place.number,
  caseNo: task.caseNo,
  shownNumber,
  previewMs: campaign.previewMs,
  ringMs: campaign.ringMs,
  keepReady: 0,
})

export const createKeptPlaces = (
  parts: CampaignOfficeParts,
  campaigns: CampaignBook,
  desk: TaskDesk,
  line: Pick<LineFacts, 'taskOfPlace'>,
): KeptPlaces => {
  const { places: held, clock, zone } = parts
  const inTurn = createTurns()
  if (!held) return { kept: async () => {}, look: async () => {} }

  const order = (place: KeptPlace): Promise<void> =>
    inTurn(place.id, async () => {
      const task = await line.taskOfPlace(place)
      if (task === null) return held.drop(place.id, 'cancelled')
      if (quietUntil(clock.now(), zone) !== null) return held.drop(place.id, 'quiet')
      const campaign = campaigns.get(task.campaignId)
      // looked at again by the next round
      if (campaign?.state !== 'running' || task.standing.state !== 'waiting') return
      await held.order(place.id, orderOf(place, task, campaign, held.shownNumber(place)))
    })

  desk.onHappening(({ task }) => {
    if (task.standing.state !== 'closed') return
    for (const place of [...held.places()])
      if (place.order?.task.taskId === task.taskId) void held.drop(place.id, 'cancelled')
  })

  return {
    kept: async callId => {
      for (const place of [...held.places()]) if (place.callId === callId && place.order === null) await order(place)
    },
    look: async () => {
      const quiet = quietUntil(clock.now(), zone) !== null
      for (const place of [...held.places()])
        if (place.order === null) await order(place)
        else if (quiet) await held.drop(place.id, 'quiet')
    },
  }
}
