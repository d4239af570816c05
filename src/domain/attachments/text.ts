/** What a plain text never has, but for tabs and the ends of lines. */
const control = /[\p{Cc}--[\t\n\f\r\u0085]]/v

/** What begins like something that a program would run or draw. */
const active = /^\s*(<[a-z!?/%]|#!|%!PS|\{\\rtf|MIME-Version:|@echo\b)/i

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether bytes are plain text, in UTF-8 or in what Windows writes in China (GB 18030); `active`: it is markup or a script. */
export const plainText = (bytes: Uint8Array): 'text' | 'active' | null => {
  // what is no text mostly shows at once
  if (bytes.subarray(0, 4_096).includes(0)) return null
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
  if (text === null || control.test(text)) return null
  return active.test(text.slice(0, 2_048)) ? 'active' : 'text'
}
