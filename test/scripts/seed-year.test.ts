import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeSeedYears } from '../../scripts/history/seed-year.ts'
import { givenFolder } from '../helpers/store.ts'

const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const { status, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], { env, encoding: 'utf8' })
  assert.deepEqual([status, stderr], [0, ''], program)
}

test("given a year of the first report's counts, then its figures come out as printed, and the two rates that it printed wrongly come out right", async t => {
  const folder = givenFolder(t)
  const settings = { YIHAO_DATABASE: `sqlite:${join(folder, 'yihao.db')}`, YIHAO_DATA: folder }
  await writeSeedYears(join(folder, 'past'), [2020])
  run('import.ts', [join(folder, 'past')], settings)
  run('report.ts', ['--period', '2020', '--out', folder], settings)
  const { figures, checks } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
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
    checks.filter(({ holds }: { holds: boolean | null }) => holds !== true),
    [],
  )
})
