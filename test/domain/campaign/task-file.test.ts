import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createTaskFile, type FileRow, rowFaults } from '../../../src/domain/campaign/task-file.ts'
import { caseNumberOf, readableCaseNumber } from '../../../src/domain/cases/case-number.ts'
import { errors } from '../../../src/wire/errors.ts'
import { at } from '../calendar/given-calendar.ts'

const rules = { numbers: { homeArea: '0513', own: new Set<string>() }, zone: 'Asia/Shanghai' }
const caseNo = caseNumberOf({ localDay: 20260302, running: 1 })
const bytes = (text: string) => new TextEncoder().encode(text)

/** What is read of a file that comes in pieces of so many bytes. */
const read = (file: string | Uint8Array, piece = 1 << 20, mostRows = 1_000): readonly FileRow[] => {
  const all = typeof file === 'string' ? bytes(file) : file
  const reader = createTaskFile({ ...rules, mostRows })
  const rows: FileRow[] = []
  for (let from = 0; from < all.length; from += piece) rows.push(...reader.push(all.subarray(from, from + piece)))
  return [...rows, ...reader.end()]
}
const brief = (rows: readonly FileRow[]) =>
  rows.map(row =>
    'row' in row ? [row.line, row.row.number.slice(-4)] : [row.line, row.fault, ...(row.of ? [row.of] : [])],
  )

const row = (number: string) => ({ number, caseNo: null, note: '', urgent: false, notBefore: null })

