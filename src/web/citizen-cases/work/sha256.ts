/** FIPS 180-4: the first 32 bits of the fractional parts of the square and cube roots of the first primes. */
const primes = (() => {
  const found: number[] = []
  for (let each = 2; found.length < 64; each += 1) if (found.every(prime => each % prime !== 0)) found.push(each)
  return found
})()
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const start = Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime)))
const round = Int32Array.from(primes, prime => fraction(Math.cbrt(prime)))
const schedule = new Int32Array(64)

/** One block of 16 words into a state. */
const compress = (state: Int32Array, block: Int32Array): void => {
  for (let at = 0; at < 16; at += 1) schedule[at] = block[at] as number
  for (let at = 16; at < 64; at += 1) {
    const x = schedule[at - 15] as number
    const y = schedule[at - 2] as number
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    schedule[at] = ((schedule[at - 16] as number) + s0 + (schedule[at - 7] as number) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let at = 0; at < 64; at += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (round[at] as number) + (schedule[at] as number)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const worked = [a, b, c, d, e, f, g, h]
  for (let at = 0; at < 8; at += 1) state[at] = ((state[at] as number) + (worked[at] as number)) | 0
}

/**
 * SHA-256 of texts that begin alike, of plain letters, digits and signs: gives the first 32 bits, unsigned. The browser's own is asynchronous, slower for
 * short texts, and missing on pages without HTTPS, which a house within its own network may have.
 */
export const hashesOf = (beginning: string): ((end: string) => number) => {
  const whole = Math.floor(beginning.length / 64) * 64
  const head = Int32Array.from(start)
  const block = new Int32Array(16)
  const put = (at: number, byte: number): void => {
    block[at >> 2] = (block[at >> 2] as number) | (byte << (24 - (at & 3) * 8))
  }
  for (let from = 0; from < whole; from += 64) {
    block.fill(0)
    for (let at = 0; at < 64; at += 1) put(at, beginning.charCodeAt(from + at))
    compress(head, block)
  }
  const rest = beginning.slice(whole)
  const state = new Int32Array(8)
  return end => {
    const tail = rest + end
    const bits = (whole + tail.length) * 8
    state.set(head)
    block.fill(0)
    let at = 0
    for (let index = 0; index < tail.length; index += 1) {
      put(at, tail.charCodeAt(index))
      at += 1
      if (at < 64) continue
      compress(state, block)
      block.fill(0)
      at = 0
    }
    put(at, 0x80)
    if (at >= 56) {
      compress(state, block)
      block.fill(0)
    }
    block[14] = Math.floor(bits / 2 ** 32)
    block[15] = bits | 0
    compress(state, block)
    return (state[0] as number) >>> 0
  }
}
