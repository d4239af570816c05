import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { parquetReadObjects } from 'hyparquet'
import { ExportError, exportError } from '../../../../src/adapters/files/export/export-error.ts'
import { exportFormats } from '../../../../src/adapters/files/export/manifest.ts'
import { openSink } from '../../../../src/adapters/files/export/sink.ts'
import { createWorkbook } from '../../../../src/adapters/files/export/workbook.ts'
import { type PeriodFiles, writePeriod } from '../../../../src/adapters/files/export/write-period.ts'
import { columnsOf } from '../../../../src/domain/history/columns.ts'
import { createLocalTime } from '../../../../src/domain/history/local-time.ts'
import { aCase, at, call, dispatch } from '../../../../src/domain/kpi/example-rows.ts'
import { reportOf } from '../../../../src/domain/kpi/report.ts'
import { finallyDo, givenFolder } from '../../../helpers/store.ts'
import { until } from '../../../helpers/until.ts'
import { contentOf } from './given-content.ts'

const rows = {
  calls: [
    call({ callId: '=1+1', answered: 3, ended: 9, rawNumber: '13812345678', number: '+8613812345678' }),
    call({ callId: 'b', arrivedAt: at('05-06 10:00:01') }),
  ],
  cases: [aCase({ caseNo: '1', tags: 'a <b> & "c", _x000D_\uffff' })],
  dispatches: [{ ...dispatch('1'), round: 2, returned: true }],
  ratings: [],
  staff: [
    { staffId: 's', name: '王芳', post: 'phone', takesRequests: true, from: '2019-03-01', to: null },
    { staffId: 't', name: null, post: 'network', takesRequests: null, from: '2020-02-29', to: '2020-12-31' },
  ],
} as const

const files = (folder: string, change: Partial<PeriodFiles> = {}): PeriodFiles => ({
  folder,
  numbers: 'masked',
  formats: exportFormats,
  programVersion: '1.2.3',
  ...change,
})

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof ExportError && error.code === code && /^[^\n]+\.$/.test(error.message)

const cellsOf = (xml: string) =>
  [
    ...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(?:<v>([^<]*)<\/v>|<is><t xml:space="preserve">([^<]*)<\/t><\/is>)/g),
  ].map(([, place, attributes, value, text]) => [place, attributes?.trim(), value ?? text])

