import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import { boundsOfMonth, isMonth } from '../../../src/domain/scoring/month.ts'
import { namedBefore, workdaysOverdue } from '../../../src/domain/scoring/overdue.ts'

const made = makeCalendar(stateCouncilNotices, [])
const calendar = made.kind === 'calendar' ? made.calendar : assert.fail('the notices make no calendar')
const at = (text: string) => Date.parse(`${text}+08:00`)

test('given a month, it begins and ends at midnight of the city', () => {
  assert.deepEqual(boundsOfMonth('2026-03', 'Asia/Shanghai'), {
    from: at('2026-03-01T00:00'),
    to: at('2026-04-01T00:00'),
  })
  assert.equal(boundsOfMonth('2026-12', 'Asia/Shanghai').to, at('2027-01-01T00:00'))
  assert.deepEqual(['2026-03', '2026-3', '2026-13', 'now', ''].map(isMonth), [true, false, false, false, false])
})

test('given something due at the end of Friday 6 March, its unit is named once five whole working days have passed', () => {
  const due = at('2026-03-07T00:00')
  const overdue = (now: string) => {
    const before = namedBefore(at(now), calendar, defaultCounting) ?? assert.fail('2026 is loaded')
    return [due <= before, workdaysOverdue(due, at(now), calendar, defaultCounting)]
  }
  assert.deepEqual(overdue('2026-03-08T12:00'), [false, 0])
  assert.deepEqual(overdue('2026-03-13T23:59'), [false, 5])
  assert.deepEqual(overdue('2026-03-14T12:00'), [false, 5], 'on a Saturday it is no more than on Friday')
  assert.deepEqual(overdue('2026-03-16T00:00'), [true, 6])
})

test('given the holiday of May, its days are no days of delay', () => {
  const due = at('2026-05-01T00:00')
  assert.equal(workdaysOverdue(due, at('2026-05-05T12:00'), calendar, defaultCounting), 0)
  // Saturday 9 May works
  assert.equal(workdaysOverdue(due, at('2026-05-09T12:00'), calendar, defaultCounting), 4)
})

test('given a year that is not loaded, nobody is named', () => {
  assert.equal(namedBefore(at('2031-03-01T00:00'), calendar, defaultCounting), null)
  assert.equal(workdaysOverdue(at('2031-01-01T00:00'), at('2031-03-01T00:00'), calendar, defaultCounting), null)
})
