import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { openHistory } from '../../src/adapters/store/history/open-book.ts'
import { abandonedCall } from '../adapters/store/given-facts.ts'
import { dialects, givenDatabase, givenFolder, openGiven } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => {
  const { PATH, HOME } = process.env
  return { PATH, HOME, ...settings } as NodeJS.ProcessEnv
}

/** Runs a command on the store as npm does, with these settings. */
const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], {
    env: environment(settings),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** The same without holding up this process: a hotline that runs in it must renew its lease meanwhile. */
const runBeside = async (program: string, args: readonly string[], settings: Record<string, string>) => {
  const command = spawn(process.execPath, [join('scripts', program), ...args], {
    env: environment(settings),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [status]] = await Promise.all([text(command.stderr), once(command, 'close')])
  return { status, stderr }
}

const callsHead =
  'call_id,direction,purpose,arrived_at,queued_at,answered_at,ended_at,end_cause,number,agent_id,case_no,task_id'
const aCall = (id: string | number, answered = '2020-05-06T10:00:09+08:00') =>
  `${id},inbound,hotline,2020-05-06T10:00:00+08:00,,${answered},2020-05-06T10:02:00+08:00,completed,13812345678,1001,,`
const casesHead = 'case_no,channel,class,accepted_at,path,tags,closed_at'
const aCase = (no: number, tags = '') =>
  `${no},phone,help,2020-05-06T10:02:00+08:00,online,${tags},2020-05-06T10:03:00+08:00`

const write = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): string => {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
const lines = (...rows: readonly string[]): string => rows.map(row => `${row}\r\n`).join('')

for (const dialect of dialects)
  describe(`a past that is imported on ${dialect}`, () => {
    const given = async (t: Parameters<typeof givenFolder>[0]) => {
      const folder = givenFolder(t)
      // no browser need print here
      const settings = {
        YIHAO_DATABASE: await givenDatabase(t, dialect),
        YIHAO_DATA: folder,
        YIHAO_BROWSER: '/nowhere',
      }
      const report = () => {
        const done = run('report.ts', ['--period', '2020', '--out', join(folder, 'out')], settings)
        return { ...done, json: JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) }
      }
      return { folder, settings, report }
    }

    test('given files, then they are imported, and again are known; the report has their figures, a dash for what is not there', async t => {
      const { folder, settings, report } = await given(t)
      // out of another order than the export's, with a column of its own and a byte order mark
      const cases = `\uFEFFremark,${casesHead}\nx,${aCase(1, '"masks;epidemic"')}\n"a, ""b""\nc",${aCase(2)}`
      const past = write(join(folder, 'past'), {
        'calls.csv': lines(callsHead, aCall('c1'), aCall('c2', '')),
        'cases.csv': cases,
        'regulations.csv': lines('name', '派单规范'),
        'notes.txt': 'x',
      })
      const first = run('import.ts', [past], settings)
      assert.match(first.stdout, /未读取 not read: notes\.txt\n/)
      assert.match(first.stdout, /cases\.csv: 未读取的列 columns not read: remark\n/)
      assert.match(first.stdout, /已导入 5 行。5 rows were imported/)
      assert.deepEqual([first.status, first.stderr], [0, ''])
      const again = run('import.ts', [past], settings)
      assert.match(again.stdout, /They were imported already; nothing was changed\./)
      const { json, stdout, status } = report()
      assert.deepEqual([json.period, json.as_of, json.version], ['2020', '2020-12-31', 1])
      const { cases_total, epidemic_cases_min, inbound_answer_rate, regulations_count, reps_phone } = json.figures
      assert.deepEqual(
        [cases_total, epidemic_cases_min, inbound_answer_rate, regulations_count, reps_phone],
        [2, 1, 50, 1, null],
      )
      assert.match(stdout, /reps_phone +—\n/)
      // a call that was completed and never answered is explained by nothing
      assert.equal(json.checks.find((each: { id: string }) => each.id === 'calls').gap, 1)
      assert.equal(status, 1)
    })

    test('given a figure, then the rows that it counts are written, numbers masked; one that is none, or no count of rows, is refused', async t => {
      const { folder, settings } = await given(t)
      const past = write(join(folder, 'past'), {
        'calls.csv': lines(callsHead, aCall('c1'), aCall('c2', '').replace('completed', 'abandoned'), aCall('c3')),
      })
      assert.equal(run('import.ts', [past], settings).status, 0)
      const rowsOf = (key: string, ...more: readonly string[]) =>
        run('report.ts', ['--period', '2020-05', '--rows', key, ...more], settings)
      const told = rowsOf('inbound_answer_rate')
      assert.deepEqual([told.status, told.stderr], [0, ''])
      assert.deepEqual(told.stdout.split('\r\n'), [
        'call_id,direction,purpose,arrived_at,answered_at,ended_at,end_cause,number,counts',
        ...['c1', 'c2', 'c3'].map(
          id =>
            `${id},inbound,hotline,2020-05-06T10:00:00.000+08:00,${id === 'c2' ? '' : '2020-05-06T10:00:09.000+08:00'},2020-05-06T10:02:00.000+08:00,${id === 'c2' ? 'abandoned' : 'completed'},138****5678,${id === 'c2' ? 'base' : 'numerator'}`,
        ),
        '',
      ])
      const out = join(folder, 'rows')
      assert.equal(rowsOf('call_volume_total', '--out', out).status, 0)
      assert.equal(readFileSync(join(out, 'rows-call_volume_total-calls.csv'), 'utf8').split('\r\n').length, 4)
      assert.equal(readFileSync(join(out, 'rows-call_volume_total-tasks.csv'), 'utf8').split('\r\n').length, 2)
      for (const [key, why] of [
        ['nothing', /There is no figure nothing\./],
        ['reps_phone', /The figure reps_phone cannot be told row by row\./],
      ] as const) {
        const refused = rowsOf(key)
        assert.equal(refused.status, 2)
        assert.match(refused.stderr, why)
      }
    })

    test('given faults, then each is told by file, line and column in two languages, nothing is kept, and the mended files go in', async t => {
      const { folder, settings, report } = await given(t)
      const past = write(join(folder, 'past'), {
        'calls.csv': lines(
          callsHead,
          aCall('c1'),
          aCall('c2', '2020/5/6 10:00'),
          aCall('c3', '2020-05-06T09:00:00+08:00'),
          aCall('c1'),
          'c5,inbound',
          aCall('1.38E+10'),
          aCall('c7', '2020-05-06 10:00:09'),
        ),
        'cases.csv': lines(casesHead.replace(',path', ''), '1,phone,help,2020-05-06T10:02:00+08:00,,'),
      })
      const refused = run('import.ts', [past], settings)
      assert.equal(refused.status, 65)
      for (const told of [
        /calls\.csv 第 3 行 answered_at：.*\n {2}line 3, answered_at: A spreadsheet has rewritten this time/,
        /calls\.csv 第 4 行 answered_at：该时间早于/,
        /calls\.csv 第 5 行：该编号已经有了/,
        /calls\.csv 第 6 行：该行字段数与表头不一致/,
        /calls\.csv 第 7 行 call_id：编号或号码已被电子表格改写/,
        /calls\.csv 第 8 行 answered_at：时间缺少时区/,
        /cases\.csv 第 1 行 path：表头缺少该列/,
        /7 faults: nothing was imported\./,
      ])
        assert.match(refused.stderr, told)
      assert.deepEqual(
        Object.values(report().json.figures).filter(value => value !== null),
        [],
      )
      write(past, { 'calls.csv': lines(callsHead, aCall('c1')), 'cases.csv': lines(casesHead, aCase(1)) })
      assert.equal(run('import.ts', [past], settings).status, 0)
      assert.equal(report().json.figures.cases_total, 1)
    })

    test('given a file in GBK, then it is read so and that is said; one in neither is refused', async t => {
      const { folder, settings, report } = await given(t)
      // 派单规范 in GBK
      const name = Buffer.from('c5c9b5a5b9e6b7b6', 'hex')
      const past = write(join(folder, 'past'), {
        'regulations.csv': Buffer.concat([Buffer.from('name\r\n'), name, Buffer.from('\r\n')]),
      })
      assert.match(run('import.ts', [past], settings).stdout, /regulations\.csv 是 GBK 编码/)
      assert.equal(report().json.figures.regulations_count, 1)
      const odd = write(join(folder, 'odd'), { 'cases.csv': Buffer.from(`\uFEFF${casesHead}`, 'utf16le') })
      const refused = run('import.ts', [odd], settings)
      assert.deepEqual([refused.status, refused.stdout], [65, ''])
      assert.match(refused.stderr, /This is neither UTF-8 nor GBK/)
    })

    test('given kill -9 in the midst of an import, then no report sees it, another set must wait, and the same command goes on to the end', async t => {
      const { folder, settings, report } = await given(t)
      const rows = Array.from({ length: 60_000 }, (_, n) => aCall(`c${n}`))
      const past = write(join(folder, 'past'), {
        'calls.csv': lines(callsHead, ...rows),
        'cases.csv': lines(casesHead, aCase(1)),
      })
      const running = spawn(process.execPath, ['scripts/import.ts', past], {
        env: environment(settings),
        stdio: 'ignore',
      })
      const ended = once(running, 'exit')
      // the database and its tables may not be there yet
      const isKept = () => isUnderWay(settings.YIHAO_DATABASE, dialect).catch(() => false)
      await until('some of it is kept', isKept, { withinMs: 30_000 })
      running.kill('SIGKILL')
      await ended
      assert.equal(report().json.figures.offered, null)
      const other = write(join(folder, 'other'), { 'regulations.csv': lines('name', 'x') })
      const waits = run('import.ts', [other], settings)
      assert.equal(waits.status, 75)
      assert.match(waits.stderr, /--drop \d+/)
      const rest = run('import.ts', [past], settings)
      assert.match(rest.stdout, /calls\.csv: 从第 \d+ 行继续/)
      assert.deepEqual([rest.status, rest.stderr], [0, ''])
      const { offered, cases_total } = report().json.figures
      assert.deepEqual([offered, cases_total], [60_000, 1])
    })

    test('given a hotline that has the store, then a past is imported and reported beside it, and it books on', async t => {
      const { folder, settings } = await given(t)
      const hotline = await openGiven(t, settings.YIHAO_DATABASE)
      const past = write(join(folder, 'past'), { 'cases.csv': lines(casesHead, aCase(1)) })
      assert.deepEqual(await runBeside('import.ts', [past], settings), { status: 0, stderr: '' })
      await hotline.append(abandonedCall({ callId: 'own', arrivedAt: Date.parse('2020-05-06T10:00:00+08:00') }, 9_000))
      const out = join(folder, 'out')
      assert.equal((await runBeside('report.ts', ['--period', '2020', '--out', out], settings)).status, 0)
      const { offered, cases_total } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).figures
      assert.deepEqual([offered, cases_total], [1, 1])
    })

    test('given an import that is taken out, then its rows count no more, and its files may come again', async t => {
      const { folder, settings, report } = await given(t)
      const past = write(join(folder, 'past'), { 'cases.csv': lines(casesHead, aCase(1)) })
      run('import.ts', [past], settings)
      const store = await openHistory(settings.YIHAO_DATABASE)
      const [{ id } = assert.fail()] = await store.imports()
      await store.close()
      assert.equal(run('import.ts', ['--drop', String(id + 1)], settings).status, 66)
      assert.equal(run('import.ts', ['--drop', String(id)], settings).status, 0)
      assert.equal(report().json.figures.cases_total, null)
      assert.deepEqual(
        report().json.checks.filter(({ holds }: { holds: boolean | null }) => holds !== null),
        [],
      )
      assert.equal(run('import.ts', [past], settings).status, 0)
      assert.equal(report().json.figures.cases_total, 1)
    })
  })

