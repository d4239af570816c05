import type { AmiFields } from './ami-parser.ts'

/** Asterisk throws away a line that is longer than its buffer (`inbuf[1025]` in main/manager.c). */
const mostLineBytes = 1024
/** And ignores the headers after this many (AST_MAX_MANHEADERS). */
const mostHeaders = 128
const namePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

/**
 * Writes one AMI message; `bad` names the field that cannot be sent. A CR, LF or NUL in a value would end the line and
 * begin one of the value's own choosing, so it is refused, never repaired.
 */
export function formatAction(action: string, actionId: string, fields: AmiFields): { text: string } | { bad: string } {
  const headers: [string, string][] = [['Action', action], ['ActionID', actionId], ...Object.entries(fields)]
  if (headers.length > mostHeaders) return { bad: '*' }
  let text = ''
  for (const [index, [name, value]] of headers.entries()) {
    const known = index < 2 || (name !== 'Action' && name !== 'ActionID')
    const line = `${name}: ${value}\r\n`
    if (!known || !namePattern.test(name) || hasLineBreak(value) || Buffer.byteLength(line) > mostLineBytes) {
      return { bad: name }
    }
    text += line
  }
  return { text: `${text}\r\n` }
}

function hasLineBreak(value: string): boolean {
  return value.includes('\r') || value.includes('\n') || value.includes('\0')
}
