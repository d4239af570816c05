import type { Agent } from '../domain/agent/agent.ts'
import { deviceOf } from '../domain/agent/phone.ts'
import { holdsPlace } from '../domain/call/call.ts'
import { placesIn } from '../domain/kept-place/places.ts'
import type { Line } from '../domain/line/line.ts'
import { maskNumber } from '../domain/number/mask.ts'
import { attemptOf } from '../domain/outbound/give.ts'
import { outcomeByNetwork } from '../domain/outbound/network.ts'
import { takesCalls } from '../domain/queue/queue.ts'
import { get, size, values } from '../domain/sorted.ts'
import type { CaseLine } from '../wire/case-views.ts'
import type {
  AgentView,
  CallTargetsView,
  DeskChatView,
  DeskTaskView,
  HistoryView,
  PhoneView,
  QueueView,
} from '../wire/views.ts'
import type { CaseBrief } from './cases/case-store.ts'
import type { CallerHistory, Role } from './store.ts'
import type { Targets } from './targets.ts'
import { seesWholeNumbers } from './viewer.ts'

/** An agent as pages see him. */
export const agentView = (agent: Agent): AgentView => ({
  id: agent.id,
  name: agent.name,
  extension: agent.extension,
  group: agent.group,
  state: agent.state,
  since: agent.since,
  reason: agent.reason,
  until: agent.state === 'wrap_up' || agent.state === 'paused' ? agent.until : null,
  next: agent.next === null ? null : agent.next.state === 'paused' ? agent.next.reason : agent.next.state,
  signedIn: agent.signedIn,
  console: agent.console,
  phone: agent.phone,
})

/** The chat at an agent's desk; null: none. */
export const deskChatView = (line: Line, agent: Agent): DeskChatView | null => {
  if (agent.chatId === null) return null
  const chat = get(line.chats, agent.chatId)
  const { chatId } = agent
  const offer = agent.state === 'reserved' ? chat?.offer : null
  const state = offer ? 'offered' : agent.state === 'talking' && chat ? 'open' : 'ended'
  return {
    ...{ chatId, state, offerId: offer?.id ?? null, ringUntil: offer?.until ?? null },
    number: maskNumber(chat?.number ?? null),
    language: chat?.language ?? 'zh',
  }
}

/** The callback task at an agent's desk; null: none. */
export const deskTaskView = (line: Line, agent: Agent): DeskTaskView | null => {
  const call = attemptOf(line, agent)
  if (!call) return null
  const { order, network } = call.outbound
  const { state, id: callId, answeredAt, caller } = call
  const beforeTalk = state === 'previewed' || state === 'summoned' || state === 'dialled'
  return {
    callId,
    taskId: order.taskId,
    campaignId: order.campaignId,
    purpose: order.purpose,
    caseNo: order.caseNo,
    state: beforeTalk || state === 'concluded' ? state : 'talking',
    number: maskNumber(caller.number),
    until: beforeTalk ? call.until : null,
    answered: answeredAt !== null,
    byNetwork: network && answeredAt === null ? outcomeByNetwork(network) : null,
  }
}

/** How an agent is called, for his own desk. */
export const phoneView = (agent: Agent): PhoneView => ({
  device: deviceOf(agent),
  wantsStandingLeg: agent.wantsStandingLeg,
  autoAccept: agent.autoAccept,
  stands: agent.standingLeg !== null,
})

/** A caller as a role may see him: the raw text only where it is no number we know, both masked unless the role sees them whole. */
export const callerView = (
  caller: { readonly number: string | null; readonly raw: string; readonly withheld: boolean },
  role: Role,
): { readonly number: string | null; readonly rawNumber: string | null; readonly withheld: boolean } => {
  const raw = caller.number === null && !caller.withheld ? caller.raw : null
  const shown = seesWholeNumbers(role) ? (text: string | null) => text : maskNumber
  return { number: shown(caller.number), rawNumber: shown(raw), withheld: caller.withheld }
}

/** What is known of a caller, as the pop shows it; an agent whose name is not known stays null. */
export const historyView = (history: CallerHistory, nameOf: (agentId: string) => string | null): HistoryView => ({
  earlier: history.earlier.map(call => ({
    callId: call.id,
    arrivedAt: call.arrivedAt,
    agentName: call.agentId === null ? null : nameOf(call.agentId),
    endCause: call.endCause,
    talkMs: call.talkMs,
  })),
  callsInSevenDays: history.callsInSevenDays,
  missed: history.missed,
  shared: history.shared,
  people: history.people,
  openMatters: history.openCases.map(caseLine),
  closedMatters: history.closedCases.map(caseLine),
})

/** A case in a few words, as everybody may see it. */
export const caseLine = (found: CaseBrief): CaseLine => ({
  caseNo: found.caseNo,
  class: found.class,
  title: found.confidential ? null : found.title,
  acceptedAt: found.acceptedAt,
  closedAt: found.closedAt,
})

/** Whom this agent can call: colleagues who are signed in, the ready ones first. */
export const callTargetsView = (
  line: Line,
  agentId: string,
  targets: Pick<Targets, 'directory' | 'topics'>,
): CallTargetsView => ({
  agents: [...values(line.agents)]
    .filter(({ id, signedIn }) => signedIn && id !== agentId)
    .sort((a, b) => Number(b.state === 'ready') - Number(a.state === 'ready') || (a.id < b.id ? -1 : 1))
    .map(({ id, name, state }) => ({ id, name, state })),
  queues: queueViews(line).map(({ id, name, waiting }) => ({ id, name, waiting })),
  contacts: targets.directory().map(({ id, kind, name, unit }) => ({ id, kind, name, unit })),
  topics: targets.topics(),
})

/** The queues of the line with what happens in each now. Somebody who rings still waits. */
export const queueViews = (line: Line): readonly QueueView[] => {
  const counts = new Map(
    line.queues.map(queue => [queue.id, { waiting: 0, ringing: 0, talking: 0, longestSince: null as number | null }]),
  )
  for (const call of values(line.calls)) {
    const count = counts.get(call.queueId)
    if (!count) continue
    if (call.state === 'talking') count.talking += 1
    if (!holdsPlace(call)) continue
    count.waiting += 1
    if (call.offer) count.ringing += 1
    if (count.longestSince === null || call.arrivedAt < count.longestSince) count.longestSince = call.arrivedAt
  }
  return line.queues.filter(takesCalls).map(({ id, name, overflowOpen, announcement, answerTarget = null }) => ({
    id,
    name,
    overflow: overflowOpen,
    announce: announcement !== null,
    answerTarget: answerTarget === null ? null : answerTarget / 100,
    ...(counts.get(id) ?? { waiting: 0, ringing: 0, talking: 0, longestSince: null }),
    ...keptIn(line, id),
  }))
}

const keptIn = (line: Line, queueId: string): { readonly kept?: number } => {
  const kept = placesIn(line, queueId)
  return kept === 0 ? {} : { kept }
}

/** Callers in the line who have no agent yet. */
export const waitingCallers = (line: Line): number => {
  if (size(line.calls) === 0) return 0
  let count = 0
  for (const call of values(line.calls)) if (holdsPlace(call)) count += 1
  return count
}

/** All agents of the line as pages see them, by id. */
export const agentViews = (line: Line): readonly AgentView[] => [...values(line.agents)].map(agentView)
