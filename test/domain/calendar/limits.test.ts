import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Limit, minutes, workingDays } from '../../../src/domain/calendar/limit.ts'
import {
  defaultLimits,
  type LimitedCase,
  type LimitKind,
  type LimitRule,
  limitKinds,
  limitOf,
  limitTableErrors,
  longestExtension,
} from '../../../src/domain/calendar/limit-table.ts'
import { caseClasses } from '../../../src/domain/cases/case.ts'
import { at } from './given-calendar.ts'

const zone = 'Asia/Shanghai'
const help: LimitedCase = { class: 'help', topics: [], urgent: false, danger: null }
const rule = (of: Partial<LimitRule>): LimitRule => ({
  id: 'rule',
  validFrom: '2020-01-01',
  kind: 'handling',
  class: null,
  topicId: null,
  urgent: null,
  danger: null,
  limit: workingDays(9),
  ...of,
})
const held = (kind: LimitKind, of: LimitedCase, rules = defaultLimits, when = '2020-06-01 10:00') =>
  limitOf(kind, of, at(when), rules, zone)
const handling = (of: LimitedCase, rules: readonly LimitRule[], when?: string) =>
  held('handling', of, [...defaultLimits, ...rules], when)?.ruleId

describe('the table of limits, where nobody has decided anything else', () => {
  it('is sound', () => {
    assert.deepEqual(limitTableErrors(defaultLimits), [])
  })

  it('gives a consultation 3 working days and every other class 5', () => {
    for (const of of caseClasses) {
      const { limit } = held('handling', { ...help, class: of }) ?? assert.fail()
      assert.deepEqual(limit, workingDays(of === 'consultation' ? 3 : 5), of)
    }
  })

  it('has danger signed for within minutes around the clock, the rest within a working day', () => {
    const expected: readonly (readonly [LimitedCase, Limit])[] = [
      [help, workingDays(1)],
      [{ ...help, danger: 'life' }, minutes(15)],
      [{ ...help, class: 'consultation', urgent: true, danger: 'life' }, minutes(15)],
      [{ ...help, danger: 'supply' }, minutes(30)],
    ]
    for (const [of, limit] of expected) assert.deepEqual(held('sign', of)?.limit, limit)
  })

  it('has a review within 30 minutes around the clock, of what is urgent within 5', () => {
    assert.deepEqual(held('review', help)?.limit, minutes(30))
    assert.deepEqual(held('review', { ...help, urgent: true })?.limit, minutes(5))
  })

  it('has the first contact and a return within a working day', () => {
    assert.deepEqual(held('first_contact', help), { ruleId: 'first-contact', limit: workingDays(1) })
    assert.deepEqual(held('return', help), { ruleId: 'return', limit: workingDays(1) })
  })

  it('lets an extension be as long as the limit that it extends, where it has no rule of its own', () => {
    const question: LimitedCase = { ...help, class: 'consultation' }
    assert.deepEqual(longestExtension(question, at('2020-06-01 10:00'), defaultLimits, zone)?.limit, workingDays(3))
    const rules = [...defaultLimits, rule({ id: 'ext', kind: 'extension', limit: workingDays(7) })]
    assert.deepEqual(longestExtension(question, at('2020-06-01 10:00'), rules, zone)?.ruleId, 'ext')
  })
})

describe('the rule that holds', () => {
  it('is, of those with the same conditions, the latest from its local date on', () => {
    const rules = [rule({ id: 'later', validFrom: '2020-07-01' })]
    assert.equal(handling(help, rules, '2020-06-30 23:59:59.999'), 'handling')
    assert.equal(handling(help, rules, '2020-07-01 00:00'), 'later')
    assert.equal(
      handling(help, [...rules, rule({ id: 'latest', validFrom: '2021-01-01' })], '2021-01-01 00:00'),
      'latest',
    )
  })

  it('is the most specific: danger before topic before urgency before class', () => {
    const rules = [
      rule({ id: 'class', class: 'help' }),
      rule({ id: 'urgent', urgent: true }),
      rule({ id: 'topic', topicId: 'heating' }),
      rule({ id: 'danger', danger: 'supply' }),
    ]
    assert.equal(handling(help, rules), 'class')
    assert.equal(handling({ ...help, urgent: true }, rules), 'urgent')
    assert.equal(handling({ ...help, urgent: true, topics: ['heating'] }, rules), 'topic')
    assert.equal(handling({ ...help, urgent: true, topics: ['heating'], danger: 'supply' }, rules), 'danger')
    assert.equal(handling({ ...help, class: 'praise', danger: 'life' }, rules), 'handling')
  })

  it('is that of the narrower topic, and of a topic for all that is within it', () => {
    const rules = [rule({ id: 'wide', topicId: 'housing' }), rule({ id: 'narrow', topicId: 'heating', class: 'help' })]
    assert.equal(handling({ ...help, topics: ['boiler', 'heating', 'housing'] }, rules), 'narrow')
    assert.equal(handling({ ...help, topics: ['roof', 'housing'] }, rules), 'wide')
  })

  it('is not undone by a later general one', () => {
    const rules = [
      rule({ id: 'specific', class: 'help', validFrom: '2020-01-01' }),
      rule({ id: 'general', validFrom: '2020-05-01' }),
    ]
    assert.equal(handling(help, rules), 'specific')
  })

  it('falls away where a later one without a limit takes its place', () => {
    const rules = [
      rule({ id: 'specific', class: 'help' }),
      rule({ id: 'ended', class: 'help', validFrom: '2020-05-01', limit: null }),
    ]
    assert.equal(handling(help, rules, '2020-04-30 10:00'), 'specific')
    assert.equal(handling(help, rules), 'handling')
  })

  it('is the same in whatever order the table stands', () => {
    const table = [...defaultLimits, rule({ id: 'a', class: 'help' }), rule({ id: 'b', urgent: true, class: 'help' })]
    const of = fc.record({
      class: fc.constantFrom(...caseClasses),
      topics: fc.constant([]),
      urgent: fc.boolean(),
      danger: fc.constantFrom('life', 'supply', null),
    }) as fc.Arbitrary<LimitedCase>
    fc.assert(
      fc.property(
        of,
        fc.constantFrom(...limitKinds),
        fc.shuffledSubarray(table, { minLength: table.length }),
        (one, kind, shuffled) => {
          assert.deepEqual(held(kind, one, shuffled), held(kind, one, table))
        },
      ),
    )
  })
})

describe('a table of limits', () => {
  it('that is unsound is refused by rule', () => {
    const errors = (...rules: readonly LimitRule[]) =>
      limitTableErrors([...defaultLimits, ...rules]).map(({ code, of }) => `${code} ${of}`)
    assert.deepEqual(errors(rule({ id: '' })), ['rule_id '])
    assert.deepEqual(errors(rule({ validFrom: '2020-02-30' })), ['rule_date rule'])
    assert.deepEqual(errors(rule({ limit: workingDays(0) })), ['limit_count rule'])
    assert.deepEqual(errors(rule({ limit: { ...workingDays(1), calendar: 'around_the_clock' } })), ['limit_unit rule'])
    assert.deepEqual(errors(rule({ id: 'sign' })), ['rule_id_twice sign'])
    assert.deepEqual(errors(rule({ id: 'a' }), rule({ id: 'b' })), ['rule_twice b'])
    assert.deepEqual(errors(rule({ limit: null })), ['no_general_rule handling'])
    assert.deepEqual(
      limitTableErrors(defaultLimits.filter(({ id }) => id !== 'review')).map(({ code, of }) => [code, of]),
      [['no_general_rule', 'review']],
    )
  })
})
