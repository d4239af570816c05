import type { Tables } from './define.ts'

/*
 * Where personal data of citizens may stand (PIPL art. 47). Every column of every table has its place here, and every folder of the data folder; a test compares
 * this with a real database of both dialects, plants data in what is called personal, and looks whether an export holds it and an erasure takes it out.
 */

/** What the columns of a table are. */
export interface ColumnsOf<Column extends string> {
  /** Of a requester: in his export, and taken out by an erasure. */
  readonly personal?: readonly Column[]
  /** Typed by the house about its own work: what belongs to a case of his loses his number and names. */
  readonly typed?: readonly Column[]
  /** Of people of the house and of units, by their work. */
  readonly staff?: readonly Column[]
  /** Tells of no person: what happened, when, what it was about as a code, and ids that the house gives. */
  readonly plain?: readonly Column[]
}

type Register = {
  readonly [Name in keyof Tables]: ColumnsOf<Extract<keyof Tables[Name]['$inferSelect'], string>>
}

export const personalData: Register = {
  facts: { personal: ['body'], staff: ['agentId'], plain: ['seq', 'at', 'received', 'kind', 'callId', 'hash'] },
  calls: {
    personal: ['rawNumber', 'number'],
    staff: ['agentId', 'withAgentId'],
    plain: [
      ...(['id', 'queueId', 'dialled', 'withheld', 'priority', 'adopted', 'arrivedAt', 'localDay'] as const),
      ...(['localHour', 'queuedAt', 'answeredAt', 'endedAt', 'waitMs', 'talkMs', 'endCause', 'endedBy'] as const),
      ...(['abandonStage', 'overflowReason', 'failReason', 'offers', 'fallback', 'furtherLeg'] as const),
      'placeExpiresAt',
      ...(['transferredAt', 'transferQueueId', 'heldAt', 'surveyedAt', 'purpose', 'taskId'] as const),
    ],
  },
  offers: {
    staff: ['agentId'],
    plain: ['seq', 'id', 'callId', 'madeAt', 'endedAt', 'result', 'ringMs', 'reason'],
  },
  legs: { staff: ['agentId'], plain: ['seq', 'id', 'callId', 'answeredAt', 'endedAt', 'how', 'talkMs'] },
  parties: {
    // of who was called by a number that an agent typed; entries of the directory are of the house
    personal: ['number', 'name'],
    staff: ['calledBy', 'agentId', 'contactId'],
    plain: [
      ...(['seq', 'id', 'callId', 'leg', 'kind', 'mode', 'unit', 'calledAt', 'joinedAt', 'endedAt'] as const),
      ...(['how', 'talkMs'] as const),
    ],
  },
  serviceRatings: { staff: ['agentId'], plain: ['seq', 'callId', 'at', 'result', 'score'] },
  agentIntervals: {
    staff: ['agentId'],
    plain: ['id', 'state', 'reason', 'callId', 'fromAt', 'toAt', 'until', 'next', 'resume'],
  },
  missedCalls: {
    personal: ['number'],
    plain: ['id', 'firstAt', 'lastAt', 'times', 'lastCallId', 'closedAt', 'closedBy', 'why'],
  },
  drafts: { personal: ['text', 'fields'], staff: ['agentId'], plain: ['id', 'callId', 'updatedAt'] },
  dayVersions: {
    plain: ['id', 'day', 'version', 'standing', 'content', 'madeAt', 'headSeq', 'headHash', 'files'],
  },
  dayDeliveries: {
    plain: ['id', 'day', 'version', 'target', 'state', 'nextAt', 'tries', 'lastError', 'endedAt'],
  },
  // published figures; counts that could point to a person are hidden in them
  frozenReports: {
    staff: ['reason'],
    plain: ['id', 'period', 'version', 'frozenAt', 'headSeq', 'headHash', 'document', 'sha256', 'files'],
  },
  historyImports: { plain: ['id', 'fingerprint', 'files', 'startedAt', 'endedAt', 'fileIndex', 'byte', 'line'] },
  historyRollUps: { plain: ['id', 'imports', 'zone', 'version', 'madeAt'] },
  historyDays: { plain: ['day', 'counts'] },
  historyCalls: {
    personal: ['rawNumber', 'number'],
    staff: ['agentId'],
    plain: [
      ...(['seq', 'importId', 'callId', 'direction', 'purpose', 'arrivedAt', 'queuedAt', 'answeredAt'] as const),
      ...(['endedAt', 'endCause', 'caseNo', 'taskId'] as const),
    ],
  },
  historyCases: {
    plain: ['seq', 'importId', 'caseNo', 'channel', 'class', 'acceptedAt', 'path', 'tags', 'closedAt'],
  },
  historyDispatches: {
    plain: [
      ...(['seq', 'importId', 'caseNo', 'round', 'unit', 'dispatchedAt', 'signedAt', 'dueAt'] as const),
      ...(['repliedAt', 'returned'] as const),
    ],
  },
  historyTasks: { plain: ['seq', 'importId', 'taskId', 'caseNo', 'createdAt', 'result', 'closedAt'] },
  historyRatings: {
    typed: ['adjudicationReason'],
    plain: [
      ...(['seq', 'importId', 'ratingId', 'caseNo', 'taskId', 'source', 'ratedAt', 'score'] as const),
      ...(['resolved', 'adjudication'] as const),
    ],
  },
  historyStaff: { staff: ['seq', 'importId', 'staffId', 'name', 'post', 'takesRequests', 'fromDay', 'toDay'] },
  historyRegulations: { plain: ['seq', 'importId', 'name'] },
  queues: { plain: ['id', 'document', 'version'] },
  agents: {
    staff: ['id', 'name', 'extension', 'groupName', 'skills', 'sipPassword', 'wantsStandingLeg', 'autoAccept'],
  },
  users: {
    staff: ['id', 'name', 'displayName', 'role', 'agentId', 'passwordHash', 'disabled', 'alsoRoles', 'unitId'],
  },
  sessions: { staff: ['tokenHash', 'userId', 'createdAt', 'expiresAt'] },
  directory: { staff: ['id', 'document'] },
  attachments: {
    // the uploader is, of a citizen, a keyed hash of his address or of what WeChat calls him
    personal: ['name', 'uploader'],
    plain: [
      ...(['id', 'type', 'bytes', 'sha256', 'uploaderKind', 'uploadedAt', 'caseNo', 'attachedAt'] as const),
      ...(['position', 'stripped', 'erasedAt', 'seq'] as const),
    ],
  },
  cases: {
    personal: [
      ...(['title', 'text', 'place', 'requesterName', 'number', 'answer', 'coordinates', 'queryCode'] as const),
      'foreignId',
    ],
    staff: ['agentId'],
    plain: [
      ...(['caseNo', 'requestId', 'state', 'class', 'contact', 'urgent', 'confidential', 'anonymous'] as const),
      ...(['enterprise', 'specialNeeds', 'callId', 'localDay', 'running', 'acceptedAt', 'closedAt'] as const),
      ...(['channel', 'topic', 'danger', 'foreignPlatform', 'supervised', 'extended', 'sensitive'] as const),
      ...(['since', 'owner', 'deadline', 'unit', 'handlerUnit', 'coUnits', 'dispatchedAt', 'dueAt'] as const),
      ...(['provisional', 'openDueAt', 'round', 'returns', 'redos', 'urges', 'extensionAsked'] as const),
      ...(['draftReply', 'suggestedUnit', 'masterNo', 'result', 'score'] as const),
    ],
  },
  chats: {
    personal: ['number'],
    staff: ['agentId', 'offerAgentId'],
    plain: [
      ...(['id', 'queueId', 'priority', 'language', 'secretHash', 'seq', 'openedAt', 'acceptedAt', 'waitMs'] as const),
      ...(['held', 'offerId', 'said', 'saidAt', 'endedAt', 'cause', 'endedBy', 'talkMs'] as const),
    ],
  },
  chatMessages: { personal: ['text'], staff: ['agentId'], plain: ['seq', 'chatId', 'n', 'at', 'speaker'] },
  callbackTasks: {
    personal: ['number', 'note'],
    staff: ['agentId'],
    plain: [
      ...(['id', 'campaignId', 'purpose', 'caseNo', 'round', 'order', 'urgent', 'source', 'requestId'] as const),
      ...(['createdAt', 'seq', 'version', 'state', 'since', 'due', 'appointment', 'attempts', 'callId'] as const),
      ...(['drawn', 'result'] as const),
    ],
  },
  taskFacts: { plain: ['seq', 'taskId'] },
  attempts: {
    personal: ['number', 'note'],
    staff: ['agentId'],
    plain: [
      ...(['callId', 'taskId', 'campaignId', 'purpose', 'beganAt', 'localDay', 'localHour', 'answeredAt'] as const),
      ...(['endedAt', 'ringMs', 'talkMs', 'network', 'outcome', 'byNetwork', 'byAgent', 'appointment'] as const),
      'closedAt',
    ],
  },
  sampleSeeds: { plain: ['seq', 'campaignId', 'localDay', 'seed', 'sharePerMille', 'at'] },
  caseCalls: { personal: ['note'], staff: ['agentId'], plain: ['id', 'caseNo', 'callId', 'as', 'at'] },
  caseFacts: { plain: ['seq', 'caseNo'] },
  dispatches: {
    plain: [
      ...(['id', 'caseNo', 'number', 'round', 'unit', 'handlerUnit', 'ruled', 'dispatchedAt', 'signBy'] as const),
      ...(['signedAt', 'firstDueAt', 'dueAt', 'returnAskedAt', 'contactBy', 'contactedAt'] as const),
      ...(['extended', 'repliedAt', 'endedAt', 'ended'] as const),
    ],
  },
  ratings: {
    personal: ['reason'],
    staff: ['by'],
    plain: ['seq', 'caseNo', 'round', 'unit', 'source', 'at', 'result', 'score', 'solved', 'contacted', 'ownNumber'],
  },
  ratingRulings: {
    personal: ['reason', 'decision'],
    staff: ['by', 'decidedBy'],
    plain: ['seq', 'caseNo', 'ruling', 'at', 'state', 'decidedAt'],
  },
  callOutcomes: { staff: ['agentId'], plain: ['callId', 'outcome', 'caseNo', 'reason', 'at'] },
  persons: { personal: ['name', 'place', 'elder', 'minor', 'disabled', 'contact', 'note'], plain: ['id'] },
  personNumbers: { personal: ['number', 'personId'], staff: ['confirmedBy'], plain: ['id', 'confirmedAt'] },
  // it belongs to nobody in particular: a switchboard, a public phone
  sharedNumbers: { staff: ['agentId'], plain: ['number', 'kind', 'at'] },
  articles: {
    staff: ['author', 'owner', 'changedBy'],
    plain: [
      ...(['id', 'row', 'module', 'title', 'state', 'version', 'content', 'origin', 'validFrom'] as const),
      ...(['expiresAt', 'reviewAt', 'changedAt', 'submittedAt', 'publishedAt', 'remindedAt'] as const),
    ],
  },
  articleVersions: { staff: ['by'], plain: ['id', 'articleId', 'version', 'content', 'at', 'note'] },
  articleFeedback: {
    staff: ['by', 'resolvedBy'],
    plain: ['id', 'articleId', 'version', 'kind', 'note', 'at', 'resolution', 'resolvedAt', 'resolvedNote'],
  },
  articleFacts: { plain: ['seq', 'articleId'] },
  caseAccesses: {
    typed: ['reason'],
    staff: ['by', 'role', 'address'],
    plain: ['seq', 'at', 'kind', 'caseNo', 'what'],
  },
  // whose data were erased, by a keyed hash; the reason is the house's own
  erasures: { staff: ['by', 'reason'], plain: ['seq', 'at', 'numberHash'] },
  recordings: {
    plain: [
      ...(['part', 'callId', 'startedAt', 'failedWhy', 'pausedAt', 'pausedBy', 'closedAt', 'bytes', 'sha256'] as const),
      ...(['audioMs', 'gapMs', 'heldAt', 'erasedAt'] as const),
    ],
  },
  scoreIssues: {
    staff: ['by'],
    plain: ['id', 'month', 'version', 'sheet', 'sheetVersion', 'rows', 'objectionId', 'at'],
  },
  scoreObjections: {
    typed: ['reason', 'ruling'],
    staff: ['by', 'ruledBy'],
    plain: [
      ...(['id', 'month', 'version', 'unit', 'indicator', 'caseNo', 'at', 'ruleBy', 'state', 'ruledAt'] as const),
      ...(['correction', 'issued', 'seq', 'ruledSeq'] as const),
    ],
  },
  replyReviews: { plain: ['seq', 'caseNo', 'unit', 'at', 'accepted'] },
  settings: { staff: ['document', 'by'], plain: ['id', 'kind', 'key', 'version', 'at'] },
  outbox: {
    personal: ['recipient', 'values', 'subject', 'text', 'lastError', 'receipt'],
    plain: [
      ...(['key', 'kind', 'template', 'urgent', 'createdAt', 'notAfter', 'state', 'dueAt', 'nextAt'] as const),
      ...(['tries', 'endedAt'] as const),
    ],
  },
  webhookTargets: { plain: ['id', 'url', 'secret', 'formerSecret', 'disabledAt', 'disabledWhy'] },
  noticeProgress: { plain: ['id', 'seq'] },
  unitKeys: {
    staff: ['createdBy', 'revokedBy'],
    plain: ['id', 'unit', 'name', 'hash', 'leads', 'createdAt', 'revokedAt', 'lastUsedAt'],
  },
  // what was answered is where the case stands, or an error; what was asked is kept as a hash, for seven days
  unitRequests: { plain: ['id', 'bodyHash', 'at', 'status', 'body'] },
}

/** Tables beside these, made without the schema: the indexes of cases' words, which an erasure empties for a case; and what holds no data of persons. */
export const otherTables: Readonly<Record<string, 'words of cases' | 'nothing of persons'>> = {
  case_words: 'words of cases',
  case_words_open: 'words of cases',
  article_words: 'nothing of persons',
  search_indexes: 'nothing of persons',
  migrations: 'nothing of persons',
  lease: 'nothing of persons',
}

/** What an erasure does with each folder and file of the data folder that may hold a person's data; null: it holds none. */
export const dataFolders: Readonly<Record<string, string | null>> = {
  recordings: 'the files of his calls are deleted, their keys first',
  attachments: 'the files of his cases are deleted, their keys first',
  spill: 'empty while the database takes facts; without it nothing is erased',
  asterisk: 'its journal and recordings of calls that are not booked yet: they go when they are',
  exports:
    'numbers in them are masked; what was written on ratings goes with the day that is made anew (docs/operations.md)',
  backup: 'stays until it is rotated: erase again after a restore (docs/operations.md)',
  keys: null,
  tls: null,
  'citizens.key': null,
  'wechat.key': null,
  'yihao.db': 'the tables above',
}
