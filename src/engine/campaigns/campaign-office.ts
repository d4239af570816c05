import type { TaskWish } from '../../domain/campaign/birth.ts'
import type { Campaign } from '../../domain/campaign/campaign.ts'
import type { Fact } from '../../domain/fact.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { campaignBook } from './campaign-book.ts'
import { createCampaignCaretaker } from './campaign-caretaker.ts'
import type { Task } from './campaign-store.ts'
import { createCaseVisits } from './case-visits.ts'
import { createKeptPlaces } from './kept-places.ts'
import { createLineFacts } from './line-facts.ts'
import { createNextTask, type NextTask } from './next-task.ts'
import { createOpenTasks } from './open-tasks.ts'
import type { CampaignOfficeParts } from './ports.ts'
import { createTaskBirths } from './task-births.ts'
import { createTaskDesk, type TaskDone, type TaskHappening } from './task-desk.ts'
import { type CasesAsk, type CasesAsked, createTasksOfCases } from './tasks-of-cases.ts'

/** Keeps callback tasks: it makes them, says which is rung next, and hears what becomes of them. Each change is a fact before anything follows from it. */
export interface CampaignOffice extends NextTask {
  /** Takes up what is open, and begins the rounds. To be called when the line has taken up its own. */
  start(): Promise<void>
  stop(): void
  /** Facts that are durable, in their order. Returns at once. */
  committed(facts: readonly Fact[]): void
  /** Resolves when everything that was told so far is dealt with. */
  idle(): Promise<void>
  /** One round of looking after what nobody acts upon. */
  look(): Promise<void>
  /** Makes tasks of a query or a file; which are tasks already stay as they are. Gives how many are new. */
  create(
    campaignId: string,
    wishes: readonly TaskWish[],
  ): Promise<{ readonly created: number } | { readonly refused: ErrorCode }>
  /** Makes tasks of the cases that fit, or tells what would be made. */
  createOfCases(campaignId: string, ask: CasesAsk): Promise<CasesAsked | { readonly refused: ErrorCode }>
  /** The citizen wishes to be rung then (UTC ms). */
  appoint(by: string, taskId: string, at: number): Promise<TaskDone>
  takeBack(by: string, taskId: string, why: string): Promise<TaskDone>
  task(taskId: string): Promise<Task | null>
  /** Tells of everything that happens to tasks from now on, after it is durable. A job must not throw. */
  onHappening(job: (happening: TaskHappening) => void): void
}

const everyMs = 60_000
const heardKinds: ReadonlySet<Fact['kind']> = new Set([
  'task_offered',
  'task_given_back',
  'attempt_began',
  'attempt_closed',
  'call_arrived',
  'call_answered',
  'missed_call',
  'place_kept',
  'place_ended',
  'case_linked',
])

export const createCampaignOffice = (parts: CampaignOfficeParts): CampaignOffice => {
  const { clock, log } = parts
  const campaigns = campaignBook(parts.settings)
  const desk = createTaskDesk(parts, campaigns)
  const births = createTaskBirths(parts, desk)
  const openTasks = createOpenTasks(parts.reads, desk)
  const line = createLineFacts(parts, campaigns, desk, births, openTasks)
  const places = createKeptPlaces(parts, campaigns, desk, line)
  const ofCases = createTasksOfCases(parts, desk, births, openTasks)
  const visits = createCaseVisits(parts, campaigns, desk, births)
  const next = createNextTask(parts, campaigns, desk)
  const caretaker = createCampaignCaretaker({ parts, campaigns, desk, births, line, visits, next })
  const running = new Set<Promise<unknown>>()
  let heard: Promise<unknown> = Promise.resolve()
  let rounds: Promise<unknown> = Promise.resolve()
  let cancel: (() => void) | null = null

  /** Runs a job that nobody waits for; what fails is told, and found again by a round or the next start. */
  const run = (what: string, about: object, job: () => Promise<unknown>): Promise<unknown> => {
    const mine = job().catch(error => log.error({ err: error, ...about }, what))
    running.add(mine)
    void mine.then(() => running.delete(mine))
    return mine
  }

  /** Facts are heard one after the other, in the order of the ledger. */
  const hear = (fact: Fact): void => {
    const earlier = heard
    heard = run('hearing a fact for callback tasks', { kind: fact.kind }, async () => {
      await earlier
      if (fact.kind === 'place_kept') await places.kept(fact.callId)
      else await line.hear(fact)
    })
  }

  const inRound = (what: string, job: () => Promise<void>): Promise<unknown> => {
    const earlier = rounds
    rounds = run(what, {}, async () => {
      await earlier
      await job()
    })
    return rounds
  }

  const lookAfter = async (): Promise<void> => {
    await caretaker.look()
    await places.look()
  }

  const nextRound = (): void => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void inRound('looking after callback tasks', lookAfter).then(() => cancel && nextRound())
    })
  }

  desk.onHappening(happening => {
    const { taskId } = happening.task
    void run('what follows from a callback task', { taskId }, () => visits.taskMoved(happening))
  })
  parts.cases.onHappening(happening => {
    const { caseNo } = happening.file
    void run('return visit of a case', { caseNo }, () => visits.moved(happening))
  })
  campaigns.onChange(campaignId => {
    void inRound('counting callback tasks again', async () => {
      await caretaker.recount(campaignId)
      await places.look()
    })
  })

  /** A campaign that takes tasks, or why it takes none. */
  const taking = (campaignId: string): { readonly campaign: Campaign } | { readonly refused: ErrorCode } => {
    const campaign = campaigns.get(campaignId)
    if (!campaign) return { refused: 'campaign_unknown' }
    if (campaign.state === 'ended') return { refused: 'campaign_ended' }
    return parts.keepsFacts() ? { campaign } : { refused: 'store_down' }
  }

  return {
    ...next,
    start: async () => {
      await inRound('taking up callback tasks', async () => {
        await caretaker.takeUp()
        await places.look()
      })
      nextRound()
    },
    stop: () => {
      cancel?.()
      cancel = null
    },
    committed: facts => {
      for (const fact of facts) if (heardKinds.has(fact.kind)) hear(fact)
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
    look: async () => void (await inRound('looking after callback tasks', lookAfter)),
    create: async (campaignId, wishes) => {
      const found = taking(campaignId)
      return 'refused' in found ? found : { created: await births.bear(found.campaign, wishes) }
    },
    createOfCases: async (campaignId, ask) => {
      const found = taking(campaignId)
      return 'refused' in found ? found : ofCases(found.campaign, ask)
    },
    appoint: (by, taskId, at) => desk.happens(taskId, { event: 'appoint', at }, by),
    takeBack: (by, taskId, why) => desk.happens(taskId, { event: 'drop', result: 'taken_back', why }, by),
    task: desk.task,
    onHappening: desk.onHappening,
  }
}
