import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { caseNumberOf, nextPlace, parseCaseNumber, readableCaseNumber } from '../../../src/domain/cases/case-number.ts'

const localDay = fc
  .date({ min: new Date('2011-12-30'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(day => Number(day.toISOString().slice(0, 10).replaceAll('-', '')))
const running = fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 100_000, max: 99_999_999 }))
const place = fc.record({ localDay, running })

describe('the number of a case', () => {
  it('is the day, the running number and a check digit', () => {
    assert.equal(caseNumberOf({ localDay: 20261125, running: 42 }), '20261125000421')
    assert.equal(readableCaseNumber('20261125000421'), '20261125-00042-1')
    assert.equal(readableCaseNumber('<img>'), '<img>')
  })

  it('is read back as it was given, with or without its lines', () => {
    fc.assert(
      fc.property(place, given => {
        const caseNo = caseNumberOf(given)
        assert.equal(parseCaseNumber(caseNo), caseNo)
        assert.equal(parseCaseNumber(` ${readableCaseNumber(caseNo)} `), caseNo)
      }),
    )
    const wide = [...'20261125－00042－1'].map(each =>
      /\d/.test(each) ? String.fromCharCode(0xff10 + Number(each)) : each,
    )
    assert.equal(parseCaseNumber(wide.join('')), '20261125000421')
  })

  it('is not taken for another one when one digit is wrong', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.integer({ min: 1, max: 9 }), (given, at, by) => {
        const caseNo = caseNumberOf(given)
        const index = at % caseNo.length
        const wrong = (Number(caseNo[index]) + by) % 10
        assert.equal(parseCaseNumber(`${caseNo.slice(0, index)}${wrong}${caseNo.slice(index + 1)}`), null)
      }),
    )
  })

  it('is not taken for another one when two neighbours are swapped', () => {
    fc.assert(
      fc.property(place, fc.nat(), (given, at) => {
        const caseNo = caseNumberOf(given)
        const index = at % (caseNo.length - 1)
        const [one = '', other = ''] = caseNo.slice(index, index + 2)
        fc.pre(one !== other)
        assert.equal(parseCaseNumber(`${caseNo.slice(0, index)}${other}${one}${caseNo.slice(index + 2)}`), null)
      }),
    )
  })

  it('is never given twice, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(localDay, { maxLength: 50 }), days => {
        let last: ReturnType<typeof nextPlace> | null = null
        const given = new Set<string>()
        for (const day of days) {
          last = nextPlace(last, day)
          given.add(caseNumberOf(last))
        }
        assert.equal(given.size, days.length)
      }),
    )
  })

  it('is nothing that somebody only typed', () => {
    for (const typed of ['', '12345', '13812345678', '2026112500042', '20261325000421', "' or 1=1", '20261125x000421'])
      assert.equal(parseCaseNumber(typed), null, typed)
    fc.assert(fc.property(fc.string(), typed => void parseCaseNumber(typed)))
  })
})
