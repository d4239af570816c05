import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGoal, readHalfHour, readShift, readStaff } from '../../../src/domain/staffing/read-words.ts'

test('given half hours of the clock, then they are read, and nothing else is', () => {
  assert.deepEqual(['00:00', '08:30', '23:30', '24:00'].map(readHalfHour), [0, 17, 47, 48])
  for (const text of ['', '8:30', '08:15', '24:30', '25:00', '08:30 ', '٠٨:٣٠'])
    assert.equal(readHalfHour(text), null, text)
})

test('given a promise, then its share, seconds and what may be lost are read; nobody promises nothing or all', () => {
  assert.deepEqual(readGoal('95/15'), { share: 0.95, seconds: 15, mostAbandoned: 0.05 })
  assert.deepEqual(readGoal('99.5/30'), { share: 0.995, seconds: 30, mostAbandoned: 0.005 })
  assert.deepEqual(readGoal('95'), { share: 0, seconds: 15, mostAbandoned: 0.05 })
  for (const text of ['', '0/15', '100/15', '95/', '95/15/3', '-5/15', '95/x', '9e1/15', '95/1000'])
    assert.equal(readGoal(text), null, text)
})

test('given a kind of shift, then start, length and breaks are read, past midnight too', () => {
  const early = { name: { zh: '早班', en: '早班' }, start: 15, length: 16, breaks: [7, 8] }
  assert.deepEqual(readShift('早班 07:30-15:30 11:00 11:30'), early)
  const night = { name: { zh: '夜班', en: '夜班' }, start: 46, length: 17, breaks: [6] }
  assert.deepEqual(readShift(' 夜班  23:00-07:30  02:00 '), night)
  assert.equal(readShift('全天 08:00-08:00')?.length, 48)
  assert.equal(readShift('到午夜 16:00-24:00')?.length, 16)
  for (const text of [
    ...['', '早班', '早班 07:30', '早班 07:30-15:30-16:00', '早班 07:30-15:15', '早班 24:00-08:00'],
    // a break outside the shift, and one said twice
    ...['早班 07:30-15:30 15:30', '早班 07:30-15:30 11:00 11:00', `${'长'.repeat(21)} 07:30-15:30`],
  ])
    assert.equal(readShift(text), null, text)
})

test('given agents by half hour, then they are read; a line that is none of it is named', () => {
  const read = (text: string) => readStaff(text)
  assert.deepEqual(read('00:00 2\r\n\n08:00,6\n17:30; 3\n'), {
    kind: 'staff',
    from: [
      [0, 2],
      [16, 6],
      [35, 3],
    ],
  })
  for (const [text, line] of [
    ['', 1],
    ['08:00 6', 1],
    ['00:00 2\n08:00 6\n07:30 5', 3],
    ['00:00 2\n00:00 3', 2],
    ['00:00 2\n08:00', 2],
    ['00:00 2\n08:00 -1', 2],
    ['00:00 2\n24:00 1', 2],
  ] as const)
    assert.deepEqual(read(text), { kind: 'fault', line }, text)
})
