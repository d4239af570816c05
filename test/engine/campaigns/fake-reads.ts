import type { Fact } from '../../../src/domain/fact.ts'
import type { AttemptRow, CampaignReads, MissedNumber, Task } from '../../../src/engine/campaigns/campaign-store.ts'

/** The reads of campaigns over a ledger in memory: what is read is what was booked. */
export const fakeReads = (ledger: readonly Fact[]): CampaignReads => {
  const allTasks = (): readonly Task[] => {
    const tasks = new Map<string, Task>()
    for (const fact of ledger) {
      if (fact.kind === 'task_created') {
        const { kind: _kind, at: createdAt, received: _received, ...task } = fact
        tasks.set(fact.taskId, { ...task, createdAt })
      }
      const known = fact.kind === 'task_moved' ? tasks.get(fact.taskId) : undefined
      if (known && fact.kind === 'task_moved') tasks.set(fact.taskId, { ...known, standing: fact.standing })
    }
    return [...tasks.values()]
  }
  const allAttempts = (): readonly AttemptRow[] => {
    const attempts = new Map<string, AttemptRow>()
    for (const fact of ledger) {
      if (fact.kind === 'attempt_began') {
        const { callId, taskId, campaignId, purpose, number, agentId, at: beganAt } = fact
        const ends = { answeredAt: null, endedAt: null, ringMs: null, talkMs: null, network: null, closedAt: null }
        const outcomes = { outcome: null, byNetwork: null, byAgent: null, appointment: null, note: '' }
        attempts.set(callId, { callId, taskId, campaignId, purpose, number, agentId, beganAt, ...ends, ...outcomes })
      }
      const known = fact.kind === 'attempt_closed' ? attempts.get(fact.callId) : undefined
      if (known && fact.kind === 'attempt_closed') {
        const { outcome, byNetwork, byAgent, appointment, note, at: closedAt } = fact
        attempts.set(fact.callId, { ...known, outcome, byNetwork, byAgent, appointment, note, closedAt })
      }
    }
    return [...attempts.values()]
  }
  const tasksWhere = (is: (task: Task) => boolean) => allTasks().filter(is)
  const inOrder = (a: Task, b: Task) =>
    Number(b.urgent) - Number(a.urgent) || a.order - b.order || (a.taskId < b.taskId ? -1 : 1)
  const newest = (a: Task, b: Task) => b.createdAt - a.createdAt || (a.taskId < b.taskId ? 1 : -1)
  return {
    task: async taskId => tasksWhere(task => task.taskId === taskId)[0] ?? null,
    taskByRequest: async (campaignId, requestId) =>
      tasksWhere(task => task.campaignId === campaignId && task.requestId === requestId)[0] ?? null,
    dueTasks: async (campaignId, now, limit) =>
      tasksWhere(
        ({ campaignId: of, standing: { state, due } }) =>
          of === campaignId && state === 'waiting' && due !== null && due <= now,
      )
        .sort(inOrder)
        .slice(0, limit),
    openTasksOf: async ({ number, caseNo }) =>
      tasksWhere(
        task =>
          task.standing.state !== 'closed' &&
          (number === undefined || task.number === number) &&
          (caseNo === undefined || task.caseNo === caseNo),
      ),
    casesToAsk: async ({ accepted, classes }, limit) =>
      ledger
        .flatMap(fact => (fact.kind === 'case_registered' ? [fact] : []))
        .filter(({ at, class: of }) => at >= accepted.from && at < accepted.to && (classes?.includes(of) ?? true))
        .map(({ caseNo, confidential, contact, number }) => ({ caseNo, round: 1, confidential, contact, number }))
        .slice(0, limit),
    assignedTasks: async () => tasksWhere(({ standing }) => standing.state === 'assigned'),
    linksOver: async (now, limit) =>
      tasksWhere(({ standing: { state, due } }) => state === 'linked' && due !== null && due <= now).slice(0, limit),
    tasks: async ({ campaignId, state, result, caseNo, number, before, limit }) =>
      tasksWhere(
        task =>
          (campaignId === undefined || task.campaignId === campaignId) &&
          (state === undefined || task.standing.state === state) &&
          (result === undefined || task.standing.result === result) &&
          (caseNo === undefined || task.caseNo === caseNo) &&
          (number === undefined || task.number === number) &&
          (before === undefined || newest(before as Task, task) < 0),
      )
        .sort(newest)
        .slice(0, limit),
    missedSince: async since => {
      const list = new Map<string, MissedNumber>()
      for (const fact of ledger) {
        if (fact.kind !== 'missed_call') continue
        const { number, at, callId } = fact
        list.set(number, { number, firstAt: list.get(number)?.firstAt ?? at, lastAt: at, lastCallId: callId })
      }
      return [...list.values()].filter(({ lastAt }) => lastAt >= since)
    },
    taskCounts: async () => {
      const counts = new Map<
        string,
        { campaignId: string; state: Task['standing']['state']; result: Task['standing']['result']; count: number }
      >()
      for (const { campaignId, standing } of allTasks()) {
        const { state, result } = standing
        const key = `${campaignId} ${state} ${result}`
        counts.set(key, { campaignId, state, result, count: (counts.get(key)?.count ?? 0) + 1 })
      }
      return [...counts.values()]
    },
    attempts: async ({ taskId, callId }) =>
      allAttempts().filter(
        each => (taskId === undefined || each.taskId === taskId) && (callId === undefined || each.callId === callId),
      ),
    attemptsOfNumber: async (number, since) =>
      allAttempts().filter(each => each.number === number && each.beganAt >= since),
    openAttempts: async () => allAttempts().filter(({ closedAt }) => closedAt === null),
    seeds: async (campaignId, fromDay) =>
      ledger.flatMap(fact =>
        fact.kind === 'sample_seeded' && fact.campaignId === campaignId && fact.localDay >= fromDay
          ? [{ localDay: fact.localDay, seed: fact.seed, sharePerMille: fact.sharePerMille }]
          : [],
      ),
  }
}
