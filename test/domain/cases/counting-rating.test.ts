import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { countingRating } from '../../../src/domain/cases/life/counting-rating.ts'
import type { RatingSource } from '../../../src/domain/cases/life/visit.ts'
import type { Actor } from '../../../src/domain/cases/role.ts'
import { GivenCase, inState, people, wishes } from './given-case.ts'

const { citizen, clerk, dispatcher, otherClerk, reviewer, supervisor, system, visitor } = people
const day = 86_400_000
const unrated = { score: null, solved: null, contacted: null, reason: '' } as const

const rate = (score: 'satisfied' | 'dissatisfied', source: RatingSource = 'web', ownNumber = false): CaseCommand => ({
  ...wishes[score],
  source,
  ownNumber,
})
const unreached: CaseCommand = { event: 'visit', result: 'unreached', source: 'callback', ...unrated }
const replied = (given: GivenCase, by: Actor = clerk): GivenCase =>
  given
    .do(by, wishes.sign)
    .do(by, wishes.contact)
    .do({ ...by, roles: ['unit_leader'] }, wishes.reply)
    .do(reviewer, wishes.review)
    .do(reviewer, wishes.accept)

/** What counts of a case in a few words; null: nothing. */
const counts = ({ facts }: GivenCase): string | null => {
  const found = countingRating(facts)
  return (
    found &&
    [found.score, found.source, found.unit, found.round, found.ownNumber && 'own', found.ruling]
      .filter(each => each !== false && each !== null)
      .join(' ')
  )
}

interface Hard {
  readonly given: string
  readonly of: () => GivenCase
  readonly counts: string | null
}

