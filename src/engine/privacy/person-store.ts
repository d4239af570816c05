import type { CaseClass } from '../../domain/cases/case.ts'
import type { BookedCommand } from '../../domain/cases/life/commands.ts'
import type { Person, SharedNumberKind } from '../../domain/cases/person.ts'
import type { ChatSpeaker } from '../../domain/chats/chat-facts.ts'
import type { Fact, FactKind } from '../../domain/fact.ts'
import type { HistoryCall } from '../../domain/history/history.ts'
import type { OutboxEntry } from '../../domain/messages/outbox-table.ts'
import type { AttachmentRow } from '../attachments/attachment-store.ts'
import type { AttemptRow, Task } from '../campaigns/campaign-store.ts'
import type { CaseCallRow, CaseRow } from '../cases/case-store.ts'
import type { CallRow, MissedCallRow, RecordingRow } from '../store.ts'

/** A call of a case, or a note on it. */
export interface PersonCaseCall extends CaseCallRow {
  readonly caseNo: string
}

/** A file of a case, or one that it took the place of. */
export type PersonAttachment = Pick<
  AttachmentRow,
  'id' | 'name' | 'type' | 'bytes' | 'sha256' | 'uploadedAt' | 'caseNo' | 'erasedAt'
>

/** A message to the person, or to others about his cases. */
export type PersonMessage = Pick<
  OutboxEntry,
  'key' | 'kind' | 'recipient' | 'subject' | 'text' | 'createdAt' | 'state' | 'endedAt'
>

/** What was written with an agent. */
export interface PersonChat {
  readonly id: string
  readonly openedAt: number
  readonly endedAt: number | null
  readonly number: string | null
  /** Cases that it belongs to. */
  readonly caseNos: readonly string[]
  readonly messages: readonly { readonly at: number; readonly speaker: ChatSpeaker; readonly text: string }[]
}

/** A callback task, with why it was moved where somebody said so. */
export interface PersonTask extends Pick<Task, 'taskId' | 'campaignId' | 'purpose' | 'number' | 'caseNo'> {
  readonly createdAt: number
  readonly note: string
  readonly state: Task['standing']['state']
  readonly since: number
  readonly appointment: number | null
  readonly result: Task['standing']['result']
  readonly moves: readonly { readonly at: number; readonly event: string; readonly why: string }[]
}

/** A call of before the hotline kept its own ledger. */
export interface PersonHistoryCall
  extends Pick<
    HistoryCall,
    'callId' | 'direction' | 'purpose' | 'arrivedAt' | 'answeredAt' | 'endedAt' | 'rawNumber' | 'number' | 'caseNo'
  > {
  readonly notes: readonly string[]
}

/** What was done to a case, with what was typed for it. */
export interface PersonStep {
  readonly caseNo: string
  readonly at: number
  readonly by: Extract<Fact, { kind: 'case_moved' }>['by']['kind']
  readonly unit: string | null
  readonly wish: BookedCommand
}

/** What the hotline holds of one number (PIPL art. 45). */
export interface PersonRecords {
  /** It belongs to nobody in particular. */
  readonly shared: SharedNumberKind | null
  readonly persons: readonly Person[]
  /** Cases of this number, and those that came from one of its calls without naming it. */
  readonly cases: readonly CaseRow[]
  readonly caseCalls: readonly PersonCaseCall[]
  readonly ratings: readonly {
    readonly caseNo: string
    readonly at: number
    readonly result: string
    readonly score: string | null
    readonly reason: string
  }[]
  readonly rulings: readonly {
    readonly caseNo: string
    readonly at: number
    readonly ruling: string
    readonly reason: string
    readonly state: string
    readonly decision: string
  }[]
  readonly steps: readonly PersonStep[]
  readonly attachments: readonly PersonAttachment[]
  readonly messages: readonly PersonMessage[]
  /** Chats of these cases, and those in which this number was given. */
  readonly chats: readonly PersonChat[]
  /** Calls of this number, to the hotline and from it, and those that were made for his tasks. */
  readonly calls: readonly CallRow[]
  /** Callback tasks of these cases, and those to this number. */
  readonly tasks: readonly PersonTask[]
  /** Attempts of these tasks, and all to this number. */
  readonly attempts: readonly AttemptRow[]
  readonly recordings: readonly RecordingRow[]
  readonly missedCalls: readonly (Pick<MissedCallRow, 'number' | 'firstAt' | 'lastAt' | 'times'> & {
    readonly id: number
    readonly closedAt: number | null
  })[]
  /** Imported calls of this number, with what was written on ratings of their cases. */
  readonly historyCalls: readonly PersonHistoryCall[]
  readonly drafts: readonly {
    readonly callId: string
    readonly text: string
    readonly fields: Readonly<Record<string, string>> | null
    readonly updatedAt: number
  }[]
}

/** A row of the ledger that may hold personal data. */
export interface RedactableRow {
  readonly seq: number
  readonly kind: FactKind
  /** JSON without what marks an earlier erasure. */
  readonly body: string
  /** What a fact must hold to vouch for this row with another body. */
  seal(body: string): string
}

/** Where a closed case stands among all, and whether its time can be over. */
export interface AgedCase {
  readonly caseNo: string
  readonly class: CaseClass
  readonly acceptedAt: number
  readonly closedAt: number | null
  /** Whether what is about a person was taken out of it. */
  readonly erased: boolean
}

/** A call of a case, as far as its own number may go with the case. */
export interface AgedCall {
  readonly id: string
  readonly rawNumber: string
  readonly number: string | null
  readonly endedAt: number | null
  readonly recordings: readonly Pick<RecordingRow, 'heldAt' | 'closedAt' | 'erasedAt'>[]
  /** The other cases that it belongs to. */
  readonly others: readonly AgedCase[]
}

/** All that goes with one case when its time is over. */
export interface AgedRecords {
  readonly requesterName: string
  readonly number: string | null
  readonly calls: readonly AgedCall[]
}

/** Which rows of the ledger an erasure is about. */
export interface RowsOf {
  readonly callIds: readonly string[]
  readonly caseNos: readonly string[]
  readonly attachmentIds: readonly string[]
  readonly chatIds?: readonly string[]
  readonly taskIds?: readonly string[]
  /** Cases that are kept: rows of theirs are none of it. */
  readonly except: readonly string[]
  /** Further rows. */
  readonly seqs: readonly number[]
}

/** Reads of all that belongs to one number (E.164), or to one case whose time is over. */
export interface PersonReads {
  person(number: string): Promise<PersonRecords>
  /** Files and messages of these cases, and all messages to this number (null: none). */
  besideCases(
    caseNos: readonly string[],
    number: string | null,
  ): Promise<Pick<PersonRecords, 'attachments' | 'messages'>>
  /** Rows of the ledger of these calls, cases, their tasks and files, in order. */
  personRows(of: RowsOf): Promise<readonly RedactableRow[]>
  /** Cases in the order of their acceptance, after one of them; all, so that a page costs the same wherever it is. */
  casesByAge(
    after: Pick<AgedCase, 'acceptedAt' | 'caseNo'> | null,
    acceptedBefore: number,
    limit: number,
  ): Promise<readonly AgedCase[]>
  /** null: there is no such case. */
  agedCase(caseNo: string): Promise<AgedRecords | null>
}
