import type { CampaignReads, Task } from './campaign-store.ts'
import type { TaskDesk } from './task-desk.ts'

/** Open tasks of a number or a case, with what is booked and not yet in the database. */
export type OpenTasks = (by: { readonly number?: string; readonly caseNo?: string }) => Promise<readonly Task[]>

export const createOpenTasks =
  (reads: Pick<CampaignReads, 'openTasksOf'>, desk: Pick<TaskDesk, 'remembered' | 'latest'>): OpenTasks =>
  async by => {
    const stored = await reads.openTasksOf(by)
    const fresh = [...desk.remembered()].filter(
      task =>
        (by.number !== undefined && task.number === by.number) ||
        (by.caseNo !== undefined && task.caseNo === by.caseNo),
    )
    const all = new Map([...stored, ...fresh].map(task => [task.taskId, desk.latest(task)]))
    return [...all.values()].filter(({ standing }) => standing.state !== 'closed')
  }