describe('a file of tasks', () => {
  it('is read in any order of its columns, with or without a byte order mark, with CRLF or LF, in pieces of any size', () => {
    const file = `\uFEFFnote,Number , urgent,not_before,case_no\r\n"请说明 ""水表""，\n谢谢",13812345678,是,2026-03-02 14:30,${readableCaseNumber(caseNo)}\n\n,82345678,,2026-03-03,\r\n`
    const wanted = [
      {
        line: 2,
        row: {
          number: '+8613812345678',
          caseNo,
          note: '请说明 "水表"，\n谢谢',
          urgent: true,
          notBefore: at('2026-03-02 14:30'),
        },
      },
      { line: 5, row: { ...row('+8651382345678'), notBefore: at('2026-03-03 00:00') } },
    ]
    for (const piece of [1, 2, 3, 7, 1_000]) assert.deepEqual(read(file, piece), wanted, `${piece}`)
    assert.deepEqual(read(file.slice(1).replaceAll('\r\n', '\n').trimEnd()), wanted)
  })

  it('gives the good rows, and each broken one by its line with what is wrong with it', () => {
    const file = [
      'number,note,urgent,not_before,case_no',
      '13812345678,,,,',
      '110,,,,',
      '+14155550100,,,,',
      '13812345679,too,many,fields,here,x',
      '13812345680',
      `13812345681,${'长'.repeat(501)},,,`,
      '13812345682,,perhaps,,',
      '13812345683,,,tomorrow,',
      '13812345684,,,2026-02-30,',
      `13812345685,,,,${caseNo.slice(0, -1)}${(Number(caseNo.at(-1)) + 1) % 10}`,
      '13812345686,"not "closed" well,,,',
      '13812345687,no"quote,,,',
      '138-1234-5678,again,,,',
      `13812345678,,,,${caseNo}`,
      '13812345688,,,,',
    ].join('\r\n')
    assert.deepEqual(brief(read(file)), [
      [2, '5678'],
      [3, 'number_emergency'],
      [4, 'number_foreign'],
      [5, 'row_fields'],
      [6, 'row_fields'],
      [7, 'row_note'],
      [8, 'row_urgent'],
      [9, 'row_not_before'],
      [10, 'row_not_before'],
      [11, 'row_case'],
      [12, 'row_quotes'],
      [13, 'row_quotes'],
      [14, 'row_duplicate', 2],
      [15, '5678'],
      [16, '5688'],
    ])
  })

  it('loses no more than a row to a quotation mark that is never closed', () => {
    const rows = Array.from({ length: 500 }, (_, n) => `138${String(n).padStart(8, '0')},`)
    for (const piece of [100, 1 << 20]) {
      const found = read(['number,note', '13900000000,"never', ...rows].join('\n'), piece)
      assert.equal(found.filter(each => 'row' in each).length, 500)
      assert.deepEqual(
        brief(found).filter(([, what]) => String(what).startsWith('row')),
        [[2, 'row_too_long']],
      )
    }
    assert.deepEqual(brief(read('number,note\n13900000000,"never\n13900000001,')), [
      [2, 'row_quotes'],
      [3, '0001'],
    ])
  })

  it('names the rows that are not UTF-8, and goes on behind a line that has no end', () => {
    const gbk = Uint8Array.from([...bytes('number,note\n13900000000,'), 0xc4, 0xfa, ...bytes('\n13900000001,\n')])
    assert.deepEqual(brief(read(gbk)), [
      [2, 'row_encoding'],
      [3, '0001'],
    ])
    const long = `number\n${'1'.repeat(50_000)}\n13900000001`
    for (const piece of [999, 1 << 20])
      assert.deepEqual(brief(read(long, piece)), [
        [2, 'row_too_long'],
        [3, '0001'],
      ])
  })

  it('is refused as a whole without its header, or with one that says more than is known', () => {
    for (const file of ['', '\n\n', '13812345678\n', 'number,number\n', 'note\nx\n', 'number,name\n13812345678,王\n'])
      assert.deepEqual(brief(read(file)).at(0)?.[1], 'file_header', JSON.stringify(file))
    assert.equal(read('number,name\n13812345678,王\n').length, 1)
  })

  it('ends with the last row that may be in it', () => {
    const file = ['number', ...Array.from({ length: 6 }, (_, n) => `1390000000${n}`)].join('\n')
    assert.deepEqual(brief(read(file, 1_000, 4)).slice(3), [
      [5, '0003'],
      [6, 'file_too_many_rows'],
    ])
  })

  it('has words for everything that can be wrong in the catalogue of errors', () => {
    for (const fault of rowFaults) assert.ok(fault in errors, fault)
  })

  it('tells of every line of 200,000 within bounded memory', () => {
    const reader = createTaskFile(rules)
    const found = { good: 0, bad: 0, most: 0 }
    const count = (rows: readonly FileRow[]) => {
      found.most = Math.max(found.most, rows.length)
      for (const each of rows) found['row' in each ? 'good' : 'bad'] += 1
    }
    count(reader.push(bytes('number,note\n')))
    for (let from = 0; from < 200_000; from += 1_000) {
      const lines = Array.from({ length: 1_000 }, (_, n) =>
        (from + n) % 10 === 0 ? '110,坏\n' : `139${String(from + n).padStart(8, '0')},好\n`,
      )
      count(reader.push(bytes(lines.join(''))))
    }
    count(reader.end())
    assert.deepEqual(found, { good: 180_000, bad: 20_000, most: 1_000 })
  })

  it('is read the same in whatever pieces it comes, whatever is in it, and each line of numbers comes out', () => {
    const cell = fc.oneof(
      fc.constantFrom('13812345678', '110', '"', '""', ',', '\n', '\r\n', '\r', 'x', '"a,b"', '"a\nb"', '水'),
      fc.string({ maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (cells, piece) => {
        const file = `number,note\n${cells.join('')}\n`
        assert.deepEqual(read(file, piece), read(file))
      }),
      { numRuns: 500 },
    )
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 99_999_999 }), { maxLength: 50 })
    fc.assert(
      fc.property(numbers, all => {
        const wanted = all.map(n => `+86139${String(n).padStart(8, '0')}`)
        const found = read(`number\n${wanted.join('\n')}`)
        assert.deepEqual(
          found.map(each => ('row' in each ? each.row.number : each.fault)),
          wanted,
        )
      }),
    )
  })
})
