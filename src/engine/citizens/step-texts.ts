import type { RejectReason } from '../../domain/cases/life/commands.ts'
import type { Names } from '../../wire/views.ts'

/** What citizens are told of what happens to their case, in plain words: never who did it, nor what was said within the house. */
export const stepTexts = {
  accepted: { zh: '已受理', en: 'Received' },
  in_review: { zh: '正在核对内容', en: 'Being read and checked' },
  dispatched: { zh: '已交办', en: 'Handed to the unit in charge' },
  signed: { zh: '承办单位已签收', en: 'The unit has signed for it' },
  contacted: { zh: '承办单位已与您联系', en: 'The unit has contacted you' },
  reassigning: { zh: '正在重新确定承办单位', en: 'Another unit is being found for it' },
  extended: { zh: '办理时间已延长', en: 'The time to handle it was extended' },
  waiting_for_you: { zh: '等待您补充或配合', en: 'Waiting for you' },
  suspended: { zh: '因客观原因暂停办理', en: 'Paused for reasons beyond the unit' },
  resumed: { zh: '已恢复办理', en: 'Taken up again' },
  answered: { zh: '已答复', en: 'Answered' },
  rejected: { zh: '不在热线受理范围', en: 'Not within what the hotline may take' },
  emergency: { zh: '已转紧急服务', en: 'Handed to the emergency service' },
  merged: { zh: '已与同一事项合并办理', en: 'Handled together with others on the same matter' },
  unmerged: { zh: '已恢复单独办理', en: 'Handled by itself again' },
  urged: { zh: '您已催办', en: 'You urged it' },
  supplemented: { zh: '您补充了内容', en: 'You added to it' },
  rated: { zh: '您已评价', en: 'You rated the result' },
  redo: { zh: '已重新交办', en: 'Handed out again' },
  closed: { zh: '已办结', en: 'Closed' },
  ended: { zh: '已终止办理', en: 'Ended without further handling' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  reopened: { zh: '已重新受理', en: 'Opened again' },
} as const satisfies Readonly<Record<string, Names>>

/** A step of a case as its requester sees it. */
export type StepCode = keyof typeof stepTexts

/** Why a request is not taken, as it is told to who made it (DOMAIN.md 3.5). */
export const rejectTexts: Readonly<Record<RejectReason, Names>> = {
  emergency: { zh: '属于紧急情况', en: 'it is an emergency' },
  litigation: { zh: '应当通过诉讼解决', en: 'it is a matter for the courts' },
  arbitration: { zh: '应当通过仲裁解决', en: 'it is a matter for arbitration' },
  reconsideration: { zh: '应当通过行政复议解决', en: 'it is a matter for administrative reconsideration' },
  petition: { zh: '属于信访事项', en: 'it belongs to the petition channel' },
  discipline: { zh: '属于纪检监察事项', en: 'it belongs to the discipline inspection' },
  military: { zh: '涉及军事事项', en: 'it is a military matter' },
  secret: { zh: '涉及国家秘密或个人隐私', en: 'it touches secrets or the privacy of others' },
  out_of_area: { zh: '不在本地区范围', en: 'it lies outside this area' },
  against_law: { zh: '违反法律或公序良俗', en: 'it is against the law or good morals' },
}