/** Whether an import has kept some of its rows, and not all. */
const isUnderWay = async (url: string, dialect: string): Promise<boolean> => {
  const sql = 'select byte from history_imports where ended_at is null and byte > 0'
  if (dialect === 'postgres') {
    const { Client } = await import('pg')
    const client = new Client({ connectionString: url })
    await client.connect()
    return client
      .query(sql)
      .then(({ rows }) => rows.length > 0)
      .finally(() => client.end())
  }
  const { default: Sqlite } = await import('better-sqlite3')
  const file = new Sqlite(url.slice('sqlite:'.length), { readonly: true })
  try {
    return file.prepare(sql).all().length > 0
  } finally {
    file.close()
  }
}

test('given a command line that is wrong, a folder that is not there or holds nothing, then each says so and does nothing', t => {
  const folder = givenFolder(t)
  const settings = { YIHAO_DATA: folder }
  for (const [program, args, status, words] of [
    ['import.ts', [], 2, /^npm run import/],
    ['import.ts', ['a', '--drop', '1'], 2, /^npm run import/],
    ['import.ts', [join(folder, 'none')], 66, /^There is no such file or folder/],
    ['import.ts', [folder], 66, /^None of the files/],
    ['report.ts', [], 2, /^npm run report/],
    ['report.ts', ['--period', '2020-13'], 2, /^npm run report/],
    ['report.ts', ['--period', '2020-02-30'], 2, /^npm run report/],
    ['report.ts', ['--period', '2020'], 2, /There is no database at/],
  ] as const) {
    const done = run(program, args, settings)
    assert.equal(done.status, status, `${program} ${args.join(' ')}: ${done.stderr}`)
    assert.match(done.stderr, words)
  }
})
