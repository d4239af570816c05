/**
 * Measures the reads of callback tasks: `node measure-tasks.ts [URL] [TASKS]`. Of each ten tasks four are closed after an attempt, four wait for a later day, one
 * is due and one has a link; one caller is answered for each ten tasks. The figures of the hotline are read beside calls that we made.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import type { TaskResult } from '../../../src/domain/campaign/task.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { attemptFacts, taskCreated, taskMoved } from './given-campaigns.ts'
import { answeredCall, morning } from './given-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'yihao-measure-'))
const [url = `sqlite:${join(folder, 'yihao.db')}`, tasks = '200000'] = process.argv.slice(2)
const store = await openStore(url, { log: console })
const count = Number(tasks)
const day = 86_400_000
const now = morning + count * 100
const numberOf = (n: number): string => `+86138${String(n % 90_000_000).padStart(8, '0')}`
const results: readonly TaskResult[] = ['rated', 'rated', 'rated', 'refused', 'unreached']
const outcomeOf = { rated: 'rated', refused: 'refused' } as Readonly<Record<string, 'rated' | 'refused'>>

const factsOf = (n: number): readonly Fact[] => {
  const [taskId, at, number] = [`task-${n}`, morning + n * 100, numberOf(n)]
  const kind = n % 10
  const result = n % 997 === 0 ? 'bad_number' : (results[Math.floor(n / 10) % results.length] ?? 'rated')
  const linked = { state: 'linked', due: now + (n % 700) * 100_000 - day } as const
  const standing = kind < 4 ? {} : kind < 8 ? { due: now + day } : kind === 8 ? { due: at } : linked
  const made = taskCreated({
    ...{ taskId, at, number, standing, campaignId: n % 5 === 0 ? 'small' : 'visits', caseNo: `case-${n}`, round: 1 },
    ...{ urgent: n % 100 === 8, requestId: `case-${n}-1` },
  })
  if (kind >= 4) return [made]
  const outcome = outcomeOf[result] ?? 'no_answer'
  const talk = outcome === 'no_answer' ? {} : { talkMs: 90_000 }
  return [
    made,
    ...attemptFacts({ callId: `call-${n}`, taskId, at, number, outcome, ...talk, agentId: `10${10 + (n % 60)}` }),
    taskMoved(taskId, at + 99_000, { version: 2, state: 'closed', due: null, result }),
    ...(kind === 0 ? answeredCall({ callId: `in-${n}`, arrivedAt: at, number }, '1001', 4_000, 60_000) : []),
  ]
}

const began = performance.now()
let facts = 0
for (let n = 0; n < count; n += 500) {
  const some = Array.from({ length: Math.min(500, count - n) }, (_, each) => factsOf(n + each)).flat()
  facts += some.length
  await store.append(some)
}
const seconds = (performance.now() - began) / 1000
console.log(`${count} tasks, ${facts} facts in ${seconds.toFixed(0)} s, ${url.split(':', 1)[0]}`)

const measure = async (name: string, ask: (n: number) => Promise<unknown>): Promise<void> => {
  const took: number[] = []
  let rows: unknown
  for (let n = 0; n < 50; n += 1) {
    const from = performance.now()
    rows = await ask(n)
    took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(share * (took.length - 1))]?.toFixed(1)
  const found = Array.isArray(rows) ? `${rows.length} rows` : ''
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms ${found}`)
}

const { read } = store
const middle = { createdAt: morning + (count / 2) * 100, taskId: `task-${count / 2}` }
await measure('due, many', () => read.dueTasks('visits', now, 20))
await measure('due, none', () => read.dueTasks('visits', morning - 1, 20))
await measure('due, few', () => read.dueTasks('visits', morning + 90_000, 20))
await measure('due, all behind those of a later day', () => read.dueTasks('small', now + 2 * day, 20))
await measure('open ones of a number', n => read.openTasksOf({ number: numberOf(n * 7) }))
await measure('open ones of a case', n => read.openTasksOf({ caseNo: `case-${n * 7}` }))
await measure('assigned', () => read.assignedTasks())
await measure('links over', () => read.linksOver(now, 50))
await measure('a page, the newest', () => read.tasks({ limit: 50 }))
await measure('a page in the middle', () => read.tasks({ limit: 50, before: middle }))
await measure('a page of a campaign', () => read.tasks({ limit: 50, campaignId: 'small', before: middle }))
await measure('a page of closed ones', () => read.tasks({ limit: 50, campaignId: 'visits', state: 'closed' }))
await measure('a page of a rare result', () => read.tasks({ limit: 50, campaignId: 'visits', result: 'bad_number' }))
await measure('a page of a result that is not there', () => read.tasks({ limit: 50, result: 'overtaken' }))
await measure('counts of all', () => read.taskCounts())
await measure('attempts of a number', n => read.attemptsOfNumber(numberOf(n * 10), morning))
await measure('open attempts', () => read.openAttempts())
await measure('visits, a day', () => read.visitFigures(morning, morning + day))
await measure('attempts by hour, a day', () => read.attemptsByHour(morning, morning + day))
await measure('visits by unit, a day', () => read.visitsByUnit(morning, morning + day))
await measure('figures of the hotline, a day', () => read.figures(morning, morning + day))
await measure('figures by step, a day', async () => [...(await read.figuresByStep(morning, morning + day, 60_000))])
await measure('calls of the hotline, a page', () => read.calls({ limit: 50 }))
await store.close()
rmSync(folder, { recursive: true, force: true })
