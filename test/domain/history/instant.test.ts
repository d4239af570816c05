import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { historyFaults } from '../../../src/domain/history/faults.ts'
import { parseInstant } from '../../../src/domain/history/instant.ts'

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds

const pad = (value: number, length = 2) => String(value).padStart(length, '0')

const offset = fc
  .record({
    sign: fc.constantFrom('+', '-'),
    minutes: fc.integer({ min: 0, max: 14 * 60 }),
    form: fc.constantFrom('colon', 'plain', 'hours', 'Z'),
  })
  .map(({ sign, minutes, form }) => {
    const hours = pad(Math.floor(minutes / 60))
    if (form === 'Z') return 'Z'
    if (form === 'hours') return `${sign}${hours}`
    return `${sign}${hours}${form === 'colon' ? ':' : ''}${pad(minutes % 60)}`
  })

const time = fc
  .record({
    second: fc.integer({ min: 0, max: 59 }),
    fraction: fc.stringMatching(/^\d{1,9}$/),
    form: fc.constantFrom('minutes', 'seconds', 'fraction'),
  })
  .map(({ second, fraction, form }) => {
    if (form === 'minutes') return ''
    return form === 'seconds' ? `:${pad(second)}` : `:${pad(second)}.${fraction}`
  })

test('given any real time with an offset, in any form, it is the instant that Temporal makes of it, cut to ms', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2199-12-31T23:59:00Z'), noInvalidDate: true }),
      fc.constantFrom('T', ' '),
      time,
      offset,
      (date, between, seconds, zone) => {
        const [day, clock = ''] = date.toISOString().split('T')
        const text = `${day}${between}${clock.slice(0, 5)}${seconds}${zone}`
        assert.equal(parseInstant(text), ms(text), text)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('given each day of the calendar from 1990 to 2199, real or not, it is taken where Temporal takes it', () => {
  for (let year = 1990; year < 2200; year++)
    for (let month = 0; month <= 13; month++)
      for (const day of [0, 1, 28, 29, 30, 31, 32]) {
        const date = `${year}-${pad(month)}-${pad(day)}`
        const text = `${date}T23:59:59+08:00`
        const days = month >= 1 && month <= 12 ? new Temporal.PlainYearMonth(year, month).daysInMonth : 0
        assert.equal(parseInstant(text), day >= 1 && day <= days ? ms(text) : 'time_invalid', text)
      }
})

test('given any text at all, what is taken is an instant that Temporal takes too, and all else has a word of the catalogue', () => {
  const near = fc
    .tuple(fc.constant('2020-01-31T08:05:09.120+08:00'), fc.nat(28), fc.string({ maxLength: 2 }), fc.nat(2))
    .map(([text, at, put, drop]) => text.slice(0, at) + put + text.slice(at + drop))
  fc.assert(
    fc.property(
      fc.oneof(near, near, fc.string({ unit: 'binary' }), fc.stringMatching(/^[\dT :.+Z/-]{0,30}$/)),
      text => {
        const instant = parseInstant(text)
        if (typeof instant === 'number') assert.equal(instant, ms(text))
        else assert.ok(historyFaults[instant])
      },
    ),
    { numRuns: 3_000 },
  )
})

const wrong: Readonly<Record<string, readonly string[]>> = {
  time_without_offset: ['2020-01-31T08:05:09', '2020-01-31 08:05', '2020-01-31 08:05:09.5'],
  time_of_spreadsheet: [
    ...['2020/1/31 8:05', '2020/01/31', '31.01.2020', '1/31/2020', '1/31/20 8:05 AM', '43861.33', '43861', '4.39E+04'],
    ...['2020-1-31 8:05', '2020-01-31 8:05', '2020年1月31日', '8:05', '05:09.0', '########'],
  ],
  time_invalid: [
    ...['', ' ', '2020-02-30T08:05:09+08:00', '2020-02-30 08:05', '2020-01-31T24:00:00+08:00', '2020-01-31'],
    ...['2020-01-31T08:60:00Z', '2020-01-31T08:05:60Z', '1989-12-31T23:59:59Z', '2200-01-01T00:00:00Z'],
    ...['2020-01-31t08:05:09Z', '2020-01-31T08:05:09z', '2020-01-31  08:05:09Z', '2020-01-31T08:05:09 +08:00'],
    ...['2020-01-31T08:05:09+8', '2020-01-31T08:05:09+08:', '2020-01-31T08:05:09+080', '2020-01-31T08:05:09+14:01'],
    ...['2020-01-31T08:05:09+08:60', '2020-01-31T08:05:09.Z', '2020-01-31T08:05:09.1234567890Z', '20200131T080509Z'],
    ...['2020-01-31T08:05.5Z', '２０２０-01-31T08:05:09Z', '2020-01-31T08:05:09+08:00[Asia/Shanghai]', '1580429109'],
    ...['+002020-01-31T08:05:09Z', '2020-01-31T08:05:09Z\0', 'yesterday', `${'9'.repeat(3_000)}`],
  ],
}

for (const [fault, texts] of Object.entries(wrong))
  for (const text of texts)
    test(`given the time ${JSON.stringify(text.slice(0, 40))}, it is refused: ${fault}`, () => {
      assert.equal(parseInstant(text), fault)
    })

test('given the catalogue, each fault has a sentence in Chinese and in English', () => {
  for (const [code, { zh, en }] of Object.entries(historyFaults)) {
    assert.match(zh, /[\u4e00-\u9fff].*。$/, code)
    assert.match(en, /^[A-Z].*\.$/, code)
  }
})
