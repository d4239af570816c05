import type {
  HistoryCall,
  HistoryCase,
  HistoryDispatch,
  HistoryRating,
  HistoryStaff,
  HistoryTask,
  Post,
} from '../history/history.ts'

/*
 * Short ways to write the rows of worked examples: what an example does not say is as usual. All lies in May 2020 unless said otherwise.
 */

/** An instant of 2020 in Shanghai: `05-02 10:00`, `05-02 10:00:07`. */
export const at = (text: string, year = 2020): number => {
  const [date = '', time = '00:00'] = text.split(' ')
  return Date.parse(`${year}-${date}T${time.length === 5 ? `${time}:00` : time}+08:00`)
}

const morning = at('05-06 10:00')

interface CallInWords extends Partial<HistoryCall> {
  /** Seconds after its arrival. */
  readonly answered?: number
  readonly ended?: number
}

/** A call to the hotline, unless it says otherwise. */
export const call = ({ answered, ended, ...rest }: CallInWords): HistoryCall => {
  const arrivedAt = rest.arrivedAt ?? morning
  const after = (seconds: number | undefined) => (seconds === undefined ? null : arrivedAt + seconds * 1_000)
  return {
    callId: 'a',
    direction: 'inbound',
    purpose: 'hotline',
    queuedAt: null,
    endCause: answered !== undefined && ended !== undefined ? 'completed' : null,
    rawNumber: null,
    number: null,
    agentId: null,
    caseNo: null,
    taskId: null,
    answeredAt: after(answered),
    endedAt: after(ended),
    ...rest,
    arrivedAt,
  }
}

/** A caller who gave up after some seconds. */
export const gaveUp = (ended: number, rest: CallInWords = {}): HistoryCall =>
  call({ ended, endCause: 'abandoned', ...rest })

/** A dial of a satisfaction visit. */
export const visit = (rest: CallInWords): HistoryCall =>
  call({ direction: 'outbound', purpose: 'satisfaction_visit', ...rest })

export const aCase = (rest: Partial<HistoryCase> = {}): HistoryCase => ({
  caseNo: '1',
  channel: 'phone',
  class: 'help',
  acceptedAt: morning,
  path: null,
  tags: null,
  closedAt: null,
  ...rest,
})

export const dispatch = (caseNo: string, rest: Partial<HistoryDispatch> = {}): HistoryDispatch => ({
  caseNo,
  round: 1,
  unit: 'water',
  dispatchedAt: morning,
  signedAt: null,
  dueAt: null,
  repliedAt: null,
  returned: false,
  ...rest,
})

export const task = (taskId: string, rest: Partial<HistoryTask> = {}): HistoryTask => ({
  taskId,
  caseNo: null,
  createdAt: morning,
  result: null,
  closedAt: null,
  ...rest,
})

export const rating = (caseNo: string, rest: Partial<HistoryRating> = {}): HistoryRating => ({
  ratingId: '1',
  caseNo,
  taskId: null,
  source: 'callback',
  ratedAt: morning,
  score: 'satisfied',
  resolved: null,
  adjudication: null,
  adjudicationReason: null,
  ...rest,
})

export const person = (post: Post, rest: Partial<HistoryStaff> = {}): HistoryStaff => ({
  staffId: '1',
  name: null,
  post,
  takesRequests: true,
  from: '2019-03-01',
  to: null,
  ...rest,
})
