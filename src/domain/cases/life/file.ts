import type { Fact } from '../../fact.ts'
import type { CaseFactBody } from '../case-facts.ts'
import type { BookedCommand, ReplyBody } from './commands.ts'
import type { Standing } from './standing.ts'

/** What a case is about, as it stands after all corrections. */
export interface CaseContent {
  readonly title: string
  readonly text: string
  readonly place: string
}

/** A case as it is decided upon: where it stands, and what of its past a rule needs. */
export interface CaseFile {
  readonly caseNo: string
  /** Who took it; null: nobody at the desk. */
  readonly agentId: string | null
  /** The requester's, E.164; null: unknown, or nobody may know it. */
  readonly number: string | null
  /** Whether there is a way to the requester for a return visit. */
  readonly reachable: boolean
  readonly standing: Standing
  readonly content: CaseContent
  /** The last reply or draft of one in this assignment. */
  readonly reply: (ReplyBody & { readonly by: string }) | null
  /** Cases that were merged into this one. */
  readonly members: readonly string[]
}

type Of<Kind extends CaseFactBody['kind']> = Extract<CaseFactBody, { kind: Kind }>

/** Where a case stands when it was just registered. */
export const firstStanding = (fact: Of<'case_registered'> & { readonly at: number }): Standing => ({
  version: 1,
  state: 'registered',
  since: fact.at,
  deadline: null,
  before: null,
  class: fact.class,
  topic: fact.topic ?? null,
  danger: fact.danger ?? null,
  urgent: fact.urgent,
  confidential: fact.confidential,
  anonymous: fact.anonymous,
  enterprise: fact.enterprise,
  specialNeeds: fact.specialNeeds,
  supervised: false,
  extended: false,
  sensitive: false,
  channel: fact.channel ?? 'phone',
  contact: fact.contact,
  acceptedAt: fact.at,
  firstClosedAt: null,
  closedAt: null,
  assignment: null,
  firstDispatchedAt: null,
  returns: 0,
  round: 0,
  redos: 0,
  urges: 0,
  lastUrgedAt: null,
  extensionAsked: null,
  suspendedAt: null,
  draftReply: false,
  masterNo: null,
  score: null,
  ownNumber: null,
  ruling: null,
  answeredBy: null,
})

const replyOf = (file: CaseFile, by: string, wish: BookedCommand): CaseFile['reply'] => {
  switch (wish.event) {
    case 'draft_reply':
    case 'reply':
      return { text: wish.text, result: wish.result, attachments: wish.attachments, by }
    case 'dispatch':
    case 'assign_by_ruling':
    case 'redo':
      return null
    default:
      return file.reply
  }
}

const contentOf = ({ content }: CaseFile, wish: BookedCommand): CaseContent => {
  if (wish.event !== 'correct') return content
  const { title = content.title, text = content.text, place = content.place } = wish.corrections
  return { title, text, place }
}

const membersOf = ({ members }: CaseFile, wish: BookedCommand): readonly string[] => {
  if (wish.event === 'take_member') return [...members, wish.memberNo]
  return wish.event === 'lose_member' ? members.filter(each => each !== wish.memberNo) : members
}

/** The file after one more of its facts. Facts of other kinds change nothing. */
export const afterFact = (file: CaseFile | null, fact: Fact): CaseFile | null => {
  switch (fact.kind) {
    case 'case_registered':
      return {
        caseNo: fact.caseNo,
        agentId: fact.agentId,
        number: fact.anonymous ? null : fact.number,
        reachable: !fact.anonymous && fact.contact !== 'none',
        standing: firstStanding(fact),
        content: { title: fact.title, text: fact.text, place: fact.place },
        reply: null,
        members: [],
      }
    case 'case_answered_online': {
      if (!file) return file
      const { standing } = file
      const closed = { state: 'answered_online', since: fact.at, deadline: null, closedAt: fact.at } as const
      return { ...file, standing: { ...standing, ...closed, version: standing.version + 1, firstClosedAt: fact.at } }
    }
    case 'case_moved':
      return (
        file && {
          ...file,
          standing: fact.standing,
          content: contentOf(file, fact.wish),
          reply: replyOf(file, fact.by.name, fact.wish),
          members: membersOf(file, fact.wish),
        }
      )
    default:
      return file
  }
}

/** The file that a case's facts make, in their order; null: they make none. */
export const fileOf = (facts: readonly Fact[]): CaseFile | null =>
  facts.reduce<CaseFile | null>((file, fact) => afterFact(file, fact), null)
