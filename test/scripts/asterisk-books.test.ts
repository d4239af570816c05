import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { dialects, givenDatabase, givenFolder } from '../helpers/store.ts'

const run = (program: string, args: readonly string[], settings: Record<string, string>) => {
  const { PATH, HOME } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', program), ...args], {
    env: { PATH, HOME, ...settings } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** 2020-05-06, 10:00:00 in Shanghai, in seconds. */
const ten = 1_588_730_400
const midnight = 14 * 3_600

/** The day that was counted by hand: five callers of the hotline, one of another queue, one over midnight and one whose end is missing. */
const day: readonly string[] = [
  `${ten - 100}|NONE|NONE|NONE|QUEUESTART|`,
  // the first call of an Asterisk that was started anew; answered
  ...[
    `${ten + 3}|${ten}.0|热线|NONE|ENTERQUEUE||13812345678|1`,
    `${ten + 3}|${ten}.0|热线|PJSIP/1001|RINGNOANSWER|1000`,
  ],
  `${ten + 9}|${ten}.0|热线|PJSIP/1002|CONNECT|6|${ten + 4}.1|5`,
  `${ten + 69}|${ten}.0|热线|PJSIP/1002|COMPLETECALLER|6|60|1`,
  // gave up
  ...[
    `${ten + 102}|${ten + 100}.2|热线|NONE|ENTERQUEUE||anonymous|1`,
    `${ten + 130}|${ten + 100}.2|热线|NONE|ABANDON|1|1|28`,
  ],
  // entered again, was answered and transferred
  ...[
    `${ten + 202}|${ten + 200}.3|热线|NONE|ENTERQUEUE||=1+1,"x|1`,
    `${ten + 232}|${ten + 200}.3|热线|NONE|EXITWITHTIMEOUT|1|1|30`,
  ],
  `${ten + 233}|${ten + 200}.3|夜间|NONE|ENTERQUEUE||=1+1,"x|1`,
  `${ten + 240}|${ten + 200}.3|夜间|Local/1003@agents/n|CONNECT|7|x|6`,
  `${ten + 300}|${ten + 200}.3|夜间|Local/1003@agents/n|BLINDTRANSFER|8001|in|7|60|1`,
  // nobody was there
  ...[`${ten + 402}|${ten + 400}.5|热线|NONE|ENTERQUEUE|||1`, `${ten + 402}|${ten + 400}.5|热线|NONE|EXITEMPTY|1|1|0`],
  `${ten + 500}|${ten + 500}.6|sales|NONE|ENTERQUEUE||1|1`,
  `${ten + midnight - 2}|${ten + midnight - 4}.7|热线|NONE|ENTERQUEUE||051382212345|1`,
  `${ten + midnight + 3}|${ten + midnight - 4}.7|热线|PJSIP/1001|CONNECT|5|x|4`,
  // the log ends while he waits
  `${ten + midnight + 5}|${ten + midnight + 4}.8|热线|NONE|ENTERQUEUE||13900000000|1`,
  `${ten + midnight + 90}|${ten + midnight - 4}.7|热线|PJSIP/1001|COMPLETEAGENT|5|87|1`,
]

const local = (second: number) =>
  Temporal.Instant.fromEpochMilliseconds(second * 1000)
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

const cdrRow = (id: string, start: number, end: number, ...more: readonly string[]) =>
  [
    ...['', '138', '12345', 'in', '""A"", B <138>', 'PJSIP/t-1', '', 'Queue', 'x'],
    ...[local(start), local(start), local(end), '9', '9', 'ANSWERED', 'DOCUMENTATION', id, ...more],
  ]
    .map(cell => `"${cell}"`)
    .join(',')

const cdr: readonly string[] = [
  // two rows of one channel
  cdrRow(`${ten}.0`, ten, ten + 9),
  cdrRow(`${ten}.0`, ten + 9, ten + 69, 'user'),
  cdrRow(`${ten + 100}.2`, ten + 100, ten + 130),
  cdrRow(`${ten + 200}.3`, ten + 200, ten + 350),
  cdrRow(`${ten + 400}.5`, ten + 400, ten + 410),
  cdrRow(`${ten + midnight - 4}.7`, ten + midnight - 4, ten + midnight + 90),
  cdrRow(`${ten + midnight + 4}.8`, ten + midnight + 4, ten + midnight + 4),
]

const lines = (rows: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(rows.flatMap(row => [Buffer.from(row), Buffer.from('\n')]))

const given = (t: TestContext) => {
  const folder = givenFolder(t)
  const [log, master, out] = ['queue_log', 'Master.csv', 'set'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(log, lines(day))
  writeFileSync(master, lines(cdr))
  const settings = { YIHAO_DATA: folder, YIHAO_BROWSER: '/nowhere' }
  const args = ['--queue-log', log, '--cdr', master, '--queue', '热线', '--queue', '夜间', '--out', out]
  const convert = (...more: readonly string[]) => run('import.ts', [...args, ...more], settings)
  return { folder, log, master, out, settings, convert }
}

for (const dialect of dialects)
  test(`given the books of a day on ${dialect}, then the set that comes of them is imported and reported as it was counted by hand`, async t => {
    const { out, settings, convert, folder } = given(t)
    const done = convert()
    assert.deepEqual([done.status, done.stderr], [0, ''])
    assert.match(done.stdout, /已转换 6 通来电：接通 3，放弃 1，溢出 1。/)
    assert.match(done.stdout, /。1 have no end, which is left empty\./)
    assert.match(done.stdout, /queues not converted: sales 1\n/)
    assert.match(done.stdout, /events not read: RINGNOANSWER 1\n/)
    const set = readFileSync(join(out, 'calls.csv'), 'utf8')
    assert.deepEqual(set.split('\r\n').slice(1, -1).toSorted(), [
      `asterisk-${ten}.0,inbound,hotline,2020-05-06T10:00:00.000+08:00,2020-05-06T10:00:03.000+08:00,2020-05-06T10:00:09.000+08:00,2020-05-06T10:01:09.000+08:00,completed,13812345678,1002,,`,
      `asterisk-${ten + 100}.2,inbound,hotline,2020-05-06T10:01:40.000+08:00,2020-05-06T10:01:42.000+08:00,,2020-05-06T10:02:10.000+08:00,abandoned,anonymous,,,`,
      `asterisk-${ten + 200}.3,inbound,hotline,2020-05-06T10:03:20.000+08:00,2020-05-06T10:03:22.000+08:00,2020-05-06T10:04:00.000+08:00,2020-05-06T10:05:50.000+08:00,completed,"\t=1+1,""x",1003,,`,
      `asterisk-${ten + 400}.5,inbound,hotline,2020-05-06T10:06:40.000+08:00,2020-05-06T10:06:42.000+08:00,,2020-05-06T10:06:42.000+08:00,overflow,,,,`,
      `asterisk-${ten + midnight - 4}.7,inbound,hotline,2020-05-06T23:59:56.000+08:00,2020-05-06T23:59:58.000+08:00,2020-05-07T00:00:03.000+08:00,2020-05-07T00:01:30.000+08:00,completed,051382212345,1001,,`,
      `asterisk-${ten + midnight + 4}.8,inbound,hotline,2020-05-07T00:00:04.000+08:00,2020-05-07T00:00:05.000+08:00,,,,13900000000,,,`,
    ])
    assert.equal(statSync(join(out, 'calls.csv')).mode & 0o777, 0o600)
    const database = { ...settings, YIHAO_DATABASE: await givenDatabase(t, dialect) }
    const imported = run('import.ts', [out], database)
    assert.deepEqual([imported.status, imported.stderr], [0, ''])
    const figures = (period: string) => {
      run('report.ts', ['--period', period, '--out', join(folder, period)], database)
      const {
        offered,
        inbound_calls_answered: answered,
        abandoned,
      } = JSON.parse(readFileSync(join(folder, period, 'report.json'), 'utf8')).figures
      return [offered, answered, abandoned]
    }
    assert.deepEqual(figures('2020-05-06'), [5, 3, 1])
    assert.deepEqual(figures('2020-05-07'), [1, 0, 0])
    // the same books make the same set, which is there already
    assert.equal(convert().status, 0)
  })

describe("Asterisk's own books on the command line", () => {
  test('given a log without a CDR, then nothing is written unless the entry may be the arrival, and that is said', t => {
    const { log, out, settings } = given(t)
    const args = ['--queue-log', log, '--queue', '热线', '--queue', '夜间', '--out', out]
    const refused = run('import.ts', args, settings)
    assert.deepEqual([refused.status, refused.stdout, existsSync(out)], [2, '', false])
    assert.match(refused.stderr, /queue_log 只记进入队列的时间/)
    const done = run('import.ts', [...args, '--arrival-unknown'], settings)
    assert.equal(done.status, 0, done.stderr)
    assert.match(
      done.stdout,
      /\n6 通以.*。6 have their entry into the queue for their arrival: their waits begin in the queue\.\n/,
    )
    const first = readFileSync(join(out, 'calls.csv'), 'utf8')
      .split('\r\n')
      .find(row => row.startsWith(`asterisk-${ten}.0,`))
    assert.match(first ?? '', /,2020-05-06T10:00:03\.000\+08:00,2020-05-06T10:00:03\.000\+08:00,/)
  })

  test('given books with faults, then each is told by file and line in both languages, all are counted and nothing is written', t => {
    const { folder, log, master, out, convert } = given(t)
    const mended = day.with(3, 'what is this')
    writeFileSync(
      log,
      lines([
        ...mended,
        `${ten}|${ten}.9|热线|NONE|ENTERQUEUE||1|1`,
        'y'.repeat(5_000),
        Buffer.from([0x61, 0xff, 0xff]),
      ]),
    )
    writeFileSync(
      master,
      lines([...cdr, cdrRow('', ten, ten), '"a","b', 'a,b', cdrRow('1.1', ten, ten).replace('"9"', '"9')]),
    )
    const refused = convert('--queue', '没有')
    assert.deepEqual([refused.status, refused.stdout, existsSync(out)], [65, '', false])
    for (const told of [
      /Master\.csv 第 8 行：该行没有 uniqueid（cdr\.conf 的 loguniqueid 未开启）/,
      / {2}line 8: The row has no uniqueid \(loguniqueid in cdr\.conf was off\)/,
      /Master\.csv 第 9 行：引号不成对/,
      /Master\.csv 第 10 行：这不是 Master\.csv 的一行/,
      /Master\.csv 第 11 行：/,
      /queue_log 第 4 行：这不是 queue_log 的一行/,
      new RegExp(`queue_log 第 ${day.length + 1} 行：该行比前面的行早一小时以上`),
      new RegExp(`queue_log 第 ${day.length + 2} 行：该行超过 4000 个字符`),
      new RegExp(`queue_log 第 ${day.length + 3} 行：该行含无法识别的字符`),
      /queue_log 中没有队列 没有。There is no queue 没有 in the log\./,
      /9 faults: nothing was written\./,
    ])
      assert.match(refused.stderr, told)
    assert.deepEqual(readdirSync(folder).toSorted(), ['Master.csv', 'queue_log'])
  })

  test('given more than a hundred faults, then the first hundred are told and the others counted', t => {
    const { log, convert } = given(t)
    writeFileSync(log, lines(Array.from({ length: 250 }, () => 'x')))
    const { stderr } = convert()
    assert.equal(stderr.match(/queue_log 第 \d+ 行/g)?.length, 100)
    assert.match(stderr, /And 150 more\./)
  })

  test('given a log with callers in GBK and one in UTF-8, and lines that end as in DOS, then both are read', t => {
    const { log, settings, out } = given(t)
    const entry = (second: number, name: Buffer) =>
      Buffer.concat([Buffer.from(`${second + 2}|${second}.1|hot|NONE|ENTERQUEUE||`), name, Buffer.from('|1\r')])
    // in GBK the second byte of some characters is a bar
    writeFileSync(log, lines([entry(ten, Buffer.from([0x81, 0x7c])), entry(ten + 10, Buffer.from('张三'))]))
    const done = run('import.ts', ['--queue-log', log, '--arrival-unknown', '--queue', 'hot', '--out', out], settings)
    assert.equal(done.status, 0, done.stderr)
    const numbers = readFileSync(join(out, 'calls.csv'), 'utf8')
      .split('\r\n')
      .slice(1, -1)
      .map(row => row.split(',')[8])
    assert.deepEqual(numbers, [new TextDecoder('gb18030').decode(Buffer.from([0x81, 0x7c])), '张三'])
  })

  test('given several logs in the order of their times, then a call that goes over both is one; the other way round is a fault', t => {
    const { folder, settings, master, out } = given(t)
    const [one, two] = ['one', 'two'].map(name => join(folder, name)) as [string, string]
    const half = day.findIndex(line => line.includes(`${ten + midnight + 3}|`))
    writeFileSync(one, lines(day.slice(0, half)))
    writeFileSync(two, lines(day.slice(half)))
    const convert = (...logs: readonly string[]) =>
      run(
        'import.ts',
        [
          ...logs.flatMap(log => ['--queue-log', log]),
          '--cdr',
          master,
          '--queue',
          '热线',
          '--queue',
          '夜间',
          '--out',
          out,
        ],
        settings,
      )
    const wrong = convert(two, one)
    assert.equal(wrong.status, 65)
    assert.match(wrong.stderr, /one 第 1 行：该行比前面的行早一小时以上/)
    assert.match(convert(one, two).stdout, /已转换 6 通来电：接通 3/)
  })

  test('given a CDR of another zone or in GMT, then its clock is as said; the wrong one is named', t => {
    const { convert, out } = given(t)
    assert.match(convert('--cdr-gmt').stderr, /相差十分钟以上/)
    assert.match(convert('--zone', 'Europe/Berlin').stderr, /differs by more than ten minutes/)
    assert.equal(existsSync(out), false)
    assert.equal(convert('--zone', 'Asia/Chongqing').status, 0)
  })

  test('given a folder that holds something else, or a file that is none, then that is said and it stays as it was', t => {
    const { convert, out, log, folder, settings } = given(t)
    mkdirSync(out)
    appendFileSync(join(out, 'mine'), 'x')
    assert.equal(convert().status, 73)
    assert.deepEqual(readdirSync(out), ['mine'])
    for (const [path, status] of [
      [folder, 66],
      [join(folder, 'none'), 66],
      ['/dev/zero', 66],
    ] as const) {
      const args = ['--queue-log', path, '--arrival-unknown', '--queue', 'x', '--out', join(folder, 'o')]
      assert.equal(run('import.ts', args, settings).status, status, path)
    }
    assert.ok(existsSync(log))
  })

  test('given options that do not go together, then the command line is told and nothing is done', t => {
    const { log, master, out, settings } = given(t)
    const books = ['--queue-log', log, '--cdr', master, '--queue', 'x', '--out', out]
    for (const args of [
      ['--queue-log', log],
      ['--cdr', master, '--queue', 'x', '--out', out],
      [...books, '--cdr-gmt', '--zone', 'Asia/Shanghai'],
      [...books, '--drop', '1'],
      [...books, out],
      ['--queue-log', log, '--arrival-unknown', '--cdr-gmt', '--queue', 'x', '--out', out],
    ]) {
      const done = run('import.ts', args, settings)
      assert.equal(done.status, 2, args.join(' '))
      assert.match(done.stderr, /npm run import -- --queue-log FILE/)
    }
    assert.match(
      run('import.ts', [...books, '--zone', 'Mars/Base'], settings).stderr,
      /There is no time zone Mars\/Base/,
    )
    assert.equal(existsSync(out), false)
  })
})
