import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { segments, soughtSegments } from '../../../src/domain/text/segments.ts'

suite('segments of a text', () => {
  test('given Han characters, each and each pair of neighbours is a segment, and no pair goes over a comma', () => {
    assert.deepEqual(segments('路灯，不亮'), ['路', '灯', '路灯', '不', '亮', '不亮'])
  })

  test('given Latin letters and digits, a word stays whole, whatever its case and width', () => {
    assert.deepEqual(segments('ＡＢＣ wifi-6 苏F8K325'), ['abc', 'wifi', '6', '苏', 'f8k325'])
  })

  test('given a character outside the BMP, it is never cut in half', () => {
    assert.deepEqual(segments('𠮷野家'), ['𠮷', '野', '𠮷野', '家', '野家'])
    assert.ok(segments('𰻝𰻝面').every(each => each.isWellFormed()))
  })

  test('given what a query language would take for its own, only words are left', () => {
    assert.deepEqual(segments('"噪" OR * NEAR(a, b) -c ^d {e} \' \\ \u0000\u0007 :f & !g'), [
      '噪',
      'or',
      'near',
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
    ])
    assert.deepEqual(segments(' 、。“”()*'), [])
  })

  test('given a word of 100 kB, it is cut off; given as many characters, each segment is there once', () => {
    assert.deepEqual(segments('a'.repeat(100_000)), ['a'.repeat(40)])
    assert.deepEqual(segments('水'.repeat(100_000)), ['水', '水水'])
  })
})

suite('segments that a query asks for', () => {
  test('given several words without spaces, each is asked for by itself and not what stands where they meet', () => {
    assert.deepEqual(soughtSegments('工资拖欠'), ['工资', '拖欠'])
  })

  test('given a longer word, its pairs are asked for', () => {
    assert.deepEqual(soughtSegments('派出所'), ['派出', '出所'])
  })

  test('given neighbours that the dictionary does not join, two are taken for a word, and of more each is asked for', () => {
    assert.deepEqual(soughtSegments('挪车'), ['挪车'])
    assert.deepEqual(soughtSegments('牵绳遛'), ['牵', '绳', '遛'])
  })

  test('given one character, it is asked for', () => {
    assert.deepEqual(soughtSegments('灯'), ['灯'])
    assert.deepEqual(soughtSegments('的'), ['的'])
  })

  test('given particles beside words, they are not asked for', () => {
    assert.deepEqual(soughtSegments('停水的小区'), ['停水', '小区'])
  })

  test('given nothing but signs, nothing is asked for', () => {
    assert.deepEqual(soughtSegments('"*" ()'), [])
  })

  test('given 100 kB, no more than 24 segments are asked for, soon', () => {
    const text = Array.from({ length: 20_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('')
    const began = performance.now()
    assert.ok(soughtSegments(`${text} ${'x'.repeat(80_000)}`).length <= 24)
    assert.ok(performance.now() - began < 1_000)
  })
})
