import { type TaskWish, taskIdOf } from '../../domain/campaign/birth.ts'
import type { Campaign } from '../../domain/campaign/campaign.ts'
import { askedPurposes, type CaseFault, type CaseToAsk, caseWishOf } from '../../domain/campaign/case-wish.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { CaseConditions } from './campaign-store.ts'
import type { OpenTasks } from './open-tasks.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskBirths } from './task-births.ts'
import type { TaskDesk } from './task-desk.ts'

/** Cases whose requesters are to be rung. `requestId` names this one request for ever: asked twice, nobody has two tasks of it. */
export interface CasesAsk {
  readonly requestId: string
  readonly conditions: CaseConditions
  /** What the agent shall know. */
  readonly note: string
  /** Nothing is made; what would be is told. */
  readonly dryRun: boolean
}

/** What came of it: each case found is in exactly one of `fit`, `already` and `refused`. */
export interface CasesAsked {
  readonly found: number
  /** There are more than can be asked at once: nothing was looked at, and the others are 0. */
  readonly tooMany: boolean
  /** Those that become tasks, or did. */
  readonly fit: number
  /** Those of which this request has made a task before. */
  readonly already: number
  readonly created: number
  readonly refused: readonly { readonly caseNo: string; readonly why: CaseFault }[]
}

/** Makes tasks of cases by a condition. */
export type TasksOfCases = (campaign: Campaign, ask: CasesAsk) => Promise<CasesAsked | { readonly refused: ErrorCode }>

/** So many cases in one request: what a person can answer for. */
export const mostCases = 5_000
/** Read side by side. */
const atOnce = 200

type Judged =
  | { readonly wish: TaskWish }
  | { readonly already: true }
  | { readonly caseNo: string; readonly why: CaseFault }

export const createTasksOfCases = (
  parts: Pick<CampaignOfficeParts, 'reads' | 'numbers' | 'clock'>,
  desk: TaskDesk,
  births: TaskBirths,
  openTasks: OpenTasks,
  most = mostCases,
): TasksOfCases => {
  const { reads, clock } = parts
  const inTurn = createTurns()

  const judge = async (campaign: Campaign, row: CaseToAsk, ask: CasesAsk, at: number): Promise<Judged> => {
    const { caseNo } = row
    const answer = caseWishOf(row, { ...ask, at }, parts.numbers())
    if ('refused' in answer) return { caseNo, why: answer.refused }
    const { wish } = answer
    const { requestId } = wish
    const made = await desk.task(taskIdOf(campaign.id, requestId))
    if (made ?? (await reads.taskByRequest(campaign.id, requestId))) return { already: true }
    const open = await openTasks({ caseNo })
    return open.some(({ campaignId }) => campaignId === campaign.id) ? { caseNo, why: 'case_task_open' } : { wish }
  }

  return (campaign, ask) =>
    inTurn(campaign.id, async () => {
      if (!askedPurposes.includes(campaign.purpose)) return { refused: 'campaign_no_query' }
      const rows = await reads.casesToAsk(ask.conditions, most + 1)
      const none = { tooMany: false, fit: 0, already: 0, created: 0, refused: [] }
      if (rows.length > most)
        return ask.dryRun ? { ...none, found: most, tooMany: true } : { refused: 'tasks_too_many' }
      const at = clock.now()
      const judged: Judged[] = []
      for (let from = 0; from < rows.length; from += atOnce) {
        const some = rows.slice(from, from + atOnce)
        judged.push(...(await Promise.all(some.map(row => judge(campaign, row, ask, at)))))
      }
      const wishes = judged.flatMap(each => ('wish' in each ? [each.wish] : []))
      const refused = judged.flatMap(each => ('why' in each ? [each] : []))
      return {
        ...none,
        found: rows.length,
        fit: wishes.length,
        already: rows.length - wishes.length - refused.length,
        created: ask.dryRun ? 0 : await births.bear(campaign, wishes),
        refused,
      }
    })
}
