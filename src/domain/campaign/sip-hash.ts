const mask = 0xffff_ffff_ffff_ffffn

const rotated = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (64n - by))) & mask

/** Up to 8 bytes as a little-endian number. */
const wordAt = (bytes: Uint8Array, from: number, length = 8): bigint => {
  let word = 0n
  for (let i = Math.min(length, bytes.length - from) - 1; i >= 0; i--)
    word = (word << 8n) | BigInt(bytes[from + i] ?? 0)
  return word
}

type State = readonly [bigint, bigint, bigint, bigint]

const round = ([a, b, c, d]: State): State => {
  const v0 = (a + b) & mask
  const v1 = rotated(b, 13n) ^ v0
  const v2 = (c + d) & mask
  const v3 = rotated(d, 16n) ^ v2
  const w0 = (rotated(v0, 32n) + v3) & mask
  const w2 = (v2 + v1) & mask
  return [w0, rotated(v1, 17n) ^ w2, rotated(w2, 32n), rotated(v3, 21n) ^ w0].map(
    word => word & mask,
  ) as unknown as State
}

/** SipHash-2-4 with a key of 16 bytes (Aumasson and Bernstein, 2012), as an unsigned number of 64 bits. */
export const sipHash = (key: Uint8Array, message: Uint8Array): bigint => {
  const [k0, k1] = [wordAt(key, 0), wordAt(key, 8)]
  let v: State = [
    k0 ^ 0x736f_6d65_7073_6575n,
    k1 ^ 0x646f_7261_6e64_6f6dn,
    k0 ^ 0x6c79_6765_6e65_7261n,
    k1 ^ 0x7465_6462_7974_6573n,
  ]
  const take = (word: bigint): void => {
    v = round(round([v[0], v[1], v[2], v[3] ^ word]))
    v = [v[0] ^ word, v[1], v[2], v[3]]
  }
  const whole = message.length - (message.length % 8)
  for (let from = 0; from < whole; from += 8) take(wordAt(message, from))
  take((BigInt(message.length & 0xff) << 56n) | wordAt(message, whole))
  v = round(round(round(round([v[0], v[1], v[2] ^ 0xffn, v[3]]))))
  return v[0] ^ v[1] ^ v[2] ^ v[3]
}
