import type { RedactedRow } from '../../../domain/cases/access-facts.ts'
import type { Fact } from '../../../domain/fact.ts'
import type { AccessRow } from '../../../engine/cases/access-store.ts'
import { fill, type Query } from '../query.ts'
import { keyOfCaseNo } from '../search/case-key.ts'
import { markErased } from './erased-row.ts'
import type { Context, Projections } from './projections.ts'

type Accessed = Extract<Fact, { kind: 'case_revealed' | 'case_viewed' }>

/** Which rows an erasure is about. */
interface Contents {
  readonly at: number
  readonly caseNos: readonly string[]
  readonly callIds: readonly string[]
  readonly attachmentIds: readonly string[]
  readonly messageKeys: readonly string[]
}

const accessOf = (fact: Accessed, seq: number): AccessRow => {
  const { at, caseNo, by, role, address } = fact
  const of = { seq, at, caseNo, by, role, address }
  return fact.kind === 'case_revealed'
    ? { ...of, kind: 'revealed', reason: fact.reason, what: fact.what }
    : { ...of, kind: 'viewed', reason: '', what: [fact.what] }
}

const accessed = (fact: Accessed, { write, seq }: Context): readonly Query[] => [
  fill(write.accessed, accessOf(fact, seq)),
]

/** Nothing of it is found by words any more. */
const wordsErased = (caseNo: string, { write }: Context): readonly Query[] => {
  const key = keyOfCaseNo(caseNo)
  return key === null ? [] : [fill(write.caseWords, { key, month: '', segments: '', finder: '', confidentialOf: '' })]
}

/** What is taken out of the tables that are read. */
const contentsErased = (
  { at, caseNos, callIds, attachmentIds, messageKeys }: Contents,
  context: Context,
): readonly Query[] => {
  const { write } = context
  const { caseErased, caseNotesErased, caseRatingsErased, caseRulingsErased, caseChatsErased, caseChatNumbersErased } =
    write
  const ofCase = [
    ...[caseErased, caseNotesErased, caseRatingsErased, caseRulingsErased],
    ...[caseChatsErased, caseChatNumbersErased, write.caseTasksErased],
  ]
  const ofCall = [
    ...[write.callErased, write.callNotesErased, write.callPartiesErased, write.callDraftsErased],
    write.callAttemptErased,
  ]
  return [
    ...caseNos.flatMap(caseNo => [...ofCase.map(each => fill(each, { caseNo })), ...wordsErased(caseNo, context)]),
    ...callIds.flatMap(callId => ofCall.map(each => fill(each, { callId }))),
    ...attachmentIds.map(attachmentId => fill(write.attachmentNameErased, { attachmentId })),
    ...messageKeys.map(messageKey => fill(write.messageErased, { messageKey, at })),
  ]
}

/** What an erased row of the ledger left in tables that hold the same words. */
const reasonsRedacted = ({ seq, body }: RedactedRow, { write }: Context): readonly Query[] => {
  const left = JSON.parse(body) as { readonly [key: string]: unknown; readonly ruling?: { readonly reason?: unknown } }
  if (typeof left.ruling === 'object' && typeof left.ruling.reason === 'string')
    return [fill(write.scoreRulingRedacted, { seq, reason: left.ruling.reason })]
  if (typeof left.reason !== 'string') return []
  if ('ruleBy' in left) return [fill(write.objectionRedacted, { seq, reason: left.reason })]
  return 'role' in left ? [fill(write.accessRedacted, { seq, reason: left.reason })] : []
}

/** Who looked at cases; and what an erasure takes out of the tables that are read and out of rows of the ledger. */
export const accessProjections: Projections = {
  case_revealed: accessed,
  case_viewed: accessed,
  person_erased: (fact, context) => {
    const { write, seq } = context
    const { attachmentIds = [], messageKeys = [] } = fact
    return [
      fill(write.erased, { ...fact, seq }),
      ...contentsErased({ ...fact, attachmentIds, messageKeys }, context),
      ...(fact.chatIds ?? []).flatMap(chatId =>
        [write.chatErased, write.chatMessagesErased].map(each => fill(each, { chatId })),
      ),
      ...(fact.taskIds ?? []).map(taskId => fill(write.taskErased, { taskId })),
      ...(fact.historyCallIds ?? []).flatMap(callId =>
        [write.historyNotesErased, write.historyCallErased].map(each => fill(each, { callId })),
      ),
      ...fact.personIds.flatMap(personId =>
        [write.personErased, write.personNumbersErased].map(each => fill(each, { personId })),
      ),
      ...fact.missedIds.flatMap(missedId =>
        [write.missedErased, write.missedEnded].map(each => fill(each, { missedId })),
      ),
    ]
  },
  case_erased: (fact, context) => contentsErased({ ...fact, caseNos: [fact.caseNo] }, context),
  facts_redacted: (fact, context) =>
    fact.rows.flatMap(row => [
      fill(context.write.factRedacted, { seq: row.seq, body: markErased(row.body, context.seq) }),
      ...reasonsRedacted(row, context),
    ]),
}
