import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { planWish, replayWish, type Values } from '../../scripts/forecast/wishes.ts'
import { dayOf, startOfDay } from '../../src/domain/calendar/day.ts'
import { givenPast } from '../domain/staffing/given-past.ts'
import { dialects, givenDatabase, givenFolder } from '../helpers/store.ts'

const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const zone = 'Asia/Shanghai'
const iso = (at: number): string => new Date(at).toISOString()

/** Days of calls as a file: one behind the other in each half hour, answered after 8 s, each twentieth given up after 30 s. */
const callsOf = (first: string, days: number): string => {
  const rows = [
    'call_id,direction,purpose,arrived_at,queued_at,answered_at,ended_at,end_cause,number,agent_id,case_no,task_id',
  ]
  for (const { day, offered } of givenPast(first, days, { mean: 60 }))
    for (const [half, calls] of offered.entries())
      for (let n = 0; n < calls; n += 1) {
        const at = startOfDay(day, zone) + half * 1_800_000 + Math.floor((n * 1_800_000) / calls)
        const ends =
          rows.length % 20 === 0
            ? `,${iso(at + 30_000)},abandoned`
            : `${iso(at + 8_000)},${iso(at + 208_000)},completed`
        rows.push(`c${rows.length},inbound,hotline,${iso(at)},,${ends},,,,`)
      }
  return `${rows.join('\r\n')}\r\n`
}

for (const dialect of dialects)
  describe(`npm run forecast on ${dialect}`, () => {
    test('given an imported past, then days, seats, shifts and the back-test are told and written, the same each time; a past day is played again with other agents', async t => {
      const folder = givenFolder(t)
      const settings = { YIHAO_DATABASE: await givenDatabase(t, dialect), YIHAO_DATA: folder }
      const past = join(folder, 'past')
      mkdirSync(past)
      writeFileSync(join(past, 'calls.csv'), callsOf('2026-05-07', 130))
      assert.equal(run('import.ts', [past], settings).status, 0)
      const out = join(folder, 'out')
      const of = (...more: string[]) =>
        run('forecast.ts', ['--from', '2026-09-14', '--days', '3', '--wrap-up', '60', '--out', out, ...more], settings)
      const done = of()
      assert.deepEqual([done.status, done.stderr], [0, ''])
      for (const words of [
        /09-14 周一 +\d+ +\d+–\d+/,
        /计划席位 Planned seats/,
        /WAPE \d+\.\d\d%/,
        /话后处理：无实测，按设定 60 秒/,
      ])
        assert.match(done.stdout, words)
      const read = (name: string) => readFileSync(join(out, name))
      const json = JSON.parse(read('forecast.json').toString())
      assert.equal(json.days.length, 3)
      assert.deepEqual([json.knownUpTo, json.measured.talk.seconds, json.measured.wrapUp], ['2026-09-13', 200, null])
      assert.ok(json.backTest.days === 56 && json.backTest.ofDays.wape < json.backTest.ofDays.naiveWape)
      assert.match(read('forecast.html').toString(), /<svg/)
      // what is behind the store is the same of both
      if (dialect === 'postgres') return
      const before = ['forecast.json', 'forecast.html', 'forecast.xlsx'].map(name => read(name).toString('base64'))
      of()
      assert.deepEqual(
        ['forecast.json', 'forecast.html', 'forecast.xlsx'].map(name => read(name).toString('base64')),
        before,
      )
      const own = of(
        '--shift',
        '全天 00:00-12:00',
        '--shift',
        '晚间 12:00-24:00 18:00',
        '--goal',
        '80/20',
        '--load',
        'expected',
      )
      assert.match(own.stdout, /所给班次覆盖不到：09-14 周一 18:00/)

      writeFileSync(join(folder, 'agents.txt'), '00:00 1\n08:00 4\n')
      const replay = (agents: string) =>
        run('forecast.ts', ['--replay', '2026-09-07', '--agents', agents, '--out', out], settings)
      const [one, many] = ['1', join(folder, 'agents.txt')].map(agents => {
        const { status, stdout } = replay(agents)
        assert.equal(status, 0)
        return { stdout, json: JSON.parse(read('replay.json').toString()) }
      })
      assert.ok(one && many)
      assert.equal(one.json.booked.offered, one.json.replayed.offered)
      assert.ok(many.json.replayed.answered > one.json.replayed.answered)
      assert.match(many.stdout, /15 秒接通率 within 15 s/)
      const { status, stderr } = run('forecast.ts', ['--replay', '2025-01-01', '--agents', '3'], settings)
      assert.equal(status, 2)
      assert.match(stderr, /当日没有可重演的来电/)
    })
  })

