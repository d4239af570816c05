import { visitEventOf, visitOf, visitRequestOf } from '../../domain/campaign/birth.ts'
import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import { visitedBy } from '../../domain/cases/life/visit.ts'
import { systemActor } from '../../domain/cases/role.ts'
import type { CaseHappening } from '../cases/case-office.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { Task } from './campaign-store.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskBirths } from './task-births.ts'
import type { TaskDesk, TaskHappening } from './task-desk.ts'

/** What cases and their return visits mean for each other. */
export interface CaseVisits {
  /** A case was moved. */
  moved(happening: CaseHappening): Promise<void>
  /** A task was moved: its case is told, or its citizen asked by link. */
  taskMoved(happening: TaskHappening): Promise<void>
  /** Makes the visits of cases that wait for one and have none, such as after a crash between the two. */
  catchUp(): Promise<void>
}

const page = 200
/** A server that starts asks again for links that were asked for so shortly before. */
const linkMayBeLostMs = 3_600_000

/** Nobody is asked by message under a number that is not his. */
const nobodysNumber: readonly string[] = ['wrong_person', 'empty_number']

export const createCaseVisits = (
  parts: CampaignOfficeParts,
  campaigns: CampaignBook,
  desk: TaskDesk,
  births: TaskBirths,
): CaseVisits => {
  const { reads, caseReads, cases, links } = parts

  const bear = async (caseNo: string, order: number): Promise<void> => {
    const campaign = campaigns.ofPurpose('satisfaction_visit')
    const file = campaign && (await cases.file(caseNo))
    if (!campaign || file?.standing.state !== 'pending_callback') return
    const row = await caseReads.caseByNo(caseNo)
    const { round, contact } = file.standing
    const number = row?.case.number ?? null
    await births.bear(campaign, [visitOf({ caseNo, round, contact, number, order }, parts.numbers())])
  }

  const moved = async ({ fact, file, before }: CaseHappening): Promise<void> => {
    if (fact.kind !== 'case_moved') return
    const event = visitEventOf(before, file.standing, fact.wish)
    if (event === null) return
    if (event === 'born') return bear(file.caseNo, fact.at)
    const open = [...(await reads.openTasksOf({ caseNo: file.caseNo })), ...desk.remembered()].filter(
      task => task.caseNo === file.caseNo && task.purpose === 'satisfaction_visit',
    )
    for (const taskId of new Set(open.map(task => task.taskId))) await desk.happens(taskId, event)
  }

  /** Where the visit has ended without a rating, so has the wait of its case: of the same round, and not rated meanwhile. */
  const endVisit = async (caseNo: string, round: number | null, result: 'unreached' | 'refused'): Promise<void> => {
    const { standing } = (await cases.file(caseNo)) ?? {}
    if (standing?.state !== 'pending_callback' || standing.round !== round || standing.score !== null) return
    const unrated = { score: null, solved: null, contacted: null, reason: '' } as const
    const wish: CaseCommand = { event: 'visit', result, source: visitedBy(standing.contact), ...unrated }
    await cases.act(systemActor, caseNo, wish, null)
  }

  /** What follows from a task may have been lost with the server: it is done again, which changes nothing where it was done. */
  const afterCrash = async ({ caseNo, round, requestId, standing }: Task): Promise<void> => {
    const { state, result, since } = standing
    if (caseNo === null) return
    if (result === 'unreached' || result === 'refused') await endVisit(caseNo, round, result)
    const nobodys = standing.attempts.some(({ outcome }) => nobodysNumber.includes(outcome))
    if (state === 'linked' && !nobodys && since > parts.clock.now() - linkMayBeLostMs)
      await links.send(caseNo, requestId)
  }

  return {
    moved,
    async taskMoved({ task, before, why }) {
      const { purpose, caseNo, round, requestId } = task
      const { state, result } = task.standing
      if (purpose !== 'satisfaction_visit' || caseNo === null || before?.state === state) return
      if (state === 'linked' && !nobodysNumber.includes(why)) await links.send(caseNo, requestId)
      if (result === 'unreached' || result === 'refused') await endVisit(caseNo, round, result)
    },
    async catchUp() {
      const campaign = campaigns.ofPurpose('satisfaction_visit')
      if (!campaign) return
      for (let after: { deadline: number; caseNo: string } | null = null; ; ) {
        const rows = await caseReads.work({ states: ['pending_callback'], limit: page, ...(after ? { after } : {}) })
        for (const { caseNo, round, score, since } of rows) {
          if (score !== null) continue
          const task = await reads.taskByRequest(campaign.id, visitRequestOf(caseNo, round))
          if (task) await afterCrash(task)
          else await bear(caseNo, since ?? parts.clock.now())
        }
        const last = rows.at(-1)
        if (last === undefined || last.deadline === null || rows.length < page) return
        after = { deadline: last.deadline, caseNo: last.caseNo }
      }
    },
  }
}
