import { type CaseForm, foldWords } from '../../../src/domain/cases/case.ts'
import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import { type CompleteForm, registrationFacts } from '../../../src/domain/cases/life/register.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { caseContext, taker } from '../../domain/cases/given-case.ts'
import { fact } from './given-facts.ts'

/** A case of a test: the running number of its day, when and from which call. */
export interface GivenCase extends Partial<CaseForm> {
  readonly running: number
  readonly at: number
  readonly localDay?: number
  readonly callId?: string
  readonly agentId?: string
  readonly number?: string | null
}

export const caseNoOf = (running: number, localDay = 20260302): string => caseNumberOf({ localDay, running })

/** The facts of a case that is registered; with an answer it is closed at once. */
export const registered = ({
  running,
  at,
  localDay = 20260302,
  callId,
  agentId,
  number,
  ...form
}: GivenCase): Fact[] => {
  const complete = {
    class: 'help',
    title: '路灯不亮',
    text: '解放路 88 号路灯三天不亮',
    place: '解放路 88 号',
    requesterName: '王建国',
    contact: 'phone',
    urgent: false,
    confidential: null,
    anonymous: false,
    enterprise: false,
    specialNeeds: false,
    answer: '',
    ...form,
  } as CompleteForm
  const registration = {
    caseNo: caseNoOf(running, localDay),
    requestId: `request-${localDay}-${running}`,
    localDay,
    running,
    callId: callId ?? `call-${running}`,
    agentId: agentId ?? '1001',
    number: number === undefined ? '+8613812345678' : number,
  }
  return registrationFacts(registration, complete, taker(registration.agentId), caseContext(at)).map(body =>
    fact(at, body),
  )
}

/** Words as a search folds them. */
export const words = (text: string): string[] => foldWords(text).split(' ')
