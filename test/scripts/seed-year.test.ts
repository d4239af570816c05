import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { writeSeedYears } from '../../scripts/history/seed-year.ts'
import type { Report } from '../../src/domain/kpi/report.ts'
import { assertAccessible } from '../browser/accessible.ts'
import { findBrowser, noBrowser, openBrowser } from '../browser/open-browser.ts'

const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const { status, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], { env, encoding: 'utf8' })
  assert.deepEqual([status, stderr], [0, ''], program)
}

describe("a year of the first report's counts", () => {
  let folder = ''
  let report: Report

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yihao-seed-year-'))
    const settings = { YIHAO_DATABASE: `sqlite:${join(folder, 'yihao.db')}`, YIHAO_DATA: folder }
    await writeSeedYears(join(folder, 'past'), [2020])
    writeFileSync(
      join(folder, 'printed.csv'),
      'key,value\nonline_answer_rate_printed,41.15%\ndispatch_rate_printed,58.85%\n',
    )
    run('import.ts', [join(folder, 'past')], settings)
    const printed = ['--city', '海门', '--printed', join(folder, 'printed.csv')]
    run('report.ts', ['--period', '2020', '--out', folder, ...printed], settings)
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('given its rows, then its figures come out as printed, and the two rates that were printed wrongly come out right', () => {
    const { figures, checks } = report
    assert.deepEqual(figures, {
      cases_total: 194_766,
      cases_by_phone: 167_538,
      cases_by_internet: 523,
      cases_by_other: 26_705,
      annual_services_2020_rounded: 190_000,
      // printed: 41.15 and 58.85
      online_answer_rate_printed: 41.28,
      dispatch_rate_printed: 58.72,
      effective_participating_satisfaction: 94.96,
      epidemic_cases_min: 34_100,
      peak_daily_cases_printed: 511,
      reps_phone: 37,
      reps_network: 1,
      reps_enterprise: 1,
      reps_convenience: 1,
      policy_specialists: 45,
      service_reps_total: 40,
      seat_staff_total: 40,
      call_taking_staff: 38,
      inbound_calls_answered: 167_538,
      inbound_answer_rate: 96.12,
      inbound_avg_wait_s: 40,
      inbound_avg_talk_s: 205,
      inbound_max_talk_s: 5_578,
      callback_calls: 114_362,
      callback_connect_rate: 83.56,
      callback_avg_wait_s: null,
      callback_avg_talk_s: 90,
      callback_max_talk_s: 1_258,
      call_volume_total: 281_900,
      cases_answered_online: 80_404,
      cases_dispatched: 114_362,
      cases_consultation: 63_307,
      cases_non_consultation: 131_459,
      avg_handle_consultation_h: 8,
      avg_handle_non_consultation_h: 24,
      ratings_collected: 89_913,
      public_satisfaction_rate: 94.96,
      statistical_satisfaction_rate: 95.74,
      regulations_count: 3,
      // what the print leaves open is as it was made
      offered: 174_300,
      abandoned: 6_762,
      abandoned_short_5s: 0,
      sl_15: 9.46,
      sl_20: 17.34,
      sl_30: 33.1,
      answered_by_month: [
        ...[14_190, 13_275, 14_190, 13_733, 14_190, 13_733],
        ...[14_190, 14_191, 13_732, 14_191, 13_732, 14_191],
      ],
      cases_by_month: [
        ...[16_497, 15_432, 16_496, 15_965, 16_496, 15_965],
        ...[16_496, 16_497, 15_964, 16_497, 15_964, 16_497],
      ],
      on_time_rate: 100,
    })
    assert.deepEqual(
      checks.filter(({ holds }) => holds !== true),
      [],
    )
  })

  test('given its page, then a browser shows on A4 each figure as report.json has it, nothing is wider than the paper, and whoever cannot see can read it', {
    skip: noBrowser,
  }, async () => {
    const browser = await openBrowser(findBrowser() ?? '')
    try {
      // the width of A4 in points of a screen
      const page = await browser.newPage({ viewport: { width: 794, height: 1123 } })
      await page.goto(pathToFileURL(join(folder, 'report.html')).href)
      const shown = await page.$$eval('[data-figure]', all =>
        all.map(each => [each.getAttribute('data-figure') ?? '', each.firstChild?.textContent ?? '']),
      )
      for (const name of ['report.docx', 'report.xlsx', 'report.pdf']) assert.ok(existsSync(join(folder, name)), name)
      assert.ok(shown.length > 50)
      for (const [key = '', text = ''] of shown) {
        const value = report.figures[key]
        if (text.startsWith('3.4万')) assert.equal(value, 34_100)
        else if (value === null) assert.equal(text, '—', key)
        else assert.equal(Number.parseFloat(text), value, key)
      }
      // a chart beside each table that it draws, and the sixty units of the year
      assert.equal(await page.$$eval('svg[role="img"]', all => all.length), 4)
      assert.ok((await page.$$eval('figure.long tbody tr', all => all.length)) >= 2 * 61)
      assert.match(
        (await page.textContent('body')) ?? '',
        /在线解答率：原件印作41\.15%，按同表整数计算＝80404÷194766×100%，应为41\.28%。/,
      )
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      await assertAccessible(page, 'the public report')
      mkdirSync('screenshots-report', { recursive: true })
      await page.screenshot({ path: 'screenshots-report/2020.png', fullPage: true })
    } finally {
      await browser.close()
    }
  })
})
