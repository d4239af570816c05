import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formulaOf } from '../../../src/domain/scoring/formula.ts'
import { highIsGood, indicators, noCounts, type UnitCounts } from '../../../src/domain/scoring/indicator.ts'
import { correctedRows } from '../../../src/domain/scoring/objection.ts'
import { countsOfRow, pointsOf, ranked, scoreUnit } from '../../../src/domain/scoring/score.ts'
import {
  defaultSheet,
  type ScoringSheet,
  type SheetItem,
  sheetFault,
  sheetFor,
  touchesFrozen,
} from '../../../src/domain/scoring/sheet.ts'

const item = (rest: Partial<SheetItem>): SheetItem => ({
  ...{ indicator: 'satisfaction_raw', weight: 2_500, fullAt: 9_800, slope: 50, floor: 1_250, minVolume: 1 },
  ...rest,
})

const counted = (counts: Partial<UnitCounts>): UnitCounts => ({ ...noCounts, ...counts })

test('given the pairs that Lianyungang published, the items of the default sheet give the same points', () => {
  const [timeliness, satisfaction, resolved] = defaultSheet.items
  assert.ok(timeliness && satisfaction && resolved)
  const points = (of: SheetItem, ...rates: readonly number[]) => rates.map(rate => pointsOf(of, rate))
  assert.deepEqual(points(timeliness, 8_982, 8_000, 6_667), [1_482, 500, 0])
  assert.deepEqual(points(satisfaction, 8_750, 8_333, 7_500, 5_000), [1_975, 1_767, 1_350, 1_250])
  assert.deepEqual(points(satisfaction, 9_800, 10_000, 0), [2_500, 2_500, 1_250])
  assert.deepEqual(points(resolved, 7_059), [1_280])
})

const anyItem = fc
  .record({
    indicator: fc.constantFrom(...indicators),
    weight: fc.integer({ min: 1, max: 10_000 }),
    fullAt: fc.integer({ min: 0, max: 10_000 }),
    slope: fc.integer({ min: 0, max: 2_000 }),
    floor: fc.integer({ min: 0, max: 10_000 }),
    minVolume: fc.integer({ min: 1, max: 20 }),
  })
  .map(each => ({ ...each, floor: Math.min(each.floor, each.weight) }))
const rate = fc.integer({ min: 0, max: 10_000 })

test('given any item and rate, its points are whole hundredths between floor and weight', () =>
  fc.assert(
    fc.property(anyItem, rate, (of, at) => {
      const points = pointsOf(of, at)
      assert.ok(Number.isInteger(points) && points >= of.floor && points <= of.weight)
    }),
  ))

test('given a better rate, the points are never fewer, whichever way is better', () =>
  fc.assert(
    fc.property(anyItem, rate, rate, (of, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      const [worse, better] = highIsGood(of.indicator) ? [low, high] : [high, low]
      assert.ok(pointsOf(of, worse) <= pointsOf(of, better))
    }),
  ))

test('given an item whose low rate is good, each point above full marks costs the slope', () => {
  const bounced = item({ indicator: 'replies_bounced', weight: 500, fullAt: 500, slope: 25, floor: 100 })
  assert.deepEqual(
    [0, 500, 900, 2_100, 10_000].map(at => pointsOf(bounced, at)),
    [500, 500, 400, 100, 100],
  )
})

const sheet: ScoringSheet = {
  id: 'two',
  validFrom: '2026-01-01',
  items: [item({ minVolume: 3 }), item({ indicator: 'handled_in_time', fullAt: 10_000, slope: 100, floor: 0 })],
}

test('given a base of 0, there is no rate and there are no points, never 0 or 100 %', () => {
  const row = scoreUnit(sheet, 'water', counted({ handled_in_time: { counted: 4, base: 4 } }))
  assert.deepEqual(row.items[0], {
    ...{ indicator: 'satisfaction_raw', counted: 0, base: 0, rate: null, points: null },
    notScored: 'nothing_counted',
  })
  assert.deepEqual([row.kind, row.total, row.outOf], ['small_volume', 2_500, 2_500])
})

test('given fewer cases than the sheet asks for, the item has a rate and no points, and the unit no place', () => {
  const row = scoreUnit(
    sheet,
    'water',
    counted({ satisfaction_raw: { counted: 1, base: 2 }, handled_in_time: { counted: 3, base: 4 } }),
  )
  assert.deepEqual([row.items[0]?.rate, row.items[0]?.points, row.items[0]?.notScored], [5_000, null, 'too_few'])
  assert.equal(row.kind, 'small_volume')
})

const good = (satisfied: number): UnitCounts =>
  counted({ satisfaction_raw: { counted: satisfied, base: 8 }, handled_in_time: { counted: 9, base: 10 } })

