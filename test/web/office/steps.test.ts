import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { CaseStepSchema } from '../../../src/adapters/http/case-step-schemas.ts'
import { type CaseEvent, caseTable } from '../../../src/domain/cases/case-table.ts'
import type { Role } from '../../../src/domain/cases/role.ts'
import type { CaseDetail } from '../../../src/web/cases/case-api.ts'
import { type Step, stepOfKey, steps } from '../../../src/web/office/steps.ts'
import { missingFields, toWish } from '../../../src/web/office/to-wish.ts'

const office: readonly Role[] = [
  'reviewer',
  'dispatcher',
  'supervisor',
  'callback_agent',
  'policy_specialist',
  'shift_leader',
]
const of = {
  title: '路灯不亮',
  text: '三天不亮',
  place: '解放路',
  urgent: false,
  class: 'help',
  topic: null,
} as unknown as CaseDetail['case']

/** Something that fits for each field of a step. */
const filled = ({ event, fields }: Step) => ({
  ...Object.fromEntries(
    fields.map(field => [
      field.name,
      field.kind === 'choice'
        ? (Object.keys(field.codes)[0] ?? '')
        : field.kind === 'moment'
          ? '2026-12-01T18:00'
          : field.kind === 'unit' || field.kind === 'units'
            ? 'water'
            : '因为',
    ]),
  ),
  ...(event === 'visit' && { score: 'satisfied' }),
  ...(event === 'merge' && { masterNo: '20261125000421' }),
  ...(event === 'correct' && { title: '路灯全不亮', danger: 'life', confidential: 'yes' }),
})

test('given any state, then every step that the office may take there has a letter of its own', () => {
  for (const [state, rules] of Object.entries(caseTable)) {
    const may = Object.entries(rules).filter(([, { by }]) =>
      by.some(each => (office as readonly string[]).includes(each)),
    )
    const letters = steps.filter(({ event }) => may.some(([name]) => name === event)).map(({ letter }) => letter)
    assert.equal(new Set(letters).size, letters.length, `${state}: ${letters}`)
  }
})

test('given what a role of the office may cause, then there is a step for it, but for what is the desk’s own', () => {
  const desk: readonly CaseEvent[] = ['register', 'follow_up']
  const caused = Object.values(caseTable).flatMap(rules =>
    Object.entries(rules)
      .filter(([, { by }]) => by.some(each => (office as readonly string[]).includes(each)))
      .map(([event]) => event as CaseEvent),
  )
  const without = [...new Set(caused)].filter(
    event => !desk.includes(event) && !steps.some(step => step.event === event),
  )
  assert.deepEqual(without, [])
})

test('given every step with its fields filled in, then nothing is missing and the server takes its wish', () => {
  for (const step of steps) {
    const texts = filled(step)
    assert.deepEqual(missingFields(step, of, texts), [], step.event)
    const body = { wish: toWish(step, of, texts), seen: 3 }
    assert.ok(Value.Check(CaseStepSchema, body), `${step.event}: ${JSON.stringify(body)}`)
  }
})

test('given a step with nothing filled in, then what it needs is named, and a correction that changes nothing is none', () => {
  const reject = stepOfKey(['reject'], 'n')
  assert.ok(reject)
  assert.deepEqual(missingFields(reject, of, {}), ['field_reason', 'field_where_to'])
  const correct = stepOfKey(['correct'], 'C')
  assert.ok(correct)
  assert.deepEqual(missingFields(correct, of, { title: '路灯不亮' }), ['field_corrections'])
  assert.deepEqual(toWish(correct, of, { title: '路灯不亮', place: '东街' }), {
    event: 'correct',
    corrections: { place: '东街' },
  })
})

test('given a return visit, then it is booked by the way that was used: by phone, by message to who wants those, or as it was chosen', () => {
  const visit = stepOfKey(['visit'], 'v')
  assert.ok(visit)
  const sourceOf = (contact: string, texts: object) => {
    const wish = toWish(visit, { ...of, contact } as typeof of, { result: 'refused', ...texts })
    return wish.event === 'visit' && wish.source
  }
  assert.equal(sourceOf('phone', {}), 'callback')
  assert.equal(sourceOf('sms', {}), 'sms')
  assert.equal(sourceOf('sms', { source: 'callback' }), 'callback')
  assert.equal(sourceOf('phone', { source: 'wechat' }), 'wechat')
})

test('given a rating, then a visit needs its score, and a refusal has none', () => {
  const visit = stepOfKey(['visit'], 'v')
  assert.ok(visit)
  assert.deepEqual(missingFields(visit, of, { result: 'rated' }), ['detail_score'])
  const wish = toWish(visit, of, { result: 'refused', score: 'satisfied', solved: 'no' })
  assert.deepEqual([wish.event === 'visit' && wish.score, wish.event === 'visit' && wish.solved], [null, false])
})
