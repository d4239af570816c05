import { missedReturnOf, taskIdOf } from '../../domain/campaign/birth.ts'
import type { Purpose } from '../../domain/campaign/campaign.ts'
import type { TaskEvent } from '../../domain/campaign/task-table.ts'
import type { Fact } from '../../domain/fact.ts'
import type { KeptPlace } from '../../domain/kept-place/kept-place.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { MissedNumber, Task } from './campaign-store.ts'
import type { OpenTasks } from './open-tasks.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskBirths } from './task-births.ts'
import type { TaskDesk } from './task-desk.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** What facts of the line and of calls mean for tasks. */
export interface LineFacts {
  /** Resolves when it is dealt with. Twice the same fact changes nothing more. */
  hear(fact: Fact): Promise<void>
  /** The task of somebody who keeps his place: his open one, or a new one whose order is his arrival; null: he cannot be rung. */
  taskOfPlace(place: Pick<KeptPlace, 'callId' | 'number' | 'arrivedAt'>): Promise<Task | null>
  /** An attempt as it is kept: told of again, should it not have been heard. */
  closed(
    attempt: Pick<Of<'attempt_closed'>, 'callId' | 'taskId' | 'outcome' | 'appointment'>,
    beganAt: number,
  ): Promise<void>
  /** Somebody of the ring-back list of whose last call it is not known whether it was heard. */
  missedBefore(missed: MissedNumber): Promise<void>
}

const mostCalls = 5_000
/** Among so many of a number's newest tasks the last one for a missed call is looked for. */
const mostOfNumber = 50

/** What was rung for because of a case, which a new contact about the case settles. */
const aboutCases: readonly Purpose[] = ['satisfaction_visit', 'missing_information', 'progress_notice']

