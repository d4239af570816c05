import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCaseNumber, readableCaseNumber } from '../../../src/domain/cases/case-number.ts'
import { fieldOf, filesOf } from '../../../src/web/attachments/kept-files.ts'
import { ageOf, readableNumber } from '../../../src/web/cases/case-texts.ts'
import {
  emptied,
  isConfidential,
  missingIn,
  newCaseOf,
  newRequestId,
  noteOf,
} from '../../../src/web/desk/case/case-fields.ts'
import { type CasePress, caseKeyOf, choiceOf } from '../../../src/web/desk/case/case-keys.ts'
import { coordinatesOf } from '../../../src/web/desk/case/coordinates.ts'
import type { DraftFields } from '../../../src/web/desk/draft/draft-fields.ts'

const press = (change: Partial<CasePress>): CasePress => ({
  key: '1',
  code: 'Digit1',
  ctrl: false,
  alt: false,
  shift: false,
  meta: false,
  repeat: false,
  composing: false,
  ...change,
})

describe('the keys of the form', () => {
  it('register, attach, search and end without a case', () => {
    assert.deepEqual(caseKeyOf(press({ key: 'Enter', code: 'Enter', ctrl: true })), { does: 'register' })
    assert.deepEqual(caseKeyOf(press({ alt: true })), { does: 'open', nth: 1 })
    assert.deepEqual(caseKeyOf(press({ alt: true, key: '¡', code: 'Digit1' })), { does: 'open', nth: 1 })
    assert.deepEqual(caseKeyOf(press({ alt: true, code: 'Digit9' })), { does: 'search' })
    assert.deepEqual(caseKeyOf(press({ alt: true, code: 'Digit0' })), { does: 'none' })
    const taking = ['Digit6', 'Digit7', 'Digit8'].map(code => caseKeyOf(press({ alt: true, code }))?.does)
    assert.deepEqual(taking, ['take_class', 'take_topic', 'take_follow_up'])
  })

  it('do nothing for what is typed, held down, composed, or belongs to the system', () => {
    const others = [
      press({}),
      press({ key: 'Enter', code: 'Enter' }),
      press({ alt: true, code: 'KeyQ' }),
      press({ alt: true, repeat: true }),
      press({ alt: true, composing: true }),
      press({ alt: true, ctrl: true }),
      press({ key: 'Enter', code: 'Enter', ctrl: true, composing: true }),
      press({ key: 'Enter', code: 'Enter', ctrl: true, meta: true }),
    ]
    for (const other of others) assert.equal(caseKeyOf(other), null)
  })

  it('choose a reason by its digit, or go back', () => {
    assert.equal(choiceOf(press({ key: '4' }), 4), 4)
    assert.equal(choiceOf(press({ key: '5' }), 4), null)
    assert.equal(choiceOf(press({ key: 'Escape' }), 4), 'back')
    assert.equal(choiceOf(press({ key: '1', alt: true }), 4), null)
  })
})

describe('the fields of the form', () => {
  const whole: DraftFields = { class: 'help', text: 'a', place: 'b', contact: 'sms', requestId: 'r'.repeat(32) }

  it('are a case when nothing is missing and nothing too long', () => {
    assert.deepEqual(missingIn({ text: ' ' }), ['class', 'text', 'place', 'contact'])
    assert.deepEqual(missingIn({ ...whole, class: 'consultation', place: '' }), [])
    assert.equal(newCaseOf({ ...whole, place: '' }), null)
    assert.equal(newCaseOf({ ...whole, title: 'x'.repeat(201) }), null)
    assert.deepEqual(newCaseOf({ ...whole, confidential: '0', urgent: '1' }), {
      requestId: 'r'.repeat(32),
      class: 'help',
      title: '',
      text: 'a',
      place: 'b',
      requesterName: '',
      contact: 'sms',
      urgent: true,
      confidential: false,
      anonymous: false,
      enterprise: false,
      specialNeeds: false,
      answer: '',
      topic: null,
      danger: null,
      coordinates: null,
      suggestedUnit: null,
      reviewNote: '',
      awaitsAnswer: false,
      attachments: [],
    })
  })

  it('are confidential by their class until the agent says otherwise', () => {
    assert.equal(isConfidential({ class: 'report' }), true)
    assert.equal(isConfidential({ class: 'report', confidential: '0' }), false)
    assert.equal(isConfidential({ class: 'help' }), false)
  })

  it('are the note of a follow-up, as far as they were typed', () => {
    assert.equal(noteOf({ title: ' 催办 ', text: '市民来催', class: 'help' }), '催办\n市民来催')
    assert.equal(noteOf({ text: 'x'.repeat(3_000) }).length, 2_000)
    assert.equal(noteOf({}), '')
  })

  it('are all emptied for the next case, which has a name of its own', () => {
    assert.deepEqual(emptied({ text: 'a', requestId: 'r' }), { text: '', requestId: '' })
    assert.match(newRequestId(), /^[0-9a-f]{32}$/)
    assert.notEqual(newRequestId(), newRequestId())
  })
})

describe('what is shown of a case', () => {
  it('is its number as it is read out, as the server reads it back', () => {
    assert.equal(readableNumber('20261125000421'), readableCaseNumber('20261125000421'))
    assert.equal(parseCaseNumber(readableNumber('20261125000421')), '20261125000421')
    assert.equal(readableNumber('<b>'), '<b>')
  })

  it('is how long it has been open, in the largest whole unit', () => {
    const minute = 60_000
    assert.deepEqual(ageOf(0, 59 * minute + 59_000), { text: 'age_minutes', n: 59 })
    assert.deepEqual(ageOf(0, 47 * 60 * minute), { text: 'age_hours', n: 47 })
    assert.deepEqual(ageOf(0, 49 * 60 * minute), { text: 'age_days', n: 2 })
    assert.deepEqual(ageOf(5, 0), { text: 'age_minutes', n: 0 })
  })
})

describe('what a form holds beside its text', () => {
  it('is a place in the country, as maps give it to be pasted', () => {
    for (const text of ['31.87,121.17', ' 31.87, 121.17 ', '31.87，121.17', '31.87 121.17'])
      assert.deepEqual(coordinatesOf(text), [31.87, 121.17], text)
    assert.equal(coordinatesOf(' '), null)
    for (const text of ['121.17,31.87', '31.87', 'a,b', '0,0', '48.85,2.35', '31.87,121.17,4'])
      assert.equal(coordinatesOf(text), 'wrong', text)
  })

  it('is the uploads that wait, and none where the draft is damaged', () => {
    const items = [{ id: 'a', name: 'a.jpg', type: 'jpeg', kind: 'photo', bytes: 1 }] as const
    assert.deepEqual(filesOf(fieldOf(items)), items)
    assert.equal(fieldOf([]), '')
    for (const damaged of ['', '{', '{}', 'null', '[1, null, {"id": 1}]']) assert.deepEqual(filesOf(damaged), [])
  })
})
