import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { agentTable } from '../../src/domain/agent/agent-table.ts'
import { callTable } from '../../src/domain/call/call-table.ts'
import { taskTable } from '../../src/domain/campaign/task-table.ts'
import { caseTable } from '../../src/domain/cases/case-table.ts'
import { agentInChatTable } from '../../src/domain/chats/agent-in-chat.ts'
import { chatTable } from '../../src/domain/chats/chat-table.ts'
import { deliveryTable } from '../../src/domain/export/delivery-table.ts'
import { articleTable } from '../../src/domain/knowledge/article-table.ts'
import { outboxTable } from '../../src/domain/messages/outbox-table.ts'
import { agentOnTaskTable } from '../../src/domain/outbound/agent-on-task.ts'
import { outboundTable } from '../../src/domain/outbound/outbound-table.ts'

/** The pairs of state and event in the page's table under `heading`. */
const pairsOnPage = (heading: string): string[] => {
  const page = readFileSync('docs/states.md', 'utf8')
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)].map(([, state, event]) => `${state} ${event}`).sort()
}

const pairsInCode = (table: Readonly<Record<string, object>>): string[] =>
  Object.entries(table)
    .flatMap(([state, events]) => Object.keys(events).map(event => `${state} ${event}`))
    .sort()

test('given the table of calls, docs/states.md holds exactly the pairs that the code holds', () => {
  const ofBoth = [...pairsOnPage('Calls'), ...pairsOnPage('Calls that the hotline makes')].sort()
  assert.deepEqual(ofBoth, pairsInCode(callTable))
  assert.deepEqual(pairsOnPage('Calls that the hotline makes'), pairsInCode(outboundTable))
})

test('given the table of agents, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Agents'), pairsInCode(agentTable))
  assert.deepEqual(pairsOnPage('Agents with a task'), pairsInCode(agentOnTaskTable))
})

test('given the table of cases, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Cases'), pairsInCode(caseTable))
})

test('given the table of messages, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Messages'), pairsInCode(outboxTable))
})

test('given the table of deliveries of exported days, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Deliveries of exported days'), pairsInCode(deliveryTable))
})

test('given the table of articles, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Articles'), pairsInCode(articleTable))
})

test('given the tables of chats and of agents in one, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Chats'), pairsInCode(chatTable))
  assert.deepEqual(pairsOnPage('Agents in a chat'), pairsInCode(agentInChatTable))
})

test('given the table of callback tasks, docs/states.md holds exactly the pairs that the code holds', () => {
  assert.deepEqual(pairsOnPage('Callback tasks'), pairsInCode(taskTable))
})