export const createLineFacts = (
  parts: CampaignOfficeParts,
  campaigns: CampaignBook,
  desk: TaskDesk,
  births: TaskBirths,
  open: OpenTasks,
): LineFacts => {
  const { reads, cases } = parts
  const inTurn = createTurns()
  const began = new Map<string, number>()
  const callers = new Map<string, string | null>()

  const remember = <T>(map: Map<string, T>, key: string, value: T): void => {
    map.set(key, value)
    if (map.size > mostCalls) map.delete(map.keys().next().value as string)
  }

  const openTasks = async (by: Parameters<OpenTasks>[0], of: readonly Purpose[]): Promise<readonly Task[]> =>
    (await open(by)).filter(task => of.includes(task.purpose))

  const dropAll = async (tasks: readonly Task[], why: string): Promise<void> => {
    for (const { taskId } of tasks) await desk.happens(taskId, { event: 'drop', result: 'got_through', why })
  }

  /**
   * The task that a missed call becomes; null: he cannot be rung. Urgent where an urgent case of the number is open: it is what he is
   * likeliest to call about.
   */
  const returnOf = async (missed: Parameters<typeof missedReturnOf>[0]) => {
    const campaign = campaigns.ofPurpose('missed_call_return')
    const wish = campaign && missedReturnOf(missed, parts.numbers())
    if (!campaign || wish?.number == null) return null
    const { number } = wish
    return { campaign, wish: { ...wish, number, urgent: await parts.caseReads.hasUrgentCase(number) } }
  }

  const taskOfPlace: LineFacts['taskOfPlace'] = ({ callId, number, arrivedAt: at }) =>
    inTurn(number, async () => {
      const [open] = await openTasks({ number }, ['missed_call_return'])
      if (open) return open
      const missed = await returnOf({ at, callId, number })
      if (missed === null) return null
      await births.bear(missed.campaign, [missed.wish])
      return desk.task(taskIdOf(missed.campaign.id, missed.wish.requestId))
    })

  /** One open task for a number; its order is that of the first call that was missed (DOMAIN.md 4.1). */
  const missed = (fact: Of<'missed_call'>): Promise<void> =>
    inTurn(fact.number, async () => {
      const born = await returnOf(fact)
      if (born === null) return
      const open = await openTasks({ number: born.wish.number }, ['missed_call_return'])
      if (open.length === 0) await births.bear(born.campaign, [born.wish])
    })

  /** A task of his that is open, or was closed after his last call, was for that call as well: heard of once is enough. */
  const missedBefore = ({ number, firstAt, lastAt, lastCallId }: MissedNumber): Promise<void> =>
    inTurn(number, async () => {
      const born = await returnOf({ at: firstAt, callId: lastCallId, number })
      if (born === null) return
      const { campaign, wish } = born
      const ofNumber = await reads.tasks({ number: wish.number, limit: mostOfNumber })
      const newest = ofNumber.find(({ purpose }) => purpose === 'missed_call_return')
      const { state, since } = (newest && desk.latest(newest).standing) ?? {}
      if (state !== undefined && (state !== 'closed' || (since ?? 0) >= lastAt)) return
      await births.bear(campaign, [newest ? { ...wish, order: lastAt } : wish])
    })

  const gotThrough = async ({ callId }: Of<'call_answered'>): Promise<void> => {
    const number = callers.get(callId) ?? (await parts.numberOfCall(callId))
    if (number !== null)
      await inTurn(number, async () => dropAll(await openTasks({ number }, ['missed_call_return']), 'call_answered'))
  }

  /** He, or the house for him, does not wish it any more. */
  const placeGivenUp = async ({ callId }: Of<'place_ended'>): Promise<void> => {
    const number = callers.get(callId) ?? (await parts.numberOfCall(callId))
    if (number === null) return
    await inTurn(number, async () => {
      for (const { taskId } of await openTasks({ number }, ['missed_call_return']))
        await desk.happens(taskId, { event: 'drop', result: 'taken_back', why: 'place_given_up' })
    })
  }

  /** Whether the rating that an agent speaks of is booked nowhere. */
  const ratingMissing = async (taskId: string): Promise<boolean> => {
    const task = await desk.task(taskId)
    if (task?.purpose !== 'satisfaction_visit' || task.caseNo === null) return false
    const standing = (await cases.file(task.caseNo))?.standing
    return standing?.state === 'pending_callback' && standing.round === task.round && standing.score === null
  }

  const closed: LineFacts['closed'] = async ({ callId, taskId, outcome, appointment }, beganAt) => {
    const missing = outcome === 'rated' && (await ratingMissing(taskId))
    const event: TaskEvent = { event: 'attempt_closed', callId, beganAt, outcome, appointment, ratingMissing: missing }
    await desk.happens(taskId, event)
  }

  return {
    closed,
    taskOfPlace,
    missedBefore,
    hear: async fact => {
      switch (fact.kind) {
        case 'task_offered':
          await desk.happens(fact.taskId, { event: 'assign', agentId: fact.agentId, callId: fact.callId })
          return
        case 'task_given_back':
          await desk.happens(fact.taskId, { event: 'give_back', callId: fact.callId, why: fact.why })
          return
        case 'attempt_began':
          return remember(began, fact.callId, fact.at)
        case 'attempt_closed': {
          const beganAt = began.get(fact.callId) ?? (await reads.attempts({ callId: fact.callId }))[0]?.beganAt
          return closed(fact, beganAt ?? fact.at)
        }
        case 'call_arrived':
          return remember(callers, fact.callId, fact.number)
        case 'call_answered':
          return gotThrough(fact)
        case 'missed_call':
          // who keeps his place has his task by that
          return fact.why === 'place_kept' ? undefined : missed(fact)
        case 'place_ended':
          return fact.why === 'cancelled' && fact.by !== '' ? placeGivenUp(fact) : undefined
        case 'case_linked':
          if (fact.as === 'follow_up') await dropAll(await openTasks({ caseNo: fact.caseNo }, aboutCases), 'follow_up')
      }
    },
  }
}