describe('npm run forecast', () => {
  const now = Date.parse('2026-09-13T23:30:00+08:00')

  test('given nothing, then seven days from tomorrow by the national goal; given words, then what they say', () => {
    const usual = planWish({}, zone, now)
    assert.deepEqual([usual.first, usual.count], [dayOf('2026-09-14'), 7])
    const { goal, fewest, shrinkage, assumedWrapUp, load, patterns } = usual.settings
    assert.deepEqual(
      [goal.share, goal.seconds, fewest, shrinkage, assumedWrapUp, load],
      [0.95, 15, 2, 0.1, null, 'high'],
    )
    assert.equal(patterns.length, 4)
    const said = {
      from: '2026-10-01',
      days: '31',
      goal: '80/20',
      load: 'expected',
      fewest: '0',
      away: '0',
      'wrap-up': '0',
    }
    const { first, count, settings } = planWish({ ...said, shift: ['全天 00:00-00:00'] }, zone, now)
    assert.deepEqual([first, count], [dayOf('2026-10-01'), 31])
    assert.deepEqual(
      [settings.fewest, settings.shrinkage, settings.assumedWrapUp, settings.load],
      [1, 0, 0, 'expected'],
    )
    assert.deepEqual(
      settings.patterns.map(({ start, length }) => [start, length]),
      [[0, 48]],
    )
    const { wish } = replayWish({ agents: '8', seed: '7', ring: '4', notice: '0' }, '2026-09-07', zone)
    assert.deepEqual([wish.staff, wish.seed, wish.answerMs, wish.noticeMs, wish.wrapUpMs], [[[0, 8]], 7, 4_000, 0, 0])
  })

  test('given what cannot be understood, then the usage is told', () => {
    const faults: Values[] = [
      ...[{ days: '32' }, { days: '0' }, { from: '2026-02-30' }, { goal: '101/15' }, { load: 'low' }, { away: '81' }],
      ...[{ fewest: '-1' }, { 'wrap-up': '1e3' }, { shift: ['早班 07:30-15:30', '早班 7-15'] }],
    ]
    for (const values of faults)
      assert.throws(() => planWish(values, zone, now), /npm run forecast --/, JSON.stringify(values))
    for (const [values, day] of [
      [{}, '2026-05-07'],
      [{ agents: '8' }, '2026-13-01'],
      [{ agents: '8', seed: 'x' }, '2026-05-07'],
    ] as const)
      assert.throws(() => replayWish(values, day, zone), /npm run forecast --/, JSON.stringify(values))
    assert.throws(() => replayWish({ agents: '/nowhere' }, '2026-05-07', zone), /没有这个文件/)
    const { status, stderr } = run('forecast.ts', ['--days', '32'], {})
    assert.deepEqual([status, stderr.startsWith('npm run forecast --')], [2, true])
  })

  test('given a file of agents with a fault, then its line is named; given no past, then nothing is guessed', async t => {
    const folder = givenFolder(t)
    writeFileSync(join(folder, 'agents.txt'), '00:00 1\n08:10 4\n')
    assert.throws(() => replayWish({ agents: join(folder, 'agents.txt') }, '2026-05-07', zone), /agents\.txt:2: /)
    const settings = { YIHAO_DATABASE: await givenDatabase(t, 'sqlite'), YIHAO_DATA: folder }
    assert.match(run('forecast.ts', [], settings).stderr, /There is no database/)
    const past = join(folder, 'past')
    mkdirSync(past)
    writeFileSync(join(past, 'calls.csv'), callsOf('2026-05-07', 3))
    assert.equal(run('import.ts', [past], settings).status, 0)
    const none = run('forecast.ts', ['--from', '2026-05-10', '--days', '1'], settings)
    assert.equal(none.status, 0)
    assert.match(none.stdout, /05-10 周日 +— +历史数据不足/)
    assert.match(none.stdout, /历史不足，未作回测/)
  })
})
