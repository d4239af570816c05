import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import { nextOfficeTime } from '../../../src/domain/calendar/reminders.ts'
import { instantWords, shortWords } from '../../../src/domain/cases/notice-words.ts'
import {
  noticeTimes,
  requesterNoticeOf,
  timedNoticeAt,
  timedNoticeKey,
  unitNoticesOf,
} from '../../../src/domain/cases/notices.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { at, clocks, GivenCase, inState, people, wishes } from './given-case.ts'

const made = makeCalendar(stateCouncilNotices)
if (made.kind !== 'calendar') throw new Error('the notices make no calendar')
const { calendar } = made
const about = { class: 'help', topic: null, urgent: false, danger: null } as const
const minute = 60_000

const inOffice = (now: number): boolean => {
  const next = nextOfficeTime(now, calendar, defaultCounting)
  return next.kind === 'instant' && next.at === now
}

/** A clock as the limits count it from some instant of 2026 on, or one that is shorter or longer. */
const anyClock = fc
  .record({
    from: fc.integer({ min: at('2026-01-02'), max: at('2026-11-20') }),
    length: fc.option(fc.integer({ min: 15, max: 60 * 24 * 20 }), { nil: null }),
  })
  .map(({ from, length }) => {
    const dueAt = length === null ? clocks.due('handling', from, about).at : from + length * minute
    return { caseNo: '20260302000018', number: 1, dispatchedAt: from, firstDueAt: dueAt, dueAt, suspended: false }
  })

const lastMoved = (given: GivenCase) => {
  const fact = given.facts.findLast(each => each.kind === 'case_moved')
  if (fact?.kind !== 'case_moved') throw new Error('nothing happened')
  return fact as Extract<Fact, { kind: 'case_moved' }>
}

describe('notices that time brings', () => {
  it('come in their order, half and day before in office hours, none before the dispatch', () => {
    fc.assert(
      fc.property(anyClock, clock => {
        const { half, day_before: dayBefore, overdue } = noticeTimes(clock, calendar, defaultCounting)
        assert.equal(overdue, clock.dueAt)
        for (const each of [half, dayBefore]) if (each !== null) assert.ok(inOffice(each) && each > clock.dispatchedAt)
        assert.ok(half === null || half < (dayBefore ?? overdue))
        assert.ok(dayBefore === null || dayBefore < overdue)
      }),
    )
  })

  it('are each due once and in order, however often and late somebody looks, and the last one that has passed is the one that is due', () => {
    fc.assert(
      fc.property(anyClock, fc.array(fc.integer({ min: 1, max: 3 * 1_440 }), { maxLength: 60 }), (clock, steps) => {
        const times = noticeTimes(clock, calendar, defaultCounting)
        const sent = new Set<string>()
        const kinds: string[] = []
        let now = clock.dispatchedAt
        for (const step of steps) {
          now += step * minute
          const kind = timedNoticeAt(clock, times, now, inOffice(now))
          if (kind === null) continue
          assert.ok(now >= (times[kind] ?? Number.POSITIVE_INFINITY))
          if (kind !== 'overdue') assert.ok(inOffice(now) && now < clock.dueAt)
          const key = timedNoticeKey(clock, kind)
          if (!sent.has(key)) kinds.push(kind)
          sent.add(key)
        }
        const order = ['half', 'day_before', 'overdue']
        assert.deepEqual(
          kinds,
          order.filter(kind => kinds.includes(kind)),
        )
      }),
    )
  })

  it('of five working days from Monday at ten: half on Wednesday, the day before on the last day when offices open, overdue at 24:00', () => {
    const dispatchedAt = at('2026-03-02')
    const dueAt = clocks.due('handling', dispatchedAt, about).at
    const times = noticeTimes({ dispatchedAt, dueAt }, calendar, defaultCounting)
    assert.equal(instantWords(times.day_before ?? 0, 'Asia/Shanghai'), '2026年3月9日08:30')
    assert.equal(instantWords(times.overdue, 'Asia/Shanghai'), '2026年3月9日24:00')
    assert.ok((times.half ?? 0) > at('2026-03-04', '08:00') && (times.half ?? 0) < at('2026-03-05', '18:00'))
  })

  it('are none while the clock stands, at night but for what is overdue, nor a month after', () => {
    const dispatchedAt = at('2026-03-02')
    const dueAt = clocks.due('handling', dispatchedAt, about).at
    const times = noticeTimes({ dispatchedAt, dueAt }, calendar, defaultCounting)
    const half = times.half ?? 0
    assert.equal(timedNoticeAt({ suspended: true }, times, dueAt, true), null)
    assert.equal(timedNoticeAt({ suspended: false }, times, half, false), null)
    assert.equal(timedNoticeAt({ suspended: false }, times, half, true), 'half')
    assert.equal(timedNoticeAt({ suspended: false }, times, dueAt, false), 'overdue')
    assert.equal(timedNoticeAt({ suspended: false }, times, dueAt + 31 * 86_400_000, true), null)
  })

  it('are told anew where the end was moved, but half time once', () => {
    const clock = {
      caseNo: '1',
      number: 2,
      dispatchedAt: 0,
      firstDueAt: 100,
      dueAt: 100,
      suspended: false,
    }
    assert.equal(timedNoticeKey(clock, 'half'), 'notice-1-2-half')
    assert.equal(timedNoticeKey({ ...clock, dueAt: 200 }, 'half'), 'notice-1-2-half')
    assert.equal(timedNoticeKey({ ...clock, dueAt: 200 }, 'overdue'), 'notice-1-2-overdue-200')
  })
})

