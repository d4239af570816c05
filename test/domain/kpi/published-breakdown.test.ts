import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { workingDays } from '../../../src/domain/calendar/limit.ts'
import { breakdownReport } from '../../../src/domain/kpi/breakdown/breakdown-report.ts'
import { breakdownOfRows } from '../../../src/domain/kpi/breakdown/in-memory-breakdown.ts'
import { aCase, at, call, dispatch, rating } from '../../../src/domain/kpi/example-rows.ts'
import { type RowsOfFiles, tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import type { Block, Chart, Publication, Table } from '../../../src/domain/kpi/publication/document.ts'
import { publicReport } from '../../../src/domain/kpi/publication/public-report.ts'
import { anyRows } from '../history/given-history.ts'

const published = (rows: RowsOfFiles, { name = '2020-05', threshold = 5 } = {}): Publication => {
  const period = readPeriod(name, 'Asia/Shanghai') ?? assert.fail()
  return publicReport(tallyRows(rows, period), {
    city: '',
    deadlines: {
      consultation: [workingDays(3)],
      nonConsultation: [workingDays(5), { count: 48, unit: 'hour', calendar: 'around_the_clock' }],
    },
    breakdown: breakdownOfRows(rows, period),
    threshold,
    printed: new Map(),
    before: null,
  })
}

const isTable = (block: Block): block is Table => block.kind === 'table'
const tableOf = ({ blocks }: Publication, caption: string): Table | undefined =>
  blocks.filter(isTable).find(table => table.caption.includes(caption))
const rowsOf = (table: Table | undefined): string[] =>
  table?.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)].join(' ')) ?? assert.fail()
const chartsOf = ({ blocks }: Publication): readonly Chart[] => blocks.filter(block => block.kind === 'chart')

/** So many cases of a unit: due in May, the first of them in time; rated, the first of them satisfied. */
const given = (unit: string, count: number, onTime: number, rated = 0, satisfied = 0) => {
  const all = Array.from({ length: count }, (_, n) => `${unit}-${n}`)
  return {
    cases: all.map(caseNo => aCase({ caseNo, tags: unit })),
    dispatches: all.map((caseNo, n) =>
      dispatch(caseNo, { unit, dueAt: at('05-12 00:00'), repliedAt: at(n < onTime ? '05-07 10:00' : '05-12 00:00') }),
    ),
    ratings: all
      .slice(0, rated)
      .map((caseNo, n) => rating(caseNo, { ratingId: caseNo, score: n < satisfied ? 'satisfied' : 'dissatisfied' })),
  }
}

const together = (...all: readonly ReturnType<typeof given>[]) => ({
  cases: all.flatMap(({ cases }) => cases),
  dispatches: all.flatMap(({ dispatches }) => dispatches),
  ratings: all.flatMap(({ ratings }) => ratings),
})