test('given units with and without orders, equal totals share a place and units without orders stand apart', () => {
  const rows = ranked([
    scoreUnit(sheet, 'a', counted({})),
    scoreUnit(sheet, 'b', good(7)),
    scoreUnit(sheet, 'c', good(8)),
    scoreUnit(sheet, 'd', good(7)),
    scoreUnit(sheet, 'e', good(4)),
    scoreUnit(sheet, 'f', counted({ satisfaction_raw: { counted: 2, base: 2 } })),
  ])
  assert.deepEqual(
    rows.map(row => [row.unit, row.place, row.kind, row.total]),
    [
      ['c', 1, 'ranked', 2_500 + 1_500],
      ['b', 2, 'ranked', 1_975 + 1_500],
      ['d', 2, 'ranked', 1_975 + 1_500],
      ['e', 4, 'ranked', 1_250 + 1_500],
      ['f', null, 'small_volume', 0],
      ['a', null, 'no_orders', 0],
    ],
  )
})

test('given a correction, its unit alone is scored anew, by the same sheet, and places move', () => {
  const rows = ranked([scoreUnit(sheet, 'b', good(7)), scoreUnit(sheet, 'c', good(8))])
  const corrected = correctedRows({ rows, sheet }, 'b', { indicator: 'handled_in_time', counted: 10, base: 10 })
  assert.deepEqual(
    corrected?.map(row => [row.unit, row.place, row.total]),
    [
      ['b', 1, 4_475],
      ['c', 2, 4_000],
    ],
  )
  assert.deepEqual(countsOfRow(rows[0] ?? assert.fail()), good(8), 'the rows before are as they were')
  assert.equal(correctedRows({ rows, sheet }, 'b', { indicator: 'handled_in_time', counted: 11, base: 10 }), null)
  assert.equal(correctedRows({ rows, sheet }, 'nobody', { indicator: 'handled_in_time', counted: 1, base: 1 }), null)
})

test('given a sheet, its formula says each step, and from which rate on the floor holds', () => {
  assert.deepEqual(formulaOf({ ...sheet, items: [item({ minVolume: 3 })] }), [
    {
      indicator: 'satisfaction_raw',
      weight: 2_500,
      steps: [
        { step: 'full', rate: 9_800, points: 2_500, high: true },
        { step: 'taken_off', points: 50, high: true },
        { step: 'never_below', points: 1_250, fromRate: 7_300 },
        { step: 'too_few', below: 3 },
      ],
    },
  ])
})

test('given the rate from which the formula says the floor holds, the points agree', () =>
  fc.assert(
    fc.property(anyItem, of => {
      const [formula] = formulaOf({ ...sheet, items: [of] })
      const floor = formula?.steps.find(step => step.step === 'never_below')
      if (floor?.step === 'never_below' && floor.fromRate !== null) assert.equal(pointsOf(of, floor.fromRate), of.floor)
    }),
  ))

test('given sheets of several dates, a month is scored by the latest that began by then', () => {
  const later = { ...sheet, id: 'later', validFrom: '2026-03-01' }
  const at = (month: string) => sheetFor([later, sheet, defaultSheet], month)?.id
  assert.deepEqual(['2025-12', '2026-01', '2026-02', '2026-03', '2027-01'].map(at), [
    'default',
    'two',
    'two',
    'later',
    'later',
  ])
})

test('given a frozen month, no sheet may be set from it or earlier on, and none that held then be moved', () => {
  const from = (validFrom: string) => ({ validFrom })
  assert.equal(touchesFrozen(from('2026-03-01'), null, '2026-03'), true)
  assert.equal(touchesFrozen(from('2026-04-01'), null, '2026-03'), false)
  assert.equal(touchesFrozen(from('2026-04-01'), from('2026-02-01'), '2026-03'), true)
  assert.equal(touchesFrozen(from('2020-01-01'), null, null), false)
})

test('given a sheet that cannot stand, it is said why', () => {
  assert.equal(sheetFault(defaultSheet), null)
  assert.equal(sheetFault({ ...sheet, validFrom: '2026-01-02' }), 'not_first_of_month')
  assert.equal(sheetFault({ ...sheet, validFrom: '2026-13-01' }), 'not_first_of_month')
  const faulty = [
    [],
    [item({}), item({})],
    [item({ floor: 2_501 })],
    [item({ fullAt: 10_001 })],
    [item({ slope: 0.5 })],
    [item({ weight: 0, floor: 0 })],
    [item({ minVolume: 0 })],
  ]
  for (const items of faulty) assert.equal(sheetFault({ ...sheet, items }), 'items')
})
