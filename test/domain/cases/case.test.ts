import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CaseForm, foldWords, isConfidential, missingFields, titleOf } from '../../../src/domain/cases/case.ts'
import { outcomeFacts } from '../../../src/domain/cases/case-facts.ts'
import { type CompleteForm, registrationFacts as registrationFactsOf } from '../../../src/domain/cases/life/register.ts'
import { type DecidedOutcome, refuseOutcome } from '../../../src/domain/cases/outcome.ts'
import { caseContext, people } from './given-case.ts'

const form = {
  class: 'complaint',
  title: '',
  text: ' 路灯不亮 ',
  place: '解放路',
  requesterName: '王建国',
  contact: 'phone',
  urgent: false,
  confidential: null,
  anonymous: false,
  enterprise: false,
  specialNeeds: false,
  answer: '',
} as const satisfies CaseForm

const registration = {
  caseNo: '20261125000421',
  requestId: 'r1',
  localDay: 20261125,
  running: 42,
  callId: 'c1',
  agentId: '1001',
  number: '+8613812345678',
}

const registrationFacts = (of: typeof registration, filled: CompleteForm) =>
  registrationFactsOf(of, filled, people.agent, caseContext(Date.parse('2026-03-02T10:00:00+08:00')))

describe('a case form', () => {
  it('names what is missing, and a question needs no place', () => {
    const empty = { class: null, text: ' \n', place: '', contact: null }
    assert.deepEqual(missingFields(empty), ['class', 'text', 'place', 'contact'])
    assert.deepEqual(missingFields({ ...empty, class: 'consultation', text: 'a', contact: 'none' }), [])
    assert.deepEqual(missingFields({ ...empty, class: 'help', text: 'a', contact: 'none' }), ['place'])
  })

  it('takes its title from the first line of the text where none was given, whole characters only', () => {
    assert.equal(titleOf({ title: ' 路灯 ', text: 'x' }), '路灯')
    assert.equal(titleOf({ title: '', text: '第一行\n第二行' }), '第一行')
    assert.equal(titleOf({ title: '', text: '𠮷'.repeat(50) }), `${'𠮷'.repeat(39)}…`)
  })

  it('is confidential where it is a report, unless the agent says otherwise', () => {
    assert.equal(isConfidential({ class: 'report', confidential: null }), true)
    assert.equal(isConfidential({ class: 'report', confidential: false }), false)
    assert.equal(isConfidential({ class: 'help', confidential: null }), false)
    assert.equal(isConfidential({ class: 'help', confidential: true }), true)
  })

  it('is searched without regard to width and case', () => {
    assert.equal(foldWords('ＡＢＣ Straße'), 'abc straße')
  })
})

describe('the facts of a registration', () => {
  it('are the case, its link and the outcome of the call; with an answer it is answered online', () => {
    assert.deepEqual(
      registrationFacts(registration, form).map(({ kind }) => kind),
      ['case_registered', 'case_moved', 'case_linked', 'call_outcome'],
    )
    const stateWith = (answer: string) => {
      const moved = registrationFacts(registration, { ...form, answer })[1]
      assert.ok(moved?.kind === 'case_moved')
      return moved.standing.state
    }
    assert.equal(stateWith(' 已告知 '), 'answered_online')
    assert.equal(stateWith(''), 'pending_review')
  })

  it('take the suggested unit and the note to the review, and none of them into the case; what is awaited keeps it registered', () => {
    const more = { suggestedUnit: 'water', reviewNote: ' 建议并单 ', awaitsAnswer: false }
    const [registered, reviewed] = registrationFacts(registration, { ...form, ...more })
    assert.ok(registered?.kind === 'case_registered' && reviewed?.kind === 'case_moved')
    assert.deepEqual(reviewed.wish, { event: 'send_to_review', suggestedUnit: 'water', note: '建议并单' })
    assert.deepEqual(
      Object.keys(more).filter(name => name in registered),
      [],
    )
    const [, awaited] = registrationFacts(registration, { ...form, ...more, awaitsAnswer: true })
    assert.ok(awaited?.kind === 'case_moved')
    assert.equal(awaited.standing.state, 'registered')
    assert.deepEqual(awaited.wish, { event: 'await_answer', suggestedUnit: 'water', note: '建议并单' })
  })

  it('hold neither name nor number of somebody who stays anonymous', () => {
    const text = JSON.stringify(registrationFacts(registration, { ...form, anonymous: true }))
    assert.doesNotMatch(text, /王建国|13812345678/)
  })
})

describe('the outcome of a call', () => {
  const decided: DecidedOutcome = { outcome: 'follow_up', caseNo: 'a', reason: null, agentId: '1001' }

  it('is said once by whoever had the call, and changed only while it is his', () => {
    assert.equal(refuseOutcome(null, false, 'no_case'), null)
    assert.equal(refuseOutcome(decided, true, 'no_case'), null)
    assert.equal(refuseOutcome(decided, false, 'no_case'), 'outcome_settled')
    assert.equal(refuseOutcome(decided, false, 'new_case'), 'outcome_settled')
  })

  it('stays a new case where one was registered', () => {
    const registered: DecidedOutcome = { ...decided, outcome: 'new_case' }
    assert.equal(refuseOutcome(registered, true, 'no_case'), 'outcome_is_case')
    assert.equal(refuseOutcome(registered, true, 'undecided'), 'outcome_is_case')
    assert.equal(refuseOutcome(registered, true, 'new_case'), null)
    assert.equal(refuseOutcome(registered, false, 'new_case'), null, 'another case may be finished after the wrap-up')
  })

  it('unlinks the follow-up it replaces, and not the one it repeats', () => {
    const kinds = (wish: Parameters<typeof outcomeFacts>[2]) =>
      outcomeFacts('c1', '1001', wish, decided).map(({ kind }) => kind)
    assert.deepEqual(kinds({ outcome: 'no_case', reason: 'silent' }), ['case_unlinked', 'call_outcome'])
    assert.deepEqual(kinds({ outcome: 'undecided' }), ['case_unlinked', 'call_outcome'])
    assert.deepEqual(kinds({ outcome: 'follow_up', caseNo: 'a', note: '' }), ['case_linked', 'call_outcome'])
    assert.deepEqual(kinds({ outcome: 'follow_up', caseNo: 'b', note: '' }), [
      'case_unlinked',
      'case_linked',
      'call_outcome',
    ])
  })
})