describe('the files of a period', () => {
  test('given rows of some kinds, then those have a file in each format, and the manifest says of each how long it is and its sum', async t => {
    const folder = join(givenFolder(t), 'in', '2020')
    const content = contentOf(rows)
    const manifest = await writePeriod(content, files(folder))
    const names = ['calls', 'cases', 'dispatches', 'ratings', 'staff'].flatMap(kind => [
      `${kind}.csv`,
      `${kind}.parquet`,
    ])
    assert.deepEqual(readdirSync(folder).sort(), [...names, 'figures.json', 'manifest.json', 'rows.xlsx'].sort())
    assert.deepEqual(
      manifest.files.map(({ name, rows: count }) => [name, count]),
      [
        ...names.map(name => [
          name,
          { calls: 2, cases: 1, dispatches: 1, ratings: 0, staff: 2 }[name.split('.')[0] ?? ''],
        ]),
        ['rows.xlsx', 6],
        ['figures.json', null],
      ],
    )
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, name))
      assert.deepEqual([bytes, sha256], [content.length, createHash('sha256').update(content).digest('hex')], name)
      assert.equal(statSync(join(folder, name)).mode & 0o077, 0)
    }
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')), manifest)
    const { files: _, ...about } = manifest
    assert.deepEqual(about, {
      ...{ format: 'yihao-period', format_version: 1, period: '2020', zone: 'Asia/Shanghai' },
      ...{ from: '2020-01-01T00:00:00.000+08:00', to: '2021-01-01T00:00:00.000+08:00' },
      ...{ as_of: '2021-01-02T11:04:05.006+08:00', figures_version: 1, program_version: '1.2.3', numbers: 'masked' },
      ledger: { seq: 7, hash: 'ab' },
    })
    const figures = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8'))
    assert.deepEqual(figures, JSON.parse(JSON.stringify(reportOf(content.tally))))
  })

  test('given CSV, then it has a header, ends lines with CR LF, and unknown is empty', async t => {
    const folder = join(givenFolder(t), 'out')
    await writePeriod(contentOf(rows), files(folder, { formats: ['csv'] }))
    const csv = (kind: string) => readFileSync(join(folder, `${kind}.csv`), 'utf8')
    assert.equal(
      csv('calls'),
      [
        'call_id,direction,purpose,arrived_at,queued_at,answered_at,ended_at,end_cause,number,agent_id,case_no,task_id',
        '"\t=1+1",inbound,hotline,2020-05-06T10:00:00.000+08:00,,2020-05-06T10:00:03.000+08:00,2020-05-06T10:00:09.000+08:00,completed,138****5678,,,',
        'b,inbound,hotline,2020-05-06T10:00:01.000+08:00,,,,,,,,',
        '',
      ].join('\r\n'),
    )
    assert.equal(csv('ratings').split('\r\n').length, 2)
    assert.equal(
      csv('staff'),
      'staff_id,name,post,takes_requests,from,to\r\ns,王芳,phone,true,2019-03-01,\r\nt,,network,,2020-02-29,2020-12-31\r\n',
    )
    assert.ok(!existsSync(join(folder, 'figures.json')))
  })

  test('given Parquet, then another reader finds instants, dates, numbers, booleans and nulls as what they are', async t => {
    const folder = join(givenFolder(t), 'out')
    await writePeriod(contentOf(rows), files(folder, { formats: ['parquet'], numbers: 'full' }))
    const read = (kind: string) => {
      const { buffer, byteOffset, length } = readFileSync(join(folder, `${kind}.parquet`))
      return parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer })
    }
    const nothing = { queued_at: null, agent_id: null, case_no: null, task_id: null }
    assert.deepEqual(await read('calls'), [
      {
        ...{ call_id: '=1+1', direction: 'inbound', purpose: 'hotline', arrived_at: new Date(at('05-06 10:00')) },
        ...{ answered_at: new Date(at('05-06 10:00:03')), ended_at: new Date(at('05-06 10:00:09')) },
        ...{ end_cause: 'completed', number: '+8613812345678', ...nothing },
      },
      {
        ...{ call_id: 'b', direction: 'inbound', purpose: 'hotline', arrived_at: new Date(at('05-06 10:00:01')) },
        ...{ answered_at: null, ended_at: null, end_cause: null, number: null, ...nothing },
      },
    ])
    const [given = assert.fail()] = await read('dispatches')
    assert.deepEqual([given.round, given.returned, given.unit], [2, true, rows.dispatches[0].unit])
    assert.deepEqual(
      (await read('staff')).map(row => [row.takes_requests, row.from, row.to]),
      [
        [true, new Date('2019-03-01'), null],
        [null, new Date('2020-02-29'), new Date('2020-12-31')],
      ],
    )
    assert.deepEqual(await read('ratings'), [])
  })

  test('given the workbook, then each kind has a sheet, a text is never a formula, and times are those of the city’s clock', async t => {
    const folder = join(givenFolder(t), 'out')
    await writePeriod(contentOf(rows), files(folder, { formats: ['xlsx'] }))
    const file = readFileSync(join(folder, 'rows.xlsx'))
    // the first instant that a ZIP can say, in the place of when it was made
    assert.equal(file.readUInt32LE(10), 0x0021_0000)
    const parts = unzipSync(file)
    const part = (name: string) => new TextDecoder().decode(parts[name])
    assert.match(
      part('xl/workbook.xml'),
      /name="calls" .*name="cases" .*name="dispatches" .*name="ratings" .*name="staff"/,
    )
    const calls = cellsOf(part('xl/worksheets/sheet1.xml'))
    // 2020-05-06 10:00 in days since 1899-12-30
    assert.deepEqual(
      calls.filter(([place]) => ['A1', 'A2', 'D2', 'I2', 'A3'].includes(place ?? '')),
      [
        ['A1', 's="1" t="inlineStr"', 'call_id'],
        ['A2', 't="inlineStr"', '=1+1'],
        ['D2', 's="2"', '43957.41666666667'],
        ['I2', 't="inlineStr"', '138****5678'],
        ['A3', 't="inlineStr"', 'b'],
      ],
    )
    assert.ok(!Object.keys(parts).some(name => /<f[ >]/.test(part(name))))
    const tags = cellsOf(part('xl/worksheets/sheet2.xml')).find(([place]) => place === 'F2')?.[2]
    assert.equal(tags, 'a &lt;b&gt; &amp; "c", _x005F_x000D_?')
    assert.deepEqual(
      cellsOf(part('xl/worksheets/sheet5.xml')).filter(([place]) => ['D2', 'E2'].includes(place ?? '')),
      [
        ['D2', 't="b"', '1'],
        ['E2', 's="3"', '43525'],
      ],
    )
  })

  test('given more rows than a sheet may have, then the rest goes to a further one with a header of its own', async t => {
    const path = join(givenFolder(t), 'rows.xlsx')
    const sink = await openSink(path)
    const workbook = createWorkbook(sink, createLocalTime('Asia/Shanghai'), 3)
    const sheet = await workbook.sheet('calls', columnsOf('calls', 'masked'))
    await sheet.add(['a', 'b', 'c', 'd', 'e'].map(callId => call({ callId })))
    await sheet.end()
    await workbook.end()
    await sink.end()
    const parts = unzipSync(readFileSync(path))
    const ids = [1, 2, 3].map(number =>
      cellsOf(new TextDecoder().decode(parts[`xl/worksheets/sheet${number}.xml`]))
        .filter(([place]) => place?.startsWith('A'))
        .map(([, , text]) => text),
    )
    assert.deepEqual(ids, [
      ['call_id', 'a', 'b'],
      ['call_id', 'c', 'd'],
      ['call_id', 'e'],
    ])
    assert.match(new TextDecoder().decode(parts['xl/workbook.xml']), /"calls".*"calls 2".*"calls 3"/)
  })

  test('given many rows, then they are on the disk before the last one is read, and no more than a group is kept', async t => {
    const folder = join(givenFolder(t), 'out')
    const part = `${folder}.part-${process.pid}`
    const sizes: number[][] = []
    const content = {
      ...contentOf({ calls: [] }),
      async *rows() {
        for (let piece = 0; piece < 60; piece += 1) {
          yield Array.from({ length: 1_000 }, (_, index) => call({ callId: `c-${piece}-${index}` })) as never
          sizes.push(['calls.csv', 'calls.parquet', 'rows.xlsx'].map(name => statSync(join(part, name)).size))
        }
      },
    }
    await writePeriod(content, files(folder))
    const [csv, parquet, xlsx] = [0, 1, 2].map(place => sizes.map(each => each[place] ?? 0))
    assert.ok(csv?.every((size, index) => size > (csv[index - 1] ?? 0)))
    // three groups of 20,000
    assert.equal(new Set(parquet).size, 4)
    assert.ok((xlsx?.[30] ?? 0) > (xlsx?.at(-1) ?? 0) / 3)
  })

  test('given the same rows in other pieces, or a second time, then all files are the same bytes', async t => {
    const folder = givenFolder(t)
    const many = { ...rows, calls: Array.from({ length: 45_000 }, (_, index) => call({ callId: `c${index}` })) }
    const first = await writePeriod(contentOf(many, 777), files(join(folder, 'one')))
    const second = await writePeriod(contentOf(many, 5_000), files(join(folder, 'two')))
    assert.deepEqual(second, first)
    for (const name of readdirSync(join(folder, 'one')))
      assert.ok(readFileSync(join(folder, 'one', name)).equals(readFileSync(join(folder, 'two', name))), name)
  })
})

