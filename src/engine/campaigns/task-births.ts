import { type TaskWish, taskCreated, taskIdOf } from '../../domain/campaign/birth.ts'
import type { Campaign } from '../../domain/campaign/campaign.ts'
import { isDrawn } from '../../domain/campaign/draw.ts'
import type { Fact } from '../../domain/fact.ts'
import { createTurns } from '../cases/in-turn.ts'
import { dayNumberOf } from '../local-day.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskDesk } from './task-desk.ts'

/** A day's seed and the share it was made for, which no setting changes after it is known. */
interface Seed {
  readonly localDay: number
  readonly seed: string
  readonly sharePerMille: number
}

/** Makes tasks of wishes. */
export interface TaskBirths {
  /** Those that are not tasks yet become such, in one commit for many; gives how many did. */
  bear(campaign: Campaign, wishes: readonly TaskWish[]): Promise<number>
  /** The seed of a day, made now if there is none. */
  seedOf(campaign: Campaign, at: number): Promise<Seed>
}

const inOneCommit = 200

export const createTaskBirths = (parts: CampaignOfficeParts, desk: TaskDesk): TaskBirths => {
  const { reads, clock, zone } = parts
  const inTurn = createTurns()
  const seeds = new Map<string, Seed>()

  const seedOf = (campaign: Campaign, at: number): Promise<Seed> =>
    inTurn(`seed ${campaign.id}`, async () => {
      const localDay = dayNumberOf(at, zone)
      const held = seeds.get(campaign.id)
      if (held?.localDay === localDay) return held
      const found = (await reads.seeds(campaign.id, localDay)).find(each => each.localDay === localDay)
      const made = found ?? { localDay, seed: parts.seed(), sharePerMille: campaign.sharePerMille }
      if (!found) await parts.book([{ kind: 'sample_seeded', at, received: at, campaignId: campaign.id, ...made }])
      seeds.set(campaign.id, made)
      return made
    })

  const isNew = async (campaign: Campaign, { requestId }: TaskWish): Promise<boolean> => {
    const task = await desk.task(taskIdOf(campaign.id, requestId))
    return task === null && (await reads.taskByRequest(campaign.id, requestId)) === null
  }

  const bearSome = async (campaign: Campaign, wishes: readonly TaskWish[]): Promise<number> => {
    const fresh = await Promise.all(wishes.map(wish => isNew(campaign, wish)))
    const at = clock.now()
    const isVisit = campaign.purpose === 'satisfaction_visit'
    const day = isVisit && fresh.includes(true) ? await seedOf(campaign, at) : null
    const drawn = ({ requestId }: TaskWish): boolean =>
      day === null || isDrawn(day.seed, taskIdOf(campaign.id, requestId), day.sharePerMille)
    // of other attempts at the numbers it is asked before they are rung
    const context = await desk.context(campaign, null)
    const asked = new Set<string>()
    const facts = wishes.flatMap((wish, i): Extract<Fact, { kind: 'task_created' }>[] => {
      if (!fresh[i] || asked.has(wish.requestId)) return []
      asked.add(wish.requestId)
      return [{ at, received: at, ...taskCreated(campaign, wish, drawn(wish), context) }]
    })
    if (facts.length > 0) await parts.book(facts)
    desk.born(facts)
    return facts.length
  }

  return {
    seedOf,
    bear: (campaign, wishes) =>
      inTurn(`bear ${campaign.id}`, async () => {
        let born = 0
        for (let from = 0; from < wishes.length; from += inOneCommit)
          born += await bearSome(campaign, wishes.slice(from, from + inOneCommit))
        return born
      }),
  }
}
