import type { TextKey } from '../../texts.ts'
import type { UnitCaseDetail } from '../unit-api.ts'

/** What somebody of a unit may do with a case, in the order in which it is offered. */
export const stepNames = ['sign', 'reply', 'draft', 'send_back', 'contact', 'hand_down', 'extension', 'return'] as const
export type StepName = (typeof stepNames)[number]

export const stepTexts: Readonly<Record<StepName, TextKey>> = {
  sign: 'unit_step_sign',
  reply: 'unit_step_reply',
  draft: 'unit_step_draft',
  send_back: 'unit_step_send_back',
  contact: 'unit_step_contact',
  hand_down: 'unit_step_hand_down',
  extension: 'unit_step_extension',
  return: 'unit_step_return',
}

/** Who reads: whether he leads his unit, whether its leader signs off replies, and whether there are offices below it. */
export interface StepReader {
  readonly leads: boolean
  readonly signsOff: boolean
  readonly hasOffices: boolean
}

/** The steps that make sense now, of those that the server allows. */
export const offeredSteps = (
  { may, case: of, extension }: Pick<UnitCaseDetail, 'may' | 'case' | 'extension'>,
  { leads, signsOff, hasOffices }: StepReader,
): readonly StepName[] => {
  const mayReply = may.includes('reply') && (leads || !signsOff)
  const offered: Readonly<Record<StepName, boolean>> = {
    sign: may.includes('sign'),
    reply: mayReply,
    draft: may.includes('draft_reply') && !mayReply,
    send_back: may.includes('send_back_draft') && of.draftReply,
    contact: may.includes('log_contact'),
    hand_down: may.includes('sub_dispatch') && hasOffices,
    extension: may.includes('ask_extension') && extension === null && !of.extended,
    return: may.includes('request_return'),
  }
  const inOrder = stepNames.filter(name => offered[name])
  // before anything is written, the requester is spoken to
  return of.state === 'signed' ? inOrder.toSorted((a, b) => Number(b === 'contact') - Number(a === 'contact')) : inOrder
}

/** Places of a template that nobody has filled in yet, as they stand in the text. */
export const placesLeft = (text: string): readonly string[] => [...new Set(text.match(/\{[^{}\n]{1,40}\}/g))]