describe('units and topics in what is published', () => {
  test('given units, then each has its counts, rates and ranks, all together stand beneath, and who had no order in a sentence', () => {
    const rows = together(given('water', 20, 15, 12, 9), given('gas', 30, 30, 10, 10), given('roads', 6, 6))
    const earlier = dispatch('x', { unit: 'parks', dispatchedAt: at('04-01 10:00') })
    const page = published({ ...rows, dispatches: [...rows.dispatches, earlier] })
    assert.deepEqual(rowsOf(tableOf(page, '工单与时限')), [
      'gas 1 30 0 30 30 100.00% 24 0',
      'water 2 20 0 20 15 75.00% 52 0',
      'roads — 6 0 6 6 100.00% 24 0',
      '合计  56 0 56 51 91.07% 34 0',
    ])
    assert.deepEqual(rowsOf(tableOf(page, '群众评价')), [
      'gas 1 10 10 100.00%',
      'water 2 12 9 75.00%',
      'roads — 0 0 —',
      '合计  22 19 86.36%',
    ])
    assert.ok(
      page.blocks.some(
        block =>
          block.kind === 'paragraph' &&
          block.parts.join('') === '以下单位当期没有交办工单，不列入上表，也不参加排名：parks。',
      ),
    )
    assert.doesNotMatch(JSON.stringify(page.blocks.filter(isTable)), /parks/)
  })

  test('given small counts, then they and what would give them away are hidden, with what follows from them; inside the house and in report.json nothing is', () => {
    const rows = together(given('water', 20, 18), given('gas', 3, 2), given('roads', 12, 12))
    const shown = rowsOf(tableOf(published(rows), '工单与时限'))
    assert.deepEqual(shown, [
      'roads 1 * 0 * * * * 0',
      'water 2 20 0 20 18 90.00% 35 0',
      'gas — <5 0 <5 * * * 0',
      '合计  35 0 35 32 91.43% 33 0',
    ])
    assert.deepEqual(rowsOf(tableOf(published(rows, { threshold: 0 }), '工单与时限'))[2], 'gas — 3 0 3 2 66.67% 61 0')
    assert.match(tableOf(published(rows), '工单与时限')?.notes.at(-1) ?? '', /1至4的件数印作“<5”/)
    assert.doesNotMatch(JSON.stringify(published(rows, { threshold: 0 })), /印作“</)
    assert.match(published(rows, { threshold: 0 }).marks.join(''), /不得公开/)
    assert.doesNotMatch(published(rows).marks.join(''), /不得公开/)
    const period = readPeriod('2020-05', 'Asia/Shanghai') ?? assert.fail()
    const { units } = breakdownReport(breakdownOfRows(rows, period))
    assert.deepEqual(
      units?.ranked.map(({ unit, orders, replied_on_time, on_time_rate }) => [
        unit,
        orders,
        replied_on_time,
        on_time_rate,
      ]),
      [
        ['roads', 12, 12, 100],
        ['water', 20, 18, 90],
        ['gas', 3, 2, 66.67],
      ],
    )
  })

  test('given topics, then those of five cases are listed with their share and the year before, of which small counts are hidden with the change', () => {
    const then = [...given('water', 20, 0).cases, ...given('gas', 3, 0).cases].map(row => ({
      ...row,
      caseNo: `then-${row.caseNo}`,
      acceptedAt: at('05-06 10:00', 2019),
    }))
    const rows = together(given('water', 10, 0), given('gas', 6, 0), given('roads', 4, 0))
    const page = published({ cases: [...rows.cases, ...then] })
    const untold = published({ cases: [...rows.cases, aCase({ caseNo: 'x' })] })
    assert.match(tableOf(untold, '热点主题')?.notes[0] ?? '', /全部诉求21件，其中未标主题的不足5件/)
    const table = tableOf(page, '热点主题')
    assert.deepEqual(table?.columns, ['件数', '占全部诉求', '2019年5月（件）', '增减'])
    assert.deepEqual(rowsOf(table), ['water 10 50.00% * *', 'gas 6 30.00% <5 *'])
    assert.deepEqual(rowsOf(tableOf(published({ cases: [...rows.cases, ...then] }, { threshold: 0 }), '热点主题')), [
      'water 10 50.00% 20 −50.00%',
      'gas 6 30.00% 3 +100.00%',
      'roads 4 20.00% 0 —',
    ])
  })

  test('given a day on which a topic stood out, then it is told with its date and what is usual', () => {
    const rows = {
      cases: [aCase({ caseNo: 'first', acceptedAt: at('04-01 10:00') }), ...given('flood', 9, 0).cases],
    }
    assert.deepEqual(rowsOf(tableOf(published(rows), '单日突增')), ['2020年5月6日 flood 9 0.00'])
    assert.equal(tableOf(published(rows, { threshold: 10 }), '单日突增'), undefined)
  })

  test('given any rows, then no unit or topic has a count of 1 to 4 in what is published', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const page = published(rows, { name: '2020' })
        // the first column of units is their rank; hours are no count
        for (const caption of ['工单与时限', '群众评价', '热点主题'])
          for (const { head, cells } of tableOf(page, caption)?.rows ?? [])
            for (const [index, { text }] of head === '合计' ? [] : cells.entries())
              if (!['名次', '平均办理（小时）'].includes(tableOf(page, caption)?.columns[index] ?? ''))
                assert.doesNotMatch(text, /^[1-4]$/, `${caption}: ${head}`)
      }),
    )
  })

  test('given limits of the house, then those in working days are numbers, others say what they are', () => {
    assert.match(
      rowsOf(tableOf(published({ cases: [] }), '诉求类别')).join('\n'),
      /^咨询类 0 3 —\n非咨询类 0 5或48小时 —$/,
    )
  })
})

describe('charts of what is published', () => {
  test('given a month, then answered calls are drawn by day; given a year, by month; given a day, not at all', () => {
    const rows = {
      calls: [call({ answered: 3 }), call({ answered: 3 }), call({ arrivedAt: at('05-31 10:00'), answered: 3 })],
    }
    const answered = (name: string) => chartsOf(published(rows, { name })).find(({ form }) => form === 'columns')
    const day = answered('2020-05')
    assert.deepEqual(
      [day?.points.length, day?.points[5], day?.points[30]?.text],
      [31, { label: '6', value: 2, text: '2', figure: null }, '1'],
    )
    assert.deepEqual(
      answered('2020')
        ?.points.map(({ label, value }) => `${label} ${value}`)
        .slice(3, 6),
      ['4月 0', '5月 3', '6月 0'],
    )
    assert.deepEqual(
      answered('2019-12-01..2020-06-30')
        ?.points.map(({ label }) => label)
        .slice(0, 2),
      ['19-12', '20-01'],
    )
    assert.equal(answered('2020-05-06'), undefined)
  })

  test('given cases, then they are drawn by channel and class, those of unknown class apart; what is not known is not drawn', () => {
    const page = published({
      cases: [aCase(), aCase({ caseNo: '2', class: null }), aCase({ caseNo: '3', channel: 'web' })],
    })
    const [channels, classes, ...others] = chartsOf(page)
    assert.deepEqual(
      channels?.points.map(({ label, value, figure }) => [label, value, figure]),
      [
        ['电话端', 2, 'cases_by_phone'],
        ['互联网端', 1, 'cases_by_internet'],
        ['其他渠道', 0, 'cases_by_other'],
      ],
    )
    assert.deepEqual(
      classes?.points.filter(({ value }) => value !== 0).map(({ label, text }) => `${label} ${text}`),
      ['求助 2', '未分类（—） 1'],
    )
    assert.deepEqual(others, [])
    assert.deepEqual(chartsOf(published({})), [])
  })
})
