import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { workingDays } from '../../../src/domain/calendar/limit.ts'
import { aCase, at, call, dispatch, gaveUp, person } from '../../../src/domain/kpi/example-rows.ts'
import { type RowsOfFiles, tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import type { Block, Publication, Table } from '../../../src/domain/kpi/publication/document.ts'
import { publicReport } from '../../../src/domain/kpi/publication/public-report.ts'
import { reportOf } from '../../../src/domain/kpi/report.ts'

const deadlines = { consultation: [workingDays(3)], nonConsultation: [workingDays(5)] }

const given = (rows: RowsOfFiles, { name = '2020', printed = new Map<string, number>() } = {}) => {
  const tally = tallyRows(rows, readPeriod(name, 'Asia/Shanghai') ?? assert.fail())
  return {
    tally,
    page: publicReport(tally, { city: '海门', deadlines, printed, before: null, breakdown: null, threshold: 5 }),
  }
}

const prose = ({ blocks }: Publication): string =>
  blocks
    .flatMap(block => (block.kind === 'paragraph' ? block.parts : []))
    .map(part => (typeof part === 'string' ? part : part.text))
    .join('')

const isTable = (block: Block): block is Table => block.kind === 'table'
const tableOf = ({ blocks }: Publication, caption: string): Table =>
  blocks.filter(isTable).find(table => table.caption.includes(caption)) ?? assert.fail()
const textsOf = (table: Table): string[] =>
  table.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)].join(' '))

const rows: Required<Pick<RowsOfFiles, 'calls' | 'cases' | 'dispatches' | 'staff' | 'regulations'>> = {
  calls: [call({ answered: 9, ended: 60 }), gaveUp(30), gaveUp(2)],
  cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3', channel: 'other' })],
  dispatches: [dispatch('3', { repliedAt: at('05-07 10:00') })],
  staff: [person('phone')],
  regulations: [{ name: '派单规范' }],
}

describe('the public report', () => {
  test('given figures, then the prose says them, and every number in it is one of a figure that has that value', () => {
    const { tally, page } = given(rows)
    assert.equal(page.title, '海门12345在线平台2020年度工作情况发布')
    assert.match(
      prose(page),
      /2020年，海门12345在线平台共受理企业群众诉求3件，其中电话端2件、互联网端0件、其他渠道1件。/,
    )
    assert.match(prose(page), /在线解答2件，在线解答率66\.67%；交成员单位办理1件，成员单位承办率33\.33%。/)
    const { figures } = reportOf(tally)
    for (const block of page.blocks)
      for (const part of block.kind === 'paragraph' ? block.parts : [])
        if (typeof part === 'string')
          assert.doesNotMatch(part.replace(/12345|2020年/g, ''), /\d/, 'a number that belongs to no figure')
        else assert.equal(Number.parseFloat(part.text), figures[part.figure], part.figure)
  })

  test('given figures, then each cell of a table has the value of its figure, and each rate says beneath from which integers it follows', () => {
    const { page } = given(rows)
    const calls = tableOf(page, '话务服务')
    assert.deepEqual(textsOf(calls), ['接听 1 33.33% 9 51 51', '回访 — — — — —', '合计 — — — — —'])
    assert.match(calls.notes.join('\n'), /接听接通率＝1÷3×100%：当期到达、应由人工接听的市民来电/)
    for (const table of page.blocks.filter(isTable))
      for (const { cells } of table.rows)
        for (const cell of cells)
          for (const number of cell.notes) assert.ok(table.notes[number - 1], `${table.caption}: note ${number}`)
    assert.deepEqual(textsOf(tableOf(page, '诉求类别')), ['咨询类 0 3 —', '非咨询类 3 5 24'])
  })

  test('given what is not known, then its sentences are left out, its cells are dashes, and nothing is guessed', () => {
    const { page } = given({ calls: rows.calls })
    assert.equal(prose(page), '热线接听市民来电1次，接通率33.33%。')
    assert.deepEqual(textsOf(tableOf(page, '诉求办理')), ['数量（件） — — — — — —'])
    assert.deepEqual(textsOf(tableOf(page, '话务座席')), ['数量 — — —'])
  })

  test('given another print with rates that its own integers do not give, then each is told with the calculation', () => {
    const printed = new Map([
      ['online_answer_rate_printed', 66.5],
      ['cases_total', 4],
      ['dispatch_rate_printed', 33.33],
    ])
    const { page } = given(rows, { printed })
    const [, differences] = page.blocks.filter(block => block.kind === 'list')
    assert.deepEqual(differences?.items, [
      '诉求总量：原件印作4，按原始记录计算（当期受理的诉求，含未办结的），应为3。',
      '在线解答率：原件印作66.50%，按同表整数计算＝2÷3×100%，应为66.67%。',
    ])
    assert.equal(given(rows).page.blocks.filter(block => block.kind === 'list').length, 1)
  })

  test('given any period, then the title names it as people do', () => {
    const title = (name: string) => given({}, { name }).page.title.replace(/^海门12345在线平台|工作情况发布$/g, '')
    assert.deepEqual(
      ['2020-05', '2020-W07', '2020-05-03', '2020-01-01..2020-03-31', '2019-12-01..2020-01-31'].map(title),
      ['2020年5月', '2020年第7周', '2020年5月3日', '2020年1月1日至3月31日', '2019年12月1日至2020年1月31日'],
    )
  })

  test('given the year before, then figures stand beside those of it: rates by points, others by percent, and a dash where there was nothing', () => {
    const before = tallyRows(
      {
        calls: [
          call({ answered: 12, arrivedAt: at('05-06 10:00', 2019) }),
          call({ answered: 12, arrivedAt: at('05-06 10:00', 2019) }),
        ],
        cases: [aCase({ acceptedAt: at('05-06 10:00', 2019) })],
        dispatches: [],
      },
      readPeriod('2019', 'Asia/Shanghai') ?? assert.fail(),
    )
    const { tally } = given(rows)
    const page = publicReport(tally, { city: '', deadlines, printed: new Map(), before, breakdown: null, threshold: 5 })
    const table = tableOf(page, '主要指标')
    assert.deepEqual(table.columns, ['2020年度', '2019年度', '增减'])
    const [cases, online, dispatched, onlineRate, calls, answerRate, wait] = textsOf(table)
    assert.deepEqual(
      [cases, online, dispatched, onlineRate, calls, answerRate, wait],
      [
        '诉求总量 3 1 +200.00%',
        '在线解答 2 1 +100.00%',
        '部门工单办理 1 0 —',
        '在线解答率 66.67% 100.00% −33.33个百分点',
        '接听话务量 1 2 −50.00%',
        '接听接通率 33.33% 100.00% −66.67个百分点',
        '接听平均等待时长 9 12 −25.00%',
      ],
    )
    assert.equal(
      given(rows)
        .page.blocks.filter(isTable)
        .some(({ caption }) => caption.includes('主要指标')),
      false,
    )
  })

  test('given a check that does not hold, then the reconciliation shows the gap', () => {
    const { page } = given({ cases: [aCase(), aCase({ channel: null })] })
    const [channels] = textsOf(tableOf(page, '核对表'))
    assert.equal(channels, '各渠道之和 = 诉求总量 1 ＝ 2 -1 不符')
  })
})
