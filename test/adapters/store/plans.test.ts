import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import type { Backend } from '../../../src/adapters/store/backend.ts'
import { builder } from '../../../src/adapters/store/db.ts'
import { ledgerTemplates } from '../../../src/adapters/store/ledger/templates.ts'
import { migrationFolder } from '../../../src/adapters/store/migrate/plan.ts'
import { migrateSqlite } from '../../../src/adapters/store/migrate/sqlite.ts'
import type { Query } from '../../../src/adapters/store/query.ts'
import { accessReads } from '../../../src/adapters/store/reads/access-reads.ts'
import { articleSearch } from '../../../src/adapters/store/reads/article-search.ts'
import { attachmentReads } from '../../../src/adapters/store/reads/attachment-reads.ts'
import { callReads } from '../../../src/adapters/store/reads/call-reads.ts'
import { callerReads } from '../../../src/adapters/store/reads/caller-reads.ts'
import { campaignFigures } from '../../../src/adapters/store/reads/campaign-figures.ts'
import { campaignReads } from '../../../src/adapters/store/reads/campaign-reads.ts'
import { caseReads } from '../../../src/adapters/store/reads/case-reads.ts'
import { caseSearch } from '../../../src/adapters/store/reads/case-search.ts'
import { caseWorkReads } from '../../../src/adapters/store/reads/case-work-reads.ts'
import { chatReads } from '../../../src/adapters/store/reads/chat-reads.ts'
import { draftReads } from '../../../src/adapters/store/reads/draft-reads.ts'
import { exportReads } from '../../../src/adapters/store/reads/export-reads.ts'
import { figureReads } from '../../../src/adapters/store/reads/figure-reads.ts'
import { articleLists, articleReads } from '../../../src/adapters/store/reads/knowledge-reads.ts'
import { ledgerReads } from '../../../src/adapters/store/reads/ledger-reads.ts'
import { messageReads } from '../../../src/adapters/store/reads/message-reads.ts'
import { noticeReads } from '../../../src/adapters/store/reads/notice-reads.ts'
import { personReads } from '../../../src/adapters/store/reads/person-reads.ts'
import { ratingReads } from '../../../src/adapters/store/reads/rating-reads.ts'
import { recordingReads } from '../../../src/adapters/store/reads/recording-reads.ts'
import { scoreReads } from '../../../src/adapters/store/reads/score-reads.ts'
import { settingReads } from '../../../src/adapters/store/reads/setting-reads.ts'
import { unfinishedReads } from '../../../src/adapters/store/reads/unfinished-reads.ts'
import { unitApiReads } from '../../../src/adapters/store/reads/unit-api-reads.ts'
import { unitReads } from '../../../src/adapters/store/reads/unit-reads.ts'
import type { Reads } from '../../../src/engine/store.ts'
import { finallyDo, givenFolder } from '../../helpers/store.ts'

/** Tables that stay small: reading one whole is right. */
const small = /^SCAN (queues|agents|users)\b/

type Explain = (query: Query) => readonly string[]

const givenExplain = (t: Parameters<typeof givenFolder>[0]): Explain => {
  const database = new Sqlite(join(givenFolder(t), 'plans.db'))
  finallyDo(t, () => database.close())
  migrateSqlite(database, migrationFolder('sqlite'))
  return ({ sql, params }) =>
    database
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...params)
      .map(row => row.detail)
}