const hard: readonly Hard[] = [
  { given: 'nobody who rated', of: () => inState('pending_callback').do(system, unreached), counts: null },
  ...(['callback', 'sms', 'wechat', 'web'] as const).map(source => ({
    given: `one rating by ${source}`,
    of: () => inState('pending_callback').do(source === 'web' ? citizen : visitor, rate('satisfied', source)),
    counts: `satisfied ${source} water 1`,
  })),
  {
    given: 'two ratings in one millisecond, the one that was booked later',
    of: () => inState('pending_callback').do(visitor, rate('satisfied', 'callback')).do(citizen, rate('dissatisfied')),
    counts: 'dissatisfied web water 1',
  },
  {
    given: 'a rating in the last millisecond of its window',
    of: () => {
      const given = inState('closed')
      return given.goTo(given.now + 7 * day - 1).do(citizen, rate('dissatisfied', 'wechat'))
    },
    counts: 'dissatisfied wechat water 1',
  },
  {
    given: 'a rating at the end of its window, which is refused',
    of: () => {
      const given = inState('closed')
      assert.equal(given.goTo(given.now + 7 * day).try(citizen, rate('dissatisfied')), 'rating_too_late')
      return given
    },
    counts: 'satisfied callback water 1',
  },
  {
    given: 'a rating between reopening and the second closing, which is refused; the earlier one counts on',
    of: () => {
      const given = inState('closed').do(supervisor, { event: 'reopen', newFacts: '又停水了' })
      assert.equal(given.try(citizen, rate('dissatisfied')), 'case_event_impossible')
      return given
    },
    counts: 'satisfied callback water 1',
  },
  {
    given: 'a reopened case that was rated again',
    of: () => {
      const given = inState('closed').do(supervisor, { event: 'reopen', newFacts: '又停水了' })
      given.do(reviewer, wishes.pass).do(dispatcher, wishes.toWater)
      return replied(given).do(visitor, rate('dissatisfied', 'callback'))
    },
    counts: 'dissatisfied callback water 2',
  },
  {
    given: 'a redo that satisfied: the last round',
    of: () =>
      replied(inState('pending_callback').do(visitor, rate('dissatisfied', 'callback')).do(visitor, wishes.redo)).do(
        visitor,
        rate('satisfied', 'callback'),
      ),
    counts: 'satisfied callback water 2',
  },
  {
    given: 'a redo by another unit: that one’s result is rated',
    of: () => {
      const given = inState('pending_callback').do(visitor, rate('dissatisfied', 'callback'))
      given.do(visitor, { ...wishes.redo, unit: 'housing' })
      return replied(given, otherClerk).do(visitor, rate('satisfied', 'callback'))
    },
    counts: 'satisfied callback housing 2',
  },
  {
    given: 'a redo after which nobody was reached: what he said last counts on, so that nobody gains by not asking',
    of: () =>
      replied(inState('pending_callback').do(visitor, rate('dissatisfied', 'callback')).do(visitor, wishes.redo)).do(
        system,
        unreached,
      ),
    counts: 'dissatisfied callback water 1',
  },
  {
    given: 'a withdrawn case whose requester had rated: it was said',
    of: () =>
      inState('pending_callback')
        .do(visitor, rate('dissatisfied', 'callback'))
        .do(citizen, { event: 'withdraw', note: '' }),
    counts: 'dissatisfied callback water 1',
  },
  {
    given: 'a withdrawn case that is rated afterwards, which is refused',
    of: () => {
      const given = inState('handling').do(citizen, { event: 'withdraw', note: '' })
      assert.equal(given.try(citizen, rate('satisfied')), 'case_event_impossible')
      return given
    },
    counts: null,
  },
  {
    given: 'a merged case before its master is answered, which nobody can rate',
    of: () => {
      const given = inState('signed').do(dispatcher, { event: 'merge', masterNo: '20260302000026' })
      assert.equal(given.try(citizen, rate('satisfied')), 'case_event_impossible')
      return given
    },
    counts: null,
  },
  {
    given: 'a merged case whose master housing answered: its requester rates housing for himself',
    of: () =>
      inState('signed')
        .do(dispatcher, { event: 'merge', masterNo: '20260302000026' })
        .do(system, { event: 'answer_with_master', answer: '已修复', unit: 'housing' })
        .do(citizen, rate('dissatisfied', 'wechat')),
    counts: 'dissatisfied wechat housing 1',
  },
  {
    given: 'a merged case that no unit ever had',
    of: () =>
      new GivenCase()
        .do(reviewer, { event: 'merge', masterNo: '20260302000026' })
        .do(system, { event: 'answer_with_master', answer: '已修复', unit: 'water' })
        .do(citizen, rate('satisfied')),
    counts: 'satisfied web water 0',
  },
  {
    given: 'a master that was answered on the line: there is no unit to be rated',
    of: () => {
      const given = inState('signed').do(dispatcher, { event: 'merge', masterNo: '20260302000026' })
      given.do(system, { event: 'answer_with_master', answer: '已告知', unit: null })
      assert.equal(given.try(citizen, rate('satisfied')), 'case_event_impossible')
      return given
    },
    counts: null,
  },
  {
    given: 'a rating from a number of the unit: it counts, and says so',
    of: () => inState('pending_callback').do(visitor, rate('satisfied', 'callback', true)),
    counts: 'satisfied callback water 1 own',
  },
  {
    given: 'a ruling that is only proposed',
    of: () => inState('pending_callback').do(visitor, wishes.dissatisfied).do(reviewer, wishes.exclude),
    counts: 'dissatisfied callback water 1',
  },
  {
    given: 'a ruling that was confirmed: the score stays, the ruling stands beside it',
    of: () =>
      inState('pending_callback')
        .do(visitor, wishes.dissatisfied)
        .do(reviewer, wishes.exclude)
        .do(supervisor, wishes.confirm),
    counts: 'dissatisfied callback water 1 excluded',
  },
  {
    given: 'a rating after a ruling: the ruling was about the one before',
    of: () =>
      inState('pending_callback')
        .do(visitor, wishes.dissatisfied)
        .do(reviewer, wishes.exclude)
        .do(supervisor, wishes.confirm)
        .do(citizen, rate('dissatisfied')),
    counts: 'dissatisfied web water 1',
  },
]

describe('the rating of a case that counts', () => {
  for (const each of hard)
    it(`given ${each.given}: ${each.counts ?? 'none'}`, () => assert.equal(counts(each.of()), each.counts))

  it('is never one by key, which ledgers of before may hold', () => {
    const given = inState('pending_callback').do(visitor, wishes.dissatisfied)
    const last = given.facts.at(-1)
    assert.ok(last?.kind === 'case_moved' && last.wish.event === 'visit')
    const byKey = { ...last, wish: { ...last.wish, source: 'keypad', score: 'satisfied' } } as const
    assert.equal(countingRating([...given.facts, byKey])?.score, 'dissatisfied')
  })

  it('of each member of a merge is his own', () => {
    const merged = (score: 'satisfied' | 'dissatisfied') =>
      inState('dispatched')
        .do(dispatcher, { event: 'merge', masterNo: '20260302000026' })
        .do(system, { event: 'answer_with_master', answer: '已修复', unit: 'water' })
        .do(citizen, rate(score))
    assert.deepEqual(
      [counts(merged('satisfied')), counts(merged('dissatisfied'))],
      ['satisfied web water 1', 'dissatisfied web water 1'],
    )
  })
})
