import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { docxOf } from '../../../../src/adapters/files/report/docx.ts'
import { sameBytes } from '../../../../src/adapters/files/report/same-bytes.ts'
import { xlsxOf } from '../../../../src/adapters/files/report/xlsx.ts'
import { workingDays } from '../../../../src/domain/calendar/limit.ts'
import { aCase, call, dispatch, gaveUp } from '../../../../src/domain/kpi/example-rows.ts'
import { tallyRows } from '../../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../../src/domain/kpi/period.ts'
import { publicReport } from '../../../../src/domain/kpi/publication/public-report.ts'
import { reportOf } from '../../../../src/domain/kpi/report.ts'

const hostile = '=HYPERLINK("http://x")<b>&派单规范'
const tally = tallyRows(
  {
    calls: [call({ answered: 9, ended: 60 }), gaveUp(9), gaveUp(30)],
    cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
    dispatches: [dispatch('3')],
    regulations: [{ name: hostile }],
  },
  readPeriod('2020', 'Asia/Shanghai') ?? assert.fail(),
)
const page = publicReport(tally, {
  city: '海门',
  deadlines: { consultation: [workingDays(3)], nonConsultation: [workingDays(5)] },
  printed: new Map(),
  before: null,
  breakdown: null,
  threshold: 5,
})
const report = reportOf(tally)

const partsOf = (file: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))

/** What a reader sees of an office document. */
const textOf = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

describe('the report as office files', () => {
  test('given a report, then the DOCX has its title, sentences, cells and notes, and hostile words are words', async () => {
    const parts = partsOf(await docxOf(page))
    const text = textOf(parts['word/document.xml'] ?? '')
    for (const words of [page.title, '在线解答率', '66.67%', '接听接通率＝1÷3×100%', '截至2020年12月31日', hostile])
      assert.ok(text.includes(words), words)
    // a chart whose numbers stand in no table is one
    assert.match(text, /每月接听话务量 （2020年1月1日至2020年12月31日） 次 1月 0 /)
    assert.doesNotMatch(text, /诉求来源/)
    assert.doesNotMatch(parts['word/document.xml'] ?? '', /<b>&派|<w:hyperlink|<w:instrText[^>]*>HYPERLINK/)
  })

  test('given a report, then the XLSX has numbers as numbers, rates as percent, every figure by its key, and no formula', async () => {
    const parts = partsOf(await xlsxOf(page, report))
    const sheets = Object.entries(parts).filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name))
    assert.equal(sheets.length, 3)
    const all = sheets.map(([, xml]) => xml).join('')
    assert.doesNotMatch(all, /<f[ >]/)
    assert.match(all, /<v>0\.3333<\/v>/)
    assert.match(all, /<v>33\.33<\/v>/)
    const words = textOf(parts['xl/sharedStrings.xml'] ?? all)
    for (const key of Object.keys(report.figures)) assert.ok(words.includes(key), key)
    assert.match(words, /各渠道之和 = 诉求总量/)
  })

  test('given the same report at another time, then its files are the same bytes', async t => {
    const before = [await docxOf(page), await xlsxOf(page, report)]
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 400 * 86_400_000 })
    const after = [await docxOf(page), await xlsxOf(page, report)]
    t.mock.timers.reset()
    for (const [index, file] of after.entries()) assert.deepEqual(Buffer.from(file), Buffer.from(before[index] ?? []))
  })

  test('given what is no ZIP, then it is refused', () => {
    assert.throws(() => sameBytes(new Uint8Array(9)))
  })
})
