const plainAscii = /^[!-~](?:[ -~]*[!-~])?$/
const controls = /\p{Cc}+/gu
const broken = /\ufffd/g

/**
 * A text as the files of a period hold it, so that who reads it back has the same: in one line without control characters, which become blanks, trimmed, and with a
 * question mark for half a character or for one that was lost before. Null where nothing is left.
 */
export const plainText = (text: string | null): string | null => {
  if (text === null || plainAscii.test(text)) return text
  const plain = text.replace(controls, ' ').toWellFormed().replace(broken, '?').trim()
  return plain === '' ? null : plain
}
