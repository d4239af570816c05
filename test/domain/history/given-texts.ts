import fc from 'fast-check'

/** Texts that break files that were not written with care. */
export const hostileTexts: readonly string[] = [
  '"',
  '""',
  'a"b',
  '",x',
  'a,b',
  'first\nsecond',
  'first\r\nsecond',
  '\r',
  '=1+1',
  '=HYPERLINK("http://x","y")',
  '+1',
  '+cmd|calc',
  '-1+1',
  '@sum(1)',
  '\t=1',
  ' =1',
  '＝１',
  '\0',
  'a\0b',
  '😀',
  '\ud83d',
  'a\udc00b',
  '\ufffd',
  '\ufeffx',
  '\u2028',
  '_x000D_',
  '<b>&amp;</b>',
  ']]>',
  '\uffff',
  '市长信箱；噪声',
  '"'.repeat(90),
]

/** Anything of up to 90 units, halves of characters among it, that is not what a spreadsheet makes of a long number. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)), maxLength: 40 }),
    fc.array(fc.constantFrom(...hostileTexts.slice(0, -1)), { maxLength: 4 }).map(parts => parts.join('')),
  )
  .filter(text => !/\d[.,eE]/.test(text))