describe('notices of what happens', () => {
  it('go at the dispatch to who leads and who helps, each under a key of its own', () => {
    const given = new GivenCase().do(people.reviewer, wishes.pass).do(people.dispatcher, wishes.toHousing)
    const notices = unitNoticesOf(lastMoved(given), null)
    assert.deepEqual(
      notices.map(({ unit, kind, key }) => [unit, kind, key]),
      [
        ['housing', 'dispatched', 'notice-20260302000018-1-dispatched'],
        ['water', 'dispatched', 'notice-20260302000018-1-dispatched-water'],
      ],
    )
  })

  it('tell of returns, bounces, urging, supervision and redoing, each time it happens', () => {
    const given = inState('dispatched').do(people.clerk, wishes.giveBack).do(people.dispatcher, wishes.grant)
    assert.deepEqual(
      unitNoticesOf(lastMoved(given), null).map(({ kind }) => kind),
      ['return_granted'],
    )
    const urged = inState('handling').do(people.leader, { event: 'urge', note: '' })
    const [first] = unitNoticesOf(lastMoved(urged), null)
    urged.do(people.leader, { event: 'urge', note: '' })
    const [second] = unitNoticesOf(lastMoved(urged), null)
    assert.equal(first?.kind, 'urged')
    assert.notEqual(first?.key, second?.key)
    const bounced = inState('reply_review').do(people.reviewer, wishes.bounce)
    assert.deepEqual(
      unitNoticesOf(lastMoved(bounced), null).map(({ kind, words }) => [kind, words]),
      [['reply_bounced', '未说明原因']],
    )
    const replied = inState('replied').do(people.leader, { event: 'urge', note: '' })
    assert.deepEqual(unitNoticesOf(lastMoved(replied), null), [])
    const redone = inState('pending_callback').do(people.visitor, wishes.dissatisfied).do(people.visitor, wishes.redo)
    assert.deepEqual(
      unitNoticesOf(lastMoved(redone), null).map(({ kind, key }) => [kind, key]),
      [['redo', 'notice-20260302000018-2-redo']],
    )
  })

  const told = (given: GivenCase, by: Parameters<GivenCase['do']>[0], wish: Parameters<GivenCase['do']>[1]) => {
    const before = given.standing
    return unitNoticesOf(lastMoved(given.do(by, wish)), before).map(({ kind, unit, words }) => [kind, unit, words])
  }

  it('tell the tier-2 unit that it was handed down to, and the one before it that it is no longer theirs', () => {
    const given = inState('signed')
    assert.deepEqual(told(given, people.clerk, { event: 'sub_dispatch', unit: 'water-east', note: '尽快' }), [
      ['handed_down', 'water-east', '尽快'],
    ])
    assert.deepEqual(told(given, people.clerk, { event: 'sub_dispatch', unit: 'water-east', note: '' }), [])
  })

  it('tell all that had it when it is ruled away, merged, withdrawn or terminated', () => {
    const ruling = { event: 'assign_by_ruling', unit: 'housing', coUnits: [], reason: '职责清单第三条' } as const
    assert.deepEqual(told(inState('dispatched'), people.supervisor, ruling), [
      ['dispatched', 'housing', ''],
      ['lost_ruled', 'water', '职责清单第三条'],
    ])
    const same = { ...ruling, coUnits: ['water'] }
    assert.deepEqual(
      told(inState('dispatched'), people.supervisor, same).map(([kind]) => kind),
      ['dispatched', 'dispatched'],
      'who still has it is not told that it is gone',
    )
    const handed = inState('signed').do(people.clerk, { event: 'sub_dispatch', unit: 'water-east', note: '' })
    assert.deepEqual(told(handed, people.reviewer, { event: 'withdraw', note: '已自行解决' }), [
      ['lost_withdrawn', 'water', '已自行解决'],
      ['lost_withdrawn', 'water-east', '已自行解决'],
    ])
    const assisted = new GivenCase().do(people.reviewer, wishes.pass).do(people.dispatcher, wishes.toHousing)
    assert.deepEqual(told(assisted, people.reviewer, { event: 'merge', masterNo: '20260302000026' }), [
      ['lost_merged', 'housing', ''],
      ['lost_merged', 'water', ''],
    ])
    const ending = { event: 'terminate', reason: 'law_bars', note: '法律不允许' } as const
    assert.deepEqual(told(inState('handling'), people.supervisor, ending), [['lost_terminated', 'water', '法律不允许']])
  })

  it('tell nobody who gave it back before', () => {
    const given = inState('dispatched').do(people.clerk, wishes.giveBack).do(people.dispatcher, wishes.grant)
    assert.deepEqual(told(given, people.reviewer, { event: 'withdraw', note: '' }), [])
  })

  it('tell old and new end where a new calendar moved it, and nothing where it did not', () => {
    const given = inState('signed')
    const before = given.standing
    const fact = lastMoved(given.do(people.system, { event: 'recount' }))
    assert.deepEqual(unitNoticesOf(fact, before), [])
    assert.ok(before.assignment)
    const moved = { ...before, assignment: { ...before.assignment, dueAt: before.assignment.dueAt - 86_400_000 } }
    const [notice] = unitNoticesOf(fact, moved)
    assert.deepEqual([notice?.kind, notice?.dueBefore], ['due_moved', moved.assignment.dueAt])
  })

  it('tell the requester what he was not told on the line', () => {
    const [registered] = new GivenCase().facts
    assert.ok(registered?.kind === 'case_registered')
    assert.equal(requesterNoticeOf(registered)?.kind, 'receipt')
    const online = new GivenCase({ answer: '明天来水' })
    assert.equal(requesterNoticeOf(lastMoved(online)), null)
    const rejected = new GivenCase().do(people.reviewer, {
      event: 'reject',
      reason: 'litigation',
      whereTo: '请向人民法院提起诉讼',
    })
    const notice = requesterNoticeOf(lastMoved(rejected))
    assert.deepEqual([notice?.kind, notice?.words], ['not_accepted', '请向人民法院提起诉讼'])
    assert.equal(requesterNoticeOf(lastMoved(inState('pending_callback')))?.kind, 'answered')
  })

  it('are short, and never cut a character in two', () => {
    assert.equal(shortWords(' 一\n二  三 ', 10), '一 二 三')
    assert.equal(shortWords('𠀀𠀁𠀂𠀃', 3), '𠀀𠀁…')
  })
})