describe('the folder of a period', () => {
  test('given that it is there and empty, then the files go there; holding just these files, it stays; holding anything else, it is refused and not touched', async t => {
    const parent = givenFolder(t)
    const folder = join(parent, 'out')
    mkdirSync(folder)
    const first = await writePeriod(contentOf(rows), files(folder))
    const before = statSync(join(folder, 'calls.csv')).ino
    assert.deepEqual(await writePeriod(contentOf(rows), files(folder)), first)
    assert.equal(statSync(join(folder, 'calls.csv')).ino, before)
    const other = contentOf({ ...rows, cases: [aCase({ caseNo: '2' })] })
    await assert.rejects(writePeriod(other, files(folder)), refusedAs('folder_taken'))
    await assert.rejects(writePeriod(contentOf(rows), files(folder, { formats: ['csv'] })), refusedAs('folder_taken'))
    writeFileSync(join(folder, 'calls.csv'), 'mine')
    await assert.rejects(writePeriod(contentOf(rows), files(folder)), refusedAs('folder_taken'))
    assert.equal(readFileSync(join(folder, 'calls.csv'), 'utf8'), 'mine')
    assert.deepEqual(readdirSync(parent), ['out'])
  })

  test('given rows that fail in the midst, then the failure is told and nothing is there; what a killed export left goes with the next one', async t => {
    const parent = givenFolder(t)
    const folder = join(parent, 'out')
    const failing = {
      ...contentOf(rows),
      async *rows() {
        yield rows.calls as never
        throw new Error('the connection was lost')
      },
    }
    await assert.rejects(writePeriod(failing, files(folder)), /the connection was lost/)
    assert.deepEqual(readdirSync(parent), [])
    const { pid } = spawnSync('true')
    mkdirSync(`${folder}.part-${pid}`)
    mkdirSync(`${folder}.part-1`)
    writeFileSync(join(`${folder}.part-${pid}`, 'calls.csv'), 'half')
    await writePeriod(contentOf(rows), files(folder))
    assert.deepEqual(readdirSync(parent), ['out', 'out.part-1'])
  })

  test('given that two would write it at once, then the second is refused', async t => {
    const folder = join(givenFolder(t), 'out')
    const first = writePeriod(contentOf(rows), files(folder))
    await until('the first has begun', () => existsSync(`${folder}.part-${process.pid}`))
    await assert.rejects(writePeriod(contentOf(rows), files(folder)), refusedAs('folder_taken'))
    await first
  })

  test('given a file in its place or above it, then it is refused in one sentence', async t => {
    const parent = givenFolder(t)
    writeFileSync(join(parent, 'file'), '')
    await assert.rejects(writePeriod(contentOf(rows), files(join(parent, 'file'))), refusedAs('not_found'))
    await assert.rejects(writePeriod(contentOf(rows), files(join(parent, 'file', 'out'))), ExportError)
    assert.deepEqual(readdirSync(parent), ['file'])
  })

  test('given a full disk, then it is said in one sentence and nothing is left behind', async t => {
    const parent = givenFolder(t)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'yihao-test', parent]).status === 0
    if (!mounted) return t.skip('needs the right to mount a small disk')
    finallyDo(t, () => spawnSync('umount', [parent]))
    const many = contentOf({ calls: Array.from({ length: 5_000 }, (_, index) => call({ callId: `c${index}` })) })
    await assert.rejects(writePeriod(many, files(join(parent, 'out'))), refusedAs('disk_full'))
    assert.deepEqual(readdirSync(parent), [])
    await writePeriod(contentOf(rows), files(join(parent, 'out')))
  })

  test('given a disk that can only be read, then it is said in one sentence', async t => {
    const parent = givenFolder(t)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'yihao-test', parent]).status === 0
    if (!mounted) return t.skip('needs the right to mount a disk')
    finallyDo(t, () => spawnSync('umount', [parent]))
    await assert.rejects(writePeriod(contentOf(rows), files(join(parent, 'out'))), refusedAs('no_permission'))
  })

  test('given an error that is none of the system’s, then it stays what it is', () => {
    const error = new TypeError('x')
    assert.equal(exportError(error, 'out'), error)
    const odd = Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: 'write' })
    assert.deepEqual((exportError(odd, 'out') as ExportError).code, 'input_output')
  })
})
