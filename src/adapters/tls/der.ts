/** The few parts of DER (ITU-T X.690) that a certificate is written in. */

const lengthOf = (bytes: number): Buffer => {
  if (bytes < 0x80) return Buffer.from([bytes])
  const digits = bytes < 0x100 ? [bytes] : [bytes >> 8, bytes & 0xff]
  return Buffer.from([0x80 | digits.length, ...digits])
}

/** An element with any tag; at most 65,535 bytes. */
export const element = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content)
export const set = (...content: readonly Buffer[]): Buffer => element(0x31, ...content)
export const octets = (content: Buffer): Buffer => element(0x04, content)
export const bits = (content: Buffer): Buffer => element(0x03, Buffer.from([0]), content)
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text))
export const yes = element(0x01, Buffer.from([0xff]))

/** A positive integer from its big-endian bytes. */
export const integer = (bytes: Buffer): Buffer => {
  const first = bytes[0] ?? 0
  return element(0x02, first < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))
}

/** An instant before 2050, to the second. */
export const time = (ms: number): Buffer => {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')
  return element(0x17, Buffer.from(digits.slice(2)))
}

const base128 = (value: number): number[] => {
  const digits = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80)
  return digits
}

/** An object identifier such as `2.5.4.3`. */
export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}
