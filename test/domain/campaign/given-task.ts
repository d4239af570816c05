import assert from 'node:assert/strict'
import type { Campaign } from '../../../src/domain/campaign/campaign.ts'
import { type CallbackTask, decideTask, type TaskContext } from '../../../src/domain/campaign/decide-task.ts'
import { defaultCampaign } from '../../../src/domain/campaign/defaults.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import type { TaskStanding } from '../../../src/domain/campaign/task.ts'
import type { TaskEvent } from '../../../src/domain/campaign/task-table.ts'
import { at, calendar } from '../calendar/given-calendar.ts'

export const shanghai = 'Asia/Shanghai'

export const visits: Campaign = defaultCampaign('satisfaction_visit', 'visits', 'outbound')
export const returns: Campaign = defaultCampaign('missed_call_return', 'returns', 'outbound')

/** Monday 2026-03-02, an ordinary week. */
export const monday = (time: string): number => at(`2026-03-02 ${time}`)

export const standingOf = (change: Partial<TaskStanding> = {}): TaskStanding => ({
  version: 1,
  state: 'waiting',
  since: monday('09:00'),
  due: monday('09:00'),
  appointment: null,
  attempts: [],
  agentId: null,
  callId: null,
  drawn: true,
  result: null,
  ...change,
})

export const taskOf = (change: Partial<CallbackTask> = {}): CallbackTask => ({
  taskId: 'visits.case-20260302000010-1',
  campaignId: 'visits',
  purpose: 'satisfaction_visit',
  number: '+8613812345678',
  caseNo: '20260302000010',
  round: 1,
  order: monday('08:30'),
  urgent: false,
  source: 'case',
  requestId: 'case-20260302000010-1',
  note: '',
  createdAt: monday('08:30'),
  standing: standingOf(),
  ...change,
})

/** A missed call that is to be returned. */
export const missedOf = (change: Partial<CallbackTask> = {}): CallbackTask =>
  taskOf({
    purpose: 'missed_call_return',
    campaignId: 'returns',
    source: 'missed_call',
    caseNo: null,
    round: null,
    ...change,
  })

export const contextOf = (now: number, change: Partial<TaskContext> = {}): TaskContext => ({
  now,
  zone: shanghai,
  calendar,
  attemptsOfNumber: [],
  campaign: visits,
  ...change,
})

export const attempt = (local: string, outcome: AttemptOutcome, callId = local) => ({ callId, at: at(local), outcome })

/** A task to which things happen one after the other; what is refused fails the test. */
export class GivenTask {
  task: CallbackTask
  readonly campaign: Campaign
  why = ''
  #calls = 0

  constructor(task: CallbackTask = taskOf(), campaign: Campaign = visits) {
    this.task = task
    this.campaign = campaign
  }

  get standing(): TaskStanding {
    return this.task.standing
  }

  ask(now: number, event: TaskEvent, change: Partial<TaskContext> = {}) {
    return decideTask(this.task, event, contextOf(now, { campaign: this.campaign, ...change }))
  }

  happens(now: number, event: TaskEvent): TaskStanding {
    const decided = this.ask(now, event)
    assert.ok('standing' in decided, JSON.stringify([event, decided]))
    this.task = { ...this.task, standing: decided.standing }
    this.why = decided.why
    return decided.standing
  }

  refused(now: number, event: TaskEvent): string {
    const decided = this.ask(now, event)
    assert.ok('refused' in decided, JSON.stringify([event, decided]))
    return decided.refused
  }

  /** It is given to an agent and dialled; what comes of it is closed a minute later. */
  dialled(now: number, outcome: AttemptOutcome, appointment: number | null = null): TaskStanding {
    this.#calls += 1
    const callId = `call-${this.#calls}`
    this.happens(now, { event: 'assign', agentId: '1001', callId })
    return this.happens(now + 60_000, { event: 'attempt_closed', callId, beganAt: now, outcome, appointment })
  }
}