test('every read finds its rows by an index and needs no sorting', async t => {
  const explain = givenExplain(t)
  const asked: Query[] = []
  const query = builder('sqlite', async (sql, params) => {
    asked.push({ sql, params })
    return []
  })
  const read: Backend['read'] = async queries => {
    asked.push(...queries)
    return []
  }
  const reads: Reads = {
    ...attachmentReads(query),
    ...chatReads(query),
    ...callReads(query),
    ...callerReads(query, { read }),
    ...settingReads(query),
    ...caseReads(query),
    ...caseSearch(query, { read }),
    ...caseWorkReads(query),
    ...articleReads(query),
    ...articleLists(query),
    ...articleSearch(query),
    ...unitReads(query),
    ...accessReads(query),
    ...personReads(query),
    ...draftReads(query),
    ...ratingReads(query),
    ...recordingReads(query),
    ...exportReads(query),
    ...messageReads(query),
    ...noticeReads(query),
    ...unitApiReads(query),
    ...campaignReads(query),
    ...campaignFigures(query),
    ...figureReads(query),
    ...ledgerReads(query),
    ...scoreReads(query),
    ...unfinishedReads(query),
  }
  const plansOf = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
    asked.length = 0
    await ask()
    return asked.flatMap(explain)
  }
  const before = { arrivedAt: 1, id: 'c' }
  const cases: Record<string, () => Promise<unknown>> = {
    attachment: () => reads.attachment('a'),
    attachmentsOfCase: () => reads.attachmentsOfCase('n'),
    attachmentsWaiting: () => reads.attachmentsWaiting({ kind: 'user', id: 'a' }, 20),
    attachmentsLeft: () => reads.attachmentsLeft(1, 50),
    attachmentsAmong: () => reads.attachmentsAmong(['a', 'b']),
    noticeProgress: () => reads.noticeProgress('cases'),
    lastCaseFact: () => reads.lastCaseFact(),
    caseHappenings: () => reads.caseHappenings(1, 10),
    openClocks: () => reads.openClocks(null, 10),
    'open clocks after one': () => reads.openClocks({ dueAt: 1, caseNo: 'n' }, 10),
    messagesKnown: () => reads.messagesKnown(['a', 'b']),
    unitKeyByHash: () => reads.unitKeyByHash('a'),
    unitRequest: () => reads.unitRequest('a'),
    draft: () => reads.draft('c', '1001'),
    'who looked at a case': () => reads.accesses({ caseNo: 'n', before: 9, limit: 10 }),
    'what somebody looked at': () => reads.accesses({ by: 'leader', limit: 10 }),
    'cases by last digits': () =>
      reads.cases({ limit: 10, lastDigits: { digits: '5678', since: 1 }, confidentialOf: '' }),
    cases: () => reads.cases({ limit: 10, before: { acceptedAt: 1, caseNo: 'n' } }),
    'cases of a number': () => reads.cases({ limit: 10, number: 'n' }),
    'cases by words': () => reads.cases({ limit: 10, words: ['a', 'b'], confidentialOf: '1001' }),
    hasUrgentCase: () => reads.hasUrgentCase('n'),
    'case by its number': () => reads.caseByNo('n'),
    'case list by a case number': () => reads.cases({ limit: 10, caseNo: 'n' }),
    caseFacts: () => reads.caseFacts('n'),
    caseOfRequest: () => reads.caseOfRequest('r'),
    lastCasePlace: () => reads.lastCasePlace(),
    unitBox: () => reads.unitBox({ unit: 'u' }, 1, 2),
    attachmentsLeftByCitizens: () => reads.attachmentsLeft(1, 50, 'citizen'),
    'unitBox of a tier-2 unit': () => reads.unitBox({ handlerUnit: 'u' }, 1, 2),
    unitFigures: () => reads.unitFigures({ unit: 'u' }, 0, 9),
    'unitFigures of a tier-2 unit': () => reads.unitFigures({ handlerUnit: 'u' }, 0, 9),
    callDecision: () => reads.callDecision('c'),
    undecidedCalls: () => reads.undecidedCalls('1001', 0, 10),
    calls: () => reads.calls({ limit: 10, before, from: 0, to: 9 }),
    'calls of a queue': () => reads.calls({ limit: 10, queueId: 'q', before }),
    'calls of an agent': () => reads.calls({ limit: 10, agentId: 'a', before }),
    'calls of a number': () => reads.calls({ limit: 10, number: 'n' }),
    call: () => reads.call('c'),
    'files and messages of a person': () => reads.besideCases(['n'], 'n'),
    'cases by age': () => reads.casesByAge({ acceptedAt: 1, caseNo: 'n' }, 9, 10),
    'a case whose time is over': () => reads.agedCase('n'),
    callFacts: () => reads.callFacts('c'),
    unfinished: () => reads.unfinished(),
    callerHistory: () => reads.callerHistory('n', 'c', 1),
    'missedCalls open': () => reads.missedCalls(true, 10),
    missedSince: () => reads.missedSince(1),
    'missedCalls closed': () => reads.missedCalls(false, 10),
    figures: () => reads.figures(0, 1),
    openCalls: () => reads.openCalls(),
    userByName: () => reads.userByName('u'),
    userById: () => reads.userById(1),
    session: () => reads.session('s'),
    tip: () => reads.tip(),
    checkChain: () => reads.checkChain({ seq: 1, hash: '' }, 10),
    verifyChain: () => reads.verifyChain(1),
    queues: () => reads.queues(),
    recordings: () => reads.recordings('c'),
    recordedCalls: () => reads.recordedCalls({ from: 0, to: 9, limit: 10 }),
    'recordedCalls of an agent': () => reads.recordedCalls({ from: 0, to: 9, talkedIn: '1', limit: 10 }),
    recordingsDue: () => reads.recordingsDue({ before: 9, complaintsBefore: 0, limit: 10 }),
    answeredWithoutAudio: () => reads.answeredWithoutAudio(0, 9, 10),
    agents: () => reads.agents(),
    firstFactAt: () => reads.firstFactAt(),
    newestVersions: () => reads.newestVersions(20_000),
    exportRuns: () => reads.exportRuns(10),
    hasFactsOfCallsSince: () => reads.hasFactsOfCallsSince(5, 0, 9),
    hasImportedCalls: () => reads.hasImportedCalls(0, 9),
    openDeliveries: () => reads.openDeliveries(),
    messagesDue: () => reads.messagesDue('sms', 9, ['+8613800000000'], 10),
    messagesBeingSent: () => reads.messagesBeingSent('sms'),
    nextMessageAt: () => reads.nextMessageAt('sms'),
    message: () => reads.message('k'),
    outboxCounts: () => reads.outboxCounts(9),
    webhookTarget: () => reads.webhookTarget('u'),
    article: () => reads.article('a'),
    articleVersions: () => reads.articleVersions('a', { before: 9, limit: 10 }),
    articleFacts: () => reads.articleFacts('a', 10),
    articleComplaints: () => reads.articleComplaints('a', 10),
    articleUseful: () => reads.articleUseful('a'),
    articleHappenings: () => reads.articleHappenings(1, 10),
    lastArticleFact: () => reads.lastArticleFact(),
    housePeople: () => reads.housePeople(),
    feedbackById: () => reads.feedbackById('f'),
    openFeedback: () => reads.openFeedback(10),
    'open feedback after one': () => reads.openFeedback(10, { at: 1, id: 'a' }),
    articles: () => reads.articles({ limit: 10, after: { at: 1, id: 'a' } }),
    'articles of a state': () => reads.articles({ limit: 10, state: 'draft' }),
    'articles of an author': () => reads.articles({ limit: 10, author: '1001' }),
    dueArticles: () => reads.dueArticles(1, 1, 10),
    scoreIssues: () => reads.scoreIssues('2026-03'),
    newestFrozenMonth: () => reads.newestFrozenMonth(),
    scoreObjection: () => reads.scoreObjection('o'),
    task: () => reads.task('t'),
    taskByRequest: () => reads.taskByRequest('c', 'r'),
    dueTasks: () => reads.dueTasks('c', 9, 10),
    'openTasksOf a number': () => reads.openTasksOf({ number: 'n' }),
    'openTasksOf a case': () => reads.openTasksOf({ caseNo: 'n' }),
    casesToAsk: () => reads.casesToAsk({ accepted: { from: 0, to: 9 } }, 10),
    'casesToAsk of a unit': () =>
      reads.casesToAsk({ accepted: { from: 0, to: 9 }, closed: { from: 0, to: 9 }, unit: 'u', urgent: true }, 10),
    'casesToAsk of a class and result': () =>
      reads.casesToAsk({ accepted: { from: 0, to: 9 }, classes: ['help'], results: ['partly'] }, 10),
    assignedTasks: () => reads.assignedTasks(),
    linksOver: () => reads.linksOver(9, 10),
    'tasks of a number': () => reads.tasks({ limit: 10, number: 'n' }),
    tasks: () => reads.tasks({ limit: 10, before: { createdAt: 1, taskId: 't' } }),
    'tasks of a campaign': () => reads.tasks({ limit: 10, campaignId: 'c', before: { createdAt: 1, taskId: 't' } }),
    'tasks of a state': () => reads.tasks({ limit: 10, state: 'linked', before: { createdAt: 1, taskId: 't' } }),
    'tasks of a campaign and state': () => reads.tasks({ limit: 10, campaignId: 'c', state: 'closed' }),
    'tasks with a result': () => reads.tasks({ limit: 10, result: 'rated' }),
    'tasks of a campaign with a result': () => reads.tasks({ limit: 10, campaignId: 'c', result: 'rated' }),
    'tasks of a case': () => reads.tasks({ limit: 10, caseNo: 'n' }),
    taskCounts: () => reads.taskCounts(),
    'attempts of a task': () => reads.attempts({ taskId: 't' }),
    'attempt of a call': () => reads.attempts({ callId: 'c' }),
    attemptsOfNumber: () => reads.attemptsOfNumber('n', 1),
    openAttempts: () => reads.openAttempts(),
    seeds: () => reads.seeds('c', 1),
    visitFigures: () => reads.visitFigures(0, 9),
  }
  for (const [name, ask] of Object.entries(cases)) {
    const plans = await plansOf(ask)
    assert.ok(plans.length > 0, name)
    for (const plan of plans.filter(each => !small.test(each))) {
      assert.doesNotMatch(
        plan,
        /^SCAN (?!\S+ USING (COVERING )?INDEX|case_words VIRTUAL TABLE INDEX \d+:M|json_each (EXISTS )?VIRTUAL TABLE INDEX \d+:|facts$)/,
        `${name}: ${plan}`,
      )
      assert.doesNotMatch(plan, /TEMP B-TREE/, `${name}: ${plan}`)
    }
  }
  // found among the open cases alone, which are thousands; only what is found is sorted
  const assisted = await plansOf(() => reads.work({ coUnit: 'u', limit: 10 }))
  assert.match(assisted[0] ?? '', /cases USING INDEX cases_(owner|unit|handler)/)
  const search = { sought: ['社保'], validOnly: false, now: 1, limit: 10 }
  const searchPlans = await plansOf(() => reads.searchArticles(search))
  assert.match(searchPlans.join('\n'), /SCAN article_words VIRTUAL TABLE INDEX \d+:M/)
  assert.match(searchPlans.join('\n'), /SEARCH articles USING COVERING INDEX articles_found \(row=/)
  assert.match(searchPlans.join('\n'), /SEARCH articles USING INDEX articles_row \(row=\?\)/)
  const stepPlans = await plansOf(() => reads.figuresByStep(0, 86_400_000, 60_000))
  assert.deepEqual(
    stepPlans.map(plan => plan.replace(/\(.*/, '').trim()),
    ['SEARCH calls USING INDEX calls_arrived', 'USE TEMP B-TREE FOR GROUP BY'],
  )
  const queuePlans = await plansOf(() => reads.decidedByQueue(0, 86_400_000, 60_000))
  assert.match(queuePlans[0] ?? '', /^SEARCH calls USING INDEX calls_arrived/)
  // no list of tasks goes through those of another campaign, state or result
  const ofState = await plansOf(() => reads.tasks({ limit: 10, campaignId: 'c', state: 'linked' }))
  assert.match(ofState[0] ?? '', /callback_tasks_campaign_state \(campaign_id=\? AND state=\?\)/)
  const firstDue = (await plansOf(() => reads.dueTasks('c', 9, 10)))[0] ?? ''
  assert.match(firstDue, /INDEX callback_tasks_due \(campaign_id=\? AND due<\?\)/)
  const over = (await plansOf(() => reads.linksOver(9, 10)))[0] ?? ''
  assert.match(over, /INDEX callback_tasks_linked \(due<\?\)/)
  for (const [name, ask] of Object.entries({
    attemptsByHour: () => reads.attemptsByHour(0, 9),
    attemptsByAgent: () => reads.attemptsByAgent(0, 9),
    tasksByCampaign: () => reads.tasksByCampaign(0, 9),
    visitsByUnit: () => reads.visitsByUnit(0, 9),
  }))
    assert.match((await plansOf(ask))[0] ?? '', /INDEX (attempts_began|callback_tasks_created)/, name)
  const agentPlans = await plansOf(() => reads.agentFigures(0, 1))
  assert.ok(
    agentPlans.filter(plan => /^SEARCH .* USING INDEX (offers_made|offers_ended|agent_intervals_ended)/.test(plan))
      .length === 3,
  )
})

test('every write of the ledger finds the rows it changes by an index', t => {
  const explain = givenExplain(t)
  for (const [name, { sql, holes }] of Object.entries(ledgerTemplates(builder('sqlite')))) {
    const plans = explain({ sql, params: holes.map(() => null) })
    for (const plan of plans) assert.doesNotMatch(plan, /^SCAN/, `${name}: ${plan}`)
  }
})

test('given many tasks that are due, the waiting ones are gone through in their order, without sorting', async t => {
  const explain = givenExplain(t)
  const asked: Query[] = []
  const { dueTasks } = campaignReads(
    builder('sqlite', async (sql, params) => {
      asked.push({ sql, params })
      return asked.length === 1 ? Array.from({ length: 101 }, () => Array(22).fill(null)) : []
    }),
  )
  await dueTasks('c', 9, 10)
  const plans = asked.slice(1).flatMap(explain)
  assert.deepEqual(
    plans.map(plan => plan.replace(/^SEARCH callback_tasks USING (COVERING )?INDEX /, '')),
    Array(2).fill('callback_tasks_next (campaign_id=? AND urgent=?)'),
  )
})
