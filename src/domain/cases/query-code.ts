/** How many letters a query code has. */
export const queryCodeLength = 8

/**
 * What a query code is written with: none of 0, 1, I, L, O, which look like each other, nor of B, S, Z, which look like 8, 5 and 2, and no vowel or Y, so
 * that chance makes no word of it. 24 letters at 8 places are 1.1 × 10¹¹ codes.
 */
export const queryCodeLetters = '23456789CDFGHJKMNPQRTVWX'

const lookAlikes: Readonly<Record<string, string>> = { B: '8', S: '5', Z: '2' }

/** Whether a text is a query code exactly as we write it. */
export const isQueryCode = (text: string): boolean =>
  text.length === queryCodeLength && [...text].every(letter => queryCodeLetters.includes(letter))

/** The query code that somebody typed, in any case, width and spacing, with look-alikes set right; null: it can be none. */
export const parseQueryCode = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  const code = plain.toUpperCase().replace(/[BSZ]/g, letter => lookAlikes[letter] ?? letter)
  return isQueryCode(code) ? code : null
}

/** The query code that these bytes choose; the first are used. Biased by less than 1 in 16 at a place, where each letter stands for 10 or 11 of 256 values. */
export const queryCodeOf = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, queryCodeLength)].map(byte => queryCodeLetters[byte % queryCodeLetters.length]).join('')

/** As it is printed: in two halves. */
export const readableQueryCode = (code: string): string =>
  code.length === queryCodeLength ? `${code.slice(0, 4)} ${code.slice(4)}` : code
